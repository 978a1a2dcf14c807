"""Targets beside what really happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, distinct, func, or_, select

from analytics.reports.models import Sale, SaleLine
from analytics.targets import choices
from analytics.targets.models import Measure, Target, TargetChange, TargetKind, TargetState
from analytics.targets.service import Goal
from analytics.visits.models import Visit
from core.dates import tokyo_day
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from i18n import formatting


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A target and how far it is: the figure, its days, and whether it may still change."""

    target: Target
    market: str
    subject: str
    actual: int
    first_day: date
    last_day: date
    has_begun: bool
    is_provisional: bool
    has_sample: bool

    @property
    def share(self) -> float:
        """The part of the goal that is reached."""
        return self.actual / self.target.goal

    @property
    def time_share(self) -> float:
        """The part of the period that is over."""
        whole = (self.target.ends_on - self.target.starts_on).days + 1
        return min(1.0, max(0, (self.last_day - self.first_day).days + 1) / whole)

    @property
    def is_behind(self) -> bool:
        """Whether less of the goal is reached than of the time is over."""
        return self.has_begun and self.share < self.time_share


def list_targets(uow: UnitOfWork, state: TargetState) -> list[Progress]:
    """Targets of a state with their progress, the next to end first."""
    order = Target.ends_on if state is TargetState.OPEN else Target.ends_on.desc()
    found = uow.session.scalars(
        select(Target).where(Target.state == state).order_by(order, Target.id)
    )
    return [progress_of(uow, target) for target in found]


def progress_of(uow: UnitOfWork, target: Target) -> Progress:
    """How far a target is by now."""
    today = tokyo_day(uow.now)
    has_begun = target.starts_on <= today
    last = min(target.ends_on, today) if has_begun else target.starts_on - timedelta(days=1)
    actual, has_sample = _actual(uow, target, last)
    return Progress(
        target=target,
        market=choices.market_name(target.market),
        subject=choices.subject_name(uow.session, target.kind, target.subject),
        actual=actual,
        first_day=target.starts_on,
        last_day=last,
        has_begun=has_begun,
        is_provisional=target.ends_on >= today,
        has_sample=has_sample,
    )


def figure_of(uow: UnitOfWork, goal: Goal, last: date) -> int:
    """What a goal would count up to a day, before it is set."""
    return _actual(uow, goal, last)[0]


def history(
    uow: UnitOfWork, target_id: int
) -> list[tuple[TargetChange, list[tuple[str, str, str]]]]:
    """Every change of a target, newest first, with (field, before, after) in words."""
    found = uow.session.scalars(
        select(TargetChange)
        .where(TargetChange.target_id == target_id)
        .order_by(TargetChange.id.desc())
    )
    return [(change, change_words(uow, change)) for change in found]


STATES: Final[dict[TargetState, LazyText]] = {
    TargetState.OPEN: lazy("Under way"),
    TargetState.CLOSED: lazy("Ended"),
}
FIELDS: Final[dict[str, LazyText]] = {
    "kind": lazy("Sales or tourism"),
    "market": lazy("Market"),
    "subject": lazy("Product class or theme"),
    "measure": lazy("Counted in"),
    "goal": lazy("Goal"),
    "starts_on": lazy("First day"),
    "ends_on": lazy("Last day"),
    "reason": lazy("Reason"),
    "state": lazy("State"),
}


def change_words(uow: UnitOfWork, change: TargetChange) -> list[tuple[str, str, str]]:
    """(field, before, after) of a change, in the reader's words."""
    kind = str((change.changes.get("kind") or ["", ""])[1] or "") or _kind_of(uow, change)
    return [
        (str(FIELDS[name]), _word(uow, name, pair[0], kind), _word(uow, name, pair[1], kind))
        for name, pair in change.changes.items()
        if name in FIELDS
    ]


def _kind_of(uow: UnitOfWork, change: TargetChange) -> str:
    return uow.session.get_one(Target, change.target_id).kind.value


def _word(uow: UnitOfWork, name: str, value: object, kind: str) -> str:
    if value is None:
        return ""
    text = str(value)
    words: dict[str, Callable[[], str]] = {
        "kind": lambda: str(choices.KINDS[TargetKind(text)]),
        "market": lambda: choices.market_name(text),
        "subject": lambda: choices.subject_name(uow.session, TargetKind(kind), text),
        "measure": lambda: str(choices.MEASURES[Measure(text)]),
        "goal": lambda: formatting.number(int(text)),
        "starts_on": lambda: formatting.day(date.fromisoformat(text)),
        "ends_on": lambda: formatting.day(date.fromisoformat(text)),
        "state": lambda: str(STATES[TargetState(text)]),
    }
    return words[name]() if name in words else text


def _actual(uow: UnitOfWork, target: Target | Goal, last: date) -> tuple[int, bool]:
    """(figure, whether sample data are in it)."""
    is_sales = target.kind is TargetKind.SALES
    return (_sales if is_sales else _visits)(uow, target, last)


def _sales(uow: UnitOfWork, target: Target | Goal, last: date) -> tuple[int, bool]:
    """Yen or orders of lines sold into the market: by delivery address, by class."""
    is_revenue = target.measure is Measure.REVENUE
    figure: ColumnElement[Any] = (
        func.sum(SaleLine.revenue) if is_revenue else func.count(distinct(Sale.order_id))
    )
    query = (
        select(figure, func.count(Sale.order_id).filter(Sale.is_sample))
        .join(SaleLine, SaleLine.order_id == Sale.order_id)
        .where(Sale.day >= target.starts_on, Sale.day <= last, _sold_into(target.market))
    )
    if target.subject:
        query = query.where(SaleLine.product_class == target.subject)
    actual, samples = uow.session.execute(query).one()
    return int(actual or 0), bool(samples)


def _sold_into(market: str) -> ColumnElement[bool]:
    if market == choices.ABROAD:
        return Sale.destination != choices.HOME
    if ":" in market:
        region = market.removeprefix(f"{choices.HOME}:")
        return (Sale.destination == choices.HOME) & (Sale.region == region)
    return Sale.destination == market


def _visits(uow: UnitOfWork, target: Target | Goal, last: date) -> tuple[int, bool]:
    """Visits from the market; of a theme, those that came by links tagged with its word."""
    query = select(func.count(Visit.id), func.count(Visit.id).filter(Visit.is_sample)).where(
        Visit.day >= target.starts_on, Visit.day <= last
    )
    if target.market == choices.ABROAD:
        query = query.where(Visit.country.not_in([choices.HOME, "ZZ"]))
    else:
        query = query.where(Visit.country == target.market)
    if target.subject:
        word = target.subject
        query = query.where(
            or_(Visit.campaign == word, Visit.campaign.startswith(f"{word}-", autoescape=True))
        )
    actual, samples = uow.session.execute(query).one()
    return int(actual), bool(samples)
