"""The pages face: what a buyer's browser sees in place of the payment service's pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, render_template, request, url_for
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from shop.payments.simulator import control
from shop.payments.simulator.authorising import finish
from shop.payments.simulator.methods import METHODS, Flow
from shop.payments.simulator.payments import (
    DECLINED,
    NOT_AUTHENTICATED,
    ask_elsewhere,
    attempt,
    awaits_store,
    decline,
    expire_session,
    issue_voucher,
)
from shop.payments.simulator.state_file import StateFile
from shop.payments.simulator.wording import WORDINGS, Wording, written_form

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from werkzeug.wrappers import Response as Answer

    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.settings import SimulatorSettings
    from shop.payments.simulator.state import State

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_CARD_CHOICES = ("card", "card_challenge", "card_declined")


def create_pages(settings: SimulatorSettings, state_file: StateFile | None = None) -> Flask:
    """The WSGI application of the pages; it may be mounted under any prefix."""
    app = Flask("shop.payments.simulator", static_folder="static")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["yen"] = yen
    pages = Pages(settings, state_file or StateFile(settings))
    app.add_url_rule("/pay/<session_id>", "pay", pages.pay, methods=["GET", "POST"])
    app.add_url_rule("/bank/<session_id>", "bank", pages.bank, methods=["GET", "POST"])
    app.add_url_rule("/voucher/<session_id>", "voucher", pages.voucher)
    control.add_pages(app, pages.state_file)
    app.register_error_handler(HTTPException, _error_page)
    app.after_request(_headers)
    app.context_processor(lambda: {"settings": settings, "merchant": _merchant(settings)})
    return app


def _merchant(settings: SimulatorSettings) -> Markup:
    """The merchant's name, marked as the language it is in."""
    return Markup('<span lang="{}">{}</span>').format(
        settings.merchant_lang, settings.merchant_name
    )


def yen(amount: int) -> str:
    """An amount as every one of the six forms may write it."""
    return f"¥{amount:,}"


def page(name: str, wording: Wording, status: int = 200, **context: object) -> Response:
    """A rendered page in its language."""
    body = render_template(f"simulator/{name}.html", t=wording, **context)
    return Response(body, status=status, headers={"Content-Language": wording.tag})


def _headers(response: Response) -> Response:
    """Nothing of these pages is kept, framed or scripted; the way back to the shop stays open."""
    targets = " ".join(["'self'", *getattr(response, "form_targets", ())])
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {targets}"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _error_page(error: HTTPException) -> Response:
    wording = WORDINGS[written_form(None, request.accept_languages)]
    return page("missing", wording, error.code or 500)


@dataclass(frozen=True)
class Complaint:
    """What is wrong with the form, and at which field."""

    field: str
    message: str


