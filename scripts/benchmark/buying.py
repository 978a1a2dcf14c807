"""A whole guest purchase, as a browser without JavaScript makes it."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit

ADDRESS = {
    "email": "hanako@example.org",
    "country": "JP",
    "family_name": "焼津",
    "given_name": "花子",
    "family_kana": "ヤイヅ",
    "given_kana": "ハナコ",
    "postal_code": "530-0001",
    "region": "大阪府",
    "city": "大阪市北区",
    "street": "梅田一丁目1番1号",
    "phone": "0612345678",
}
HIDDEN = re.compile(rb'<input(?=[^>]*name="(csrf_token|key|seen_total|seen)")[^>]*value="([^"]*)"')


class Refused(Exception):  # noqa: N818
    """A step did not go as it should; the words of the page are in it."""


@dataclass(frozen=True)
class Reply:
    """What a step was answered."""

    status: int
    location: str
    body: bytes


Ask = Callable[[str, str, dict[str, str] | None], Reply]


def purchase(ask: Ask, product: str, variant: int) -> Iterator[tuple[str, Reply]]:
    """Every step with its name. Raises Refused when one does not lead on."""
    yield "product page", expect(ask("GET", f"/ja/catalogue/{product}", None), 200)
    add = {"variant_id": str(variant), "quantity": "1"}
    yield "add to cart", expect(ask("POST", "/ja/cart/add", add), 303)
    yield "cart", expect(ask("GET", "/ja/cart", None), 200)
    page = expect(ask("GET", "/ja/checkout", None), 200)
    yield "checkout page", page
    typed = {**hidden(page), **ADDRESS}
    page = expect(ask("POST", "/ja/checkout", {**typed, "action": "update"}), 200)
    yield "place chosen", page
    typed = {**typed, **hidden(page), "action": "pay"}
    placed = expect(ask("POST", "/ja/checkout", typed), 303)
    yield "order placed", placed
    choice = {"choice": "card", "email": ADDRESS["email"]}
    paid = expect(ask("POST", placed.location, choice), 303)
    yield "paid at the simulator", paid
    back = expect(ask("GET", paid.location, None), 303)
    yield "came back", back
    yield "order page", expect(ask("GET", back.location, None), 200)


def hidden(page: Reply) -> dict[str, str]:
    """The values that the page's form carries along."""
    return {key.decode(): unescape(value.decode()) for key, value in HIDDEN.findall(page.body)}


def expect(reply: Reply, status: int) -> Reply:
    """The reply, if it is what a buyer hopes for. Raises Refused."""
    if reply.status != status:
        words = re.sub(r"<[^>]+>|\s+", " ", reply.body.decode(errors="replace"))
        raise Refused(f"{reply.status} instead of {status}: {words[-600:]}")
    return reply


@dataclass
class Buyer:
    """One person before a running market, with cookies, from an address of their own."""

    port: int
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
        )

    def close(self) -> None:
        self._connection.close()

    def ask(self, method: str, target: str, form: dict[str, str] | None) -> Reply:
        parts = urlsplit(target)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body=body, headers=headers)
        response = self._connection.getresponse()
        for line in response.msg.get_all("Set-Cookie", []):
            for key, morsel in SimpleCookie(line).items():
                self.cookies[key] = morsel.value
        return Reply(response.status, response.getheader("Location", ""), response.read())


def buy(port: int, address: str, product: str, variant: int) -> float:
    """One purchase by a new guest; its seconds. Raises Refused."""
    buyer = Buyer(port, address)
    began = perf_counter()
    try:
        for _ in purchase(buyer.ask, product, variant):
            pass
    finally:
        buyer.close()
    return perf_counter() - began


if __name__ == "__main__":
    port, product, variant = sys.argv[1:]
    sys.stdout.write(f"{buy(int(port), '127.0.0.9', product, int(variant)) * 1000:.0f} ms\n")
