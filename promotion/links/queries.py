"""Reading links for screens."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from promotion.links.models import LinkDay, TrackedLink


@dataclass(frozen=True)
class LinkRow:
    """A link with how often it was followed."""

    id: int
    code: str
    label: str
    path: str
    source: str
    medium: str
    campaign: str
    expires_at: datetime | None
    clicks: int


def list_links(session: Session, *, organisation_id: int | None) -> list[LinkRow]:
    """The links of a business, or of the city, newest first; at most 200."""
    clicks = (
        select(LinkDay.link_id, func.sum(LinkDay.clicks).label("clicks"))
        .group_by(LinkDay.link_id)
        .subquery()
    )
    rows = session.execute(
        select(TrackedLink, func.coalesce(clicks.c.clicks, 0))
        .outerjoin(clicks, clicks.c.link_id == TrackedLink.id)
        .where(TrackedLink.organisation_id == organisation_id)
        .order_by(TrackedLink.id.desc())
        .limit(200)
    )
    return [_row(link, int(count)) for link, count in rows]


def _row(link: TrackedLink, clicks: int) -> LinkRow:
    return LinkRow(
        id=link.id,
        code=link.code,
        label=link.label,
        path=link.path,
        source=link.source,
        medium=link.medium,
        campaign=link.campaign,
        expires_at=link.expires_at,
        clicks=clicks,
    )


def find_by_code(session: Session, code: str) -> TrackedLink | None:
    return session.scalar(select(TrackedLink).where(TrackedLink.code == code))


def find_own(session: Session, link_id: int, organisation_id: int | None) -> TrackedLink | None:
    """A link of this business, or of the city; nobody else's."""
    link = session.get(TrackedLink, link_id)
    return link if link and link.organisation_id == organisation_id else None
