"""Forty buyers, five of each: five purchases, nothing oversold, nobody waits for ever."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import sessionmaker

from core.database import Base, create_engine
from core.errors import DomainError
from core.migrations import import_models
from core.unit_of_work import GUEST, SYSTEM, Database
from shop.checkout.service import Placement, place_order
from shop.orders.models import Order, Purchase
from shop.pricing.quotes import QuoteRequest, Wanted
from shop.stock.models import StockItem, StockReservation
from tests.conftest import new_postgresql
from tests.factories import checkout as make
from tests.factories import shop

BUYERS, THREADS, STOCK = 40, 20, 5
TOTAL = 1480 * 2 + 880 * 2


@pytest.fixture
def committed(engine_name: str, tmp_path: Path) -> Iterator[Database]:
    """A database of the test's own, in which commits are real."""
    import_models()
    url = (
        f"sqlite:///{tmp_path / 'race.sqlite3'}"
        if engine_name == "sqlite"
        else new_postgresql("race_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))
    )
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    yield Database(sessions=sessionmaker(engine, expire_on_commit=False))
    engine.dispose()


def goods(database: Database, **more: int) -> tuple[int, int]:
    with database.unit_of_work(SYSTEM) as uow:
        one, two = make.sold_product(uow, **more), make.sold_product(uow, **more)
        return shop.variant(uow, one).id, shop.variant(uow, two).id


def attempt(database: Database, key: str, variant_ids: tuple[int, ...]) -> str:
    request = QuoteRequest(
        items=tuple(Wanted(variant_id=each, quantity=1) for each in variant_ids),
        locale="ja",
        country="JP",
        region="大阪府",
        email="buyer@example.org",
        seen_total=TOTAL,
    )
    try:
        with database.unit_of_work(GUEST) as uow:
            place_order(uow, Placement(key=key, request=request, address=make.OSAKA))
    except DomainError as error:
        return error.code
    return "placed"


def test_nothing_is_oversold_and_carts_in_opposite_orders_do_not_lock_each_other(
    committed: Database,
) -> None:
    one, two = goods(committed, stock=STOCK)
    carts = [(one, two) if number % 2 else (two, one) for number in range(BUYERS)]
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = Counter(
            pool.map(lambda each: attempt(committed, f"buyer-{each[0]}", each[1]), enumerate(carts))
        )
    assert outcomes == {"placed": STOCK, "out_of_stock": BUYERS - STOCK}
    with committed.unit_of_work(SYSTEM, read_only=True) as uow:
        items = uow.session.execute(select(StockItem.on_hand, StockItem.reserved)).all()
        assert [tuple(item) for item in items] == [(STOCK, STOCK), (STOCK, STOCK)]
        purchases = uow.session.scalars(select(Purchase)).all()
        held = uow.session.execute(
            select(StockReservation.reference, func.sum(StockReservation.quantity)).group_by(
                StockReservation.reference
            )
        ).all()
        assert len(purchases) == STOCK
        assert {tuple(row) for row in held} == {(each.number, 2) for each in purchases}
        for purchase in purchases:
            assert len(purchase.orders) == 2
            assert sum(order.total for order in purchase.orders) == purchase.total == TOTAL
            assert all(
                sum(line.line_total for line in order.lines) == order.goods_total
                and sum(parcel.fee for parcel in order.parcels) == order.delivery_total
                for order in purchase.orders
            )


def test_one_form_sent_many_times_at_once_places_one_purchase(committed: Database) -> None:
    one, two = goods(committed, stock=100)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: attempt(committed, "one-form", (one, two)), range(16)))
    with committed.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(func.count(Purchase.id))).one() == 1
        assert uow.session.scalars(select(func.count(Order.id))).one() == 2
        assert uow.session.scalars(select(func.sum(StockItem.reserved))).one() == 2
    assert outcomes == ["placed"] * 16
