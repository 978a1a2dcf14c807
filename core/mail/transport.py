"""How mails leave: by SMTP, or only into the mailbox page of a development market."""

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Protocol
from urllib.parse import unquote, urlsplit

from core.mail.render import RenderedMail
from core.settings import Settings


class Transport(Protocol):
    """Hands a mail over, or raises."""

    def send(self, to: str, mail: RenderedMail, message_id: int) -> None: ...


class Mailbox:
    """Keeps mails readable at /-/mailbox and sends nothing."""

    def send(self, to: str, mail: RenderedMail, message_id: int) -> None:
        """The row is the mailbox."""


class Smtp:
    """An SMTP server by URL: smtp:// with STARTTLS when offered, smtps:// with TLS."""

    def __init__(self, url: str, sender: str) -> None:
        self._parts = urlsplit(url)
        self._sender = sender

    def send(self, to: str, mail: RenderedMail, message_id: int) -> None:
        """Send one mail; the Message-ID is the row's, so that a repeat can be recognised."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = Address(addr_spec=to)
        message["Subject"] = mail.subject
        message["Date"] = formatdate()
        domain = self._sender.rsplit("@", 1)[-1].rstrip(">")
        message["Message-ID"] = make_msgid(f"m{message_id}", domain)
        message.set_content(mail.body_text)
        message.add_alternative(mail.body_html, subtype="html")
        with self._connect() as server:
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        host, port = self._parts.hostname or "localhost", self._parts.port or 25
        if self._parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=20)
        else:
            server = smtplib.SMTP(host, port, timeout=20)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls()
        if self._parts.username:
            server.login(unquote(self._parts.username), unquote(self._parts.password or ""))
        return server


def transport_of(settings: Settings) -> Transport:
    """The transport that MAIL_URL names."""
    return Smtp(settings.mail_url, settings.mail_from) if settings.mail_url else Mailbox()
