"""The control pages: somebody plays the store, the bank and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, abort, redirect, render_template, request, url_for

from shop.payments.simulator.payments import (
    awaits_store,
    expire_session,
    expire_voucher,
    pay_voucher,
)
from shop.payments.simulator.refunding import fail, finish
from shop.payments.simulator.state import Condition
from shop.payments.simulator.wording import WORDINGS, Wording, written_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as Answer

    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State
    from shop.payments.simulator.state_file import StateFile

_NEWEST = 50


def _end_session(state: State, session: Document) -> None:
    if session["status"] == "open":
        expire_session(state, session)


# What each button does, and to which kind of object.
ACTIONS: dict[str, tuple[str, Callable[[State, Document], object]]] = {
    "refund_fail": ("refund", fail),
    "refund_finish": ("refund", finish),
    "session_expire": ("checkout.session", _end_session),
    "store": ("payment_intent", pay_voucher),
    "store_expire": ("payment_intent", expire_voucher),
}


def add_pages(app: Flask, state_file: StateFile) -> None:
    """Add the list of payments and the page of one."""

    def overview() -> Response:
        with state_file.reading() as state:
            found = state.select("checkout.session", limit=_NEWEST)
            rows = [(session, _condition(state, session)) for session in found]
        return _page("control", _wording(None), rows=rows)

    def one(session_id: str) -> Answer:
        if request.method == "POST":
            _act(state_file)
            return redirect(url_for("control_one", session_id=session_id), 303)
        with state_file.reading() as state:
            session = _find(state, "checkout.session", session_id)
            intent = state.find(session["payment_intent"] or "")
            condition = _condition(state, session)
            charge = Condition("payment_intent", (session["payment_intent"],))
            refunds = state.select("refund", (charge,))
        return _page(
            "control_one",
            _wording(session),
            session=session,
            intent=intent,
            condition=condition,
            refunds=refunds,
        )

    app.add_url_rule("/control", "control", overview)
    app.add_url_rule("/control/<session_id>", "control_one", one, methods=["GET", "POST"])


def _page(name: str, wording: Wording, **context: object) -> Response:
    body = render_template(f"simulator/{name}.html", t=wording, **context)
    return Response(body, headers={"Content-Language": wording.tag})


def _wording(session: Document | None) -> Wording:
    locale = None if session is None else session["locale"]
    return WORDINGS[written_form(locale, request.accept_languages)]


def _act(state_file: StateFile) -> None:
    name = request.form.get("action", "")
    if name not in ACTIONS:
        abort(400)
    kind, verb = ACTIONS[name]
    with state_file.writing() as state:
        verb(state, _find(state, kind, request.form.get("subject", "")))


def _find(state: State, kind: str, identifier: str) -> Document:
    document = state.find(identifier)
    if document is None or document["object"] != kind:
        abort(404)
    return document


def _condition(state: State, session: Document) -> str:
    """Which of the states that a person distinguishes this session is in."""
    if session["status"] != "complete":
        return str(session["status"])
    if session["payment_status"] == "paid":
        return "paid"
    intent = state.find(session["payment_intent"])
    return "waiting" if intent is not None and awaits_store(intent) else "unpaid"
