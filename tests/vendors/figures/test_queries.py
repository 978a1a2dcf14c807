"""A business's own sales, against figures worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.unit_of_work import UnitOfWork
from tests.factories import orders, shop
from tests.factories.vendors import acting
from vendors.figures import queries
from vendors.figures.queries import Figure


def test_twelve_months_of_paid_goods(uow: UnitOfWork) -> None:
    storefront = shop.storefront(uow)
    desk = acting(uow, storefront)
    shelf = shop.category(desk)
    flakes = shop.product(desk, shop=storefront, shelf=shelf, price=500, stock=100)
    tea = shop.product(desk, shop=storefront, shelf=shelf, price=900, stock=100)
    orders.paid_order(desk, flakes, quantity=2)
    orders.paid_order(desk, tea, quantity=1, country="TH", locale="th")
    earlier = replace(desk, now=datetime(2026, 9, 30, 16, 0, tzinfo=UTC))  # 1 October in Tokyo
    orders.paid_order(earlier, flakes, quantity=4)
    orders.placed_order(desk, tea)
    orders.paid_order(desk, tea, is_test=True)
    orders.paid_order(desk, shop.product(desk, price=9999))
    orders.paid_order(replace(desk, now=desk.now - timedelta(days=400)), flakes)
    found = queries.of_business(desk, storefront.organisation_id, "en")
    assert found.total == Figure("", 3, 7, 3900)
    assert [(one.key, one.amount) for one in found.months[-3:]] == [
        ("2026-09", 0), ("2026-10", 2000), ("2026-11", 1900),
    ]  # fmt: skip
    assert len(found.months) == 12
    assert [(one.key, one.pieces, one.amount) for one in found.products] == [
        (str(flakes.id), 6, 3000), (str(tea.id), 1, 900),
    ]  # fmt: skip
    assert [(one.key, one.orders, one.amount) for one in found.countries] == [
        ("JP", 2, 3000), ("TH", 1, 900),
    ]  # fmt: skip
    assert [(one.key, one.amount) for one in found.languages] == [("ja", 3000), ("th", 900)]
    assert found.names[str(tea.id)] == "Shaved katsuobushi"


def test_simulated_payments_count_for_sample_businesses_only(uow: UnitOfWork) -> None:
    storefront = shop.storefront(uow)
    orders.paid_order(uow, shop.product(uow, shop=storefront, price=500), is_test=True)
    desk = acting(uow, storefront)
    assert queries.of_business(desk, storefront.organisation_id, "ja").total.amount == 0
    storefront.organisation.is_sample = True
    assert queries.of_business(desk, storefront.organisation_id, "ja").total.amount == 1000


def test_without_sales_there_is_nothing(uow: UnitOfWork) -> None:
    storefront = shop.storefront(uow)
    found = queries.of_business(acting(uow, storefront), storefront.organisation_id, "ja")
    assert found.total == Figure("", 0, 0, 0)
    assert found.products == []
    assert {one.amount for one in found.months} == {0}
