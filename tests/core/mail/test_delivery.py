"""A mail is sent exactly when its cause was committed, by the real client to a server of ours."""

import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from core.jobs import jobs, run_due
from core.mail import service
from core.mail.jobs import Deliver, forget_old
from core.mail.models import OutgoingMessage
from core.mail.render import RenderedMail
from core.mail.transport import Mailbox, Smtp, transport_of
from core.settings import Settings
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database

REPLIES = {b"EHLO": b"250 hello", b"QUIT": b"221 bye", b"DATA": b"354 go on", b"RSET": b"250 ok"}


class Handler(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a mail; refuses the first ones as told."""

    def handle(self) -> None:
        server: Server = self.server  # pyright: ignore[reportAssignmentType]
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"MAIL" and server.refusals:
                server.refusals -= 1
                self.wfile.write(b"451 later\r\n")
                continue
            self.wfile.write(REPLIES.get(verb, b"250 ok") + b"\r\n")
            if verb == b"DATA":
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                server.mails.append(message_from_bytes(body, policy=policy.default))  # pyright: ignore[reportArgumentType]
                self.wfile.write(b"250 taken\r\n")
            if verb == b"QUIT":
                return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mails: list[EmailMessage] = []
        self.refusals = 0


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as opened:
        thread = threading.Thread(target=opened.serve_forever)
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


@pytest.fixture
def deliver(server: Server) -> None:
    def render(_template: str, locale: str, context: dict[str, object]) -> RenderedMail:
        return RenderedMail(f"鰹節 {locale}", f"สวัสดี {context['name']}", "<p>สวัสดี</p>")

    transport = Smtp(f"smtp://127.0.0.1:{server.server_address[1]}", "Market <market@example.org>")
    jobs.add_manual(service.DELIVER, Deliver(render, transport))


def send(database: Database, *, fail: bool = False) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        service.send(uow, to="som@example.org", locale="th", template="x", context={"name": "Som"})
        if fail:
            raise KeyError


@pytest.mark.usefixtures("deliver")
def test_a_mail_goes_out_in_text_and_html_once(database: Database, server: Server) -> None:
    send(database)
    assert run_due(database) == 1
    assert run_due(database) == 0
    [mail] = server.mails
    assert (mail["To"], mail["Subject"]) == ("som@example.org", "鰹節 th")
    bodies = {part.get_content_type(): part.get_content().strip() for part in mail.iter_parts()}  # pyright: ignore[reportAttributeAccessIssue]
    assert bodies == {"text/plain": "สวัสดี Som", "text/html": "<p>สวัสดี</p>"}


@pytest.mark.usefixtures("deliver")
def test_a_rolled_back_cause_sends_nothing(database: Database, server: Server) -> None:
    with pytest.raises(KeyError):
        send(database, fail=True)
    assert run_due(database) == 0
    assert server.mails == []


@pytest.mark.usefixtures("deliver")
def test_a_server_that_says_later_gets_it_later(
    database: Database, server: Server, clock: FakeClock
) -> None:
    server.refusals = 1
    send(database)
    assert run_due(database) == 0
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(OutgoingMessage.sent_at)).one() is None
    clock.advance(minutes=1)
    assert run_due(database) == 1
    assert len(server.mails) == 1


@pytest.mark.usefixtures("deliver")
def test_a_sent_mail_is_erased_after_half_a_year(
    database: Database, server: Server, clock: FakeClock
) -> None:
    send(database)
    run_due(database)
    assert len(server.mails) == 1
    for days, left in ((179, 1), (2, 0)):
        clock.advance(days=days)
        with database.unit_of_work(SYSTEM) as uow:
            forget_old(uow, {})
        with database.unit_of_work(SYSTEM, read_only=True) as uow:
            assert len(uow.session.scalars(select(OutgoingMessage.id)).all()) == left


def test_without_an_address_mails_stay_in_the_mailbox(settings: Settings) -> None:
    assert isinstance(transport_of(settings), Mailbox)
    away = settings.model_copy(update={"mail_url": "smtp://mail.example:587"})
    assert isinstance(transport_of(away), Smtp)
