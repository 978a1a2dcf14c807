"""A page client that checks every page any test fetches."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from core.identity.session import TOKEN
from core.testing.trail import written_down
from core.web.security import TOKEN_FIELD


@dataclass
class PageView:
    """A page as a test reads it."""

    response: TestResponse
    tree: Any = field(repr=False)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def text(self) -> str:
        """All visible text, with whitespace collapsed."""
        return " ".join(" ".join(self.tree.xpath("//body//text()[not(ancestor::script)]")).split())

    def all(self, selector: str) -> list[Any]:
        return list(self.tree.cssselect(selector))

    def one(self, selector: str) -> Any:
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} × {selector}"
        return found[0]

    def words(self, selector: str) -> str:
        """The text of the one element found."""
        return " ".join(self.one(selector).text_content().split())


class PageClient:
    """Fetches pages as a browser would and refuses faulty ones."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http: FlaskClient = app.test_client()

    def get(self, path: str, *, status: int = 200, check: bool = True, **kwargs: Any) -> PageView:
        return self._view(self.http.get(path, **kwargs), status, check=check)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, status: int = 303, **kwargs: Any
    ) -> PageView:
        """Send a form with this visitor's token, as our own pages do."""
        body = {TOKEN_FIELD: self.token(), **(data or {})}
        headers = {"Origin": "http://localhost", **kwargs.pop("headers", {})}
        database = self.app.extensions["market"].database
        with written_down(database.sessions.kw["bind"], path, self._endpoint(path)) as statuses:
            answer = self.http.post(path, data=body, headers=headers, **kwargs)
            statuses.append(answer.status_code)
        return self._view(answer, status, check=True)

    def _endpoint(self, path: str) -> str:
        adapter = self.app.url_map.bind("localhost")
        try:
            return str(adapter.match(path.partition("?")[0], method="POST")[0])
        except HTTPException:
            return ""

    def token(self) -> str:
        with self.http.session_transaction() as session:
            return str(session.setdefault(TOKEN_FIELD, "token-of-the-test"))

    def sign_in(self, token: str, organisation_id: int | None = None) -> None:
        """Carry a sign-in's token in the cookie from now on."""
        with self.http.session_transaction() as session:
            session[TOKEN] = token
            if organisation_id is not None:
                session["organisation"] = organisation_id

    def _view(self, response: TestResponse, status: int, *, check: bool) -> PageView:
        text = response.get_data()
        assert response.status_code == status, f"{response.status_code}: {text[:1500]!r}"
        is_page = response.mimetype == "text/html" and bool(text)
        parse = cast("Any", html).fromstring
        tree: Any = parse(text.decode() if is_page else "<html></html>")
        if check and is_page and b"<html" in text[:200].lower():
            check_page(tree, is_kept="X-Market-Shows" in response.headers)
        return PageView(response, tree)


def check_page(tree: Any, *, is_kept: bool = False) -> None:
    """The faults that no page may have."""
    headings = tree.xpath("//h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    assert tree.get("lang"), "html has no lang"
    titles = tree.xpath("//head/title/text()")
    assert titles, "no title"
    assert titles[0].strip(), "empty title"
    ids: Counter[str] = Counter(tree.xpath("//@id"))
    twice = [name for name, count in ids.items() if count > 1]
    assert not twice, f"ids twice: {twice}"
    assert not tree.xpath("//*[@style]"), "inline style"
    assert not tree.xpath("//style"), "style element"
    assert not tree.xpath("//script[not(@src) and not(@type='application/ld+json')]"), (
        "inline script"
    )
    assert not tree.xpath("//@*[starts-with(name(), 'on')]"), "inline handler"
    assert not tree.xpath("//img[not(@alt)]"), "image without alt"
    for form in tree.xpath("//form"):
        assert form.get("action"), "form without action"
        needs_token = form.get("method", "get").lower() == "post" and not is_kept
        if needs_token and form.get("data-token") != "none":
            assert form.xpath(f".//input[@name='{TOKEN_FIELD}']"), f"no token: {form.get('action')}"
    labelled = set(tree.xpath("//label/@for"))
    for control in tree.xpath(
        "//input[not(@type='hidden') and not(@type='submit')]|//select|//textarea"
    ):
        named = (
            control.get("id") in labelled
            or control.get("aria-label")
            or control.get("aria-labelledby")
        )
        assert named or control.xpath("ancestor::label"), f"no label: {control.get('name')}"
