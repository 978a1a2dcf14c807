"""The rules' answer: every origin counts, the worst row wins, and what nobody wrote blocks."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shop.catalogue.models import Temperature
from shop.export.classes import classes_of
from shop.export.engine import (
    SEVERITY,
    Effect,
    Goods,
    OriginRule,
    Outcome,
    Rule,
    Sureness,
    answer,
    outcome_of,
)

DAY = date(2026, 11, 22)
SHIZUOKA, TOKYO = "静岡県", "東京都"
TEN = frozenset({"福島県", TOKYO})


def goods(*prefectures: str, provides: tuple[str, ...] = (), **more: Any) -> Goods:
    return Goods(
        classes=classes_of("katsuobushi", Temperature.AMBIENT),
        prefectures=frozenset(prefectures or (SHIZUOKA,)),
        provides=frozenset(provides),
        **more,
    )


def row(effect: Effect = Effect.ALLOW, **more: Any) -> Rule:
    values: dict[str, Any] = {
        "id": 1, "destination": "HK", "product_class": "fishery_all", "effect": effect,
        "reason": "open", **more,
    }  # fmt: skip
    return Rule(**values)


BANNED = row(Effect.BLOCK, id=2, origin_rule=OriginRule.IN, prefectures=TEN)
ELSEWHERE = row(id=3, origin_rule=OriginRule.NOT_IN, prefectures=TEN)


def test_one_origin_in_a_banned_prefecture_closes_the_country() -> None:
    assert answer([BANNED, ELSEWHERE], goods(SHIZUOKA), "HK", DAY).outcome is Outcome.OPEN
    both = answer([BANNED, ELSEWHERE], goods(SHIZUOKA, TOKYO), "HK", DAY)
    assert both.outcome is Outcome.CLOSED
    assert both.deciding == (BANNED,)
    assert both.matching == (BANNED, ELSEWHERE)


def test_an_origin_that_no_row_speaks_about_is_unknown_and_not_open() -> None:
    only_tokyo = row(origin_rule=OriginRule.IN, prefectures=frozenset({TOKYO}))
    assert answer([only_tokyo], goods(TOKYO), "HK", DAY).outcome is Outcome.OPEN
    assert answer([only_tokyo], goods(TOKYO, SHIZUOKA), "HK", DAY).outcome is Outcome.UNKNOWN


def test_another_destination_or_class_says_nothing() -> None:
    assert answer([row()], goods(), "TW", DAY).outcome is Outcome.UNKNOWN
    assert answer([row(product_class="tea")], goods(), "HK", DAY).outcome is Outcome.UNKNOWN


def test_a_row_for_everywhere_closes_but_opens_no_country_by_itself() -> None:
    everywhere = row(destination="ANY")
    assert answer([everywhere], goods(), "HK", DAY).outcome is Outcome.UNKNOWN
    closed = row(Effect.BLOCK, id=5, destination="ANY")
    assert answer([row(), closed], goods(), "HK", DAY).outcome is Outcome.CLOSED


@pytest.mark.parametrize("lacking", [{"classes": frozenset[str]()}, {"is_origin_known": False}])
def test_goods_that_nobody_described_go_nowhere(lacking: dict[str, Any]) -> None:
    values: dict[str, Any] = {"classes": frozenset({"fishery_all"}), "prefectures": {SHIZUOKA}}
    assert answer([row()], Goods(**(values | lacking)), "HK", DAY).outcome is Outcome.UNKNOWN


def test_papers_are_needed_from_all_rows_and_either_of_two_is_enough() -> None:
    rows = [
        row(Effect.NEEDS, needs=("origin",)),
        row(Effect.NEEDS, id=2, needs=("catch|health",)),
        row(Effect.WARN, id=3, needs=("gmp_haccp",)),
    ]
    found = answer(rows, goods(provides=("origin",)), "HK", DAY)
    assert found.outcome is Outcome.LACKING
    assert found.certificates == {"origin", "catch|health", "gmp_haccp"}
    assert found.lacking == {"catch|health", "gmp_haccp"}
    met = answer(rows, goods(provides=("origin", "health")), "HK", DAY)
    assert met.outcome is Outcome.CONDITIONAL
    assert met.lacking == {"gmp_haccp"}


def test_a_row_from_memory_closes_but_never_opens() -> None:
    memory = {"sureness": Sureness.FROM_MEMORY}
    assert answer([row(**memory)], goods(), "HK", DAY).outcome is Outcome.UNKNOWN
    assert answer([row(), row(id=2, **memory)], goods(), "HK", DAY).outcome is Outcome.UNKNOWN
    assert answer([row(Effect.BLOCK, **memory)], goods(), "HK", DAY).outcome is Outcome.CLOSED


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2025, 11, 20), Outcome.LACKING),
        (date(2025, 11, 21), Outcome.OPEN),
        (date(2025, 11, 22), Outcome.OPEN),
    ],
)
def test_a_row_counts_from_its_first_to_its_last_day(day: date, outcome: Outcome) -> None:
    rows = [
        row(Effect.NEEDS, needs=("origin",), valid_to=date(2025, 11, 20)),
        row(id=2, valid_from=date(2025, 11, 21)),
    ]
    assert answer(rows, goods(), "HK", day).outcome is outcome


def test_cold_goods_and_alcohol_are_spoken_of_by_their_own_rows() -> None:
    assert "cold_goods" in classes_of("fishery_raw", Temperature.FROZEN)
    assert "cold_goods" not in classes_of("fishery_processed", Temperature.AMBIENT)
    assert classes_of("", Temperature.AMBIENT) == frozenset()


papers = some.sampled_from(["origin", "radiation", "health", "catch|health"])
rules = some.builds(
    Rule,
    id=some.integers(1, 10**6),
    destination=some.sampled_from(["HK", "TW", "ANY"]),
    product_class=some.sampled_from(["fishery_all", "katsuobushi", "tea"]),
    effect=some.sampled_from(Effect),
    reason=some.just("open"),
    origin_rule=some.sampled_from(OriginRule),
    prefectures=some.frozensets(some.sampled_from([SHIZUOKA, TOKYO, "福島県"])),
    needs=some.lists(papers, max_size=2).map(tuple),
    valid_from=some.none() | some.dates(date(2026, 11, 20), date(2026, 11, 25)),
    valid_to=some.none() | some.dates(date(2026, 11, 20), date(2026, 11, 25)),
    sureness=some.sampled_from(Sureness),
)
tables = some.lists(rules, max_size=6, unique_by=lambda rule: rule.id)
described = some.builds(
    goods,
    some.sampled_from([SHIZUOKA, TOKYO, ""]),
    provides=some.lists(papers, max_size=2).map(tuple),
)


@given(tables, rules, described)
def test_another_row_never_opens_what_rows_have_closed(
    table: list[Rule], more: Rule, what: Goods
) -> None:
    before, after = (answer(rows, what, "HK", DAY) for rows in (table, [*table, more]))
    is_uncovered = before.outcome is Outcome.UNKNOWN
    assert is_uncovered or SEVERITY[after.outcome] >= SEVERITY[before.outcome]
    if more in after.matching:
        assert SEVERITY[after.outcome] >= SEVERITY[outcome_of(more, what.provides)]


@given(tables, described)
def test_certificates_are_the_union_of_all_that_match(table: list[Rule], what: Goods) -> None:
    found = answer(table, what, "HK", DAY)
    assert found.certificates == {need for rule in found.matching for need in rule.needs}


@given(
    tables.flatmap(lambda table: some.tuples(some.just(table), some.permutations(table))), described
)
def test_the_order_of_rows_means_nothing(both: tuple[list[Rule], list[Rule]], what: Goods) -> None:
    assert answer(both[0], what, "HK", DAY) == answer(both[1], what, "HK", DAY)


@given(tables, described, some.sampled_from([SHIZUOKA, TOKYO, "福島県"]))
def test_another_origin_never_makes_goods_more_welcome(
    table: list[Rule], what: Goods, prefecture: str
) -> None:
    more = Goods(
        classes=what.classes,
        prefectures=what.prefectures | {prefecture},
        provides=what.provides,
    )
    before, after = (answer(table, each, "HK", DAY).outcome for each in (what, more))
    assert SEVERITY[after] >= SEVERITY[before]
