"""One's address book."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from shop.accounts.forms import SavedAddressForm
from shop.addresses import service, writing

feature = Feature(__name__)
SAVE = "save"


@feature.page("/addresses", permission=Permission.SIGNED_IN)
def list_addresses(uow: UnitOfWork) -> ResponseReturnValue:
    kept = [
        (each, writing.written(each.country, each.address)) for each in service.list_addresses(uow)
    ]
    return render("shop/accounts/list_addresses.html", addresses=kept)


@feature.page("/addresses/new", permission=Permission.SIGNED_IN, post=True)
def add_address(uow: UnitOfWork) -> ResponseReturnValue:
    form = SavedAddressForm.of_request()

    def save() -> None:
        service.save(uow, form.country_code, form.address, name=form.name.data or "")

    if _is_saved(form) and form.attempt(save):
        flash(gettext("The address is saved."), "success")
        return redirect(url("shop.accounts.list_addresses"), 303)
    return _page(form, url("shop.accounts.add_address"), is_new=True)


@feature.page("/addresses/<int:address_id>", permission=Permission.SIGNED_IN, post=True)
def change_address(uow: UnitOfWork, address_id: int) -> ResponseReturnValue:
    known = service.get_address(uow, address_id)
    form = SavedAddressForm.of_request(name=known.name, country=known.country, **known.address)

    def change() -> None:
        service.change(
            uow,
            address_id,
            country=form.country_code,
            address=form.address,
            name=form.name.data or "",
        )

    if _is_saved(form) and form.attempt(change):
        flash(gettext("The address is saved."), "success")
        return redirect(url("shop.accounts.list_addresses"), 303)
    here = url("shop.accounts.change_address", address_id=address_id)
    return _page(form, here, is_new=False)


def _is_saved(form: SavedAddressForm) -> bool:
    """Whether the form was sent to be saved and is right; a postal code is looked up else."""
    if form.is_lookup(request.form.get("action")):
        form.find_address()
    return request.form.get("action") == SAVE and (
        form.is_sent_and_valid() & form.is_address_right()
    )


def _page(form: SavedAddressForm, here: str, *, is_new: bool) -> ResponseReturnValue:
    status = 422 if request.form.get("action") == SAVE else 200
    return render("shop/accounts/address.html", status=status, form=form, here=here, is_new=is_new)


@feature.page(
    "/addresses/<int:address_id>/default", permission=Permission.SIGNED_IN, post_only=True
)
def make_default(uow: UnitOfWork, address_id: int) -> ResponseReturnValue:
    service.make_default(uow, address_id)
    flash(gettext("This address is filled in first from now on."), "success")
    return redirect(url("shop.accounts.list_addresses"), 303)


@feature.page("/addresses/<int:address_id>/remove", permission=Permission.SIGNED_IN, post_only=True)
def remove_address(uow: UnitOfWork, address_id: int) -> ResponseReturnValue:
    service.remove(uow, address_id)
    flash(gettext("The address is deleted."), "success")
    return redirect(url("shop.accounts.list_addresses"), 303)
