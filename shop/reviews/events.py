"""What happens to reviews, for packages above."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(Event):
    """A buyer wrote a review, or wrote it anew."""

    name: ClassVar[str] = "shop.review_written"
    review_id: int
    product_id: int
    organisation_id: int
