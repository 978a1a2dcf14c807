"""Changing the catalogue: products, variants, texts, photos, publishing."""

from shop.catalogue.service.photos import add_photo, describe_photo, order_photos, remove_photo
from shop.catalogue.service.products import (
    ProductFacts,
    create_category,
    create_product,
    get_product,
    update_product,
)
from shop.catalogue.service.publishing import archive, missing, publish, recount, reopen
from shop.catalogue.service.ratings import set_questions, set_rating
from shop.catalogue.service.texts import ProductWords, review_text, set_text
from shop.catalogue.service.variants import (
    VariantFacts,
    add_variant,
    change_price,
    get_variant,
    retire_variant,
    update_variant,
)

__all__ = [
    "ProductFacts",
    "ProductWords",
    "VariantFacts",
    "add_photo",
    "add_variant",
    "archive",
    "change_price",
    "create_category",
    "create_product",
    "describe_photo",
    "get_product",
    "get_variant",
    "missing",
    "order_photos",
    "publish",
    "recount",
    "remove_photo",
    "reopen",
    "retire_variant",
    "review_text",
    "set_questions",
    "set_rating",
    "set_text",
    "update_product",
    "update_variant",
]
