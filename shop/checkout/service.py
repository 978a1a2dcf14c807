"""Placing a purchase: the one place where orders are born."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from i18n.locales import DEFAULT
from shop.addresses import checking
from shop.cart import service as cart
from shop.catalogue import alcohol
from shop.catalogue.label_texts import reviewed_texts
from shop.checkout.drafts import order_of
from shop.orders import mails
from shop.orders import service as orders
from shop.orders.events import OrderPlaced, PurchasePlaced
from shop.orders.mails import Message
from shop.orders.models import Order, Purchase
from shop.orders.numbers import new_number
from shop.orders.states import PurchaseState
from shop.pricing.arrivals import arrivals
from shop.pricing.ports import Granted, adjusters
from shop.pricing.quotes import Quote, QuoteRequest
from shop.pricing.service import quote
from shop.stock import service as stock

HOLD: Final = timedelta(minutes=30)
SMALLEST: Final = 50
"""What the payment provider takes at least, in yen."""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A form that was sent: what is wanted, by whom, to where, at which total.

    `key` is of the form: however often it is sent, it places one purchase. `is_of_age` is the
    buyer's statement, which alcohol needs; `may_authorise` says whether an amount can be set
    aside, which goods that are cut to order need.
    """

    key: str
    request: QuoteRequest
    address: Mapping[str, str]
    cart_token: str | None = None
    visit: Mapping[str, Any] = field(default_factory=dict[str, Any])
    is_of_age: bool = False
    is_test: bool = False
    may_authorise: bool = True


class ChangedError(DomainError):
    """A figure is no longer the one the buyer agreed to; `answer` is the new quote."""

    def __init__(self, answer: Quote) -> None:
        super().__init__(
            "changed", "The total changed while you were here. Please look at it again."
        )
        self.answer = answer


def place_order(uow: UnitOfWork, placement: Placement) -> Purchase:
    """Place a purchase with one order per business, its goods set aside for half an hour.

    All of it or nothing: what raises leaves stock, coupons and cart as they were, as long as
    the caller does not commit. Raises DomainError saying what is in the way, ChangedError when
    the total is another one than the buyer saw.
    """
    earlier = _placed_before(uow, placement.key)
    if earlier is not None:
        return earlier
    answer = _agreed(uow, placement)
    purchase = _write(uow, placement, answer)
    if purchase is None:
        return _placed_before(uow, placement.key) or _impossible()
    quantities = {line.variant_id: line.quantity for line in answer.lines}
    stock.reserve(
        uow,
        reference=purchase.number,
        quantities=quantities,
        until=purchase.expires_at,
        arrivals=arrivals(parcel for vendor in answer.vendors for parcel in vendor.parcels),
    )
    _redeem(uow, purchase, answer)
    cart.empty(uow, placement.cart_token)
    for order in purchase.orders:
        uow.record(
            OrderPlaced(
                order_id=order.id,
                purchase_id=purchase.id,
                organisation_id=order.organisation_id,
            )
        )
    uow.record(PurchasePlaced(purchase_id=purchase.id))
    if purchase.total == 0:
        orders.mark_paid(uow, purchase.id)
    else:
        mails.enqueue(uow, Message.PLACED, purchase.id)
    return purchase


def _placed_before(uow: UnitOfWork, key: str) -> Purchase | None:
    return uow.session.scalar(select(Purchase).where(Purchase.placement_key == key))


def _impossible() -> Purchase:
    raise DomainError("placed_elsewhere", "This order was placed a moment ago.")


def _agreed(uow: UnitOfWork, placement: Placement) -> Quote:
    """The quote to place; everything that is in the way is said before anything is written."""
    request = placement.request
    wrong = checking.problems(request.country, placement.address)
    if wrong:
        name, sentence = wrong[0]
        raise DomainError("address", sentence.message, field=name, **sentence.params)
    answer = quote(uow, request)
    _check_age(placement, answer)
    _check_card(placement, answer)
    if not answer.vendors:
        raise DomainError("empty", "There is nothing in your cart.")
    if answer.problems:
        raise answer.problems[0].reason
    if answer.refusals:
        raise answer.refusals[0].reason
    if not answer.is_payable:
        raise DomainError("delivery_unknown", "The delivery fee is not known yet.")
    if request.seen_total is None or request.seen_total != answer.total or answer.changes:
        raise ChangedError(answer)
    if 0 < answer.total < SMALLEST:
        raise DomainError(
            "too_small", "The smallest amount that can be paid is ¥%(least)s.", least=SMALLEST
        )
    return answer


