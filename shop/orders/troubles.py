"""A parcel that was refused, could not be handed over, came back or was lost: its way back.

The business writes down what happened; the rules say who bears it; then the parcel goes out
again or its money goes back, and the buyer is told each time.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import DomainError
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.delivery.carriers import BY_KEY
from shop.orders import mails, states
from shop.orders import worth as paid
from shop.orders.events import OrderDelivered, ParcelGivenBack
from shop.orders.mails import Message
from shop.orders.models import Order, Parcel, ParcelTrouble
from shop.orders.service import change, get_parcel, names_of, note_parcel
from shop.orders.states import OrderState, ParcelState


class Cause(StrEnum):
    ABSENT = "absent"
    ADDRESS = "address"
    REFUSED = "refused"
    CUSTOMS = "customs"
    DAMAGED = "damaged"
    LOST = "lost"


class Bearer(StrEnum):
    BUSINESS = "business"
    BUYER = "buyer"


CAUSES: Final[Mapping[Cause, LazyText]] = {
    Cause.ABSENT: lazy("Nobody was there in time to take it"),
    Cause.ADDRESS: lazy("The address was not right or not complete"),
    Cause.REFUSED: lazy("The recipient did not take it"),
    Cause.CUSTOMS: lazy("Customs did not let it in"),
    Cause.DAMAGED: lazy("It was damaged on the way"),
    Cause.LOST: lazy("The carrier cannot find it"),
}
BORNE_BY: Final[Mapping[Cause, Bearer]] = {
    Cause.ABSENT: Bearer.BUYER,
    Cause.ADDRESS: Bearer.BUYER,
    Cause.REFUSED: Bearer.BUYER,
    Cause.CUSTOMS: Bearer.BUSINESS,
    Cause.DAMAGED: Bearer.BUSINESS,
    Cause.LOST: Bearer.BUSINESS,
}
RULES: Final[Mapping[Bearer, LazyText]] = {
    Bearer.BUSINESS: lazy(
        "The business bears this: it sends the goods again or gives the goods and their delivery back."
    ),
    Bearer.BUYER: lazy(
        "Delivery is not given back. Sending it again costs delivery once more, and goods that no longer keep cannot be given back."
    ),
}
STATE_OF: Final[Mapping[Cause, ParcelState]] = {
    Cause.ABSENT: ParcelState.FAILED,
    Cause.ADDRESS: ParcelState.FAILED,
    Cause.REFUSED: ParcelState.REFUSED,
    Cause.CUSTOMS: ParcelState.REFUSED,
    Cause.DAMAGED: ParcelState.FAILED,
    Cause.LOST: ParcelState.LOST,
}
IN_TROUBLE: Final = frozenset(
    {ParcelState.FAILED, ParcelState.REFUSED, ParcelState.RETURNED, ParcelState.LOST}
)


def report(
    uow: UnitOfWork,
    parcel_id: int,
    cause: Cause,
    *,
    words: str = "",
    organisation_id: int | None = None,
) -> ParcelTrouble:
    """Write down what happened to a parcel on its way, and tell the buyer.

    Raises DomainError `impossible_move` for a parcel that has not left or is over.
    """
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    standing = open_trouble(uow.session, parcel.id)
    if not states.check_parcel(parcel.state, STATE_OF[cause]) and standing is not None:
        return standing
    parcel.state = STATE_OF[cause]
    trouble = ParcelTrouble(
        parcel_id=parcel.id,
        cause=cause.value,
        borne_by=BORNE_BY[cause].value,
        words=words.strip(),
        at=uow.now,
        user_id=uow.actor.user_id,
    )
    if standing is not None:
        standing.settled_at, standing.outcome = uow.now, "followed"
    uow.session.add(trouble)
    uow.session.flush()  # the mail reads it
    note_parcel(uow, order, parcel, "office:parcel:trouble")
    mails.enqueue(uow, Message.TROUBLE, order.purchase_id, parcel_id=parcel.id)
    return trouble


def came_back(uow: UnitOfWork, parcel_id: int, *, organisation_id: int | None = None) -> Parcel:
    """The parcel is with the business again; what happens next is still to be decided."""
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    if states.check_parcel(parcel.state, ParcelState.RETURNED):
        parcel.state = ParcelState.RETURNED
        note_parcel(uow, order, parcel, "office:parcel:came_back")
    return parcel


def send_again(
    uow: UnitOfWork,
    parcel_id: int,
    *,
    carrier: str,
    tracking_number: str,
    organisation_id: int | None = None,
) -> Parcel:
    """Hand the goods over once more under a new number; the buyer is told."""
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    if parcel.state not in IN_TROUBLE:
        raise DomainError("impossible_move", "This parcel can no longer be changed like this.")
    if carrier not in BY_KEY:
        raise DomainError("unknown_carrier", "Choose a carrier.", field="carrier")
    parcel.state, parcel.shipped_at = ParcelState.SHIPPED, uow.now
    parcel.carrier, parcel.tracking_number = carrier, tracking_number.strip()[:40]
    _settle(uow, parcel, "sent_again")
    note_parcel(uow, order, parcel, "office:parcel:send_again")
    mails.enqueue(uow, Message.SHIPPED, order.purchase_id, parcel_id=parcel.id)
    return parcel


def give_back(
    uow: UnitOfWork, parcel_id: int, amount: int, *, organisation_id: int | None = None
) -> Parcel:
    """End a parcel by giving (part of) what it cost back. Raises DomainError `too_much`."""
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    if parcel.state not in IN_TROUBLE:
        raise DomainError("impossible_move", "This parcel can no longer be changed like this.")
    if not 0 <= amount <= worth(order, parcel):
        raise DomainError(
            "too_much",
            "At most %(most)s yen can be given back for this parcel.",
            field="amount",
            most=worth(order, parcel),
        )
    parcel.state = ParcelState.GIVEN_BACK
    _settle(uow, parcel, "given_back", amount)
    if amount:
        uow.record(ParcelGivenBack(**names_of(order), parcel_id=parcel.id, amount=amount))
    note_parcel(uow, order, parcel, "office:parcel:give_back")
    mails.enqueue(uow, Message.TROUBLE, order.purchase_id, parcel_id=parcel.id)
    _end_order(uow, order)
    return parcel


def worth(order: Order, parcel: Parcel) -> int:
    """What a parcel's goods and its delivery were paid with, at most."""
    return paid.of_contents(order, parcel) + paid.of_delivery(order, parcel)


