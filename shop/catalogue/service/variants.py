"""Variants and their prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import PriceChange, Product, Variant
from shop.catalogue.service.products import touch


@dataclass(frozen=True, kw_only=True)
class VariantFacts:
    """One size or package: its own number, weights, and what it is called."""

    sku: str
    price: int
    net_weight_g: int
    shipping_weight_g: int
    pieces: int | None = None
    volume_ml: int | None = None
    least_weight_g: int | None = None
    """Where it is cut to order: `net_weight_g` and the price are then the most."""
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    pack_sides_mm: Sequence[int] | None = None
    """None leaves what was measured before."""


def add_variant(uow: UnitOfWork, product: Product, facts: VariantFacts) -> Variant:
    """Add a size. Raises DomainError `sku_taken`, `price_negative` or `weight_wrong`."""
    _check(uow, facts, own_id=None)
    last = uow.session.scalar(
        select(func.max(Variant.position)).where(Variant.product_id == product.id)
    )
    variant = Variant(
        product_id=product.id,
        sku=facts.sku,
        position=(last or 0) + 1,
        price=facts.price,
        net_weight_g=facts.net_weight_g,
        shipping_weight_g=facts.shipping_weight_g,
        pieces=facts.pieces,
        volume_ml=facts.volume_ml,
        least_weight_g=facts.least_weight_g,
        labels=dict(facts.labels),
        pack_sides_mm=list(facts.pack_sides_mm or ()),
    )
    uow.session.add(variant)
    uow.session.flush()  # the price row names the variant
    uow.session.add(PriceChange(variant_id=variant.id, price=facts.price, at=uow.now))
    audit.record(
        uow,
        "office:variant:add",
        ("variant", variant.id),
        after={"sku": facts.sku, "price": facts.price, "net_weight_g": facts.net_weight_g},
        organisation_id=product.organisation_id,
    )
    _settle(uow, product)
    return variant


def get_variant(
    uow: UnitOfWork, variant_id: int, *, organisation_id: int | None = None
) -> tuple[Variant, Product]:
    """A variant with its product, of this business where one is named. Raises NotFoundError."""
    found = uow.session.execute(
        select(Variant, Product)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.id == variant_id)
    ).one_or_none()
    if found is None or organisation_id not in {None, found[1].organisation_id}:
        raise NotFoundError(str(variant_id))
    return found[0], found[1]


def update_variant(
    uow: UnitOfWork, product: Product, variant: Variant, facts: VariantFacts
) -> None:
    """Change a size; a new price is kept with its date."""
    _check(uow, facts, own_id=variant.id)
    before = _weights(variant)
    variant.sku = facts.sku
    variant.net_weight_g = facts.net_weight_g
    variant.shipping_weight_g = facts.shipping_weight_g
    variant.pieces = facts.pieces
    variant.volume_ml = facts.volume_ml
    variant.least_weight_g = facts.least_weight_g
    variant.labels = dict(facts.labels)
    if facts.pack_sides_mm is not None:
        variant.pack_sides_mm = list(facts.pack_sides_mm)
    variant.is_active = True
    if before != _weights(variant):
        audit.record(
            uow,
            "office:variant:weigh",
            ("variant", variant.id),
            before=before,
            after=_weights(variant),
            organisation_id=product.organisation_id,
        )
    change_price(uow, product, variant, facts.price)


def _weights(variant: Variant) -> dict[str, int | None]:
    names = ("net_weight_g", "least_weight_g", "shipping_weight_g")
    return {name: getattr(variant, name) for name in names}


def change_price(uow: UnitOfWork, product: Product, variant: Variant, price: int) -> None:
    """Set what a variant costs from now on. Raises DomainError `price_negative`."""
    if price < 0:
        raise DomainError("price_negative", "A price cannot be below zero.", field="price")
    if price != variant.price:
        audit.record(
            uow,
            "office:variant:price",
            ("variant", variant.id),
            before={"price": variant.price},
            after={"price": price},
            organisation_id=product.organisation_id,
        )
        variant.price = price
        uow.session.add(PriceChange(variant_id=variant.id, price=price, at=uow.now))
    _settle(uow, product)


def retire_variant(uow: UnitOfWork, product: Product, variant: Variant) -> None:
    """Stop selling a size; old orders still name it."""
    variant.is_active = False
    audit.record(
        uow,
        "office:variant:retire",
        ("variant", variant.id),
        organisation_id=product.organisation_id,
    )
    _settle(uow, product)


def _settle(uow: UnitOfWork, product: Product) -> None:
    """Write the lowest price again, and tell who shows it."""
    uow.session.flush()  # the lowest price is read back
    lowest = uow.session.scalar(
        select(func.min(Variant.price)).where(Variant.product_id == product.id, Variant.is_active)
    )
    product.price_from = lowest or 0
    touch(uow, product)


def _check(uow: UnitOfWork, facts: VariantFacts, *, own_id: int | None) -> None:
    if facts.price < 0:
        raise DomainError("price_negative", "A price cannot be below zero.", field="price")
    if facts.net_weight_g <= 0 or facts.shipping_weight_g < facts.net_weight_g:
        raise DomainError(
            "weight_wrong",
            "Give the weight of the contents, and the weight as packed, which is not smaller.",
            field="net_weight_g",
        )
    if facts.least_weight_g is not None and not 0 < facts.least_weight_g < facts.net_weight_g:
        raise DomainError(
            "least_weight_wrong",
            "The smallest weight must be 1 gram or more and below the largest weight.",
            field="least_weight_g",
        )
    if not facts.sku.strip():
        raise DomainError("sku_empty", "Give an article number.", field="sku")
    taken = uow.session.scalar(select(Variant.id).where(Variant.sku == facts.sku))
    if taken not in {None, own_id}:
        raise DomainError(
            "sku_taken",
            "The article number %(sku)s is used for other goods.",
            field="sku",
            sku=facts.sku,
        )
