"""The page of all components, and what it asks for, in the composed application."""

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