def proposed(order: Order, parcel: Parcel, borne_by: Bearer) -> int:
    """What the rules give back: everything, or the goods without the delivery."""
    if borne_by is Bearer.BUSINESS:
        return worth(order, parcel)
    return paid.of_contents(order, parcel)


def open_trouble(session: Session, parcel_id: int) -> ParcelTrouble | None:
    """What happened last to a parcel and is not settled yet."""
    return session.scalar(
        select(ParcelTrouble)
        .where(ParcelTrouble.parcel_id == parcel_id, ParcelTrouble.settled_at.is_(None))
        .order_by(ParcelTrouble.id.desc())
        .limit(1)
    )


def history_of(session: Session, parcel_id: int) -> list[ParcelTrouble]:
    """Everything that happened to a parcel, oldest first."""
    return list(
        session.scalars(
            select(ParcelTrouble)
            .where(ParcelTrouble.parcel_id == parcel_id)
            .order_by(ParcelTrouble.id)
        )
    )


def _settle(uow: UnitOfWork, parcel: Parcel, outcome: str, amount: int = 0) -> None:
    trouble = open_trouble(uow.session, parcel.id)
    if trouble is not None:
        trouble.settled_at, trouble.outcome = uow.now, outcome
        trouble.given_back = amount
        uow.session.flush()  # the mail reads it


def _end_order(uow: UnitOfWork, order: Order) -> None:
    """An order whose parcels have all arrived or been given back is over."""
    over = {ParcelState.DELIVERED, ParcelState.GIVEN_BACK}
    if order.state is OrderState.SHIPPED and all(each.state in over for each in order.parcels):
        change(uow, order, OrderState.DELIVERED)
        uow.record(OrderDelivered(**names_of(order)))
