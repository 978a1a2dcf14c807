"""The mailbox of a development market: every mail, readable."""

from flask import Flask, Response, abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.mail.models import OutgoingMessage
from core.text import set_locale
from core.unit_of_work import SYSTEM
from core.web.pages import render
from core.web.state import market

PAGE_SIZE = 50


def mailbox() -> Response:
    """The newest mails. Gone in production, where mails are the recipients' own."""
    _refuse_in_production()
    set_locale("en")
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        return render("core/mail/mailbox.html", messages=_newest(uow.session))


def message(message_id: int) -> Response:
    """One mail as it was sent."""
    _refuse_in_production()
    set_locale("en")
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        found = uow.session.get(OutgoingMessage, message_id)
        if found is None:
            abort(404)
        return render("core/mail/message.html", message=found)


def body(message_id: int) -> Response:
    """A mail's HTML alone, for the frame that shows it; scripts cannot run in it."""
    _refuse_in_production()
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        found = uow.session.get(OutgoingMessage, message_id)
    if found is None or found.body_html is None:
        abort(404)
    response = Response(found.body_html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _newest(session: Session) -> list[OutgoingMessage]:
    return list(
        session.scalars(
            select(OutgoingMessage).order_by(OutgoingMessage.id.desc()).limit(PAGE_SIZE)
        )
    )


def _refuse_in_production() -> None:
    if market().settings.is_production:
        abort(404)


def init_app(app: Flask) -> None:
    app.add_url_rule("/-/mailbox", endpoint="mailbox", view_func=mailbox)
    app.add_url_rule("/-/mailbox/<int:message_id>", endpoint="mailbox_message", view_func=message)
    app.add_url_rule("/-/mailbox/<int:message_id>/body", endpoint="mailbox_body", view_func=body)
