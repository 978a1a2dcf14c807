"""Making links and counting who follows them."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode, urlsplit

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from promotion.links.models import LinkDay, TrackedLink
from promotion.links.vocabulary import MEDIUM_KEYS

ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
WORD: Final = re.compile(r"^[a-z0-9_-]{1,40}$")


@dataclass(frozen=True, kw_only=True)
class LinkTerms:
    """Where a link leads, and the words it is counted under."""

    label: str
    path: str
    source: str
    medium: str
    campaign: str
    expires_at: datetime | None = None


def create(uow: UnitOfWork, terms: LinkTerms, *, organisation_id: int | None) -> TrackedLink:
    """Make a short address. Raises DomainError for an address elsewhere or words outside the vocabulary."""
    link = TrackedLink(
        code="".join(secrets.choice(ALPHABET) for _ in range(7)),
        label=terms.label,
        path=own_path(terms.path),
        source=_word(terms.source, "source"),
        medium=terms.medium if terms.medium in MEDIUM_KEYS else _word("", "medium"),
        campaign=_word(terms.campaign, "campaign"),
        created_at=uow.now,
        organisation_id=organisation_id,
        expires_at=terms.expires_at,
    )
    uow.session.add(link)
    uow.session.flush()  # the trail names the link by its key
    after = {"code": link.code, "path": link.path, "campaign": link.campaign}
    audit.record(uow, "promotion:link:create", ("link", link.id), after=after)
    return link


def own_path(address: str) -> str:
    """The part of one of our own addresses after its language; open redirects are impossible.

    Takes `/ja/catalogue/x`, `/catalogue/x` or a whole address, keeps the path only. Raises
    DomainError for anything that could lead elsewhere.
    """
    path = urlsplit(address.strip()).path
    without_language = re.sub(r"^/(ja|en|zh-Hant|zh-Hans|th|ko)(?=/|$)", "", path)
    if (
        not re.fullmatch(r"(/[\w%.~-]+)*/?", without_language)
        or "//" in path
        or ".." in path
        or address.strip().startswith("//")
    ):
        raise DomainError(
            "link_path",
            "Give the address of one of our own pages, such as /catalogue/katsuobushi.",
            field="path",
        )
    return without_language or "/"


def _word(word: str, field: str) -> str:
    if not WORD.match(word):
        raise DomainError(
            "link_word",
            "Use small letters, digits, hyphens and underscores only, 40 at most.",
            field=field,
        )
    return word


def target(link: TrackedLink, locale: str) -> str:
    """Where the link leads in a language, with its fixed words for the measurement."""
    words = {
        "utm_source": link.source,
        "utm_medium": link.medium,
        "utm_campaign": link.campaign,
        "utm_content": link.code,
    }
    return f"/{locale}{link.path}?{urlencode(words)}"


def count_click(uow: UnitOfWork, link_id: int) -> None:
    """Count one more on this Tokyo day: a number, nothing about who."""
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    uow.session.execute(
        insert(LinkDay)
        .values(link_id=link_id, day=tokyo_day(uow.now), clicks=1)
        .on_conflict_do_update(
            index_elements=["link_id", "day"], set_={"clicks": LinkDay.clicks + 1}
        )
    )
