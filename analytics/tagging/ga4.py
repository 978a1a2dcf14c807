"""What Google Analytics 4 needs on a page, and what has to be said about it."""

from collections.abc import Mapping

from core.settings import Settings
from core.text import lazy
from core.web.navigation import Area
from core.web.outside import Cookie, OutsideService, Purpose, cookies, services
from core.web.scripts import PageScript, scripts


def is_on(settings: Settings) -> bool:
    """Whether the city has a measurement id."""
    return bool(settings.ga4_measurement_id)


def data(settings: Settings) -> Mapping[str, str]:
    """What our script reads from its own element."""
    return {
        "data-measurement": settings.ga4_measurement_id,
        "data-address": settings.ga4_tag_address,
    }


def init_app() -> None:
    services.add(
        OutsideService(
            "ga4",
            "Google LLC",
            "US",
            lazy(
                "The page's address, the page before, the browser, the screen, an approximate place and a random number that recognises the browser"
            ),
            lazy("To count visits, so that the city learns who comes and can help the makers"),
            is_on,
            Purpose.COUNTING,
            {
                "script-src": ("https://www.googletagmanager.com",),
                "connect-src": (
                    "https://*.google-analytics.com",
                    "https://*.analytics.google.com",
                    "https://www.googletagmanager.com",
                ),
                "img-src": (
                    "https://*.google-analytics.com",
                    "https://www.googletagmanager.com",
                ),
            },
        )
    )
    cookies.add(
        Cookie(
            "_ga, _ga_*",
            lazy("Set by Google Analytics: a random number that recognises the browser"),
            lazy("Two years"),
            is_on,
            Purpose.COUNTING,
        )
    )
    scripts.add(PageScript("analytics/js/tagging.js", frozenset({Area.SHOP}), is_on, data))
