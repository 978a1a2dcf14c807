"""What stands behind the lines of a quotation: an offer opens nothing that is closed to a cart."""

from collections.abc import Sequence
from dataclasses import replace

from core.unit_of_work import UnitOfWork
from shop.export import queries as export
from shop.pricing import goods
from shop.pricing.goods import Article


def load(uow: UnitOfWork, variant_ids: Sequence[int], country: str) -> dict[int, Article]:
    """The articles of these variants for a country, to which the business sends them by freight."""
    found = goods.load(uow, variant_ids, country)
    abroad = export.exactly(
        uow, [each.product for each in found.values()], country, by_freight=True
    )
    return {key: replace(each, abroad=abroad[each.product.id]) for key, each in found.items()}
