"""What the shop keeps of a person: address book, cart, favourites, consents."""

from collections.abc import Sequence

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
        addresses = uow.session.scalars(
            select(SavedAddress).where(SavedAddress.user_id == user_id).order_by(SavedAddress.id)
        )
        favourites = uow.session.scalars(
            select(Favourite).where(Favourite.user_id == user_id).order_by(Favourite.id)
        )
        consents = uow.session.scalars(
            select(Consent).where(Consent.user_id == user_id).order_by(Consent.id)
        )
        carts = uow.session.scalars(select(Cart).where(Cart.user_id == user_id))
        return (
            Part(
                key="addresses",
                title=lazy("Saved addresses"),
                rows=[
                    {"name": each.name, "country": each.country, **each.address}
                    for each in addresses
                ],
            ),
            Part(
                key="favourites",
                title=lazy("Favourites"),
                rows=[
                    {
                        "kind": each.kind.value,
                        "key": each.subject_id,
                        "since": each.created_at.isoformat(),
                    }
                    for each in favourites
                ],
            ),
            Part(
                key="consents",
                title=lazy("What you agreed to"),
                rows=[
                    {
                        "what": each.kind,
                        "answer": "yes" if each.is_given else "no",
                        "text": each.text_version,
                        "at": each.at.isoformat(),
                    }
                    for each in consents
                ],
            ),
            Part(
                key="cart",
                title=lazy("Your cart"),
                rows=[
                    {"variant": line.variant_id, "quantity": line.quantity}
                    for cart in carts
                    for line in cart.lines
                ],
            ),
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
