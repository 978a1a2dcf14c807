"""What a cart's pages showed last, so that the next one can say what is another figure now."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from shop.cart.queries import Basket
from shop.pricing.seen import Seen

FIGURES: Final = "figures"
CONTENT: Final = "content"


def content_of(basket: Basket) -> str:
    """A short word that is another one as soon as the buyer has changed the cart."""
    items = sorted((item.variant_id, item.quantity) for item in basket.items)
    others = [(each.key, sorted(each.quantities.items()), each.gift) for each in basket.recipients]
    told = (items, others, basket.country, basket.region, basket.codes, basket.gift)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def before(kept: Mapping[str, Any], basket: Basket) -> dict[str, Any]:
    """The figures to compare with: after a change of one's own, not the fees and the total."""
    figures = kept.get(FIGURES)
    if not isinstance(figures, dict):
        return {}
    seen = Seen.read(figures)  # pyright: ignore[reportUnknownArgumentType]
    if kept.get(CONTENT) == content_of(basket):
        return seen.as_dict()
    return {"rates": dict(seen.rates)}


def after(kept: Mapping[str, Any], basket: Basket, now: Seen) -> dict[str, Any]:
    """What to keep once a page has shown the cart.

    What was shown before stays until the buyer changes the cart or says that the changes were
    read; the tax rates of goods that were in it before stay even then.
    """
    content = content_of(basket)
    earlier = before(kept, basket)
    if kept.get(CONTENT) == content and earlier:
        return dict(kept)
    rates = {**now.rates, **{k: v for k, v in earlier.get("rates", {}).items() if k in now.rates}}
    return {CONTENT: content, FIGURES: {**fresh(now), "rates": rates}}


def agreed(basket: Basket, now: Seen) -> dict[str, Any]:
    """What to keep once the buyer has read what changed."""
    return {CONTENT: content_of(basket), FIGURES: fresh(now)}


def fresh(now: Seen) -> dict[str, Any]:
    """The figures without the prices, which are kept with each line of the cart."""
    return {name: value for name, value in now.as_dict().items() if name != "prices"}
