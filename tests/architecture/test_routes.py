"""Every route has a permission, stands where its folder says, and does not vanish unnoticed."""

import json
import re
from pathlib import Path

from flask import Flask

from core.web.feature import Page
from core.web.navigation import Area

ROOT = Path(__file__).parents[2]
# Addresses below every package: machines, files, and the pages an operator looks at.
KERNEL = {
    "static",
    "media",
    "health",
    "live",
    "mailbox",
    "mailbox_message",
    "mailbox_body",
}
# Addresses that stand outside /<lang>/…: the world expects them exactly there.
PLACED = re.compile(r"^/($|robots\.txt|sitemap|favicon|manifest|hooks/|l/|data/|-/|<lang>/(-/|$))")


def pages(app: Flask) -> list[Page]:
    return list(app.extensions["pages"].values())


def test_every_rule_of_the_map_is_a_page_with_a_permission(composed: Flask) -> None:
    endpoints = {rule.endpoint for rule in composed.url_map.iter_rules()}
    assert endpoints - KERNEL == set(composed.extensions["pages"])


def test_an_address_says_its_folder(composed: Flask) -> None:
    wrong = []
    for page in pages(composed):
        package, feature, _ = page.endpoint.split(".")
        folder = ROOT / package / feature
        words = page.rule.removeprefix("/<lang>").strip("/").split("/")
        if words[0] in {Area.OFFICE.value, Area.CITY.value}:
            words = words[1:]
        if not folder.is_dir() and package != "core":
            wrong.append(f"{page.rule}: no folder {package}/{feature}")
        elif words[:1] != [feature] and words != [] and not PLACED.match(page.rule):
            wrong.append(f"{page.rule} is answered by {package}/{feature}")
    assert wrong == []


def test_the_office_and_the_city_are_never_public(composed: Flask) -> None:
    open_desks = [
        page.rule
        for page in pages(composed)
        if re.match(r"^/<lang>/(office|city)(/|$)", page.rule)
        and not page.permission.startswith(("office:", "city:"))
    ]
    assert open_desks == []


def test_kept_pages_are_public(composed: Flask) -> None:
    assert [p.rule for p in pages(composed) if p.is_kept and p.permission != "public"] == []


def test_no_route_vanishes_unnoticed(composed: Flask) -> None:
    """Removing or moving an address is a decision: change routes.json, and leave a redirect."""
    now = sorted(f"{'|'.join(p.methods)} {p.rule}" for p in pages(composed))
    kept = json.loads((Path(__file__).parent / "routes.json").read_text(encoding="utf-8"))
    assert now == kept
