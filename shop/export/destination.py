"""Where the reader wants goods sent: a country in a cookie of its own, and nothing else.

Kept pages that read it are kept once per country.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

from flask import Flask, Response, render_template, request

from core.text import current_locale, lazy
from core.web.outside import Cookie, always, cookies
from core.web.slots import header_tools
from core.web.state import market
from core.web.variations import Variation, chosen, variations
from i18n.formatting import country
from shop.export import countries

COOKIE: Final = "destination"
KEPT_FOR: Final = 180 * 24 * 3600


@dataclass(frozen=True)
class Destination:
    """The country that answers are given for; `is_chosen` when the reader said so."""

    code: str
    is_chosen: bool

    @property
    def is_abroad(self) -> bool:
        return self.code != countries.HOME

    @property
    def region(self) -> str:
        """The code that rules are written for."""
        return countries.region_of(self.code)

    @property
    def name(self) -> str:
        return country(self.code)


def current() -> Destination:
    """The reader's destination: what they chose, or what is likely for their language."""
    code = chosen(COOKIE)
    return Destination(code or countries.likely(current_locale()), bool(code))


def options() -> list[tuple[str, str]]:
    """(code, name) of every country that may be chosen, ours first, then by name."""
    named = sorted(
        ((code, country(code)) for code in countries.CODES if code != countries.HOME),
        key=lambda pair: pair[1],
    )
    return [(countries.HOME, country(countries.HOME)), *named]


def remember(response: Response, code: str) -> None:
    """Keep the choice in this browser. A code that we do not know is left out."""
    if code not in countries.CODES:
        return
    response.set_cookie(
        COOKIE,
        code,
        max_age=KEPT_FOR,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=market().settings.effective_public_url.startswith("https://"),
    )


def chooser() -> str:
    """The small form beside the shop's menu."""
    return render_template(
        "shop/export/_chooser.html",
        going=current(),
        options=options(),
        back=request.full_path.rstrip("?"),
    )


def install(app: Flask) -> None:
    """Make the destination known to templates and to kept pages."""
    variations.add(Variation(COOKIE, frozenset(countries.CODES)))
    header_tools.add(chooser)
    cookies.add(
        Cookie(COOKIE, lazy("The country you chose for delivery"), lazy("Half a year"), always)
    )
    cast("dict[str, Any]", app.jinja_env.globals)["chosen_destination"] = current
