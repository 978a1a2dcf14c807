"""Who sold: the particulars that a receipt must carry."""

from collections.abc import Mapping

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.orders.models import Order
from shop.orders.queries import PurchaseView
from shop.storefronts.models import Storefront


def of(uow: UnitOfWork, purchase: PurchaseView) -> Mapping[int, Storefront]:
    """The storefront behind each order, by the order's key."""
    rows = uow.session.execute(
        select(Order.id, Storefront)
        .join(Storefront, Storefront.organisation_id == Order.organisation_id)
        .where(Order.id.in_([order.id for order in purchase.orders]))
    )
    return {row[0]: row[1] for row in rows}
