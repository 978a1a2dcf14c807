"""Reporting a listing, and the city's desk for notices."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.navigation import Area
from core.web.pages import render, url
from shop.catalogue import facts as catalogue
from shop.catalogue.models import Product
from shop.notices import queries, service
from shop.notices.forms import CloseForm, NoticeForm
from shop.notices.service import Report
from shop.notices.states import (
    OUTCOMES,
    REASONS,
    SECRET,
    STATES,
    NoticeReason,
    NoticeState,
    Outcome,
)
from shop.storefronts import queries as storefronts
from shop.storefronts.models import Storefront

feature = Feature(__name__)
DESK = Permission.CITY_NOTICES_EDIT
LIMIT = Limit(times=5, seconds=3600)


def below_product(_uow: UnitOfWork, product: Product) -> str:
    """The way to report a product, on its page."""
    return render_template(
        "shop/notices/below.html", address=url("shop.notices.product", slug=product.slug)
    )


def below_storefront(_uow: UnitOfWork, storefront: Storefront) -> str:
    """The way to report a business, on its page."""
    return render_template(
        "shop/notices/below.html", address=url("shop.notices.business", slug=storefront.slug)
    )


@feature.page("/product/<slug>", permission=Permission.PUBLIC, post=True, limit=LIMIT)
def product(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    head = catalogue.find_head(uow.session, slug, current_locale())
    if head is None:
        raise NotFoundError
    back = url("shop.catalogue.show", slug=slug)
    return _report(uow, head.organisation_id, head.product_id, head.name.text, back)


@feature.page("/business/<slug>", permission=Permission.PUBLIC, post=True, limit=LIMIT)
def business(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    maker = storefronts.get_page(uow, slug, current_locale()).maker
    back = url("shop.storefronts.show", slug=slug)
    return _report(uow, maker.organisation_id, None, maker.name.text, back)


def _report(
    uow: UnitOfWork, organisation_id: int, product_id: int | None, about: str, back: str
) -> ResponseReturnValue:
    form = NoticeForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.receive(uow, _said(form, organisation_id, product_id))
    ):
        return redirect(url("shop.notices.sent"), 303)
    status = 422 if request.method == "POST" else 200
    return render(
        "shop/notices/report.html",
        status=status,
        form=form,
        about=about,
        back=back,
        address=request.path,
    )


def _said(form: NoticeForm, organisation_id: int, product_id: int | None) -> Report:
    typed = form.values
    return Report(
        organisation_id=organisation_id,
        product_id=product_id,
        reason=NoticeReason(typed["reason"]),
        words=typed["words"] or "",
        email=typed["email"] or "",
        locale=current_locale(),
    )


@feature.page("/sent", permission=Permission.PUBLIC)
def sent(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/notices/sent.html")


@feature.page("", permission=DESK, area=Area.CITY)
def desk(uow: UnitOfWork) -> ResponseReturnValue:
    word = request.args.get("state", "")
    state = NoticeState(word) if word in set(NoticeState) else NoticeState.RECEIVED
    found = queries.list_notices(uow.session, state, after=request.args.get("after", type=int))
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    products = {notice.product_id for notice in page if notice.product_id is not None}
    return render(
        "shop/notices/desk.html",
        notices=page,
        products=catalogue.names_of(uow.session, products, current_locale()),
        businesses=queries.names_of_businesses(uow.session, {n.organisation_id for n in page}),
        counts=queries.count_by_state(uow.session),
        state=state,
        states=STATES,
        reasons=REASONS,
        next_url=url("shop.notices.desk", state=state.value, after=more) if more else None,
    )


@feature.page("/<int:notice_id>", permission=DESK, area=Area.CITY, post=True)
def decide(uow: UnitOfWork, notice_id: int) -> ResponseReturnValue:
    notice = queries.get(uow.session, notice_id)
    form = CloseForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _close(uow, notice_id, form)):
        flash(gettext("The notice is closed."), "success")
        return redirect(url("shop.notices.desk"), 303)
    ids = [notice.product_id] if notice.product_id is not None else []
    named = catalogue.names_of(uow.session, ids, current_locale())
    return render(
        "shop/notices/decide.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        notice=notice,
        product=named.get(notice.product_id or 0),
        business=queries.names_of_businesses(uow.session, {notice.organisation_id}),
        states=STATES,
        reasons=REASONS,
        outcomes=OUTCOMES,
        is_secret=notice.reason in SECRET,
    )


def _close(uow: UnitOfWork, notice_id: int, form: CloseForm) -> None:
    typed = form.values
    outcome = Outcome(typed["outcome"])
    service.close(uow, notice_id, outcome=outcome, note=typed["note"], locale=current_locale())


@feature.page("/<int:notice_id>/take", permission=DESK, area=Area.CITY, post_only=True)
def take(uow: UnitOfWork, notice_id: int) -> ResponseReturnValue:
    service.take(uow, notice_id)
    flash(gettext("The notice is in your hands now."), "success")
    return redirect(url("shop.notices.decide", notice_id=notice_id), 303)
