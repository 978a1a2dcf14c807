"""A visitor who speaks HTTP to a running web server, with cookies, as a browser would."""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Visitor:
    """Cookies belong to the visitor and not to a server: `at` goes on at another one."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = {} if cookies is None else cookies

    def at(self, port: int) -> "Visitor":
        """The same visitor before another server."""
        return Visitor(port, self.cookies)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str] | None = None) -> Answer:
        """Send a form as a page of ours would."""
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urlencode(data or {}).encode(), kind)

    def upload(self, path: str, data: dict[str, str], files: dict[str, bytes]) -> Answer:
        """Send a form with files."""
        edge = "edge-of-the-test"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in data.items()
        ]
        for key, content in files.items():
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{key}"; filename="{key}.bin"'
            parts.append(f"{head}\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": f"http://127.0.0.1:{self.port}"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            self._keep(response)
            names = {key.lower(): value for key, value in response.getheaders()}
            return Answer(response.status, names, response.read())
        finally:
            connection.close()

    def _keep(self, response: HTTPResponse) -> None:
        for line in response.msg.get_all("Set-Cookie", []):
            for key, morsel in SimpleCookie(line).items():
                self.cookies[key] = morsel.value
