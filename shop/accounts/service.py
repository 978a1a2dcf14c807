"""A buyer's own data: profile, addresses, a copy of it all, and its erasure."""

import secrets
from typing import Any

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity import service as identity
from core.identity.models import Membership, Passkey, User
from core.unit_of_work import UnitOfWork
from shop.addresses import service as address_book
from shop.addresses.models import SavedAddress
from shop.cart.models import Cart
from shop.orders import queries as orders
from shop.orders.models import Purchase
from shop.orders.states import OrderState


def get_user(uow: UnitOfWork) -> User:
    """The signed-in person. Raises NotFoundError."""
    user = uow.session.get(User, uow.actor.user_id) if uow.actor.user_id else None
    if user is None:
        raise NotFoundError
    return user


def update_profile(uow: UnitOfWork, *, name: str, locale: str) -> None:
    """Change one's name and the language of one's mails."""
    user = get_user(uow)
    before = {"locale": user.locale}
    user.name, user.locale = name.strip(), locale
    # The trail outlives an erased account, so it keeps no name.
    audit.record(
        uow, "shop:profile:edit", ("user", user.id), before=before, after={"locale": locale}
    )


def export(uow: UnitOfWork) -> dict[str, Any]:
    """Everything the shop keeps about the signed-in person, as plain values."""
    user = get_user(uow)
    return {
        "account": {
            "email": user.email,
            "name": user.name,
            "language": user.locale,
            "since": user.created_at.isoformat(),
        },
        "addresses": [
            {"country": each.country, **each.address} for each in address_book.list_addresses(uow)
        ],
        "purchases": [
            _purchase(purchase, user.locale)
            for purchase in orders.list_of_user(uow.session, user.id, limit=10_000)
        ],
    }


def _purchase(purchase: Purchase, locale: str) -> dict[str, Any]:
    return {
        "number": purchase.number,
        "placed_at": purchase.placed_at.isoformat(),
        "state": purchase.state.value,
        "email": purchase.email,
        "country": purchase.country,
        "address": purchase.address,
        "total_yen": purchase.total,
        "visit": purchase.visit,
        "orders": [
            {
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
            }
            for order in purchase.orders
        ],
    }


def erase(uow: UnitOfWork) -> None:
    """End one's account: what is not kept by law is erased at once.

    Orders stay for the years that tax law asks for, no longer tied to an account. Raises
    DomainError while something is still on its way, or while one works for a business.
    """
    user = get_user(uow)
    if uow.session.scalar(select(Membership.id).where(Membership.user_id == user.id).limit(1)):
        raise DomainError(
            "is_member", "You work for a business here. Ask its owner to let you go first."
        )
    purchases = orders.list_of_user(uow.session, user.id, limit=10_000)
    waiting = {OrderState.PLACED, OrderState.PAID, OrderState.SHIPPED}
    if any(order.state in waiting for purchase in purchases for order in purchase.orders):
        raise DomainError(
            "orders_open", "Something is still on its way to you. Try again when it has arrived."
        )
    for purchase in purchases:
        purchase.user_id = None
    for table in (SavedAddress, Cart, Passkey):
        for row in uow.session.scalars(select(table).where(table.user_id == user.id)):
            uow.session.delete(row)
    identity.end_all_sign_ins(uow, user.id)
    user.email = f"erased-{secrets.token_hex(12)}@invalid"
    user.name, user.password, user.active = "", None, False
    user.tf_totp_secret, user.mf_recovery_codes = None, None
    audit.record(uow, "shop:account:erase", ("user", user.id))
