"""Keeping the rows: seeded from the market's own list, replaced by staff, never overwritten."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.export import answers
from shop.export.engine import Effect, OriginRule, Sureness
from shop.export.models import ExportRule

DATA: Final = Path(__file__).parents[1] / "data" / "rules.csv"


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """What staff say of a row."""

    destination: str
    product_class: str
    effect: Effect
    reason: str
    source: str
    source_date: str
    sureness: Sureness
    origin_rule: OriginRule = OriginRule.ANY
    prefectures: Sequence[str] = ()
    needs: Sequence[str] = ()
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    valid_from: date | None = None
    valid_to: date | None = None
    review_by: date | None = None
    note: str = ""


def load(uow: UnitOfWork) -> int:
    """Add the rows of our list that are not there yet; what staff wrote stays. How many."""
    known = set(uow.session.scalars(select(ExportRule.key)))
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["key"] not in known]
    uow.session.add_all(
        ExportRule(key=row["key"], created_at=uow.now, **_columns(_facts(row))) for row in rows
    )
    if rows:
        uow.session.flush()  # answers are made of the rows
        answers.refresh_all(uow)
    return len(rows)


def add_rule(uow: UnitOfWork, key: str, facts: RuleFacts, *, why: str) -> ExportRule:
    """Add a row that was not there. Raises DomainError when something of it cannot be."""
    standing = uow.session.scalar(
        select(ExportRule.id).where(ExportRule.key == key, ExportRule.replaced_at.is_(None))
    )
    if standing is not None:
        raise DomainError("rule_key_taken", "There is a row with this name already.", field="key")
    return _write(uow, key, facts, why=why, before=None)


def replace_rule(uow: UnitOfWork, rule: ExportRule, facts: RuleFacts, *, why: str) -> ExportRule:
    """Put a new row in the place of another; the old one stays readable. Raises DomainError."""
    if rule.replaced_at is not None:
        raise DomainError("rule_replaced", "This row was replaced already. Edit the newest one.")
    rule.replaced_at = uow.now
    return _write(uow, rule.key, facts, why=why, before=audited(rule))


def end_rule(uow: UnitOfWork, rule: ExportRule, *, why: str) -> None:
    """Take a row out that should not be there; it stays readable."""
    _check_reason(why)
    rule.replaced_at = uow.now
    audit.record(
        uow, "city:export_rule:end", ("export_rule", rule.id),
        before=audited(rule), after={"why": why},
    )  # fmt: skip
    uow.session.flush()  # answers are made of the rows
    answers.refresh_all(uow)


def _write(
    uow: UnitOfWork, key: str, facts: RuleFacts, *, why: str, before: dict[str, Any] | None
) -> ExportRule:
    _check_reason(why)
    if facts.valid_from and facts.valid_to and facts.valid_to < facts.valid_from:
        raise DomainError("dates_wrong", "The last day is before the first.", field="valid_to")
    if facts.origin_rule is not OriginRule.ANY and not facts.prefectures:
        raise DomainError("no_prefectures", "Choose the prefectures.", field="prefectures")
    if facts.effect is Effect.NEEDS and not facts.needs:
        raise DomainError("no_papers", "Choose the papers that are needed.", field="needs")
    rule = ExportRule(
        key=key, created_at=uow.now, user_id=uow.actor.user_id, **_columns(facts)
    )  # fmt: skip
    uow.session.add(rule)
    uow.session.flush()  # the trail names the row; answers are made of the rows
    audit.record(
        uow, "city:export_rule:set", ("export_rule", rule.id),
        before=before, after={**audited(rule), "why": why},
    )  # fmt: skip
    answers.refresh_all(uow)
    return rule


def _check_reason(why: str) -> None:
    if not why.strip():
        raise DomainError("why_missing", "Say why you change this.", field="why")


def audited(rule: ExportRule) -> dict[str, Any]:
    """A row as the trail keeps it."""
    values = _columns(facts_of(rule))
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def facts_of(rule: ExportRule) -> RuleFacts:
    """What a row says, as staff edit it."""
    return RuleFacts(**{name: getattr(rule, name) for name in RuleFacts.__dataclass_fields__})


def _columns(facts: RuleFacts) -> dict[str, Any]:
    values = {name: getattr(facts, name) for name in RuleFacts.__dataclass_fields__}
    return {
        **values,
        "prefectures": list(facts.prefectures),
        "needs": list(facts.needs),
        "words": dict(facts.words),
    }


def _facts(row: Mapping[str, str]) -> RuleFacts:
    return RuleFacts(
        destination=row["destination"],
        product_class=row["product_class"],
        effect=Effect(row["effect"]),
        reason=row["reason"],
        source=row["source"],
        source_date=row["source_date"],
        sureness=Sureness(row["sureness"]),
        origin_rule=OriginRule(row["origin_rule"]),
        prefectures=[name for name in row["prefectures"].split(";") if name],
        needs=[need for need in row["needs"].split(";") if need],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        review_by=_day(row["review_by"]),
        note=row["note"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
