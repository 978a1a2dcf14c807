"""Targets: the list, setting one, changing it, closing it."""

from datetime import date

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from analytics.targets import choices, queries, service
from analytics.targets.forms import ChangeForm, CloseForm, TargetForm, values_of
from analytics.targets.models import TargetState
from core.dates import fiscal_year, tokyo_day
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url

feature = Feature(__name__)


@feature.page("", permission=Permission.CITY_REPORTS_VIEW, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    return render(
        "analytics/targets/index.html",
        open_targets=queries.list_targets(uow, TargetState.OPEN),
        closed_targets=queries.list_targets(uow, TargetState.CLOSED),
        kinds=choices.KINDS,
        amount=choices.amount,
    )


@feature.page("/new", permission=Permission.CITY_TARGETS_EDIT, area=Area.CITY, post=True)
def create(uow: UnitOfWork) -> ResponseReturnValue:
    today = tokyo_day(uow.now)
    form = TargetForm.of_request(starts_on=today, ends_on=date(fiscal_year(today) + 1, 3, 31))
    form.offer(uow)
    if form.is_sent_and_valid() and form.attempt(lambda: service.set_target(uow, form.said)):
        flash(gettext("The target is set."), "success")
        return redirect(url("analytics.targets.index"), 303)
    return render("analytics/targets/form.html", status=_status(), form=form, target=None)


@feature.page("/<int:target_id>", permission=Permission.CITY_REPORTS_VIEW, area=Area.CITY)
def show(uow: UnitOfWork, target_id: int) -> ResponseReturnValue:
    target = service.get(uow, target_id)
    return render(
        "analytics/targets/show.html",
        progress=queries.progress_of(uow, target),
        history=queries.history(uow, target_id),
        kinds=choices.KINDS,
        amount=choices.amount,
    )


@feature.page(
    "/<int:target_id>/edit", permission=Permission.CITY_TARGETS_EDIT, area=Area.CITY, post=True
)
def edit(uow: UnitOfWork, target_id: int) -> ResponseReturnValue:
    target = service.get(uow, target_id)
    form = ChangeForm.of_request(**values_of(target))
    form.offer(uow)
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.change(uow, target_id, form.said, note=form.note.data or "")
    ):
        flash(gettext("The target is changed."), "success")
        return redirect(url("analytics.targets.show", target_id=target_id), 303)
    return render("analytics/targets/form.html", status=_status(), form=form, target=target)


@feature.page(
    "/<int:target_id>/close", permission=Permission.CITY_TARGETS_EDIT, area=Area.CITY, post=True
)
def close(uow: UnitOfWork, target_id: int) -> ResponseReturnValue:
    target = service.get(uow, target_id)
    form = CloseForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.close(uow, target_id, note=form.note.data or "")
    ):
        flash(gettext("The target is closed."), "success")
        return redirect(url("analytics.targets.show", target_id=target_id), 303)
    progress = queries.progress_of(uow, target)
    return render(
        "analytics/targets/close.html",
        status=_status(),
        form=form,
        progress=progress,
        amount=choices.amount,
    )


def _status() -> int:
    return 422 if request.method == "POST" else 200
