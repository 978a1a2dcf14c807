"""A business's own products: made from five answers, then filled in part by part."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import IO, Any

from sqlalchemy import select

from core.errors import DomainError
from core.media import service as media
from core.unit_of_work import UnitOfWork
from i18n.locales import DEFAULT
from shop.catalogue import labels
from shop.catalogue import service as catalogue
from shop.catalogue.models import Category, Photo, Product, TaxClass, Temperature, Variant
from shop.catalogue.service import ProductFacts, ProductWords, VariantFacts
from shop.delivery.models import DeliveryRate
from shop.stock import service as stock
from vendors.desk import organisation_of

PACKING_G = 100
"""What a box and its padding weigh, until the business says otherwise."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The five answers that make a draft; the photo is the fifth."""

    name: str
    category_id: int
    price: int
    net_weight_g: int
    quantity: int
    temperature: Temperature


def get(uow: UnitOfWork, product_id: int, *, lock: bool = False) -> Product:
    """The actor's own product. Raises NotFoundError for another business's."""
    return catalogue.get_product(uow, product_id, organisation_id=organisation_of(uow), lock=lock)


def create(uow: UnitOfWork, answers: Answers, *, photo: IO[bytes] | None) -> Product:
    """A draft with one size, its stock and its picture."""
    organisation_id = organisation_of(uow)
    category = uow.session.get(Category, answers.category_id)
    if category is None:
        raise DomainError("category_unknown", "Please choose a shelf.", field="category_id")
    facts = ProductFacts(category_id=category.id, temperature=answers.temperature)
    product = catalogue.create_product(uow, organisation_id=organisation_id, facts=facts)
    catalogue.set_text(uow, product, DEFAULT, ProductWords(name=answers.name.strip()))
    size = VariantFacts(
        sku=new_sku(uow, product),
        price=answers.price,
        net_weight_g=answers.net_weight_g,
        shipping_weight_g=answers.net_weight_g + PACKING_G,
    )
    variant = catalogue.add_variant(uow, product, size)
    if answers.quantity > 0:
        stock.receive(uow, variant_id=variant.id, quantity=answers.quantity)
    if photo is not None:
        add_photo(uow, product.id, photo)
    return product


def new_sku(uow: UnitOfWork, product: Product) -> str:
    """A free article number for the product's next size."""
    taken = set(
        uow.session.scalars(
            select(Variant.sku).where(Variant.sku.startswith(f"Y{product.id}-", autoescape=True))
        )
    )
    number = 1
    while f"Y{product.id}-{number}" in taken:
        number += 1
    return f"Y{product.id}-{number}"


def facts_of(product: Product) -> ProductFacts:
    """What the catalogue knows of a product now, to change a part of it."""
    return ProductFacts(
        **{field.name: getattr(product, field.name) for field in fields(ProductFacts)}
    )


def change_facts(uow: UnitOfWork, product_id: int, **changed: Any) -> None:
    """Change some facts of a product and leave the others as they are."""
    product = get(uow, product_id, lock=True)
    catalogue.update_product(uow, product, replace(facts_of(product), **changed))


def set_label(uow: UnitOfWork, product_id: int, label: Mapping[str, Any], **changed: Any) -> None:
    """Write the label; a liquor's label makes the goods taxed as alcohol."""
    product = get(uow, product_id, lock=True)
    is_liquor = label.get("kind") == labels.LabelKind.LIQUOR
    tax_class = product.tax_class
    if is_liquor:
        tax_class = TaxClass.ALCOHOL
    elif label.get("kind") == labels.LabelKind.NONFOOD:
        tax_class = TaxClass.OTHER
    elif tax_class is not TaxClass.FOOD:
        tax_class = TaxClass.FOOD
    facts = replace(facts_of(product), label=dict(label), tax_class=tax_class, **changed)
    catalogue.update_product(uow, product, facts)


