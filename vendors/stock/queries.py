"""Reading a business's stock."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from shop.catalogue.models import Product, ProductState, ProductText, Variant
from shop.stock.models import StockItem

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class StockLine:
    """A size with what is there, what is promised, and what may still be sold."""

    variant_id: int
    product_id: int
    name: str
    locale: str
    size: str
    sku: str
    net_weight_g: int
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved


def _rows() -> Select[Variant, str, str, int, int]:
    """Sizes that are sold, with their product's name and their stock."""
    return (
        select(
            Variant,
            Product.source_locale,
            ProductText.name,
            func.coalesce(StockItem.on_hand, 0),
            func.coalesce(StockItem.reserved, 0),
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(
            ProductText,
            and_(
                ProductText.product_id == Product.id,
                ProductText.locale == Product.source_locale,
            ),
        )
        .outerjoin(StockItem, StockItem.variant_id == Variant.id)
        .where(
            Product.state != ProductState.ARCHIVED,
            Variant.is_active,
        )
    )


def list_stock(
    session: Session, organisation_id: int, *, after: tuple[int, int] | None = None
) -> list[StockLine]:
    """Sizes that are sold, by product; `PAGE` and one more, after (product, size)."""
    query = _rows().where(Product.organisation_id == organisation_id)
    if after is not None:
        query = query.where(tuple_(Variant.product_id, Variant.id) > after)
    rows = session.execute(query.order_by(Variant.product_id, Variant.id).limit(PAGE + 1))
    return [
        StockLine(
            variant_id=variant.id,
            product_id=variant.product_id,
            name=name or variant.sku,
            locale=locale,
            size=str(variant.labels.get(locale, "")),
            sku=variant.sku,
            net_weight_g=variant.net_weight_g,
            on_hand=on_hand,
            reserved=reserved,
        )
        for variant, locale, name, on_hand, reserved in rows
    ]


def line_of(session: Session, variant: Variant, product: Product) -> StockLine:
    """One size as the list shows it."""
    text = session.scalar(
        select(ProductText.name).where(
            ProductText.product_id == product.id, ProductText.locale == product.source_locale
        )
    )
    item = session.get(StockItem, variant.id)
    return StockLine(
        variant_id=variant.id,
        product_id=product.id,
        name=text or variant.sku,
        locale=product.source_locale,
        size=str(variant.labels.get(product.source_locale, "")),
        sku=variant.sku,
        net_weight_g=variant.net_weight_g,
        on_hand=item.on_hand if item else 0,
        reserved=item.reserved if item else 0,
    )
