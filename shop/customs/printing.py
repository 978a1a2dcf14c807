"""The papers as PDF: customs declaration CN23, commercial invoice, packing list."""

from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from core import papers
from core.errors import DomainError
from core.text import gettext, use_locale
from i18n.formatting import country
from shop.customs.figures import Papers
from shop.export.countries import HOME

FOLDER: Final = Path(__file__).parent / "papers"
ENGLISH: Final = "en"
LANGUAGES: Final = {
    "ja": "ja",
    "zh-Hant": "zh",
    "zh-Hans": "zh",
    "th": "th",
    "ko": "ko",
    "en": "en",
}
REGIONS: Final = {"zh-Hant": "TW", "zh-Hans": "CN"}


class Paper(StrEnum):
    CN23 = "cn23"
    INVOICE = "invoice"
    PACKING = "packing"


def pdf(found: Papers, paper: Paper, locale: str) -> bytes:
    """A paper in English with a second language beside it.

    Raises DomainError `paper_incomplete` while a figure is missing that customs would refuse.
    """
    if found.missing:
        raise DomainError(
            "paper_incomplete", "Something is missing that customs ask for. Fill it in first."
        )
    return papers.render(FOLDER / f"{paper.value}.typ", data_of(found, locale))


def data_of(found: Papers, locale: str) -> dict[str, Any]:
    """Plain values for the templates."""
    with use_locale(ENGLISH):
        english, values = words(), _values(found)
    with use_locale(locale):
        second = words()
    return {
        **values,
        "lang": LANGUAGES.get(locale, ENGLISH),
        "region": REGIONS.get(locale, ""),
        "words": {
            key: [said, second[key] if second[key] != said else ""] for key, said in english.items()
        },
    }


def _values(found: Papers) -> dict[str, Any]:
    return {
        "number": found.number,
        "day": found.day.isoformat(),
        "dated": [found.day.year, found.day.month, found.day.day],
        "sender": [found.exporter, *found.sender],
        "sender_phone": found.sender_phone,
        "sender_email": found.sender_email,
        "exporter": found.exporter,
        "recipient": [*found.recipient, country(found.country).upper()],
        "recipient_phone": found.recipient_phone,
        "lines": [
            {
                "description": line.description,
                "latin": line.latin_name,
                "hs": f"{line.hs_code[:4]}.{line.hs_code[4:]}",
                "origin": "JAPAN" if line.origin == HOME else country(line.origin).upper(),
                "quantity": line.quantity,
                "net": kilograms(line.net_weight_g),
                "value": f"{line.value:,}",
                "plant": line.plant,
                "lots": ", ".join(line.lots),
            }
            for line in found.lines
        ],
        "gross": kilograms(found.gross_weight_g),
        "net": kilograms(found.net_weight_g),
        "postage": f"{found.postage:,}",
        "value": f"{found.value:,}",
        "total": f"{found.value + found.postage:,}",
        "is_food": all(2 <= int(line.hs_code[:2]) <= 22 for line in found.lines),
        "package": f"{found.place} / {found.of}",
        "temperature": found.temperature.value,
        "carrier": found.carrier,
        "tracking": found.tracking_number,
    }


def kilograms(grams: int) -> str:
    """Kilograms to the gram, as customs read them."""
    return f"{grams / 1000:.3f}"


def words() -> dict[str, str]:
    """What the papers say, in whichever language is being used."""
    return _heads() | _goods() | _sale() | _parcel()


def _heads() -> dict[str, str]:
    return {
        "declaration": gettext("Customs declaration"),
        "invoice": gettext("Commercial invoice"),
        "packing": gettext("Packing list"),
        "sender": gettext("Sender and exporter"),
        "recipient": gettext("Recipient"),
        "phone": gettext("Telephone"),
        "email": gettext("E-mail"),
    }


def _goods() -> dict[str, str]:
    return {
        "description": gettext("Description of the goods"),
        "quantity": gettext("Quantity"),
        "net": gettext("Net weight (kg)"),
        "gross": gettext("Gross weight (kg)"),
        "value": gettext("Value (JPY)"),
        "hs": gettext("HS code"),
        "origin": gettext("Country of origin"),
    }


def _sale() -> dict[str, str]:
    return {
        "postage": gettext("Postage (JPY)"),
        "category": gettext("Category"),
        "sale": gettext("Sale of goods"),
        "comments": gettext("Comments"),
        "food": gettext("Food, perishable"),
        "number": gettext("Number"),
        "date": gettext("Date"),
        "signature": gettext("Signature"),
        "certify": gettext(
            "I certify that the particulars given here are correct and that the parcel holds nothing dangerous or forbidden."
        ),
        "terms": gettext("Terms of delivery"),
        "dap": gettext("DAP: duty and tax abroad are the recipient's"),
        "currency": gettext("Currency"),
        "yen": gettext("Japanese yen (JPY)"),
        "goods_total": gettext("Goods in all"),
        "freight": gettext("Freight"),
        "insurance": gettext("Insurance"),
        "none": gettext("none"),
        "total": gettext("Total"),
    }


def _parcel() -> dict[str, str]:
    return {
        "package": gettext("Package"),
        "plant": gettext("Number of the plant"),
        "lots": gettext("Lots"),
        "temperature": gettext("Temperature"),
        "ambient": gettext("Room temperature"),
        "chilled": gettext("Chilled"),
        "frozen": gettext("Frozen"),
        "carrier": gettext("Carrier"),
        "tracking": gettext("Tracking number"),
    }
