"""Checkout: one page, then the payment provider's, then the order."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog
from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import DomainError
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.limits import Limit
from core.web.pages import render, url
from core.web.state import market, own_unit_of_work, request_state
from shop.addresses import service as address_book
from shop.cart import cookie, recipients, watching
from shop.cart import queries as carts
from shop.cart import service as cart
from shop.cart.gift_fields import start_of
from shop.cart.models import Cart
from shop.cart.queries import Asked, Basket
from shop.cart.summary import summarise
from shop.checkout import buyers, ports, service
from shop.checkout.forms import CheckoutForm, figures_of, number_of, wishes_of
from shop.checkout.service import Placement
from shop.checkout.terms import TERMS
from shop.export.destination import remember
from shop.orders import queries as orders
from shop.orders.models import Purchase
from shop.payments import jobs as payments
from shop.payments import service as paying
from shop.payments import web
from shop.payments.ports import GatewayError, GatewayRefusedError
from shop.payments.service import Begun
from shop.pricing.quotes import QuoteRequest
from shop.pricing.service import quote
from shop.storefronts import disclosure

feature = Feature(__name__)
log = structlog.get_logger(__name__)
PAY = "pay"
USE_SAVED = "use-saved"


@feature.page(
    "",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=Limit(times=60, seconds=600),
)
def show() -> ResponseReturnValue:
    is_sent = request.method == "POST"
    with own_unit_of_work(read_only=not is_sent) as uow:
        held = cart.find(uow, cookie.token(), lock=is_sent)
        basket = carts.basket_of(held, current_locale(), wished=cookie.wished())
        form = _form(uow, basket)
        if not is_sent:
            return _page(uow, form, basket)
        basket = _told(uow, form, basket)
        if request.form.get("action") != PAY:
            return _change(uow, form, basket, held)
        purchase = _place(uow, form, basket)
        if purchase is None:
            uow.is_abandoned = True
            return _page(uow, form, basket, status=422)
        token = purchase.token
        begun = _begin(uow, purchase.id, token) if purchase.total else None
    return _to_payment(token, begun) if begun else _to_order(token)


@feature.page(
    "/pay/<token>",
    permission=Permission.PUBLIC,
    post_only=True,
    transaction=Transaction.MANUAL,
    limit=Limit(times=30, seconds=600),
)
def pay(token: str) -> ResponseReturnValue:
    with own_unit_of_work() as uow:
        begun = _begin(uow, orders.id_by_token(uow.session, token), token)
    return _to_payment(token, begun)


@feature.page("/return", permission=Permission.PUBLIC, transaction=Transaction.MANUAL)
def came_back() -> ResponseReturnValue:
    """The buyer is back from the provider: nothing is believed, but the provider is asked."""
    token = request.args.get("order", "")
    with own_unit_of_work(read_only=True) as uow:
        purchase_id = orders.id_by_token(uow.session, token)
        session_id = payments.open_session_of(uow, purchase_id)
    if session_id is not None:
        with own_unit_of_work() as uow:
            uow.enqueue(payments.LOOK, {"session_id": session_id})
    if "left" in request.args:
        flash(gettext("Nothing was paid. You can pay now, or go back to the cart."), "info")
        return _to_order(token)
    return redirect(url("shop.orders.show", token=token, arrived=1), 303)


@feature.page("/reopen/<token>", permission=Permission.PUBLIC, post_only=True)
def reopen(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    purchase = orders.get_by_token(uow.session, token)
    cookie.remember(service.reopen(uow, purchase.id, token=cookie.token()))
    flash(gettext("Your goods are back in the cart. Nothing was paid."), "info")
    return redirect(url("shop.cart.show"), 303)


def _form(uow: UnitOfWork, basket: Basket) -> CheckoutForm:
    known = buyers.known(uow, basket.country)
    start = {"region": basket.region, **known, "country": basket.country}
    present = start_of(basket.gift)
    return CheckoutForm.of_request(key=secrets.token_urlsafe(24), **start, **present)


def _told(uow: UnitOfWork, form: CheckoutForm, basket: Basket) -> Basket:
    """The cart as it goes where the form says; a code or a saved address is used when asked."""
    action = request.form.get("action")
    if form.is_lookup(action):
        form.find_address()
    elif action == USE_SAVED:
        kept = address_book.get_address(uow, request.form.get("saved", 0, type=int))
        form.replace_address(kept.country, kept.address)
    return replace(basket, country=form.country_code, region=form.region_key)


def _asked(uow: UnitOfWork, form: CheckoutForm, basket: Basket) -> QuoteRequest:
    is_sent = request.method == "POST"
    basket = replace(basket, gift=form.gift) if is_sent else basket
    asked = Asked(
        email=form.email.data or "",
        city=form.city.data or "",
        wishes=wishes_of(request.form),
        seen=_before(form, basket),
        seen_total=number_of(form.seen_total.data),
    )
    return carts.request_of(uow, basket, current_locale(), asked)


def _before(form: CheckoutForm, basket: Basket) -> dict[str, Any]:
    """The figures the buyer saw last: on this page, or in the cart."""
    if request.method == "POST" and request.form.get("action") == PAY:
        return figures_of(form.seen.data)
    return watching.before(cookie.seen(), basket)


def _change(uow: UnitOfWork, form: CheckoutForm, basket: Basket, held: Sequence[Cart]) -> Response:
    """Another place or a coupon: the figures are made anew, what was typed stays."""
    found = cart.joined(uow, held)
    cookie.remember(found.token)
    cart.set_destination(uow, found, country=basket.country, region=basket.region)
    if form.code.data:
        cart.add_code(uow, found, form.code.data)
    form.attempt(lambda: recipients.set_gift(uow, found, form.gift))
    form.seen_total.data = form.seen.data = form.code.data = ""
    page = _page(uow, form, carts.basket_of([found], current_locale()))
    remember(page, basket.country)
    return page


def _place(uow: UnitOfWork, form: CheckoutForm, basket: Basket) -> Purchase | None:
    """The placed purchase; None when something is in the way, which the form then says."""
    if not form.is_sent_and_valid() & form.is_address_right():
        return None
    placement = Placement(
        key=form.key.data or "",
        request=_asked(uow, form, basket),
        address=form.address,
        cart_token=cookie.token(),
        is_of_age=bool(form.is_of_age.data),
        visit=ports.visit(),
        is_test=web.gateway().is_simulated,
        may_authorise=web.gateway().can_authorise,
    )
    try:
        purchase = service.place_order(uow, placement)
    except DomainError as error:
        uow.session.rollback()  # the page shows stock as it is without this try
        form.refuse(error)
        return None
    if form.keeps_address.data:
        address_book.save(uow, form.country_code, form.address)
    return purchase


def _page(uow: UnitOfWork, form: CheckoutForm, basket: Basket, *, status: int = 200) -> Response:
    locale = current_locale()
    if basket.is_empty:
        return redirect(url("shop.cart.show"), 303)  # pyright: ignore[reportReturnType]
    answer = quote(uow, _asked(uow, form, basket))
    pictures = carts.first_photos(uow, {line.product_id for line in answer.lines})
    return render(
        "shop/checkout/show.html",
        status=status,
        form=form,
        basket=basket,
        summary=summarise(answer, pictures, locale, basket.recipients),
        is_transfer=web.gateway().name == "manual",
        lacks_card=answer.is_maximum and not web.gateway().can_authorise,
        saved=buyers.saved(uow),
        returns=disclosure.returns(),
        terms=TERMS,
    )


def _begin(uow: UnitOfWork, purchase_id: int, token: str) -> Begun:
    """A payment of the purchase; the provider is asked once this is committed."""
    back = market().settings.effective_public_url + url("shop.checkout.came_back", order=token)
    return paying.begin(uow, purchase_id, gateway=web.gateway().name, return_url=back)


def _to_payment(token: str, begun: Begun) -> Response:
    """On to the provider's page; when it cannot be had, to the order, which can be paid later."""
    try:
        target = payments.ask(market().database, request_state().actor, web.gateway(), begun)
    except (GatewayError, GatewayRefusedError) as error:
        log.warning("payment_page_unavailable", payment_id=begun.payment_id, error=str(error))
        text = gettext("The payment page cannot be opened just now. Nothing was paid. Try again.")
        flash(text, "error")
        return _to_order(token)
    if not target:
        return _to_order(token)
    return redirect(target, 303)  # pyright: ignore[reportReturnType]


def _to_order(token: str) -> Response:
    return redirect(url("shop.orders.show", token=token), 303)  # pyright: ignore[reportReturnType]
