"""Reading quotations and what may be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.translated import Shown, shown
from shop.catalogue.models import Product, ProductState, ProductText, Variant
from shop.orders.models import Purchase
from shop.quotations.models import Quotation, QuotationLine
from shop.quotations.states import QuotationState

MOST: Final = 200


@dataclass(frozen=True)
class ArticleView:
    """An article of a maker, to be asked for."""

    variant_id: int
    slug: str
    name: Shown
    variant: Shown
    price: int


@dataclass(frozen=True)
class LineView:
    """A line of a quotation in the reader's language."""

    line: QuotationLine
    name: Shown
    variant: Shown


def articles(uow: UnitOfWork, organisation_id: int, locale: str) -> Sequence[ArticleView]:
    """What a maker sells now, in the order of its shop; two statements."""
    rows = uow.session.execute(
        select(Variant.id, Variant.labels, Variant.price, Product.slug, Product.id.label("product"))
        .join(Product, Variant.product_id == Product.id)
        .where(
            Product.organisation_id == organisation_id,
            Product.state == ProductState.PUBLISHED,
            Variant.is_active,
        )
        .order_by(Product.id, Variant.position)
        .limit(MOST)
    ).all()
    names = _names(uow, {row.product for row in rows})
    return [
        ArticleView(
            variant_id=row.id,
            slug=row.slug,
            name=shown(names[row.product], locale),
            variant=shown(row.labels, locale),
            price=row.price,
        )
        for row in rows
    ]


def _names(uow: UnitOfWork, product_ids: set[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {key: {} for key in product_ids}
    rows = uow.session.execute(
        select(ProductText.product_id, ProductText.locale, ProductText.name).where(
            ProductText.product_id.in_(product_ids)
        )
    )
    for product_id, locale, name in rows:
        found[product_id][locale] = name
    return found


def lines(quotation: Quotation, locale: str) -> list[LineView]:
    """A quotation's lines as the reader sees them."""
    return [
        LineView(line, shown(line.names, locale), shown(line.variant_labels, locale))
        for line in quotation.lines
    ]


def is_open(quotation: Quotation, today: date) -> bool:
    """Whether there is an offer that may be taken on this day."""
    return (
        quotation.state is QuotationState.ANSWERED
        and quotation.valid_until is not None
        and today <= quotation.valid_until
    )


def order_token(uow: UnitOfWork, quotation: Quotation) -> str:
    """What opens the order that became of it; empty where none did."""
    if quotation.purchase_id is None:
        return ""
    return uow.session.get_one(Purchase, quotation.purchase_id).token
