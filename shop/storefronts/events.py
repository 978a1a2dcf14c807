"""What happens to storefronts."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class StorefrontChanged(Event):
    """A business's storefront has other words than before, or has opened or closed."""

    name: ClassVar[str] = "shop.storefront_changed"
    organisation_id: int
