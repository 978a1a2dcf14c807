"""How long goods still keep, said without a date: a date is a lot's, not a product's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shop.catalogue.models import Product
from shop.catalogue.queries.cards import Offer


@dataclass(frozen=True)
class Freshness:
    """Days that are left at least: when the goods arrive, or else when they are sent."""

    days: int
    is_on_arrival: bool


def of_product(
    product: Product, offers: Iterable[Offer], day: date, *, lead_days: int
) -> Freshness | None:
    """What a page may say: the promise that allocation obeys, else what the first lots keep.

    None where neither is known, as for stock whose lots nobody wrote down.
    """
    if product.days_left_on_arrival:
        return Freshness(product.days_left_on_arrival, is_on_arrival=True)
    dates = [offer.keeps_until for offer in offers if offer.available > 0]
    known = [one for one in dates if one is not None]
    if not known or len(known) < len(dates):
        return None
    left = (min(known) - day - timedelta(days=lead_days)).days
    return Freshness(left, is_on_arrival=False) if left > 0 else None
