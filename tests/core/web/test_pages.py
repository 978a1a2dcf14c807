"""Pages of the kernel in the composed application."""

import pytest

from core.testing.client import PageClient


@pytest.mark.parametrize("code", ["ja", "en", "zh-Hans", "zh-Hant", "th", "ko"])
def test_all_components_are_shown_in_every_written_form(client: PageClient, code: str) -> None:
    page = client.get(f"/{code}/-/styleguide")
    assert page.one("html").get("lang") == code
    assert len(page.all(".product-card")) == 4


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("core/css/all.css", "text/css"),
        ("core/js/all.js", "text/javascript"),
        ("core/img/icons.svg", "image/svg+xml"),
    ],
)
def test_what_a_page_asks_for_is_served(client: PageClient, path: str, kind: str) -> None:
    answer = client.get(f"/static/{path}", check=False).response
    assert answer.mimetype == kind
    assert "immutable" in answer.headers["Cache-Control"]
    answer.close()


def test_an_unknown_page_answers_in_the_readers_language(client: PageClient) -> None:
    page = client.get("/th/nothing-here", status=404)
    assert page.one("html").get("lang") == "th"
    assert len(page.all(".language-links a")) == 6
