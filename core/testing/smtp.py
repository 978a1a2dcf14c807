"""A mail server of the tests' own: keeps what it took, and can make a sender wait."""

import socketserver
import threading
from dataclasses import dataclass
from email import message_from_bytes
from types import TracebackType
from typing import Self, cast


@dataclass(frozen=True)
class TakenMail:
    """A mail as the server took it."""

    to: str
    subject: str


class SmtpServer:
    """Takes mails on a loopback port. `hold` stops a sender in the middle of handing one over."""

    def __init__(self) -> None:
        self.mails: list[TakenMail] = []
        self.held: list[str] = []
        self._holds: dict[str, threading.Event] = {}
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def hold(self, to: str) -> None:
        """From now on a sender to this address waits after the address was given."""
        self._holds[to] = threading.Event()

    def let_go(self, to: str) -> None:
        self._holds.pop(to).set()

    def taken_for(self, to: str) -> list[TakenMail]:
        return [mail for mail in self.mails if mail.to == to]

    def wait_if_held(self, to: str) -> None:
        """Wait until the test lets this address go."""
        if event := self._holds.get(to):
            self.held.append(to)
            event.wait(60)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for to in list(self._holds):
            self.let_go(to)
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    owner: SmtpServer


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            self._talk()
        except ConnectionError:
            return  # the sender was killed: that is what some tests do

    def _talk(self) -> None:
        owner = cast("_Server", self.server).owner
        self._say("220 test")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT TO:"):
                to = line[8:].split(">")[0].strip(" <")
                owner.wait_if_held(to)
                self._say("250 ok")
            elif word == "DATA":
                self._say("354 go on")
                mail = self._read_mail(to)
                owner.mails.append(mail)
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _read_mail(self, to: str) -> TakenMail:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionError("the sender left in the middle of a mail")
            lines.append(line)
        return TakenMail(to, str(message_from_bytes(b"".join(lines))["Subject"]))

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
