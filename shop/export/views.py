"""Choosing where goods shall go, and the city's desk of rules."""

from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlsplit

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.export import destination, queries, service
from shop.export.answers import REGIONS
from shop.export.classes import RULE_CLASSES
from shop.export.engine import EVERYWHERE
from shop.export.forms import EFFECTS, SURENESS, EndForm, NewRuleForm, RuleForm, facts_by
from shop.export.models import ExportRule
from shop.export.reasons import REASONS, papers_of

feature = Feature(__name__)


@feature.page("/destination", permission=Permission.PUBLIC, post_only=True, takes_token=False)
def choose(uow: UnitOfWork) -> ResponseReturnValue:  # noqa: ARG001 - every view is called alike
    """Keep the country and go back to the page it was chosen on."""
    response: Response = redirect(_back(request.form.get("next", "")), 303)  # pyright: ignore[reportAssignmentType]
    destination.remember(response, request.form.get("country", ""))
    return response


def _back(asked: str) -> str:
    """A page of ours; the shelves for anything that leads elsewhere."""
    parts = urlsplit(asked)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    is_plain = "\\" not in asked and not asked.startswith("//")
    return asked if is_ours and is_plain else url("shop.catalogue.index")


@feature.page("", permission=Permission.CITY_EXPORT_EDIT, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    region, only_due = request.args.get("destination", ""), "due" in request.args
    return render(
        "shop/export/index.html",
        rules=queries.list_rules(uow, destination=region, only_due=only_due),
        regions=[EVERYWHERE, *REGIONS],
        region=region,
        only_due=only_due,
        due=queries.due_for_review(uow),
        today=tokyo_day(uow.now),
        is_due=queries.is_due,
        **_words(),
    )


@feature.page("/new", permission=Permission.CITY_EXPORT_EDIT, area=Area.CITY, post=True)
def new(uow: UnitOfWork) -> ResponseReturnValue:
    form = NewRuleForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _add(uow, form)):
        return _saved()
    return _answer(form, None, [])


@feature.page("/<key>", permission=Permission.CITY_EXPORT_EDIT, area=Area.CITY, post=True)
def edit(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    history = queries.history_of(uow, key)
    if not history:
        raise NotFoundError(key)
    rule = history[0]
    form = RuleForm.of_request(**asdict(service.facts_of(rule)))
    if form.is_sent_and_valid() and form.attempt(lambda: _replace(uow, rule, form)):
        return _saved()
    return _answer(form, rule, history)


@feature.page("/<key>/end", permission=Permission.CITY_EXPORT_EDIT, area=Area.CITY, post_only=True)
def end(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    history = queries.history_of(uow, key)
    form = EndForm.of_request()
    if history and form.is_sent_and_valid():
        service.end_rule(uow, history[0], why=form.why.data or "")
        return _saved()
    return redirect(url("shop.export.edit", key=key), 303)


def _add(uow: UnitOfWork, form: NewRuleForm) -> None:
    values = form.values
    service.add_rule(uow, values["key"], facts_by(values, keep_either=[]), why=values["why"])


def _replace(uow: UnitOfWork, rule: ExportRule, form: RuleForm) -> None:
    either = [need for need in rule.needs if "|" in need]
    facts = replace(facts_by(form.values, keep_either=either), words=rule.words)
    service.replace_rule(uow, rule, facts, why=form.values["why"])


def _answer(form: RuleForm, rule: ExportRule | None, history: list[ExportRule]) -> Response:
    status = 422 if request.method == "POST" else 200
    return render(
        "shop/export/edit.html", status, form=form, rule=rule, history=history, end=EndForm(),
        **_words(),
    )  # fmt: skip


def _words() -> dict[str, Any]:
    """Names of what rows are made of."""
    return {
        "classes": RULE_CLASSES, "effects": EFFECTS, "sureness": SURENESS, "reasons": REASONS,
        "papers": papers_of,
    }  # fmt: skip


def _saved() -> ResponseReturnValue:
    flash(gettext("Saved. Every product was answered again."), "success")
    return redirect(url("shop.export.index"), 303)


def tasks(uow: UnitOfWork) -> str:
    """What the city's first page says of rows that want looking at; nothing when none does."""
    due = queries.due_for_review(uow)
    return render_template("shop/export/_tasks.html", due=due) if due else ""
