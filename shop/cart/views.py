"""The cart's pages."""

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import Form
from core.web.pages import render, url
from shop.cart import cookie, queries, service, watching
from shop.cart.forms import (
    AddForm,
    CodeForm,
    DestinationForm,
    ForgetCodeForm,
    QuantityForm,
    RemoveForm,
)
from shop.cart.models import Cart
from shop.cart.queries import Asked, Basket
from shop.cart.summary import summarise
from shop.export.destination import remember
from shop.pricing.quotes import QuoteRequest
from shop.pricing.seen import Seen
from shop.pricing.service import quote

feature = Feature(__name__)


@feature.page("", permission=Permission.PUBLIC)
def show(uow: UnitOfWork) -> ResponseReturnValue:
    return _page(uow)


@feature.page("/badge", permission=Permission.PUBLIC)
def badge(uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/cart/badge.html", count=queries.count(uow, cookie.token()))


@feature.page("/add", permission=Permission.PUBLIC, post_only=True, takes_token=False)
def add(uow: UnitOfWork) -> ResponseReturnValue:
    form = AddForm.of_request()
    if form.is_sent_and_valid():
        cart = _cart(uow)
        if form.attempt(lambda: service.add(uow, cart, **form.values)):
            flash(gettext("It is in your cart."), "success")
            return _back()
    return _page(uow, form, status=422)


@feature.page("/update", permission=Permission.PUBLIC, post_only=True)
def update(uow: UnitOfWork) -> ResponseReturnValue:
    form = QuantityForm.of_request()
    if form.is_sent_and_valid():
        cart = _cart(uow)
        service.set_quantity(uow, cart, **form.values)
        return _back()
    return _page(uow, form, status=422)


@feature.page("/remove", permission=Permission.PUBLIC, post_only=True)
def remove(uow: UnitOfWork) -> ResponseReturnValue:
    form = RemoveForm.of_request()
    cart = _cart(uow)
    if form.is_sent_and_valid():
        service.set_quantity(uow, cart, quantity=0, **form.values)
    return _back()


@feature.page("/destination", permission=Permission.PUBLIC, post_only=True)
def destination(uow: UnitOfWork) -> ResponseReturnValue:
    form = DestinationForm.of_request()
    if form.is_sent_and_valid():
        cart = _cart(uow)
        if form.attempt(
            lambda: service.set_destination(
                uow, cart, country=form.country.data, region=form.region.data or ""
            )
        ):
            back = _back()
            remember(back, cart.country or "")
            return back
    return _page(uow, form, status=422)


@feature.page("/coupon", permission=Permission.PUBLIC, post_only=True)
def coupon(uow: UnitOfWork) -> ResponseReturnValue:
    form = CodeForm.of_request()
    if form.is_sent_and_valid():
        cart = _cart(uow)
        if form.attempt(lambda: service.add_code(uow, cart, form.code.data or "")):
            return _back()
    return _page(uow, form, status=422)


@feature.page("/coupon/remove", permission=Permission.PUBLIC, post_only=True)
def forget_coupon(uow: UnitOfWork) -> ResponseReturnValue:
    form = ForgetCodeForm.of_request()
    cart = _cart(uow)
    service.remove_code(uow, cart, form.code.data or "")
    return _back()


@feature.page("/agree", permission=Permission.PUBLIC, post_only=True)
def agree(uow: UnitOfWork) -> ResponseReturnValue:
    """The buyer has read what changed."""
    cart = _cart(uow)
    basket = queries.basket_of([cart], current_locale(), wished=cookie.wished())
    now = Seen.of(quote(uow, _asked(uow, basket)))
    service.see_prices(cart, now.prices)
    cookie.remember_seen(watching.agreed(basket, now))
    return _back()


def _asked(uow: UnitOfWork, basket: Basket) -> QuoteRequest:
    asked = Asked(seen=watching.before(cookie.seen(), basket))
    return queries.request_of(uow, basket, current_locale(), asked)


def _cart(uow: UnitOfWork) -> Cart:
    cart = service.open_cart(uow, cookie.token())
    cookie.remember(cart.token)
    return cart


def _back() -> Response:
    return redirect(url("shop.cart.show"), 303)  # pyright: ignore[reportReturnType]


def _page(uow: UnitOfWork, form: Form | None = None, *, status: int = 200) -> Response:
    locale = current_locale()
    basket = queries.basket(uow, cookie.token(), locale, wished=cookie.wished())
    answer = quote(uow, _asked(uow, basket))
    cookie.remember_seen(watching.after(cookie.seen(), basket, Seen.of(answer)))
    pictures = queries.first_photos(uow, {line.product_id for line in answer.lines})
    return render(
        "shop/cart/show.html",
        status=status,
        basket=basket,
        summary=summarise(answer, pictures, locale, basket.recipients),
        form=form,
        destination=DestinationForm(country=basket.country, region=basket.region),
        code=CodeForm(),
    )
