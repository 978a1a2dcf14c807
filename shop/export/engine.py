"""The rules' answer: rows, a destination, classes, every origin and a day in; one outcome out.

The worst outcome of all rows that match any origin wins. Certificates are the union of all that
match. An origin that no row speaks about makes the answer unknown, and unknown does not sell.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Effect(StrEnum):
    """What a row does to goods that it speaks about, from best to worst."""

    ALLOW = "allow"
    WARN = "warn"
    """They go, and the condition is said."""
    NEEDS = "needs"
    """They go when the business has said that it provides what is needed."""
    UNKNOWN = "unknown"
    """Nobody has checked."""
    BLOCK = "block"


class Sureness(StrEnum):
    CHECKED = "checked"
    PARTLY = "partly"
    JUDGEMENT = "judgement"
    FROM_MEMORY = "from_memory"


class OriginRule(StrEnum):
    ANY = "any"
    IN = "in"
    NOT_IN = "not_in"


class Outcome(StrEnum):
    """What a buyer is told, from best to worst."""

    OPEN = "open"
    CONDITIONAL = "conditional"
    LACKING = "lacking"
    """It would go with papers that the business does not provide."""
    UNKNOWN = "unknown"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        return self in {Outcome.OPEN, Outcome.CONDITIONAL}


EVERYWHERE: Final = "ANY"
SEVERITY: Final = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row as the engine reads it. `needs` are keys; `a|b` is met by either."""

    id: int
    destination: str
    product_class: str
    effect: Effect
    reason: str
    origin_rule: OriginRule = OriginRule.ANY
    prefectures: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    sureness: Sureness = Sureness.CHECKED

    def is_in_force(self, day: date) -> bool:
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)

    def speaks_of(self, prefecture: str) -> bool:
        """Whether it matches a place; one abroad lies in no prefecture."""
        if self.origin_rule is OriginRule.ANY:
            return True
        return (prefecture in self.prefectures) is (self.origin_rule is OriginRule.IN)


@dataclass(frozen=True, kw_only=True)
class Goods:
    """What rules look at: classes, places, and what the business says it provides."""

    classes: frozenset[str]
    prefectures: frozenset[str]
    provides: frozenset[str] = frozenset()
    is_origin_known: bool = True


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The outcome with the rows that decided it, every certificate, and what is lacking."""

    outcome: Outcome
    deciding: tuple[Rule, ...] = ()
    matching: tuple[Rule, ...] = ()
    certificates: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()


def answer(rules: Sequence[Rule], goods: Goods, region: str, day: date) -> Answer:
    """Whether goods may go to a region on a day."""
    if not goods.classes or not goods.is_origin_known or not goods.prefectures:
        return Answer(outcome=Outcome.UNKNOWN)
    speaking = [
        rule
        for rule in rules
        if rule.destination in {region, EVERYWHERE}
        and rule.product_class in goods.classes
        and rule.is_in_force(day)
    ]
    found = {place: [r for r in speaking if r.speaks_of(place)] for place in goods.prefectures}
    matching = _unique([rule for rows in found.values() for rule in rows])
    outcomes = [(outcome_of(rule, goods.provides), rule) for rule in matching]
    worst = max((outcome for outcome, _ in outcomes), key=SEVERITY.__getitem__, default=None)
    if not all(_covers(rows, region) for rows in found.values()):
        worst = _worse(worst, Outcome.UNKNOWN)
    certificates = frozenset(need for rule in matching for need in rule.needs)
    return Answer(
        outcome=worst or Outcome.UNKNOWN,
        deciding=tuple(rule for outcome, rule in outcomes if outcome is worst),
        matching=matching,
        certificates=certificates,
        lacking=frozenset(need for need in certificates if not _is_met(need, goods.provides)),
    )


def outcome_of(rule: Rule, provides: Collection[str]) -> Outcome:
    """What one row alone says. A row from memory may close, but it opens nothing."""
    if rule.effect is Effect.BLOCK:
        return Outcome.CLOSED
    if rule.effect is Effect.UNKNOWN or rule.sureness is Sureness.FROM_MEMORY:
        return Outcome.UNKNOWN
    if rule.effect is Effect.NEEDS and not all(_is_met(need, provides) for need in rule.needs):
        return Outcome.LACKING
    return Outcome.OPEN if rule.effect is Effect.ALLOW else Outcome.CONDITIONAL


def _covers(rows: Sequence[Rule], region: str) -> bool:
    """Whether somebody wrote a row about this very destination."""
    return any(rule.destination == region for rule in rows)


def _worse(one: Outcome | None, other: Outcome) -> Outcome:
    return other if one is None or SEVERITY[other] > SEVERITY[one] else one


def _is_met(need: str, provides: Collection[str]) -> bool:
    return any(each in provides for each in need.split("|"))


def _unique(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(set(rules), key=lambda rule: rule.id))
