"""Reading requests: a buyer's, a business's desk, the city's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from i18n.translated import Shown, shown
from shop.orders.models import Order, Purchase
from shop.returns.models import ReturnPhoto, ReturnRequest
from shop.returns.states import ReturnState

PAGE: Final = 50
WAITING: Final = frozenset({ReturnState.ASKED})


@dataclass(frozen=True, kw_only=True)
class Row:
    """A request in a list."""

    id: int
    number: str
    reason: str
    state: ReturnState
    asked_at: object
    goods: Sequence[Shown]
    vendor: Shown


def of_purchase(session: Session, purchase_id: int) -> list[ReturnRequest]:
    """A purchase's requests, newest first."""
    query = (
        select(ReturnRequest)
        .join(Order, ReturnRequest.order_id == Order.id)
        .where(Order.purchase_id == purchase_id)
        .order_by(ReturnRequest.id.desc())
    )
    return list(session.scalars(query))


def get_of_purchase(session: Session, purchase_id: int, request_id: int) -> ReturnRequest:
    """One request of a purchase. Raises NotFoundError."""
    found = session.get(ReturnRequest, request_id)
    if found is None or found.order.purchase_id != purchase_id:
        raise NotFoundError
    return found


def desk(
    session: Session, locale: str, *, state: ReturnState, organisation_id: int | None = None
) -> list[Row]:
    """Requests in a state, oldest first: one business's, or everybody's."""
    query = (
        select(ReturnRequest)
        .where(ReturnRequest.state == state)
        .order_by(ReturnRequest.id)
        .limit(PAGE)
    )
    if organisation_id is not None:
        query = query.where(ReturnRequest.organisation_id == organisation_id)
    return [
        Row(
            id=each.id,
            number=each.order.number,
            reason=each.reason.value,
            state=each.state,
            asked_at=each.asked_at,
            goods=[shown(item.line.names, locale) for item in each.items],
            vendor=shown(each.order.vendor_names, locale),
        )
        for each in session.scalars(query)
    ]


def counts(session: Session, organisation_id: int | None = None) -> dict[ReturnState, int]:
    """How many requests there are in each state."""
    query = select(ReturnRequest.state, func.count()).group_by(ReturnRequest.state)
    if organisation_id is not None:
        query = query.where(ReturnRequest.organisation_id == organisation_id)
    found = {row[0]: row[1] for row in session.execute(query)}
    return {state: found.get(state, 0) for state in ReturnState}


def photo_key(session: Session, request: ReturnRequest, photo_id: int) -> str:
    """The key of one of a request's photos. Raises NotFoundError."""
    found = session.get(ReturnPhoto, photo_id)
    if found is None or found.request_id != request.id:
        raise NotFoundError
    return found.key


def purchase_of(session: Session, request: ReturnRequest) -> Purchase:
    """The purchase that a request belongs to."""
    return session.get_one(Purchase, request.order.purchase_id)
