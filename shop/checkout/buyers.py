"""What is known of a signed-in buyer, so that they type less."""

from core.identity.models import User
from core.unit_of_work import UnitOfWork
from shop.addresses import service as address_book
from shop.addresses import writing


def known(uow: UnitOfWork, country: str) -> dict[str, str]:
    """A signed-in buyer's e-mail address and best address in a country; nothing of guests."""
    user = uow.session.get(User, uow.actor.user_id) if uow.actor.user_id else None
    if user is None:
        return {}
    address = address_book.best(uow, country)
    return {"email": user.email, **(address.address if address else {})}


def saved(uow: UnitOfWork) -> list[tuple[int, str]]:
    """A signed-in buyer's addresses to choose from, when there is more than one."""
    found = address_book.list_addresses(uow) if uow.actor.user_id else []
    named = [
        (each.id, each.name or ", ".join(writing.written(each.country, each.address)[:3]))
        for each in found
    ]
    return named if len(named) > 1 else []
