"""What leaves the market for other companies, and what stays in the browser: said by whoever does it.

The pages on cookies and on privacy, the question asked of visitors and the content security policy
are all made from these two lists, so that none of them can forget what another one does. The lists
serve the rules on external transmission (Telecommunications Business Act of Japan, article 27-12).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.registry import Registry
from core.settings import Settings
from core.text import LazyText


class Purpose(StrEnum):
    """What a visitor may choose; what serves none of these is needed for what the visitor asked."""

    COUNTING = "counting"
    ADVERTISING = "advertising"


@dataclass(frozen=True)
class OutsideService:
    """Another company that the browser or the market sends something to.

    `purpose` is None where the visitor's own wish needs it (paying). `origins` names, by directive
    of the content security policy, where its code comes from and what it talks to.
    """

    key: str
    company: str
    country: str
    what: LazyText
    why: LazyText
    is_on: Callable[[Settings], bool]
    purpose: Purpose | None = None
    origins: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]], compare=False
    )


@dataclass(frozen=True)
class Cookie:
    """Something kept in the visitor's browser: its name, what for, and for how long."""

    name: str
    why: LazyText
    lasts: LazyText
    is_on: Callable[[Settings], bool]
    purpose: Purpose | None = None


services: Registry[OutsideService] = Registry("core.web.outside.services")
cookies: Registry[Cookie] = Registry("core.web.outside.cookies")


def always(_settings: Settings) -> bool:
    """For what every installation does."""
    return True


def services_on(settings: Settings) -> list[OutsideService]:
    return [service for service in services if service.is_on(settings)]


def cookies_on(settings: Settings) -> list[Cookie]:
    return [cookie for cookie in cookies if cookie.is_on(settings)]


def purposes_on(settings: Settings) -> list[Purpose]:
    """What there is to choose here; nothing where no service waits for a yes."""
    asked = {service.purpose for service in services_on(settings)}
    return [purpose for purpose in Purpose if purpose in asked]


def origins_on(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Directive of the content security policy → the origins that services here need."""
    found: dict[str, tuple[str, ...]] = {}
    for service in services_on(settings):
        for directive, origins in service.origins.items():
            found[directive] = (*found.get(directive, ()), *origins)
    return found