def write_text(
    uow: UnitOfWork,
    product_id: int,
    locale: str,
    words: ProductWords,
    *,
    is_reviewed: bool,
    is_label_confirmed: bool,
) -> None:
    """Write the words of one written form, and say whether somebody stands for them."""
    product = get(uow, product_id, lock=True)
    catalogue.set_text(uow, product, locale, words)
    uow.session.flush()  # the review reads the row back
    if is_reviewed or is_label_confirmed:
        catalogue.review_text(uow, product, locale, is_safety=is_label_confirmed)


def save_variant(
    uow: UnitOfWork, product_id: int, facts: VariantFacts, *, variant_id: int | None = None
) -> Variant:
    """Add a size, or change one of this product's."""
    product = get(uow, product_id, lock=True)
    if variant_id is None:
        size = replace(facts, sku=facts.sku.strip() or new_sku(uow, product))
        return catalogue.add_variant(uow, product, size)
    variant = _variant(uow, product, variant_id)
    catalogue.update_variant(uow, product, variant, replace(facts, volume_ml=variant.volume_ml))
    return variant


def retire_variant(uow: UnitOfWork, product_id: int, variant_id: int) -> None:
    """Stop selling a size of this product."""
    product = get(uow, product_id, lock=True)
    catalogue.retire_variant(uow, product, _variant(uow, product, variant_id))


def _variant(uow: UnitOfWork, product: Product, variant_id: int) -> Variant:
    variant, owner = catalogue.get_variant(uow, variant_id, organisation_id=product.organisation_id)
    if owner.id != product.id:
        raise DomainError("variant_elsewhere", "This size belongs to another product.")
    return variant


def add_photo(uow: UnitOfWork, product_id: int, stream: IO[bytes]) -> Photo:
    """Take a picture in and put it behind the others."""
    product = get(uow, product_id, lock=True)
    asset = media.upload(uow, stream, organisation_id=product.organisation_id)
    return catalogue.add_photo(uow, product, asset.id)


def move_photo(uow: UnitOfWork, product_id: int, photo_id: int, *, by: int) -> None:
    """Put a picture one place earlier (-1) or later (+1)."""
    product = get(uow, product_id, lock=True)
    order = list(
        uow.session.scalars(
            select(Photo.id).where(Photo.product_id == product.id).order_by(Photo.position)
        )
    )
    if photo_id in order:
        old = order.index(photo_id)
        new = min(max(old + by, 0), len(order) - 1)
        order.insert(new, order.pop(old))
    else:
        order = [photo_id]
    catalogue.order_photos(uow, product, order)


def describe_photo(
    uow: UnitOfWork, product_id: int, photo_id: int, *, locale: str, words: str
) -> None:
    """Say in one language what is on a picture."""
    product = get(uow, product_id, lock=True)
    found = uow.session.get(Photo, photo_id)
    alts = dict(found.alts) if found and found.product_id == product.id else {}
    catalogue.describe_photo(uow, product, photo_id, {**alts, locale: words.strip()})


def remove_photo(uow: UnitOfWork, product_id: int, photo_id: int) -> None:
    """Take a picture away."""
    catalogue.remove_photo(uow, get(uow, product_id, lock=True), photo_id)


def missing(uow: UnitOfWork, product: Product) -> list[str]:
    """The catalogue's codes of what is missing, and `delivery` while nothing says its fee."""
    lacking = catalogue.missing(uow, product)
    rate = uow.session.scalar(
        select(DeliveryRate.id)
        .where(
            DeliveryRate.organisation_id == product.organisation_id,
            DeliveryRate.temperature == product.temperature,
        )
        .limit(1)
    )
    return lacking if rate is not None else [*lacking, "delivery"]


def publish(uow: UnitOfWork, product_id: int) -> None:
    """Put a product on sale. Raises DomainError `not_ready` while something is missing."""
    product = get(uow, product_id, lock=True)
    if missing(uow, product):
        raise DomainError("not_ready", "Please fill in what is still missing first.")
    catalogue.publish(uow, product)


def archive(uow: UnitOfWork, product_id: int) -> None:
    """Take a product off sale."""
    catalogue.archive(uow, get(uow, product_id, lock=True))


def reopen(uow: UnitOfWork, product_id: int) -> None:
    """Make an archived product a draft again."""
    catalogue.reopen(uow, get(uow, product_id, lock=True))
