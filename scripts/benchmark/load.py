"""A closed-loop load generator: so many clients, each with one connection that it keeps.

It writes prepared bytes and reads no more of an answer than it must, so that on two processors
the server and not the generator is what is measured. `@@` in a request stands for a number that
is never used twice.
"""

import json
import selectors
import socket
import sys
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from typing import Any


@dataclass
class Client:
    """One connection and the answer that is on its way."""

    connection: socket.socket
    began: float = 0.0
    received: int = 0
    expected: int = 0
    head: bytes = b""


@dataclass
class Outcome:
    """What came of a run."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0


class Answers:
    """Sends requests over many connections and notes how long each answer took."""

    def __init__(self, port: int, request: bytes, clients: int) -> None:
        self._request = request
        self._is_numbered = b"@@" in request
        # Another part's numbers would find its pages kept.
        self._numbers = count(int(perf_counter() * 1e6))
        self._selector = selectors.DefaultSelector()
        self.outcome = Outcome()
        for _ in range(clients):
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client = Client(connection)
            self._selector.register(connection, selectors.EVENT_READ, client)

    def run(self, seconds: float) -> Outcome:
        """Keep every client busy for so long."""
        start = perf_counter()
        for key in list(self._selector.get_map().values()):
            self._send(key.data)
        end = start + seconds
        while perf_counter() < end:
            for key, _ in self._selector.select(timeout=1):
                self._receive(key.data)
        self.outcome.seconds = perf_counter() - start
        for key in list(self._selector.get_map().values()):
            key.data.connection.close()
        return self.outcome

    def _send(self, client: Client) -> None:
        request = self._request
        if self._is_numbered:
            request = request.replace(b"@@", str(next(self._numbers)).encode())
        client.received = client.expected = 0
        client.head = b""
        client.began = perf_counter()
        client.connection.sendall(request)

    def _receive(self, client: Client) -> None:
        data = client.connection.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        client.received += len(data)
        if not client.expected:
            client.head += data
            edge = client.head.find(b"\r\n\r\n")
            if edge < 0:
                return
            client.expected = edge + 4 + length_of(client.head[:edge].lower())
        if client.received >= client.expected:
            self.outcome.times.append(perf_counter() - client.began)
            if client.head[9:12] not in {b"200", b"303"}:
                self.outcome.errors += 1
            self._send(client)


def length_of(head: bytes) -> int:
    """The content's length from an answer's head. Raises ValueError when it is not there."""
    at = head.index(b"content-length:") + 15
    return int(head[at : head.find(b"\r", at) if head.find(b"\r", at) > 0 else None])


def main() -> None:
    asked: dict[str, Any] = json.loads(sys.argv[1])
    answers = Answers(asked["port"], asked["request"].encode(), asked["clients"])
    found = answers.run(asked["seconds"])
    json.dump({"seconds": found.seconds, "times": found.times, "errors": found.errors}, sys.stdout)


if __name__ == "__main__":
    main()
