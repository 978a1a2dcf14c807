"""Pages on which parts of a cart are given to other people."""

from typing import Any

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import current_locale, gettext, lazy
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import choices
from core.web.pages import render, url
from i18n.formatting import country
from shop.addresses.forms import AddressForm
from shop.cart import cookie, queries, recipients, service
from shop.cart.gift_fields import GiftFields, start_of
from shop.cart.models import Cart, CartRecipient
from shop.delivery.gifts import Gift
from shop.delivery.zones import HOME

feature = Feature(__name__)
SAVE = "save"
QUANTITY = "quantity-"


def _home() -> Any:
    return choices([(HOME, country(HOME))])


class RecipientForm(AddressForm, GiftFields):
    """Somebody's address in Japan, and what goes with their parcels."""

    country = SelectField(lazy("Country or region"), choices=_home, default=HOME)


@feature.page("/recipients/new", permission=Permission.PUBLIC, post=True)
def add_recipient(uow: UnitOfWork) -> ResponseReturnValue:
    """Somebody else gets a part."""
    return _answer(uow, _cart(uow), None)


@feature.page("/recipients/<int:recipient_id>", permission=Permission.PUBLIC, post=True)
def edit_recipient(uow: UnitOfWork, recipient_id: int) -> ResponseReturnValue:
    """Another address, other goods, another message."""
    cart = _cart(uow)
    return _answer(uow, cart, recipients.find(cart, recipient_id))


@feature.page("/recipients/<int:recipient_id>/remove", permission=Permission.PUBLIC, post_only=True)
def remove_recipient(uow: UnitOfWork, recipient_id: int) -> ResponseReturnValue:
    """Their part goes to the buyer's own address."""
    recipients.remove(uow, _cart(uow), recipient_id)
    return _back()


def _cart(uow: UnitOfWork) -> Cart:
    """The visitor's cart. Raises NotFoundError where nothing is in it."""
    found = service.find(uow, cookie.token(), lock=request.method == "POST")
    if not any(cart.lines for cart in found):
        raise NotFoundError
    return service.joined(uow, found) if request.method == "POST" else found[0]


def _answer(uow: UnitOfWork, cart: Cart, who: CartRecipient | None) -> Response:
    start = {**who.address, **start_of(Gift.of(who.gift))} if who else {}
    form = RecipientForm.of_request(**start)
    if form.is_lookup(request.form.get("action")):
        form.find_address()
    elif _is_right(form) and form.attempt(lambda: _write(uow, cart, form, who)):
        flash(gettext("Their parcels are planned."), "success")
        return _back()
    return _page(uow, cart, form, who)


def _is_right(form: RecipientForm) -> bool:
    """Whether it was sent to be kept and nothing is wrong; all that is wrong is said at once."""
    return request.form.get("action") == SAVE and form.is_sent_and_valid() & form.is_address_right()


def _write(uow: UnitOfWork, cart: Cart, form: RecipientForm, who: CartRecipient | None) -> None:
    recipients.write(
        uow,
        cart,
        address=form.address,
        quantities=_quantities(),
        gift=form.gift,
        recipient=who,
    )


def _quantities() -> dict[int, int]:
    return {
        int(name.removeprefix(QUANTITY)): int(text)
        for name, text in request.form.items()
        if name.startswith(QUANTITY) and text.isdecimal() and len(text) < 4
        and name.removeprefix(QUANTITY).isdecimal()
    }  # fmt: skip


def _page(uow: UnitOfWork, cart: Cart, form: RecipientForm, who: CartRecipient | None) -> Response:
    left = recipients.free_quantities(cart, who)
    kept = {int(key): number for key, number in who.quantities.items()} if who else {}
    chosen = _quantities() if request.method == "POST" else kept
    names = queries.names(uow, left, current_locale())
    goods = [
        {"id": key, "name": names[key], "most": most, "chosen": min(chosen.get(key, 0), most)}
        for key, most in left.items()
        if key in names
    ]
    address = (
        url("shop.cart.edit_recipient", recipient_id=who.id) if who
        else url("shop.cart.add_recipient")
    )  # fmt: skip
    return render(
        "shop/cart/recipient.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        goods=goods,
        here=address,
        is_new=who is None,
    )


def _back() -> Response:
    return redirect(url("shop.cart.show") + "#recipients", 303)  # pyright: ignore[reportReturnType]
