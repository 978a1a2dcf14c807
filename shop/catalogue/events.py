"""What happens to products."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProductPublished(Event):
    """The product may be found and bought from here on."""

    name: ClassVar[str] = "shop.product_published"
    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event):
    """A published product's facts, texts, prices or photos are others than before."""

    name: ClassVar[str] = "shop.product_changed"
    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductArchived(Event):
    """The product is no longer sold; orders keep what was bought."""

    name: ClassVar[str] = "shop.product_archived"
    product_id: int


@dataclass(frozen=True, kw_only=True)
class ShelfRenamed(Event):
    """A category has other names than before."""

    name: ClassVar[str] = "shop.shelf_renamed"
    category_id: int
