"""Lots: the oldest goes first, and none that would arrive too old."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web.versions import bucket, snapshot
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product
from shop.catalogue.service import ProductFacts
from shop.stock import lots as lots_of_stock
from shop.stock import queries, service
from shop.stock.lots import LotFacts
from shop.stock.models import MovementKind, StockAllocation, StockItem, StockLot
from shop.stock.service import OutOfStockError
from tests.factories import shop as make


def day(uow: UnitOfWork, days: int) -> date:
    return tokyo_day(uow.now) + timedelta(days=days)


def goods(uow: UnitOfWork, *, promise: int | None = None, without_lot: int = 0) -> int:
    made = make.product(uow, stock=without_lot, days_left_on_arrival=promise)
    return make.variant(uow, made).id


def receive(
    uow: UnitOfWork, variant_id: int, code: str, *, keeps: int | None, number: int = 10
) -> None:
    facts = LotFacts(code=code, expires_on=day(uow, keeps) if keeps is not None else None)
    service.receive_lot(uow, variant_id=variant_id, lot=facts, quantity=number)


def lots(uow: UnitOfWork, variant_id: int) -> dict[str, tuple[int, int]]:
    rows = uow.session.scalars(
        select(StockLot)
        .where(StockLot.variant_id == variant_id)
        .execution_options(populate_existing=True)
    )
    return {lot.code: (lot.on_hand, lot.reserved) for lot in rows}


def reserve(uow: UnitOfWork, variant_id: int, number: int, *, arrives: int = 0) -> None:
    service.reserve(
        uow,
        reference="A",
        quantities={variant_id: number},
        until=None,
        arrivals={variant_id: day(uow, arrives)},
    )


def left(uow: UnitOfWork, variant_id: int, *, arrives: int = 0) -> int:
    uow.session.flush()
    return queries.supplies(uow.session, {variant_id: day(uow, arrives)})[variant_id].free


def test_the_lot_that_expires_first_goes_first(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "late", keeps=90)
    receive(uow, variant_id, "soon", keeps=30)
    receive(uow, variant_id, "undated", keeps=None)
    reserve(uow, variant_id, 14)
    assert lots(uow, variant_id) == {"late": (10, 4), "soon": (10, 10), "undated": (10, 0)}


def test_a_lot_that_would_keep_too_short_on_arrival_is_passed_over(uow: UnitOfWork) -> None:
    variant_id = goods(uow, promise=20)
    receive(uow, variant_id, "old", keeps=22)
    receive(uow, variant_id, "fresh", keeps=60)
    assert left(uow, variant_id, arrives=2) == 20
    assert left(uow, variant_id, arrives=3) == 10
    reserve(uow, variant_id, 5, arrives=3)
    assert lots(uow, variant_id) == {"old": (10, 0), "fresh": (10, 5)}


def test_goods_that_would_arrive_too_old_cannot_be_promised(uow: UnitOfWork) -> None:
    variant_id = goods(uow, promise=20)
    receive(uow, variant_id, "old", keeps=22)
    receive(uow, variant_id, "fresh", keeps=60, number=3)
    with pytest.raises(OutOfStockError) as refused:
        reserve(uow, variant_id, 4, arrives=3)
    assert refused.value.left == 3


def test_an_expired_lot_is_not_sold_even_without_a_promise(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "gone", keeps=0)
    assert left(uow, variant_id, arrives=0) == 10
    assert left(uow, variant_id, arrives=1) == 0


def test_stock_without_a_lot_is_sold_after_the_lots(uow: UnitOfWork) -> None:
    variant_id = goods(uow, promise=20, without_lot=5)
    receive(uow, variant_id, "fresh", keeps=60, number=3)
    assert left(uow, variant_id, arrives=3) == 8
    reserve(uow, variant_id, 7, arrives=3)
    assert lots(uow, variant_id) == {"fresh": (3, 3)}
    assert left(uow, variant_id, arrives=3) == 1


def test_released_goods_go_back_to_their_lot_and_can_be_promised_again(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "one", keeps=30)
    reserve(uow, variant_id, 4)
    service.release(uow, reference="A")
    service.release(uow, reference="A")
    assert lots(uow, variant_id) == {"one": (10, 0)}
    reserve(uow, variant_id, 6)
    assert lots(uow, variant_id) == {"one": (10, 6)}


def test_goods_leave_from_the_lot_they_were_promised_of_and_the_trace_stays(
    uow: UnitOfWork,
) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "soon", keeps=30, number=2)
    receive(uow, variant_id, "late", keeps=90)
    reserve(uow, variant_id, 5)
    service.commit(uow, reference="A", quantities={variant_id: 3})
    assert lots(uow, variant_id) == {"soon": (0, 0), "late": (9, 2)}
    service.release(uow, reference="A")
    assert lots(uow, variant_id) == {"soon": (0, 0), "late": (9, 0)}
    uow.session.flush()
    traced = uow.session.scalars(select(StockAllocation).order_by(StockAllocation.quantity.desc()))
    assert [(one.quantity, one.committed) for one in traced] == [(2, 2), (1, 1)]


def test_what_a_count_does_not_find_was_of_the_oldest_lot(uow: UnitOfWork) -> None:
    variant_id = goods(uow, without_lot=1)
    receive(uow, variant_id, "soon", keeps=30)
    receive(uow, variant_id, "late", keeps=90)
    reserve(uow, variant_id, 8)
    service.count(uow, variant_id=variant_id, counted=17, reason="some were broken")
    assert lots(uow, variant_id) == {"soon": (8, 8), "late": (9, 0)}


def test_a_lot_may_come_in_twice_but_not_with_other_dates(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "one", keeps=30)
    receive(uow, variant_id, "one", keeps=30)
    assert lots(uow, variant_id) == {"one": (20, 0)}
    with pytest.raises(DomainError) as refused:
        receive(uow, variant_id, "one", keeps=31)
    assert refused.value.code == "lot_differs"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (LotFacts(code=" "), "lot_code_missing"),
        (
            LotFacts(code="x", made_on=date(2026, 5, 2), expires_on=date(2026, 5, 1)),
            "lot_days_wrong",
        ),
    ],
)
def test_a_lot_without_number_or_with_crossed_dates_is_refused(
    uow: UnitOfWork, facts: LotFacts, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        service.receive_lot(uow, variant_id=goods(uow), lot=facts, quantity=1)
    assert refused.value.code == code


def test_receiving_a_lot_writes_a_movement(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "one", keeps=30, number=4)
    found = queries.list_movements(uow.session, variant_id)
    assert [(one.kind, one.quantity) for one in found] == [(MovementKind.RECEIVED, 4)]


def test_a_new_promise_counts_for_lots_that_are_there(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    receive(uow, variant_id, "one", keeps=30)
    product = uow.session.scalars(select(Product)).one()
    facts = ProductFacts(
        category_id=product.category_id,
        temperature=product.temperature,
        days_left_on_arrival=29,
    )
    catalogue.update_product(uow, product, facts)
    lots_of_stock.keep_promise(uow, product.id)
    assert left(uow, variant_id, arrives=1) == 10
    assert left(uow, variant_id, arrives=2) == 0


def test_a_page_is_made_again_when_its_goods_keep_shorter_or_longer(uow: UnitOfWork) -> None:
    variant_id = goods(uow, without_lot=50)
    product = uow.session.scalars(select(Product)).one()
    before = snapshot(uow.session).get(bucket("product", product.id), 0)
    receive(uow, variant_id, "one", keeps=30)
    assert snapshot(uow.session)[bucket("product", product.id)] > before


def test_what_is_promised_without_a_lot_stays_beside_the_lots_when_less_is_counted(
    uow: UnitOfWork,
) -> None:
    variant_id = goods(uow, promise=20, without_lot=5)
    receive(uow, variant_id, "old", keeps=10, number=5)
    reserve(uow, variant_id, 5)
    service.count(uow, variant_id=variant_id, counted=7, reason="some were broken")
    assert lots(uow, variant_id) == {"old": (2, 0)}
    service.commit(uow, reference="A", quantities={variant_id: 5})
    item = uow.session.get_one(StockItem, variant_id, populate_existing=True)
    assert (item.on_hand, lots(uow, variant_id)) == (2, {"old": (2, 0)})
