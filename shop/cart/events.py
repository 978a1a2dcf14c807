"""What happens to carts, for packages above."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class GoodsPutIntoCart(Event):
    """A buyer put goods into a cart; nothing is promised by it."""

    name: ClassVar[str] = "shop.goods_put_into_cart"
    product_id: int
    variant_id: int
    quantity: int
