"""What orders say of a person, and what the books must keep of it."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, select

from core.errors import DomainError
from core.identity.models import User
from core.mail.models import OutgoingMessage
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState

HOME: Final = "JP"
OPEN: Final = frozenset(
    {OrderState.PLACED, OrderState.AUTHORISED, OrderState.PAID, OrderState.SHIPPED}
)
NOBODY: Final = "erased@invalid"
BOOKS: Final = frozenset({"country", "region"})
"""What the books of a sale within Japan keep of its address."""
BOOKS_ABROAD: Final = frozenset(
    {
        "country",
        "family_name",
        "given_name",
        "company",
        "postal_code",
        "region",
        "city",
        "area",
        "street",
    }
)
"""An export is free of tax only while its books name who received it, and where."""


class PersonalDataOfOrders:
    """Answers for purchases: they stay for the books, without the person wherever the law lets."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        locale = uow.session.get_one(User, user_id).locale
        return (
            Part(
                key="purchases",
                title=lazy("Your orders"),
                rows=[_purchase(each, locale) for each in _of(uow, user_id)],
            ),
        )

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Raises DomainError while something is to be paid, packed or on its way."""
        if any(order.state in OPEN for each in _of(uow, user_id) for order in each.orders):
            raise DomainError(
                "orders_open",
                "Something is still on its way to you. Try again when it has arrived.",
            )

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        purchases = _of(uow, user_id)
        _erase_letters(uow, [purchase.email for purchase in purchases])
        for purchase in purchases:
            kept = BOOKS if purchase.country == HOME else BOOKS_ABROAD
            purchase.address = _only(kept, purchase.address)
            for parcel in (each for order in purchase.orders for each in order.parcels):
                parcel.recipient = _only(kept, parcel.recipient)
                parcel.gift = {}  # the sender's name and the words on the card
            purchase.user_id, purchase.email = None, NOBODY
            purchase.token = secrets.token_urlsafe(32)  # links in old mails open nothing

    def kept(self) -> Sequence[LazyText]:
        return (
            lazy(
                "Orders are kept for seven years because tax law asks for it: number, day, goods, "
                "amounts and tax, without your name, mail or street."
            ),
            lazy(
                "Of an order that was sent abroad the name and address of the recipient are kept "
                "as well: without them the export would not be free of consumption tax."
            ),
        )


def _only(kept: frozenset[str], address: Mapping[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in address.items() if name in kept}


def _erase_letters(uow: UnitOfWork, addresses: Sequence[str]) -> None:
    """Mails about orders name their recipient; an order may have another address than the account."""
    uow.session.execute(
        delete(OutgoingMessage).where(
            OutgoingMessage.to.in_(addresses), OutgoingMessage.template.startswith("shop/orders/")
        )
    )


def _of(uow: UnitOfWork, user_id: int) -> Sequence[Purchase]:
    query = select(Purchase).where(Purchase.user_id == user_id).order_by(Purchase.id)
    return uow.session.scalars(query).all()


def _purchase(purchase: Purchase, locale: str) -> Mapping[str, Any]:
    return {
        "number": purchase.number,
        "placed_at": purchase.placed_at.isoformat(),
        "state": purchase.state.value,
        "email": purchase.email,
        "country": purchase.country,
        "address": purchase.address,
        "total_yen": purchase.total,
        "visit": purchase.visit,
        "orders": [_order(order, locale) for order in purchase.orders],
    }


def _order(order: Order, locale: str) -> Mapping[str, Any]:
    return {
        "number": order.number,
        "state": order.state.value,
        "total_yen": order.total,
        "lines": [
            {
                "sku": line.sku,
                "name": line.names.get(locale, ""),
                "quantity": line.quantity,
                "total_yen": line.line_total,
            }
            for line in order.lines
        ],
        "parcels": [
            {
                "carrier": each.carrier,
                "number": each.tracking_number,
                "recipient": each.recipient,
                "gift": each.gift,
            }
            for each in order.parcels
        ],
    }
