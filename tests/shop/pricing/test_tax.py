"""Consumption tax: dated rows by the day of supply, classes, and one rounding per rate."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import TaxClass
from shop.pricing import tax
from shop.pricing.quotes import QuoteRequest, Wanted
from shop.pricing.service import quote
from shop.pricing.tax import TaxAmount, TaxRate
from tests.factories import delivery as send
from tests.factories import shop as make

PLANNED = (
    TaxRate(tax_class="food", percent=8, since=date(2019, 10, 1), until=None),
    TaxRate(tax_class="food", percent=1, since=date(2027, 4, 1), until=date(2029, 3, 31)),
)


@pytest.mark.parametrize(
    ("tax_class", "percent"), [("food", 8), ("alcohol", 10), ("other", 10), (tax.DELIVERY, 10)]
)
def test_each_class_has_its_rate(tax_class: str, percent: int) -> None:
    assert tax.rate_of(tax_class, date(2026, 11, 22), "JP") == percent
    assert tax.rate_of(tax_class, date(2026, 11, 22), "TW") == 0


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2027, 3, 31), 8),
        (date(2027, 4, 1), 1),
        (date(2029, 3, 31), 1),
        (date(2029, 4, 1), 8),
    ],
)
def test_the_row_that_began_last_counts_on_the_day_of_supply(day: date, percent: int) -> None:
    assert tax.rate_of("food", day, "JP", PLANNED) == percent


def test_a_day_that_no_row_covers_is_an_error() -> None:
    with pytest.raises(LookupError):
        tax.rate_of("food", date(2019, 9, 30), "JP")


def test_the_day_of_supply_is_the_day_on_which_the_goods_leave(uow: UnitOfWork) -> None:
    """Ordered on Monday the 2nd; the business needs a day, rests on the holiday and the 4th."""
    shop = send.sender(uow, closes_on_holidays=True, closed_days=["2026-11-04"])
    product = make.product(uow, shop=shop)
    item = Wanted(variant_id=make.variant(uow, product).id, quantity=1)
    answer = quote(uow, QuoteRequest(items=(item,), locale="ja", country="JP", region="大阪府"))
    assert answer.lines[0].supplied_on == date(2026, 11, 5)


def test_wrapping_and_delivery_are_taxed_at_ten_food_at_eight_alcohol_at_ten(
    uow: UnitOfWork,
) -> None:
    shop = send.sender(uow, wrapping_fee=330)
    food = make.product(uow, shop=shop, price=1080)
    sake = make.product(uow, shop=shop, price=1100, tax_class=TaxClass.ALCOHOL)
    items = tuple(
        Wanted(variant_id=make.variant(uow, each).id, quantity=1) for each in (food, sake)
    )
    asked = QuoteRequest(items=items, locale="ja", country="JP", region="大阪府", gift=send.WRAPPED)
    (vendor,) = quote(uow, asked).vendors
    assert vendor.taxes == (
        TaxAmount(rate_percent=10, amount=1100 + 900 + 330, tax=211),
        TaxAmount(rate_percent=8, amount=1080, tax=80),
    )


@given(st.lists(st.tuples(st.sampled_from([8, 10]), st.integers(0, 100_000)), max_size=20))
def test_tax_is_rounded_once_per_rate_and_the_amounts_add_up(
    lines: list[tuple[int, int]],
) -> None:
    found = tax.buckets(lines, "JP")
    assert sum(each.amount for each in found) == sum(amount for _, amount in lines)
    for each in found:
        whole = sum(amount for rate, amount in lines if rate == each.rate_percent)
        assert each.tax == whole * each.rate_percent // (100 + each.rate_percent)
