"""Other people who get a part of a cart: their addresses, what they get, what goes with it."""

from collections.abc import Mapping
from typing import Final

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.addresses import checking
from shop.cart.models import Cart, CartRecipient
from shop.delivery.gifts import Gift
from shop.delivery.zones import HOME

MOST: Final = 10


def set_gift(uow: UnitOfWork, cart: Cart, gift: Gift) -> None:
    """Say what goes with the parcels to the buyer's own address."""
    gift.check()
    cart.gift = gift.as_dict()
    cart.updated_at = uow.now


def find(cart: Cart, recipient_id: int) -> CartRecipient:
    """A recipient of this cart. Raises NotFoundError for another cart's."""
    found = next((each for each in cart.recipients if each.id == recipient_id), None)
    if found is None:
        raise NotFoundError(str(recipient_id))
    return found


def write(
    uow: UnitOfWork,
    cart: Cart,
    *,
    address: Mapping[str, str],
    quantities: Mapping[int, int],
    gift: Gift,
    recipient: CartRecipient | None = None,
) -> CartRecipient:
    """Add somebody or change them. Raises DomainError for what cannot be sent like this."""
    tidy = checking.tidy(HOME, address)
    wrong = checking.problems(HOME, tidy)
    if wrong:
        name, sentence = wrong[0]
        raise DomainError("address", sentence.message, field=name, **sentence.params)
    gift.check()
    wanted = {key: number for key, number in quantities.items() if number > 0}
    if not wanted:
        raise DomainError("nothing_chosen", "Choose what this person shall get.")
    _check_quantities(cart, wanted, without=recipient)
    if recipient is None:
        if len(cart.recipients) >= MOST:
            raise DomainError(
                "too_many_recipients", "One order goes to at most %(most)s addresses.", most=MOST
            )
        recipient = CartRecipient(address={})
        cart.recipients.append(recipient)
    recipient.address, recipient.gift = tidy, gift.as_dict()
    recipient.quantities = {str(key): number for key, number in wanted.items()}
    cart.country = HOME
    cart.updated_at = uow.now
    uow.session.flush()
    return recipient


def remove(uow: UnitOfWork, cart: Cart, recipient_id: int) -> None:
    """What somebody was to get goes to the buyer's own address again."""
    cart.recipients.remove(find(cart, recipient_id))
    cart.updated_at = uow.now


def free_quantities(cart: Cart, without: CartRecipient | None = None) -> dict[int, int]:
    """How many of each article are promised to nobody else yet."""
    left = {line.variant_id: line.quantity for line in cart.lines}
    for each in cart.recipients:
        if each is not without:
            for key, number in each.quantities.items():
                left[int(key)] = max(0, left.get(int(key), 0) - int(number))
    return left


def _check_quantities(
    cart: Cart, wanted: Mapping[int, int], *, without: CartRecipient | None
) -> None:
    left = free_quantities(cart, without)
    if any(number > left.get(key, 0) for key, number in wanted.items()):
        raise DomainError(
            "more_than_in_cart", "That is more than is in your cart for this person to get."
        )
