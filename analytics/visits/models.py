"""Visits, what was done in them, and the short-lived rows that hold a visit together."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant


class Device(StrEnum):
    MOBILE = "mobile"
    TABLET = "tablet"
    DESKTOP = "desktop"


class Channel(StrEnum):
    """How a visitor came. Chat applications send no referrer, so they are told by themselves."""

    SEARCH = "search"
    SOCIAL = "social"
    LINE = "line"
    WECHAT = "wechat"
    NAVER = "naver"
    KAKAO = "kakao"
    MAIL = "mail"
    REFERRAL = "referral"
    CAMPAIGN = "campaign"
    DIRECT = "direct"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    VIEW = "view"
    VIEW_PRODUCT = "view_product"
    ADD_TO_CART = "add_to_cart"
    BEGIN_CHECKOUT = "begin_checkout"
    PURCHASE = "purchase"


class DropReason(StrEnum):
    """Why something was not counted."""

    BOT = "bot"
    NO_USER_AGENT = "no_user_agent"
    DO_NOT_TRACK = "do_not_track"
    PREFETCH = "prefetch"
    NOT_A_PAGE = "not_a_page"
    TOO_MANY = "too_many"


class Visit(Base):
    """One visit: a random id, the Tokyo day and hour it began in, and attributes shared by many.

    No address, user agent or account stands here or can be computed from it.
    """

    plural = "visits"
    __table_args__ = (Index("ix_analytics_visits_day", "day"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date]
    hour: Mapped[int]
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(10))
    browser_language: Mapped[str] = mapped_column(String(10))
    device: Mapped[Device]
    channel: Mapped[Channel]
    landing: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(60), default="")
    medium: Mapped[str] = mapped_column(String(60), default="")
    campaign: Mapped[str] = mapped_column(String(60), default="")
    is_sample: Mapped[bool] = mapped_column(default=False)


class VisitEvent(Base):
    """What was done in a visit, and how often; product 0 where it is about none."""

    plural = "visit_events"

    visit_id: Mapped[int] = mapped_column(ForeignKey("analytics_visits.id"), primary_key=True)
    kind: Mapped[EventKind] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=0
    )
    count: Mapped[int] = mapped_column(Integer, default=1)


class LiveSession(Base):
    """Which visit goes on: gone after half an hour of silence.

    The key is a keyed hash whose salt is thrown away; it never stands beside a visit's attributes.
    """

    plural = "live_sessions"
    __table_args__ = (Index("ix_analytics_live_sessions_seen_at", "seen_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    visit_id: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[Instant]
    hits: Mapped[int] = mapped_column(default=1)


class Salt(Base):
    """A day's secret; today's and yesterday's exist, no older one."""

    plural = "visit_salts"

    day: Mapped[date] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))


class Drop(Base):
    """How many requests of a day were not counted, by reason."""

    plural = "visit_drops"

    day: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[DropReason] = mapped_column(primary_key=True)
    count: Mapped[int]
