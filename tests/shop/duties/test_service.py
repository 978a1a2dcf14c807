"""Duty and tax: an estimate from a dated row, or the honest answer that nobody knows."""

from datetime import date

import pytest

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.duties import queries, service
from shop.duties.service import DutyFacts


def facts(**more: object) -> DutyFacts:
    values: dict[str, object] = {
        "region": "TH", "duty": 50, "tax": 70, "valid_from": date(2026, 1, 1),
        "source": "customs office", "source_date": "2026-10", **more,
    }  # fmt: skip
    return DutyFacts(**values)  # type: ignore[arg-type]


def test_without_a_row_nobody_knows(uow: UnitOfWork) -> None:
    found = queries.estimate(uow, "TH", 5000)
    assert (found.is_known, found.amount) == (False, None)


def test_tax_is_taken_of_the_value_with_its_duty(uow: UnitOfWork) -> None:
    service.enter(uow, facts())
    assert queries.estimate(uow, "TH", 10_000).amount == 500 + 735
    assert queries.estimate(uow, "SG", 10_000).amount is None


def test_the_newest_row_that_has_begun_counts_and_small_values_are_free(uow: UnitOfWork) -> None:
    service.enter(uow, facts())
    service.enter(uow, facts(duty=0, tax=100, valid_from=date(2026, 11, 2), free_up_to=5000))
    service.enter(uow, facts(duty=900, valid_from=date(2026, 11, 3)))
    assert queries.estimate(uow, "TH", 5000).amount == 0
    assert queries.estimate(uow, "TH", 5001).amount == 500


def test_a_rate_below_zero_is_refused(uow: UnitOfWork) -> None:
    with pytest.raises(DomainError):
        service.enter(uow, facts(duty=-1))
