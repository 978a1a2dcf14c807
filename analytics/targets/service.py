"""Setting, changing and closing targets; every change is kept with its reason."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from analytics.targets import choices
from analytics.targets.models import Measure, Target, TargetChange, TargetKind, TargetState
from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a target says."""

    kind: TargetKind
    market: str
    subject: str
    measure: Measure
    goal: int
    starts_on: date
    ends_on: date
    reason: str


def get(uow: UnitOfWork, target_id: int) -> Target:
    """A target. Raises NotFoundError."""
    found = uow.session.get(Target, target_id)
    if found is None:
        raise NotFoundError
    return found


def set_target(uow: UnitOfWork, goal: Goal) -> Target:
    """Record a new target. Raises DomainError for a goal that cannot be."""
    _check(uow, goal)
    target = Target(
        **asdict(goal), state=TargetState.OPEN, set_by_id=uow.actor.user_id, set_at=uow.now
    )
    uow.session.add(target)
    uow.session.flush()  # the trail names it
    _keep(uow, target, "city:target:set", before={}, note=goal.reason)
    return target


def change(uow: UnitOfWork, target_id: int, goal: Goal, *, note: str) -> Target:
    """Change an open target; what it was before stays readable. Raises DomainError."""
    target = get(uow, target_id)
    _check_open(target)
    _check(uow, goal)
    if not note.strip():
        raise DomainError("no_note", "Say why the target is changed.", field="note")
    before = plain(target)
    for name, value in asdict(goal).items():
        setattr(target, name, value)
    _keep(uow, target, "city:target:change", before=before, note=note)
    return target


def close(uow: UnitOfWork, target_id: int, *, note: str) -> Target:
    """Close a target with what was learned from it. Raises DomainError."""
    target = get(uow, target_id)
    _check_open(target)
    if not note.strip():
        raise DomainError("no_note", "Say what was learned before closing it.", field="note")
    before = plain(target)
    target.state, target.closed_at = TargetState.CLOSED, uow.now
    _keep(uow, target, "city:target:close", before=before, note=note)
    return target


def plain(target: Target) -> dict[str, Any]:
    """A target's fields as plain values."""
    return {
        "kind": target.kind.value,
        "market": target.market,
        "subject": target.subject,
        "measure": target.measure.value,
        "goal": target.goal,
        "starts_on": target.starts_on.isoformat(),
        "ends_on": target.ends_on.isoformat(),
        "reason": target.reason,
        "state": target.state.value,
    }


def _keep(
    uow: UnitOfWork, target: Target, action: str, *, before: dict[str, Any], note: str
) -> None:
    after = plain(target)
    entry = audit.record(uow, action, ("target", target.id), before=before, after=after)
    uow.session.add(
        TargetChange(
            target_id=target.id,
            at=uow.now,
            user_id=uow.actor.user_id,
            changes=entry.changes,
            note=note.strip(),
        )
    )


def _check_open(target: Target) -> None:
    if target.state is TargetState.CLOSED:
        raise DomainError("closed", "This target is closed and can no longer be changed.")


def _check(uow: UnitOfWork, goal: Goal) -> None:
    if not choices.is_market(goal.market):
        raise DomainError("no_such_market", "Choose a market from the list.", field="market")
    if goal.subject and goal.subject not in choices.subject_names(uow.session, goal.kind):
        raise DomainError(
            "no_such_subject",
            "Choose a product class for sales, or a theme for tourism.",
            field="subject",
        )
    if goal.measure not in choices.ALLOWED[goal.kind]:
        raise DomainError(
            "no_such_measure",
            "Sales are counted in yen or orders, tourism in visits.",
            field="measure",
        )
    if goal.kind is TargetKind.TOURISM and ":" in goal.market:
        raise DomainError(
            "no_prefecture_of_visits",
            "Visits are known by country only: choose all of Japan for a domestic tourism target.",
            field="market",
        )
    if goal.goal <= 0:
        raise DomainError("no_goal", "The goal must be more than nothing.", field="goal")
    if goal.ends_on < goal.starts_on:
        raise DomainError(
            "period_backwards", "The last day must not lie before the first.", field="ends_on"
        )
    if not goal.reason.strip():
        raise DomainError("no_reason", "Say why this target is set.", field="reason")