def _check_age(placement: Placement, answer: Quote) -> None:
    """Alcohol is sold to buyers who say that they are old enough."""
    if answer.has_alcohol and not placement.is_of_age:
        raise DomainError(
            "age_not_confirmed",
            "Confirm that you are %(age)s years old or older, or take the alcohol out of the cart.",
            field="is_of_age",
            age=alcohol.AGE,
        )


def _check_card(placement: Placement, answer: Quote) -> None:
    """Goods that are weighed first need a payment that sets an amount aside."""
    if answer.is_maximum and not placement.may_authorise:
        raise DomainError(
            "card_needed", "These goods are weighed before they are paid. That needs a card."
        )


def _statements(uow: UnitOfWork, answer: Quote) -> list[dict[str, str]]:
    """What the buyer stated, in the words of the page, with the time."""
    if not answer.has_alcohol:
        return []
    return [{"kind": "age", "said": str(alcohol.STATEMENT), "at": uow.now.isoformat()}]


def _freeze_labels(uow: UnitOfWork, purchase: Purchase) -> None:
    """The label's words that the buyer could read, and the Japanese ones, stay with each line."""
    lines = [line for order in purchase.orders for line in order.lines]
    texts = reviewed_texts(uow, {line.product_id for line in lines}, {purchase.locale, DEFAULT})
    for line in lines:
        line.label = {**line.label, "texts": texts[line.product_id]}


def _write(uow: UnitOfWork, placement: Placement, answer: Quote) -> Purchase | None:
    """The purchase with its orders; None when the same form was placed at the same moment."""
    request = placement.request
    number = new_number()
    purchase = Purchase(
        number=number,
        token=secrets.token_urlsafe(32),
        placement_key=placement.key,
        state=PurchaseState.PLACED,
        placed_at=uow.now,
        expires_at=uow.now + HOLD,
        locale=request.locale,
        email=request.email.strip(),
        country=request.country,
        address=dict(placement.address),
        total=answer.total,
        user_id=request.user_id,
        visit=dict(placement.visit),
        statements=_statements(uow, answer),
        is_test=placement.is_test,
    )
    others = {each.key: each.address for each in request.recipients}
    purchase.orders = [
        order_of(vendor, f"{number}-{position}", uow.now, others)
        for position, vendor in enumerate(answer.vendors, start=1)
    ]
    _freeze_labels(uow, purchase)
    try:
        with uow.session.begin_nested():
            uow.session.add(purchase)
            uow.session.flush()  # the form's key decides here who was first
    except IntegrityError:
        return None
    return purchase


def _redeem(uow: UnitOfWork, purchase: Purchase, answer: Quote) -> None:
    """Use up what reduced the price, for what each order really received of it."""
    order_ids = {order.organisation_id: order.id for order in purchase.orders}
    granted = [
        Granted(
            adjustment=reduction.adjustment,
            by_order={
                order_ids[vendor.organisation_id]: each.amount
                for vendor in answer.vendors
                for each in vendor.reductions
                if each.adjustment is reduction.adjustment
            },
        )
        for reduction in answer.reductions
    ]
    for adjuster in adjusters:
        adjuster.redeem(uow, purchase.id, granted)


def reopen(uow: UnitOfWork, purchase_id: int, *, token: str | None) -> str:
    """Give an unpaid purchase up and put its goods back into the cart; the cart's token."""
    purchase = orders.get_purchase(uow, purchase_id, lock=True)
    if purchase.state is not PurchaseState.PLACED:
        raise DomainError("not_open", "This order can no longer be changed.")
    orders.give_up(uow, purchase_id)
    found = cart.open_cart(uow, token)
    for order in purchase.orders:
        _put_back(uow, found, order)
    cart.set_destination(
        uow, found, country=purchase.country, region=str(purchase.address.get("region", ""))
    )
    return found.token


def _put_back(uow: UnitOfWork, found: cart.Cart, order: Order) -> None:
    """What is still sold goes back; the rest is left out rather than blocking it all."""
    for line in order.lines:
        try:
            cart.add(uow, found, variant_id=line.variant_id, quantity=line.quantity)
        except DomainError:
            continue
