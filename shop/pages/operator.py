"""The operator's particulars, and what is sent to others: data, with empty places said so."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import LazyText, gettext, lazy
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
WHAT: Final = {"payment": lazy("Amount, order number, e-mail address and card details")}
WHY: Final = {"payment": lazy("To take the payment, only when you pay")}
USUAL_LEAD_DAYS: Final = 2


@dataclass(frozen=True)
class Transmission:
    """Something that your browser or we send to another company."""

    to: str
    country: str
    what: LazyText
    why: LazyText


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


def transmissions() -> list[Transmission]:
    """Every company that something is sent to."""
    return [
        Transmission(row["to"], row["country"], WHAT[row["key"]], WHY[row["key"]])
        for row in _read("transmissions.json")["rows"]
    ]


def as_of() -> date:
    """The day of what the law page says."""
    return date.fromisoformat(_read("operator.json")["as_of"])
