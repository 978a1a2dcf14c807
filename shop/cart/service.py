"""Carts: putting in, changing, taking out, and joining two when somebody signs in."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from core.errors import DomainError
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from shop.cart.events import GoodsPutIntoCart
from shop.cart.models import Cart, CartLine, CartRecipient
from shop.catalogue import queries as catalogue
from shop.catalogue.models import Product, ProductState, Variant
from shop.delivery.zones import HOME, PREFECTURES
from shop.export.countries import CODES

MOST_LINES: Final = 50
MOST_OF_ONE: Final = 99
MOST_CODES: Final = 5


def find(uow: UnitOfWork, token: str | None, *, lock: bool = False) -> list[Cart]:
    """The carts of whoever acts: their own, and one begun before they signed in."""
    user_id = uow.actor.user_id
    if not token and user_id is None:
        return []
    of_browser = (Cart.token == (token or "")) & Cart.user_id.is_(None)
    # Without the check a guest would be shown every guest's cart: equal to nobody is IS NULL.
    mine = of_browser if user_id is None else of_browser | (Cart.user_id == user_id)
    query = select(Cart).where(mine).order_by(Cart.id)
    found = list(uow.session.scalars(query.with_for_update() if lock else query))
    return sorted(found, key=lambda cart: cart.user_id is None)


def open_cart(uow: UnitOfWork, token: str | None) -> Cart:
    """The cart to write to: the signed-in buyer's, joined with the one of this browser.

    A new one is made when there is none.
    """
    return joined(uow, find(uow, token, lock=True))


def joined(uow: UnitOfWork, found: Sequence[Cart]) -> Cart:
    """One cart to write to, of those that `find` found and locked."""
    if not found:
        cart = Cart(token=secrets.token_urlsafe(24), created_at=uow.now, updated_at=uow.now)
        cart.user_id = uow.actor.user_id
        cart.lines = []  # known to be empty: nothing is read for it
        cart.recipients = []
        uow.session.add(cart)
        return cart
    first, *others = found
    if uow.actor.user_id is not None:
        first.user_id = uow.actor.user_id
    for other in others:
        _join(uow, first, other)
    return first


def _join(uow: UnitOfWork, cart: Cart, other: Cart) -> None:
    """Move everything of another cart into this one; numbers of the same goods add up."""
    for line in other.lines:
        own = _line(cart, line.variant_id)
        if own is not None:
            own.quantity = min(own.quantity + line.quantity, MOST_OF_ONE)
        else:
            cart.lines.append(
                CartLine(
                    variant_id=line.variant_id,
                    quantity=line.quantity,
                    seen_price=line.seen_price,
                    added_at=line.added_at,
                )
            )
    for recipient in list(other.recipients):
        cart.recipients.append(
            CartRecipient(
                address=recipient.address, gift=recipient.gift, quantities=recipient.quantities
            )
        )
    cart.gift = other.gift or cart.gift
    cart.country = other.country or cart.country
    cart.region = other.region or cart.region
    cart.coupon_codes = list(dict.fromkeys([*cart.coupon_codes, *other.coupon_codes]))
    cart.updated_at = uow.now
    uow.session.delete(other)


def add(uow: UnitOfWork, cart: Cart, *, variant_id: int, quantity: int) -> CartLine:
    """Put goods into a cart. Whether there are enough is said by the cart and at placement."""
    if not 1 <= quantity <= MOST_OF_ONE:
        raise DomainError(
            "quantity_out_of_range",
            "Enter a number from 1 to %(most)s.",
            field="quantity",
            most=MOST_OF_ONE,
        )
    sold = uow.session.execute(
        select(Variant.price, Variant.product_id)
        .join(Product, Variant.product_id == Product.id)
        .where(Variant.id == variant_id, Variant.is_active, Product.state == ProductState.PUBLISHED)
    ).one_or_none()
    if sold is None:
        raise DomainError("not_sold", "This is no longer sold.")
    price, product_id = sold
    _check_language(uow, product_id)
    uow.record(GoodsPutIntoCart(product_id=product_id, variant_id=variant_id, quantity=quantity))
    cart.updated_at = uow.now
    line = _line(cart, variant_id)
    if line is not None:
        line.quantity = min(line.quantity + quantity, MOST_OF_ONE)
        line.seen_price = price
        return line
    if len(cart.lines) >= MOST_LINES:
        raise DomainError(
            "cart_full", "A cart holds up to %(most)s different goods.", most=MOST_LINES
        )
    line = CartLine(variant_id=variant_id, quantity=quantity, seen_price=price, added_at=uow.now)
    cart.lines.append(line)
    return line


def _check_language(uow: UnitOfWork, product_id: int) -> None:
    """Goods are sold in the language of the page only where their label is reviewed in it."""
    if not catalogue.may_be_sold_in(uow, [product_id], current_locale()):
        raise catalogue.not_reviewed(catalogue.name_of(uow, product_id, current_locale()))


def set_quantity(uow: UnitOfWork, cart: Cart, *, variant_id: int, quantity: int) -> None:
    """Change how many of something are in a cart; 0 takes it out."""
    line = _line(cart, variant_id)
    if line is None:
        return
    if quantity <= 0:
        cart.lines.remove(line)
    else:
        line.quantity = min(quantity, MOST_OF_ONE)
    cart.updated_at = uow.now


def see_prices(cart: Cart, prices: Mapping[str, int]) -> None:
    """The buyer was told today's prices."""
    for line in cart.lines:
        line.seen_price = prices.get(str(line.variant_id), line.seen_price)


def set_destination(uow: UnitOfWork, cart: Cart, *, country: str, region: str) -> None:
    """Say where the goods shall go, as far as fees and rules need it."""
    if country not in CODES:
        raise DomainError("unknown_country", "Choose a country from the list.", field="country")
    cart.country = country
    cart.region = region if country == HOME and region in PREFECTURES else None
    cart.updated_at = uow.now


def add_code(uow: UnitOfWork, cart: Cart, code: str) -> None:
    """Keep a coupon code that the buyer typed; whether it counts is pricing's answer."""
    tidy = "".join(code.split()).upper()[:40]
    if not tidy:
        raise DomainError("code_missing", "Type the coupon code.", field="code")
    kept = [each for each in cart.coupon_codes if each != tidy]
    cart.coupon_codes = [*kept, tidy][-MOST_CODES:]
    cart.updated_at = uow.now


def remove_code(uow: UnitOfWork, cart: Cart, code: str) -> None:
    """Forget a coupon code."""
    cart.coupon_codes = [each for each in cart.coupon_codes if each != code]
    cart.updated_at = uow.now


def empty(uow: UnitOfWork, token: str | None) -> None:
    """Everything in the cart was bought."""
    for cart in find(uow, token, lock=True):
        cart.lines.clear()
        cart.recipients.clear()
        cart.coupon_codes, cart.gift = [], {}
        cart.updated_at = uow.now


def _line(cart: Cart, variant_id: int) -> CartLine | None:
    return next((line for line in cart.lines if line.variant_id == variant_id), None)
