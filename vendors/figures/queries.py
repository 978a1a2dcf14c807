"""A business's own sales, counted from its paid orders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.dates import add_months, day_start, month_start, tokyo_day
from core.identity.models import Organisation
from core.unit_of_work import UnitOfWork
from i18n.translated import shown
from shop.catalogue.models import ProductText
from shop.orders import facts
from shop.orders.facts import SoldLine

MONTHS: Final = 12


@dataclass(frozen=True)
class Figure:
    """Sales of one month, product, country or language."""

    key: str
    orders: int
    pieces: int
    amount: int


@dataclass(frozen=True)
class Figures:
    """Twelve months of sales: goods only, with tax, delivery left out."""

    since: date
    until: date
    total: Figure
    months: Sequence[Figure]
    products: Sequence[Figure]
    countries: Sequence[Figure]
    languages: Sequence[Figure]
    names: dict[str, str]


def of_business(uow: UnitOfWork, organisation_id: int, locale: str) -> Figures:
    """The figures of the last twelve months, this one included.

    Simulated payments count only for a business that is itself a sample.
    """
    today = tokyo_day(uow.now)
    this_month = month_start(today)
    first = add_months(this_month, 1 - MONTHS)
    end = day_start(add_months(this_month, 1))
    is_sample = uow.session.get_one(Organisation, organisation_id).is_sample
    sold = [
        line
        for line in facts.sold_lines(
            uow.session, day_start(first), end, organisation_id=organisation_id
        )
        if is_sample or not line.is_test
    ]
    months = {one.key: one for one in _by(sold, lambda line: f"{tokyo_day(line.paid_at):%Y-%m}")}
    every = [f"{add_months(first, offset):%Y-%m}" for offset in range(MONTHS)]
    products = _largest(_by(sold, lambda line: str(line.product_id)))
    return Figures(
        since=first,
        until=today,
        total=_sum("", sold),
        months=[months.get(key, Figure(key, 0, 0, 0)) for key in every],
        products=products,
        countries=_largest(_by(sold, lambda line: line.country)),
        languages=_largest(_by(sold, lambda line: line.locale)),
        names=_names(uow.session, [int(one.key) for one in products], locale),
    )


def _by(sold: Sequence[SoldLine], key: Callable[[SoldLine], str]) -> list[Figure]:
    groups: dict[str, list[SoldLine]] = {}
    for line in sold:
        groups.setdefault(key(line), []).append(line)
    return [_sum(name, lines) for name, lines in groups.items()]


def _sum(key: str, lines: Sequence[SoldLine]) -> Figure:
    return Figure(
        key=key,
        orders=len({line.order_id for line in lines}),
        pieces=sum(line.quantity for line in lines),
        amount=sum(line.amount for line in lines),
    )


def _largest(figures: Sequence[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda one: (-one.amount, one.key))


def _names(session: Session, product_ids: Sequence[int], locale: str) -> dict[str, str]:
    rows = session.execute(
        select(ProductText.product_id, ProductText.locale, ProductText.name).where(
            ProductText.product_id.in_(product_ids)
        )
    )
    texts: dict[str, dict[str, str]] = {}
    for product_id, code, name in rows:
        texts.setdefault(str(product_id), {})[code] = name
    return {key: shown(said, locale).text for key, said in texts.items()}
