"""The label's words as they stand now, for whoever keeps them with what was bought."""

from collections.abc import Collection

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.translated import TextState
from shop.catalogue.models import ProductText
from shop.catalogue.queries.product import SAFETY_FIELDS


def reviewed_texts(
    uow: UnitOfWork, product_ids: Collection[int], locales: Collection[str]
) -> dict[int, dict[str, dict[str, str]]]:
    """The label's reviewed words by product and written form; empty ones are left out."""
    rows = uow.session.scalars(
        select(ProductText).where(
            ProductText.product_id.in_(product_ids),
            ProductText.locale.in_(locales),
            ProductText.safety_state == TextState.REVIEWED,
        )
    )
    found: dict[int, dict[str, dict[str, str]]] = {key: {} for key in product_ids}
    for row in rows:
        words = {name: str(getattr(row, name)) for name in SAFETY_FIELDS}
        found[row.product_id][row.locale] = {name: said for name, said in words.items() if said}
    return found
