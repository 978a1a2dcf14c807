"""The market's own rows, what staff make of them, and the answers that lists read."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import OriginStage, Product, Temperature
from shop.export import queries, service
from shop.export.engine import Effect, Outcome, Sureness
from shop.export.jobs import new_day
from shop.export.models import ExportRule
from shop.export.service import Abroad, Place, RuleFacts
from tests.factories import shop as make

PLACES = [Place(stage=stage, prefecture="静岡県") for stage in OriginStage]


def outcomes(uow: UnitOfWork, product: Product, *countries: str) -> list[str]:
    found = [queries.exactly(uow, [product], country)[product.id] for country in countries]
    kept = [queries.for_cards(uow, [product.id], country)[product.id] for country in countries]
    assert [each.outcome for each in found] == [each.outcome for each in kept]
    assert [each.reasons for each in found] == [each.reasons for each in kept]
    return [each.outcome.value for each in found]


@pytest.mark.parametrize("kind", ["katsuobushi", "fishery_processed"])
def test_the_start_state_of_ambient_fish_is_as_the_city_decided(uow: UnitOfWork, kind: str) -> None:
    product = make.product(uow, export_class=kind)
    assert outcomes(uow, product, "JP", "TW", "HK", "SG") == ["open"] * 4
    assert outcomes(uow, product, "TH", "KR") == ["conditional", "lacking"]
    assert outcomes(uow, product, "CN", "RU", "US") == ["closed"] * 3
    unchecked = outcomes(uow, product, "DE", "FR", "GB", "AU", "CA", "CH", "MY", "NZ")
    assert unchecked == ["unknown"] * 8
    make.abroad(uow, product, provides=["origin"])
    assert outcomes(uow, product, "KR") == ["conditional"]


def test_other_goods_follow_their_own_rows(uow: UnitOfWork) -> None:
    tea = make.product(uow, export_class="tea")
    assert outcomes(uow, tea, "TW", "SG", "TH") == ["open", "open", "conditional"]
    assert outcomes(uow, tea, "KR", "HK", "US") == ["lacking", "unknown", "closed"]
    sake = make.product(uow, export_class="alcohol")
    assert outcomes(uow, sake, "JP", "TW", "SG") == ["open", "closed", "closed"]
    tuna = make.product(uow, export_class="fishery_raw", temperature=Temperature.FROZEN)
    assert outcomes(uow, tuna, "JP", "TW", "HK") == ["open", "closed", "closed"]
    plain = make.product(uow)
    assert outcomes(uow, plain, "JP", "TW") == ["open", "unknown"]


def test_packing_in_tokyo_closes_hong_kong_and_asks_korea_for_another_paper(
    uow: UnitOfWork,
) -> None:
    product = make.product(uow, export_class="fishery_processed")
    make.abroad(uow, product, packed="東京都", provides=["origin"])
    assert outcomes(uow, product, "HK", "TW", "KR") == ["closed", "open", "lacking"]
    korea = queries.exactly(uow, [product], "KR")[product.id]
    assert korea.papers == ("origin", "radiation")
    assert korea.lacking == ("radiation",)


def test_who_does_not_say_where_it_was_packed_sends_nothing_abroad(uow: UnitOfWork) -> None:
    product = make.product(uow, export_class="katsuobushi")
    making = [Place(stage=OriginStage.MAKING, prefecture="静岡県")]
    service.set_abroad(uow, product, Abroad(places=making))
    assert outcomes(uow, product, "TW") == ["unknown"]
    taiwan = queries.exactly(uow, [product], "TW")[product.id]
    assert "where this was made and packed" in taiwan.reasons[0]


def test_europe_stays_unchecked_even_for_a_listed_maker_until_staff_decide(
    uow: UnitOfWork,
) -> None:
    product = make.product(uow, export_class="katsuobushi")
    make.abroad(
        uow, product, registrations={"EU": "JP-1234"}, is_eu_pah_ok=True,
        provides=["health", "catch"],
    )  # fmt: skip
    assert outcomes(uow, product, "FR") == ["unknown"]
    for key in ("eu-fishery-small", "eu-fishery-lifted"):
        row = queries.history_of(uow, key)[0]
        service.end_rule(uow, row, why="looked at with a lawyer")
    assert outcomes(uow, product, "FR") == ["conditional"]
    make.abroad(uow, product, registrations={"EU": "JP-1234"}, provides=["health", "catch"])
    assert outcomes(uow, product, "FR") == ["lacking"]


def test_lists_filter_by_the_kept_answers(uow: UnitOfWork) -> None:
    fish, tea = (make.product(uow, export_class=kind) for kind in ("katsuobushi", "tea"))
    make.product(uow)

    def open_to(country: str) -> set[int]:
        return set(uow.session.scalars(select(Product.id).where(queries.is_open_to(country))))

    assert open_to("HK") == {fish.id}
    assert open_to("TW") == {fish.id, tea.id}
    assert open_to("FR") == set()
    assert len(open_to("JP")) == 3


def taiwan_closed(**more: object) -> RuleFacts:
    values: dict[str, object] = {
        "destination": "TW", "product_class": "food_any", "effect": Effect.BLOCK,
        "reason": "staff", "source": "a letter", "source_date": "2026-11-22",
        "sureness": Sureness.CHECKED, **more,
    }  # fmt: skip
    return RuleFacts(**values)  # type: ignore[arg-type]


def test_staff_replace_a_row_and_the_old_one_stays_readable(uow: UnitOfWork) -> None:
    product = make.product(uow, export_class="katsuobushi")
    old = queries.history_of(uow, "tw-food")[0]
    service.replace_rule(uow, old, taiwan_closed(words={"en": "Closed."}), why="a new letter")
    assert outcomes(uow, product, "TW") == ["closed"]
    assert queries.exactly(uow, [product], "TW")[product.id].reasons == ["Closed."]
    assert [row.effect for row in queries.history_of(uow, "tw-food")] == [
        Effect.BLOCK, Effect.ALLOW,
    ]  # fmt: skip
    entry = uow.session.scalars(select(Entry).where(Entry.action == "city:export_rule:set")).one()
    assert entry.changes["why"] == [None, "a new letter"]
    assert entry.changes["effect"] == ["allow", "block"]
    with pytest.raises(DomainError, match="replaced"):
        service.replace_rule(uow, old, taiwan_closed(), why="again")


@pytest.mark.parametrize(
    ("more", "why", "code"),
    [
        ({}, " ", "why_missing"),
        ({"effect": Effect.NEEDS}, "x", "no_papers"),
        ({"origin_rule": "in"}, "x", "no_prefectures"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "x", "dates_wrong"),
    ],
)
def test_a_row_that_cannot_be_is_refused(
    uow: UnitOfWork, more: dict[str, object], why: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        service.add_rule(uow, "tw-new", taiwan_closed(**more), why=why)
    assert refused.value.code == code


def test_loading_again_keeps_what_staff_wrote(uow: UnitOfWork) -> None:
    assert service.load(uow) == 42
    old = queries.history_of(uow, "tw-food")[0]
    service.end_rule(uow, old, why="wrong")
    assert service.load(uow) == 0
    assert len(uow.session.scalars(select(ExportRule)).all()) == 42


def test_a_row_that_begins_tomorrow_counts_from_tomorrow(uow: UnitOfWork) -> None:
    uow.now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    product = make.product(uow, export_class="katsuobushi")
    later = taiwan_closed(valid_from=date(2026, 11, 23))
    service.add_rule(uow, "tw-closed", later, why="announced")
    assert outcomes(uow, product, "TW") == ["open"]
    uow.now = datetime(2026, 11, 22, 15, tzinfo=UTC)
    assert queries.exactly(uow, [product], "TW")[product.id].outcome is Outcome.CLOSED
    new_day(uow, {})
    assert outcomes(uow, product, "TW") == ["closed"]


def test_rows_past_their_review_day_are_counted_and_listed(uow: UnitOfWork) -> None:
    service.load(uow)
    uow.now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    due = queries.list_rules(uow, only_due=True)
    assert len(due) == queries.due_for_review(uow)
    assert {"kr-fishery-origin", "sg-food", "ch-fishery"} <= {row.key for row in due}
    assert "tw-food" not in {row.key for row in due}
    uow.now = datetime(2027, 5, 22, 3, tzinfo=UTC)
    assert "tw-food" in {row.key for row in queries.list_rules(uow, only_due=True)}


def test_a_customs_code_has_six_digits(uow: UnitOfWork) -> None:
    product = make.product(uow, export_class="tea")
    with pytest.raises(DomainError, match="six digits"):
        service.set_abroad(uow, product, Abroad(places=PLACES, hs_code="1604"))
    said = Abroad(
        places=PLACES,
        hs_code="160414",
        hs_overrides={"EU": "030549"},
        latin_name="Katsuwonus",
        provides=["origin"],
    )
    service.set_abroad(uow, product, said)
    assert service.abroad_of(uow, product.id) == said
