"""The page of a product's selling abroad."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.catalogue.models import Product
from shop.export import codes, queries
from shop.export import service as export
from vendors.abroad.forms import AbroadForm, present, said_by
from vendors.products import service
from vendors.products.heads import head

feature = Feature(__name__)


@feature.page(
    "/<int:product_id>", permission=Permission.OFFICE_PRODUCTS_EDIT, area=Area.OFFICE, post=True
)
def edit(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    said = export.abroad_of(uow, product_id)
    form = AbroadForm.of_request(**present(said, product.export_class))
    if form.is_sent_and_valid() and form.attempt(lambda: _save(uow, product, form)):
        flash(gettext("Saved."), "success")
        return redirect(url("vendors.abroad.edit", product_id=product_id), 303)
    return render(
        "vendors/abroad/edit.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        answers=queries.of_draft(uow, product),
        codes=codes.suggested(),
        **head(uow, product, "abroad"),
    )


def _save(uow: UnitOfWork, product: Product, form: AbroadForm) -> None:
    values = form.values
    service.change_facts(uow, product.id, export_class=values["export_class"])
    export.set_abroad(uow, product, said_by(values))
