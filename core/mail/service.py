"""Sending a mail."""

from typing import Any

from core.mail.models import OutgoingMessage
from core.unit_of_work import UnitOfWork

DELIVER = "core.mail.deliver"


def send(uow: UnitOfWork, *, to: str, locale: str, template: str, context: dict[str, Any]) -> None:
    """Write a mail and the job that delivers it.

    `template` is a folder such as `shop/orders/mail/confirmed` with subject.txt, body.txt and
    body.html; `context` holds plain JSON values only.
    """
    message = OutgoingMessage(
        created_at=uow.now, to=to, locale=locale, template=template, context=context
    )
    uow.session.add(message)
    uow.session.flush()  # the job names the message by its key
    uow.enqueue(DELIVER, {"message_id": message.id})
