"""What waits for a business today."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductState
from shop.customs import queries as customs
from shop.messages import queries as messages
from shop.storefronts.models import Storefront, StorefrontState
from vendors.orders import queries as orders
from vendors.orders.queries import Shelf


@dataclass(frozen=True, kw_only=True)
class Today:
    """Three lines: orders to confirm, parcels to pack, buyers to answer; and unfinished drafts."""

    to_confirm: int
    to_weigh: int
    oldest_at: datetime | None
    to_pack: int
    to_answer: int
    unproven: int
    drafts: int
    products: int
    shop_state: StorefrontState | None


def today(uow: UnitOfWork, organisation_id: int) -> Today:
    """What waits, in a fixed number of statements."""
    session = uow.session
    counts = orders.count_by_shelf(session, organisation_id)
    return Today(
        to_confirm=counts[Shelf.TO_CONFIRM],
        to_weigh=counts[Shelf.TO_WEIGH],
        oldest_at=orders.oldest_at(session, organisation_id, Shelf.TO_CONFIRM),
        to_pack=orders.count_parcels_to_pack(session, organisation_id),
        to_answer=messages.count_waiting(session, organisation_id),
        unproven=len(customs.unproven(session, organisation_id)),
        drafts=_count(session, organisation_id, ProductState.DRAFT),
        products=_count(session, organisation_id, ProductState.PUBLISHED),
        shop_state=session.scalar(
            select(Storefront.state).where(Storefront.organisation_id == organisation_id)
        ),
    )


def _count(session: Session, organisation_id: int, state: ProductState) -> int:
    return (
        session.scalar(
            select(func.count(Product.id)).where(
                Product.organisation_id == organisation_id, Product.state == state
            )
        )
        or 0
    )
