"""Coupons of a business at its desk, and of the city at the city's."""

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from promotion.coupons import queries, service
from promotion.coupons.forms import CouponForm

feature = Feature(__name__)


def _show(uow: UnitOfWork, form: CouponForm, area: Area) -> Response:
    own = uow.actor.organisation_id if area is Area.OFFICE else None
    coupons = queries.list_coupons(uow.session, organisation_id=own, locale=_locale(), now=uow.now)
    template = f"promotion/coupons/{area.value}.html"
    return render(template, 422 if form.all_errors else 200, form=form, coupons=coupons)


def _locale() -> str:
    return request.path.split("/")[1]


def _handle(uow: UnitOfWork, area: Area) -> ResponseReturnValue:
    form = CouponForm.of_request()
    own = uow.actor.organisation_id if area is Area.OFFICE else None
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.create(uow, form.terms, organisation_id=own)
    ):
        return redirect(url(f"promotion.coupons.{area.value}"), 303)
    return _show(uow, form, area)


@feature.page("", area=Area.OFFICE, permission=Permission.OFFICE_COUPONS_EDIT, post=True)
def office(uow: UnitOfWork) -> ResponseReturnValue:
    """A business's coupons, and the form for a new one."""
    return _handle(uow, Area.OFFICE)


@feature.page("", area=Area.CITY, permission=Permission.CITY_COUPONS_EDIT, post=True)
def city(uow: UnitOfWork) -> ResponseReturnValue:
    """The city's coupons, which it bears, and the form for a new one."""
    return _handle(uow, Area.CITY)


@feature.page(
    "/<int:coupon_id>/stop",
    area=Area.OFFICE,
    permission=Permission.OFFICE_COUPONS_EDIT,
    post_only=True,
)
def office_stop(uow: UnitOfWork, coupon_id: int) -> ResponseReturnValue:
    """End one of the business's coupons."""
    service.stop(uow, coupon_id, organisation_id=uow.actor.organisation_id)
    return redirect(url("promotion.coupons.office"), 303)


@feature.page(
    "/<int:coupon_id>/stop",
    area=Area.CITY,
    permission=Permission.CITY_COUPONS_EDIT,
    post_only=True,
)
def city_stop(uow: UnitOfWork, coupon_id: int) -> ResponseReturnValue:
    """End one of the city's coupons."""
    service.stop(uow, coupon_id, organisation_id=None)
    return redirect(url("promotion.coupons.city"), 303)
