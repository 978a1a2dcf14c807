"""What is known of a signed-in buyer, so that they type less."""

from collections.abc import Mapping

from sqlalchemy import select

from core.identity.models import User
from core.unit_of_work import UnitOfWork
from shop.checkout.models import SavedAddress


def known(uow: UnitOfWork, country: str) -> dict[str, str]:
    """A signed-in buyer's e-mail address and latest address in a country; nothing of guests."""
    user = uow.session.get(User, uow.actor.user_id) if uow.actor.user_id else None
    if user is None:
        return {}
    address = uow.session.scalar(
        select(SavedAddress)
        .where(SavedAddress.user_id == user.id, SavedAddress.country == country)
        .order_by(SavedAddress.id.desc())
        .limit(1)
    )
    return {"email": user.email, **(address.address if address else {})}


def keep_address(uow: UnitOfWork, country: str, address: Mapping[str, str]) -> None:
    """Keep an address for a signed-in buyer, once."""
    if uow.actor.user_id is None:
        return
    kept = uow.session.scalars(
        select(SavedAddress).where(
            SavedAddress.user_id == uow.actor.user_id, SavedAddress.country == country
        )
    )
    if any(each.address == dict(address) for each in kept):
        return
    uow.session.add(
        SavedAddress(
            user_id=uow.actor.user_id, country=country, address=dict(address), created_at=uow.now
        )
    )
