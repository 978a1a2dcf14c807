"""The operator's particulars: data, with empty places said so."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import gettext, lazy
from shop.storefronts.disclosure import Line, common_lines

DATA: Final = Path(__file__).parent / "data"
TITLES: Final = {
    "name": lazy("Operator of the market"),
    "representative": lazy("Person responsible"),
    "address": lazy("Address"),
    "phone": lazy("Telephone"),
    "email": lazy("E-mail"),
    "invoice_number": lazy("Invoice registration number"),
}
USUAL_LEAD_DAYS: Final = 2


@cache
def _read(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((DATA / name).read_text(encoding="utf-8")))


def particulars() -> list[Line]:
    """The operator, item by item; what nobody has filled in says so."""
    data = _read("operator.json")
    found: list[Line] = []
    for key, title in TITLES.items():
        text = str(data[key])
        if key == "address" and text:
            text = f"〒{data['postal_code']} {text}"
        lang = "ja" if text and key in {"name", "representative", "address"} else ""
        shown = text or gettext("Not given yet")
        found.append(Line(str(title), shown, is_given=bool(text), lang=lang))
    return found


def contact(kind: str) -> str:
    """Where to write about privacy or accessibility; empty while nobody has said."""
    data = _read("operator.json")
    return str(data.get(f"{kind}_contact") or data["email"])


def trade_terms() -> list[Line]:
    """What holds for every order on the market."""
    return common_lines(USUAL_LEAD_DAYS)


def as_of() -> date:
    """The day of what the law page says."""
    return date.fromisoformat(_read("operator.json")["as_of"])
