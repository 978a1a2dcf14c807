"""What the trail of changes calls what this package writes into it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

ACTIONS: Final[Mapping[str, LazyText]] = {
    "promotion:coupon:create": lazy("Coupon made"),
    "promotion:coupon:stop": lazy("Coupon stopped"),
    "promotion:link:create": lazy("Link made"),
}
KINDS: Final[Mapping[str, LazyText]] = {
    "coupon": lazy("Coupon"),
    "link": lazy("Link"),
}
