"""What the shop keeps of a person: address book, cart, favourites, consents."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.accounts.models import Consent, Favourite
from shop.addresses.models import SavedAddress
from shop.cart.models import Cart


class PersonalDataOfAccounts:
    """Answers for what a buyer keeps for themselves; all of it goes with them."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        return (
            Part(key="addresses", title=lazy("Saved addresses"), rows=_addresses(uow, user_id)),
            Part(key="favourites", title=lazy("Favourites"), rows=_favourites(uow, user_id)),
            Part(key="consents", title=lazy("What you agreed to"), rows=_consents(uow, user_id)),
            Part(key="cart", title=lazy("Your cart"), rows=_cart(uow, user_id)),
        )

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Nothing here stands in the way."""

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        for table in (SavedAddress, Favourite, Consent):
            uow.session.execute(delete(table).where(table.user_id == user_id))
        for cart in uow.session.scalars(select(Cart).where(Cart.user_id == user_id)):
            uow.session.delete(cart)

    def kept(self) -> Sequence[LazyText]:
        return ()


def _addresses(uow: UnitOfWork, user_id: int) -> list[Mapping[str, Any]]:
    rows = uow.session.scalars(
        select(SavedAddress).where(SavedAddress.user_id == user_id).order_by(SavedAddress.id)
    )
    return [{"name": each.name, "country": each.country, **each.address} for each in rows]


def _favourites(uow: UnitOfWork, user_id: int) -> list[Mapping[str, Any]]:
    rows = uow.session.scalars(
        select(Favourite).where(Favourite.user_id == user_id).order_by(Favourite.id)
    )
    return [
        {
            "kind": each.kind.value,
            "key": each.subject_id,
            "since": each.created_at.isoformat(),
        }
        for each in rows
    ]


def _consents(uow: UnitOfWork, user_id: int) -> list[Mapping[str, Any]]:
    rows = uow.session.scalars(
        select(Consent).where(Consent.user_id == user_id).order_by(Consent.id)
    )
    return [
        {
            "what": each.kind,
            "answer": "yes" if each.is_given else "no",
            "text": each.text_version,
            "at": each.at.isoformat(),
        }
        for each in rows
    ]


def _cart(uow: UnitOfWork, user_id: int) -> list[Mapping[str, Any]]:
    carts = uow.session.scalars(select(Cart).where(Cart.user_id == user_id))
    return [
        {"variant": line.variant_id, "quantity": line.quantity}
        for cart in carts
        for line in cart.lines
    ]
