"""A signed-in person's address book; every verb works on one's own addresses only."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select, update

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.addresses import checking
from shop.addresses.models import SavedAddress

MOST: Final = 50
"""How many addresses one person may keep."""


def list_addresses(uow: UnitOfWork) -> list[SavedAddress]:
    """One's saved addresses: the default first, then the newest."""
    return list(
        uow.session.scalars(
            select(SavedAddress)
            .where(SavedAddress.user_id == uow.actor.user_id)
            .order_by(SavedAddress.is_default.desc(), SavedAddress.id.desc())
        )
    )


def get_address(uow: UnitOfWork, address_id: int) -> SavedAddress:
    """One of one's own addresses. Raises NotFoundError, for somebody else's too."""
    found = uow.session.get(SavedAddress, address_id)
    if found is None or found.user_id != uow.actor.user_id:
        raise NotFoundError
    return found


def best(uow: UnitOfWork, country: str) -> SavedAddress | None:
    """The address to fill in for a country: the default if it lies there, else the newest."""
    return next((each for each in list_addresses(uow) if each.country == country), None)


def save(uow: UnitOfWork, country: str, address: Mapping[str, str], *, name: str = "") -> None:
    """Keep an address for a signed-in person, once; the first one becomes the default.

    Raises DomainError when it is not right or there are too many.
    """
    if uow.actor.user_id is None:
        return
    kept = _right(country, address)
    own = list_addresses(uow)
    if any(each.country == country and each.address == kept for each in own):
        return
    if len(own) >= MOST:
        raise DomainError(
            "too_many_addresses",
            "You may keep up to %(most)s addresses. Delete one first.",
            most=MOST,
        )
    uow.session.add(
        SavedAddress(
            user_id=uow.actor.user_id,
            country=country,
            address=kept,
            created_at=uow.now,
            name=name.strip(),
            is_default=not own,
        )
    )
    uow.session.flush()  # the list is read again in the same request


def change(
    uow: UnitOfWork, address_id: int, *, country: str, address: Mapping[str, str], name: str
) -> None:
    """Put an address right; orders that were sent to it keep what they had."""
    found = get_address(uow, address_id)
    found.country, found.address = country, _right(country, address)
    found.name, found.changed_at = name.strip(), uow.now


def make_default(uow: UnitOfWork, address_id: int) -> None:
    """Let an address be filled in first."""
    found = get_address(uow, address_id)
    uow.session.execute(
        update(SavedAddress)
        .where(SavedAddress.user_id == found.user_id, SavedAddress.id != found.id)
        .values(is_default=False)
    )
    found.is_default = True


def remove(uow: UnitOfWork, address_id: int) -> None:
    """Forget an address; the newest of those left becomes the default."""
    found = get_address(uow, address_id)
    uow.session.delete(found)
    uow.session.flush()
    newest = uow.session.scalar(
        select(func.max(SavedAddress.id)).where(SavedAddress.user_id == found.user_id)
    )
    if found.is_default and newest is not None:
        uow.session.get_one(SavedAddress, newest).is_default = True


def _right(country: str, address: Mapping[str, str]) -> dict[str, str]:
    """The tidied address. Raises DomainError beside the first field that is wrong."""
    kept = checking.tidy(country, address)
    for name, sentence in checking.problems(country, kept):
        raise DomainError("address", sentence.message, field=name, **sentence.params)
    return kept