class Pages:
    """The buyer's pages on one state file."""

    def __init__(self, settings: SimulatorSettings, state_file: StateFile) -> None:
        """Bind to a state file."""
        self._settings = settings
        self.state_file = state_file

    def pay(self, session_id: str) -> Answer:
        """Choose a way to pay, or be told that this session is over."""
        with self._transaction() as state:
            session = _session(state, session_id)
            if session["status"] != "open":
                return _over(session)
            if request.method == "GET":
                return self._form(session, None, request.args.get("said", ""))
            return self._chosen(state, session)

    def _transaction(self) -> AbstractContextManager[State]:
        reads = request.method == "GET"
        return self.state_file.reading() if reads else self.state_file.writing()

    def _form(self, session: Document, complaint: Complaint | None, said: str = "") -> Response:
        wording = _wording(session)
        response = page(
            "pay",
            wording,
            status=422 if complaint else 200,
            session=session,
            choices=_choices(session),
            chosen=request.form.get("choice", _choices(session)[0]),
            email=request.form.get("email", ""),
            complaint=complaint,
            said=said if f"said_{said}" in wording.messages else "",
        )
        return _with_targets(response, session)

    def _chosen(self, state: State, session: Document) -> Answer:
        wording = _wording(session)
        choice = request.form.get("choice", "")
        email = request.form.get("email", "").strip() or None
        if choice not in _choices(session):
            return self._form(session, Complaint("choice", wording("choose_error")))
        if session["customer_details"] is None and not (email and _EMAIL.fullmatch(email)):
            return self._form(session, Complaint("email", wording("email_error")))
        method = METHODS["card" if choice in _CARD_CHOICES else choice]
        intent = attempt(state, session, method.name, email)
        if choice == "card_declined":
            decline(state, session, intent, DECLINED)
            return redirect(url_for("pay", session_id=session["id"], said="declined"), 303)
        if method.flow is Flow.VOUCHER:
            issue_voucher(state, session, intent)
            return redirect(url_for("voucher", session_id=session["id"]), 303)
        if method.flow is Flow.REDIRECT or choice == "card_challenge" or _wants_challenge(session):
            ask_elsewhere(state, intent, f"{self._settings.public_base}/bank/{session['id']}")
            return redirect(url_for("bank", session_id=session["id"]), 303)
        finish(state, session, intent)
        return redirect(success_address(session), 303)

    def bank(self, session_id: str) -> Answer:
        """The bank's or the wallet's question, and the way back with its answer."""
        with self._transaction() as state:
            session = _session(state, session_id)
            if session["status"] != "open":
                return _over(session)
            intent = state.find(session["payment_intent"] or "")
            if intent is None or intent["status"] != "requires_action":
                return redirect(url_for("pay", session_id=session_id), 303)
            if request.method == "GET":
                response = page(
                    "bank", _wording(session), session=session, method=intent["_method"]
                )
                return _with_targets(response, session)
            by_card = intent["_method"] == "card"
            if request.form.get("answer") == "approve":
                finish(state, session, intent, challenged=by_card)
                return redirect(success_address(session), 303)
            decline(state, session, intent, NOT_AUTHENTICATED)
            said = "not_authenticated" if by_card else "wallet_refused"
            return redirect(url_for("pay", session_id=session_id, said=said), 303)

    def voucher(self, session_id: str) -> Answer:
        """The payment number for the counter."""
        with self.state_file.reading() as state:
            session = _session(state, session_id)
            intent = state.find(session["payment_intent"] or "")
        if intent is None or intent["_method"] != "konbini":
            abort(404)
        details = intent["next_action"]["konbini_display_details"] if awaits_store(intent) else None
        return page(
            "voucher",
            _wording(session),
            session=session,
            details=details,
            back=success_address(session),
        )


def success_address(session: Document) -> str:
    """Where the shop wants its buyer back, with the session's id filled in."""
    address: str = session["success_url"]
    return address.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _session(state: State, session_id: str) -> Document:
    session = state.find(session_id)
    if session is None or session["object"] != "checkout.session":
        abort(404)
    if session["status"] == "open" and session["expires_at"] <= state.instant:
        if request.method == "POST":
            return expire_session(state, session)
        return {**session, "status": "expired"}
    return session


def _wording(session: Document) -> Wording:
    return WORDINGS[written_form(session["locale"], request.accept_languages)]


def _over(session: Document) -> Response:
    finished = session["status"] == "complete"
    back = success_address(session) if finished else session["cancel_url"]
    return page("over", _wording(session), session=session, finished=finished, back=back)


def _choices(session: Document) -> list[str]:
    choices: list[str] = []
    for name in session["payment_method_types"]:
        choices += _CARD_CHOICES if name == "card" else (name,)
    return choices


def _wants_challenge(session: Document) -> bool:
    card: Document = session["payment_method_options"].get("card", {})
    return card.get("request_three_d_secure") in {"any", "challenge"}


def _with_targets(response: Response, session: Document) -> Response:
    """Let the form's answer lead back to the shop, which may stand at another origin."""
    address: str = session["success_url"]
    parts = urlsplit(address)
    response.form_targets = (f"{parts.scheme}://{parts.netloc}",)  # pyright: ignore[reportAttributeAccessIssue]
    return response
