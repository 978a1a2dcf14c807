"""The API face: what the real client library talks to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from shop.payments.simulator.documents import Document, new_id, to_wire
from shop.payments.simulator.errors import ApiError
from shop.payments.simulator.expansion import expanded
from shop.payments.simulator.form import nested
from shop.payments.simulator.idempotency import Answer, KeyedRequest, keep_answer, kept_answer
from shop.payments.simulator.parameters import Fields, ListOf, Text
from shop.payments.simulator.resources import ROUTES
from shop.payments.simulator.routes import Call
from shop.payments.simulator.state import Cause
from shop.payments.simulator.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from shop.payments.simulator.routes import Route
    from shop.payments.simulator.settings import SimulatorSettings
    from shop.payments.simulator.state import State

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?")
_EXPAND = ListOf(Text(), maximum=20)


def create_api(settings: SimulatorSettings, state_file: StateFile | None = None) -> Flask:
    """The WSGI application that answers `/v1/…`, and `/_simulator/…` for its own switches."""
    state_file = state_file or StateFile(settings)
    app = Flask("shop.payments.simulator.api", static_folder=None)
    app.json.sort_keys = False  # pyright: ignore[reportAttributeAccessIssue]
    app.register_error_handler(ApiError, _refused)
    app.register_error_handler(HTTPException, _unrecognised)
    app.before_request(_stamp)
    app.after_request(_headers)
    for route in ROUTES:
        name = f"{route.method} {route.path}".replace(".", "_")
        view = _view(route, settings, state_file)
        app.add_url_rule(route.path, name, view, methods=[route.method])
    _add_switches(app, state_file)
    return app


def _stamp() -> None:
    g.request_id = new_id("req", 14)


def _headers(response: Response) -> Response:
    response.headers["Request-Id"] = g.request_id
    response.headers["Cache-Control"] = "no-cache, no-store"
    for name in ("Stripe-Version", "Idempotency-Key"):
        if name in request.headers:
            response.headers[name] = request.headers[name]
    if response.status_code >= 400:
        response.headers.setdefault("Stripe-Should-Retry", "false")
    return response


def _refused(error: ApiError) -> Response:
    return _json(Answer(error.status, to_wire(error.body())))


def _unrecognised(error: HTTPException) -> Response:
    message = f"Unrecognized request URL ({request.method}: {request.path})."
    status = 404 if error.code in {404, 405} else error.code or 500
    kind = "invalid_request_error" if status < 500 else "api_error"
    return _refused(ApiError(message, status=status, kind=kind))


def _json(answer: Answer) -> Response:
    return Response(answer.body, status=answer.status, mimetype="application/json")


def _view(
    route: Route, settings: SimulatorSettings, state_file: StateFile
) -> Callable[..., Response]:
    fields = Fields(
        {**route.fields.rules, "expand": _EXPAND}, route.fields.required, route.fields.removed
    )

    def view(**ids: str) -> Response:
        _authenticate(settings)
        given = request.args if route.method == "GET" else request.form
        pairs = list(given.items(multi=True))
        call = Call(fields.read(nested(pairs), ""), ids)
        if route.method == "GET":
            with state_file.reading() as state:
                return _json(Answer(200, _body(route, state, call)))
        key = request.headers.get("Idempotency-Key")
        keyed = KeyedRequest.of(key, request.path, pairs) if key else None
        return _write(route, state_file, call, keyed)

    return view


def _write(route: Route, state_file: StateFile, call: Call, keyed: KeyedRequest | None) -> Response:
    cause = Cause(g.request_id, keyed.key if keyed else None)
    try:
        with state_file.writing(cause) as state:
            kept = kept_answer(state, keyed) if keyed else None
            if kept is not None:
                response = _json(kept)
                response.headers["Idempotent-Replayed"] = "true"
                return response
            answer = Answer(200, _body(route, state, call))
            if keyed:
                keep_answer(state, keyed, answer)
    except ApiError as error:
        if keyed and error.kept:
            with state_file.writing(cause) as state:
                keep_answer(state, keyed, Answer(error.status, to_wire(error.body())))
        raise
    return _json(answer)


def _body(route: Route, state: State, call: Call) -> str:
    paths: list[str] = call.params.pop("expand", [])
    return to_wire(expanded(state, route.handler(state, call), paths))


def _authenticate(settings: SimulatorSettings) -> None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        message = (
            "You did not provide an API key. You need to provide your API key in the Authorization "
            "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
        raise ApiError(message, status=401, kept=False)
    if key != settings.secret_key:
        message = f"Invalid API Key provided: {key[:8]}****{key[-4:]}"
        raise ApiError(message, status=401, kept=False)
    version = request.headers.get("Stripe-Version", "")
    if not _VERSION.fullmatch(version):
        message = (
            f"Invalid Stripe API version: {version}"
            if version
            else ("The simulator wants the header Stripe-Version on every request.")
        )
        raise ApiError(message, kept=False)
    account = request.headers.get("Stripe-Account")
    if account:
        message = (
            f"The provided key does not have access to account '{account}' (or that account does "
            "not exist). Application access may have been revoked."
        )
        raise ApiError(message, status=403, code="account_invalid", kept=False)


def _add_switches(app: Flask, state_file: StateFile) -> None:
    def read_switches() -> Response:
        with state_file.reading() as state:
            return jsonify(state.switches().as_row())

    def set_switches() -> Response:
        wanted: Document | None = request.get_json(silent=True)
        if not isinstance(wanted, dict):
            message = "Send a JSON object of switches."
            raise ApiError(message)
        with state_file.writing() as state:
            changed = state.switches().changed(wanted)
            state.set_switches(changed)
        return jsonify(changed.as_row())

    app.add_url_rule("/_simulator/switches", "read_switches", read_switches)
    app.add_url_rule("/_simulator/switches", "set_switches", set_switches, methods=["POST"])
