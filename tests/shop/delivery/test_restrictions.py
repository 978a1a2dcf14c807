"""What may be sent where; what nobody checked is blocked."""

from datetime import date

import pytest

from shop.catalogue.models import Temperature
from shop.delivery import restrictions
from shop.delivery.restrictions import REASONS, Status, check

A = Temperature.AMBIENT


@pytest.mark.parametrize("country", ["TW", "HK", "SG"])
def test_ambient_fishery_goods_may_go_to_open_markets(country: str) -> None:
    assert check(country, "fishery_processed", A).status is Status.ALLOWED


@pytest.mark.parametrize("country", ["TH", "KR"])
def test_conditions_are_said_and_do_not_block(country: str) -> None:
    verdict = check(country, "katsuobushi", A)
    assert verdict.status is Status.CONDITIONAL
    assert verdict.may_be_sent


@pytest.mark.parametrize("country", ["CN", "RU", "US"])
def test_closed_countries_are_closed_for_everything(country: str) -> None:
    verdict = check(country, "tea", A)
    assert verdict.status is Status.PROHIBITED
    assert not verdict.may_be_sent
    assert verdict.source
    assert verdict.checked_on is not None


@pytest.mark.parametrize(("country", "product_class"), [("DE", "tea"), ("TW", "fruit_veg")])
def test_what_no_row_covers_is_blocked_as_unchecked(country: str, product_class: str) -> None:
    verdict = check(country, product_class, A)
    assert verdict.status is Status.UNKNOWN
    assert not verdict.may_be_sent
    assert verdict.reason == REASONS["not_checked"]


def test_a_product_without_a_class_goes_nowhere_abroad() -> None:
    assert not check("TW", "", A).may_be_sent


@pytest.mark.parametrize("temperature", [Temperature.CHILLED, Temperature.FROZEN])
def test_cold_goods_stay_in_japan(temperature: Temperature) -> None:
    assert check("JP", "fishery_raw", temperature).may_be_sent
    assert check("TW", "fishery_processed", temperature).reason == REASONS["no_cold_lane"]


def test_alcohol_stays_in_japan() -> None:
    assert check("SG", "alcohol", A).status is Status.PROHIBITED
    assert check("JP", "alcohol", A).may_be_sent


def test_every_row_has_a_known_reason_and_a_day() -> None:
    for rule in restrictions.rules():
        assert rule.reason in REASONS
        assert rule.checked_on <= date(2026, 11, 22)


def test_destinations_begin_at_home() -> None:
    assert restrictions.destinations() == ["JP", "HK", "KR", "SG", "TH", "TW"]
