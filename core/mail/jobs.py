"""Delivering mails."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete

from core.jobs import JobContext
from core.mail.models import OutgoingMessage
from core.mail.render import RenderedMail
from core.mail.transport import Transport
from core.unit_of_work import SYSTEM, UnitOfWork

KEPT: Final = timedelta(days=180)
"""How long a sent mail stays readable for staff; what it said stands with its record."""
FORGET: Final = "core.mail.forget_old"

Render = Callable[[str, str, dict[str, Any]], RenderedMail]


class Deliver:
    """Renders a mail once, keeps what was rendered, hands it over outside the transaction."""

    def __init__(self, render: Render, transport: Transport) -> None:
        self._render = render
        self._transport = transport

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        with context.database.unit_of_work(SYSTEM) as uow:
            message = uow.session.get_one(OutgoingMessage, payload["message_id"])
            if message.sent_at is not None:
                return
            to, key = message.to, message.id
            mail = self._render(message.template, message.locale, message.context)
            message.subject, message.body_text, message.body_html = (
                mail.subject,
                mail.body_text,
                mail.body_html,
            )
        self._transport.send(to, mail, key)
        with context.database.unit_of_work(SYSTEM) as uow:
            uow.session.get_one(OutgoingMessage, key).sent_at = uow.now


def forget_old(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Erase mails that were sent long ago."""
    uow.session.execute(delete(OutgoingMessage).where(OutgoingMessage.sent_at < uow.now - KEPT))
