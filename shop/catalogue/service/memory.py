"""What people translated for products is remembered: the same words are drafted with it again."""

from typing import Final

from core.unit_of_work import UnitOfWork
from i18n.drafts import service as drafts
from shop.catalogue.models import Product, ProductText

FIELDS: Final = ("name", "summary")


def keep_translation(uow: UnitOfWork, product: Product, reviewed: ProductText) -> None:
    """Remember a reviewed form beside the words it was translated from, both ways."""
    source = uow.session.get(
        ProductText, {"locale": product.source_locale, "product_id": product.id}
    )
    if source is None or source.locale == reviewed.locale:
        return
    for field in FIELDS:
        ours, theirs = str(getattr(source, field)).strip(), str(getattr(reviewed, field)).strip()
        if ours and theirs:
            for text, target, one, other in (
                (ours, theirs, source.locale, reviewed.locale),
                (theirs, ours, reviewed.locale, source.locale),
            ):
                drafts.remember(uow, text, target, source_locale=one, locale=other)
