"""Pages of the products' desk."""

from dataclasses import fields
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.media import urls as media
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import option
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.formatting import language
from i18n.locales import CODES, DEFAULT
from i18n.translated import TextState, shown
from shop.catalogue import allergens
from shop.catalogue.models import Product, ProductState, Variant
from shop.catalogue.service import ProductWords, VariantFacts
from vendors.desk import organisation_of
from vendors.products import label_form, queries, service, words
from vendors.products.forms import (
    AltForm,
    FactsForm,
    LabelForm,
    NewForm,
    PhotoForm,
    StateForm,
    TextForm,
    VariantForm,
    set_choices,
)
from vendors.products.heads import Tab, head

feature = Feature(__name__)
SIZE_FIELDS = (
    "sku",
    "price",
    "net_weight_g",
    "least_weight_g",
    "shipping_weight_g",
    "pieces",
)
VIEW, EDIT = Permission.OFFICE_PRODUCTS_VIEW, Permission.OFFICE_PRODUCTS_EDIT


@feature.page("", permission=VIEW, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    word = request.args.get("state", "")
    state = ProductState(word) if word in set(ProductState) else None
    own = organisation_of(uow)
    after = request.args.get("after", type=int)
    rows = queries.list_products(uow.session, own, state=state, after=after)
    page = rows[: queries.PAGE]
    following = None
    if len(rows) > queries.PAGE:
        following = url("vendors.products.index", state=word or None, after=page[-1].id)
    return render(
        "vendors/products/index.html",
        products=page,
        following=following,
        state=state,
        tabs=_state_tabs(uow, own, state),
        words=words.state_words(),
    )


def _state_tabs(uow: UnitOfWork, own: int, current: ProductState | None) -> list[Tab]:
    counts = queries.count_by_state(uow.session, own)
    every = Tab(
        gettext("All"), url("vendors.products.index"), current is None, sum(counts.values())
    )
    return [every] + [
        Tab(said, url("vendors.products.index", state=state.value), state is current, counts[state])
        for state, said in words.state_words().items()
    ]


@feature.page("/new", permission=EDIT, area=Area.OFFICE, post=True)
def new(uow: UnitOfWork) -> ResponseReturnValue:
    form = NewForm.of_request()
    set_choices(form, "category_id", _shelves(uow))
    made: list[Product] = []
    if form.is_sent_and_valid() and form.attempt(lambda: made.append(_create(uow, form))):
        flash(gettext("Kept as a draft. Here is what is still missing."), "success")
        return redirect(url("vendors.products.show", product_id=made[0].id), 303)
    return _answer("new", form)


def _create(uow: UnitOfWork, form: NewForm) -> Product:
    values = form.values
    values.pop("photo")
    sent = request.files.get("photo")
    photo = sent.stream if sent and sent.filename else None
    return service.create(uow, service.Answers(**values), photo=photo)


def _shelves(uow: UnitOfWork) -> list[Any]:
    return [
        option(str(key), name.text)
        for key, name in queries.list_categories(uow.session, current_locale())
    ]


@feature.page("/<int:product_id>", permission=VIEW, area=Area.OFFICE)
def show(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    texts = queries.texts(uow.session, product_id)
    photos = queries.photos(uow.session, product_id)
    return render(
        "vendors/products/show.html",
        **head(uow, product, "show"),
        picture=media.photo(photos[0].asset) if photos else None,
        lacking=words.missing_lines(product, service.missing(uow, product)),
        where_to=queries.where_to(uow, product),
        variants=queries.variants(uow.session, product_id),
        text_states=[
            (code, texts[code].state if code in texts else TextState.UNTRANSLATED) for code in CODES
        ],
        text_words=words.text_words(),
    )


@feature.page("/<int:product_id>/facts", permission=EDIT, area=Area.OFFICE, post=True)
def facts(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    form = FactsForm.of_request(
        **{name: getattr(product, name)
           for name in ("category_id", "temperature", "season", "export_class")}
    )  # fmt: skip
    set_choices(form, "category_id", _shelves(uow))
    set_choices(form, "season", words.months())
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.change_facts(uow, product_id, **form.values)
    ):
        return _saved("facts", product_id)
    return _answer("facts", form, **head(uow, product, "facts"))


@feature.page("/<int:product_id>/label", permission=EDIT, area=Area.OFFICE, post=True)
def label(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    form = LabelForm.of_request(**label_form.present(product))
    for field in ("allergens", "may_contain"):
        set_choices(form, field, words.allergen_choices(tokyo_day(uow.now)))
    if form.is_sent_and_valid() and form.attempt(lambda: _set_label(uow, product, form)):
        return _saved("label", product_id)
    return _answer("label", form, **head(uow, product, "label"))


def _set_label(uow: UnitOfWork, product: Product, form: LabelForm) -> None:
    values = form.values
    service.set_label(
        uow,
        product.id,
        label_form.label_of(values, product.label),
        allergens=values["allergens"],
        may_contain=values["may_contain"],
        shelf_life_days=values["shelf_life_days"],
        days_left_on_arrival=values["days_left_on_arrival"],
    )


@feature.page("/<int:product_id>/texts/<code>", permission=EDIT, area=Area.OFFICE, post=True)
def texts(uow: UnitOfWork, product_id: int, code: str) -> ResponseReturnValue:
    if code not in CODES:
        raise NotFoundError(code)
    product = service.get(uow, product_id)
    rows = queries.texts(uow.session, product_id)
    row = rows.get(code)
    form = TextForm.of_request(**_present_text(row))
    if form.is_sent_and_valid() and form.attempt(lambda: _write(uow, product_id, code, form)):
        return _saved("texts", product_id, code=code)
    return _answer(
        "texts",
        form,
        **head(uow, product, "texts"),
        code=code,
        source=rows.get(product.source_locale),
        is_source=code == product.source_locale,
        state=words.text_words()[row.state if row else TextState.UNTRANSLATED],
        safety=words.text_words()[row.safety_state if row else TextState.UNTRANSLATED],
        form_tabs=_form_tabs(product_id, code),
    )


def _present_text(row: Any) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        **{field.name: getattr(row, field.name) for field in fields(ProductWords)},
        "is_reviewed": row.state is TextState.REVIEWED,
        "is_label_confirmed": row.safety_state is TextState.REVIEWED,
    }


def _write(uow: UnitOfWork, product_id: int, code: str, form: TextForm) -> None:
    values = form.values
    flags = {name: bool(values.pop(name)) for name in ("is_reviewed", "is_label_confirmed")}
    said = ProductWords(**{name: (text or "").strip() for name, text in values.items()})
    service.write_text(uow, product_id, code, said, **flags)


def _form_tabs(product_id: int, current: str) -> list[Tab]:
    return [
        Tab(language(code), url("vendors.products.texts", product_id=product_id, code=code),
            code == current)
        for code in CODES
    ]  # fmt: skip


@feature.page("/<int:product_id>/variants", permission=EDIT, area=Area.OFFICE, post=True)
def variants(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    form = VariantForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.save_variant(uow, product_id, _size(form, {}))
    ):
        return _saved("variants", product_id)
    found = queries.variants(uow.session, product_id)
    return _answer("variants", form, **head(uow, product, "variants"), variants=found)


def _size(form: VariantForm, labels: dict[str, str]) -> VariantFacts:
    values = form.values
    said = (values.pop("label_ja") or "").strip()
    named = {**labels, DEFAULT: said} if said else {}
    values["sku"] = (values["sku"] or "").strip()
    values.pop("pack_size")
    return VariantFacts(**values, labels=named, pack_sides_mm=form.sides)


@feature.page(
    "/<int:product_id>/variants/<int:variant_id>", permission=EDIT, area=Area.OFFICE, post=True
)
def variant(uow: UnitOfWork, product_id: int, variant_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    found = _own_variant(uow, product_id, variant_id)
    present = {name: getattr(found, name)
               for name in SIZE_FIELDS}  # fmt: skip
    form = VariantForm.of_request(
        **present,
        label_ja=found.labels.get(DEFAULT, ""),
        pack_size="×".join(map(str, found.pack_sides_mm)),
    )
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.save_variant(
            uow, product_id, _size(form, found.labels), variant_id=variant_id
        )
    ):
        return _saved("variants", product_id)
    return _answer("variant", form, **head(uow, product, "variants"), variant=found)


def _own_variant(uow: UnitOfWork, product_id: int, variant_id: int) -> Variant:
    rows = queries.variants(uow.session, product_id)
    found = next((one for one, _ in rows if one.id == variant_id), None)
    if found is None:
        raise NotFoundError(str(variant_id))
    return found


@feature.page(
    "/<int:product_id>/variants/<int:variant_id>/retire",
    permission=EDIT,
    area=Area.OFFICE,
    post_only=True,
)
def retire(uow: UnitOfWork, product_id: int, variant_id: int) -> ResponseReturnValue:
    _own_variant(uow, service.get(uow, product_id).id, variant_id)
    service.retire_variant(uow, product_id, variant_id)
    return _saved("variants", product_id)


@feature.page("/<int:product_id>/photos", permission=EDIT, area=Area.OFFICE, post=True)
def photos(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    form = PhotoForm.of_request()
    sent = request.files.get("photo")
    if form.is_sent_and_valid() and sent and form.attempt(
        lambda: service.add_photo(uow, product_id, sent.stream)
    ):  # fmt: skip
        return _saved("photos", product_id)
    pictures = [
        (row, media.photo(row.asset, shown(row.alts, current_locale()).text))
        for row in queries.photos(uow.session, product_id)
    ]
    return _answer("photos", form, **head(uow, product, "photos"), pictures=pictures)


@feature.page(
    "/<int:product_id>/photos/<int:photo_id>", permission=EDIT, area=Area.OFFICE, post_only=True
)
def photo(uow: UnitOfWork, product_id: int, photo_id: int) -> ResponseReturnValue:
    verb = request.form.get("verb", "")
    if verb == "remove":
        service.remove_photo(uow, product_id, photo_id)
    elif verb in {"earlier", "later"}:
        service.move_photo(uow, product_id, photo_id, by=-1 if verb == "earlier" else 1)
    else:
        said = str(AltForm.of_request().values["words"] or "")[:200]
        service.describe_photo(uow, product_id, photo_id, locale=current_locale(), words=said)
    return _saved("photos", product_id)


@feature.page("/<int:product_id>/preview", permission=VIEW, area=Area.OFFICE)
def preview(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    product = service.get(uow, product_id)
    rows = queries.texts(uow.session, product_id)
    said = {
        field.name: shown(
            {code: getattr(row, field.name) for code, row in rows.items()}, current_locale()
        )
        for field in fields(ProductWords)
    }
    return render(
        "vendors/products/preview.html",
        product=product,
        words=said,
        pictures=[media.photo(row.asset, said["name"].text)
                  for row in queries.photos(uow.session, product_id)],
        variants=[row for row in queries.variants(uow.session, product_id) if row[0].is_active],
        contains=[str(one) for one in allergens.everywhere(product.allergens)],
        may_contain=[str(one) for one in allergens.everywhere(product.may_contain)],
    )  # fmt: skip


@feature.page("/<int:product_id>/publish", permission=EDIT, area=Area.OFFICE, post_only=True)
def publish(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    form = StateForm.of_request()
    if form.attempt(lambda: service.publish(uow, product_id)):
        flash(gettext("It is on sale now."), "success")
    else:
        flash(form.refusals[0], "error")
    return redirect(url("vendors.products.show", product_id=product_id), 303)


@feature.page("/<int:product_id>/archive", permission=EDIT, area=Area.OFFICE, post_only=True)
def archive(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    service.archive(uow, product_id)
    flash(gettext("It is put away. Nothing of it is lost."), "success")
    return redirect(url("vendors.products.show", product_id=product_id), 303)


@feature.page("/<int:product_id>/reopen", permission=EDIT, area=Area.OFFICE, post_only=True)
def reopen(uow: UnitOfWork, product_id: int) -> ResponseReturnValue:
    service.reopen(uow, product_id)
    return redirect(url("vendors.products.show", product_id=product_id), 303)


def _saved(view: str, product_id: int, **values: str) -> ResponseReturnValue:
    flash(gettext("Saved."), "success")
    return redirect(url(f"vendors.products.{view}", product_id=product_id, **values), 303)


def _answer(view: str, form: Any, **context: Any) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render(f"vendors/products/{view}.html", status=status, form=form, **context)
