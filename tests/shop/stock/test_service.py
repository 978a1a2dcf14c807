"""Stock is promised once, leaves once, and never goes below what was promised."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from core.web.versions import bucket, snapshot
from shop.stock import service
from shop.stock.models import MovementKind, StockItem, StockMovement
from shop.stock.service import OutOfStockError
from tests.factories import shop as make


def item(uow: UnitOfWork, variant_id: int) -> tuple[int, int]:
    found = uow.session.execute(
        select(StockItem.on_hand, StockItem.reserved).where(StockItem.variant_id == variant_id)
    ).one()
    return found[0], found[1]


def goods(uow: UnitOfWork, stock: int = 10) -> int:
    return make.variant(uow, make.product(uow, stock=stock)).id


def test_reserving_promises_and_leaves_goods_on_hand(uow: UnitOfWork) -> None:
    one, two = goods(uow), goods(uow)
    service.reserve(uow, reference="A", quantities={two: 3, one: 4}, until=uow.now)
    assert item(uow, one) == (10, 4)
    assert item(uow, two) == (10, 3)


def test_too_little_is_refused_by_name_with_what_is_left(uow: UnitOfWork) -> None:
    made = make.product(uow, stock=5)
    variant_id = make.variant(uow, made).id
    service.reserve(uow, reference="A", quantities={variant_id: 3}, until=None)
    with use_locale("en"), pytest.raises(OutOfStockError) as refused:
        service.reserve(uow, reference="B", quantities={variant_id: 3}, until=None)
    assert refused.value.code == "out_of_stock"
    assert refused.value.left == 2
    assert str(refused.value) == (
        "There are not enough of Shaved katsuobushi any more. Number left: 2."
    )
    assert item(uow, variant_id) == (5, 3)


def test_sold_out_is_said_as_such(uow: UnitOfWork) -> None:
    variant_id = goods(uow, stock=0)
    with use_locale("ja"), pytest.raises(OutOfStockError) as refused:
        service.reserve(uow, reference="A", quantities={variant_id: 1}, until=None)
    assert refused.value.params == {"name": "本枯節 削りぶし"}


def test_releasing_twice_gives_back_once(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=None)
    service.release(uow, reference="A")
    service.release(uow, reference="A")
    assert item(uow, variant_id) == (10, 0)


def test_only_the_named_variants_are_released(uow: UnitOfWork) -> None:
    one, two = goods(uow), goods(uow)
    service.reserve(uow, reference="A", quantities={one: 1, two: 2}, until=None)
    service.release(uow, reference="A", variant_ids=[one])
    assert item(uow, one) == (10, 0)
    assert item(uow, two) == (10, 2)


def test_what_was_released_can_be_promised_to_the_same_reference_again(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=uow.now)
    service.release(uow, reference="A")
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=None)
    assert item(uow, variant_id) == (10, 4)
    assert service.is_held(uow, reference="A", quantities={variant_id: 4})


def test_goods_leave_in_parts_and_what_left_is_not_released(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=None)
    service.commit(uow, reference="A", quantities={variant_id: 3})
    assert item(uow, variant_id) == (7, 1)
    service.release(uow, reference="A")
    assert item(uow, variant_id) == (7, 0)
    movements = uow.session.scalars(select(StockMovement)).all()
    assert [(m.quantity, m.kind) for m in movements] == [(-3, MovementKind.SHIPPED)]


def test_more_than_was_promised_cannot_leave(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=None)
    with pytest.raises(DomainError) as refused:
        service.commit(uow, reference="A", quantities={variant_id: 5})
    assert refused.value.code == "not_reserved"
    assert item(uow, variant_id) == (10, 4)


def test_promises_end_when_their_time_is_over_unless_they_were_paid(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="late", quantities={variant_id: 1}, until=uow.now)
    service.reserve(uow, reference="paid", quantities={variant_id: 2}, until=uow.now)
    later = uow.now + timedelta(minutes=30)
    service.reserve(uow, reference="open", quantities={variant_id: 3}, until=later)
    service.keep(uow, reference="paid")
    assert service.expire(uow) == 1
    assert item(uow, variant_id) == (10, 5)


def test_a_count_writes_the_difference(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.count(uow, variant_id=variant_id, counted=7, reason="shelf")
    assert item(uow, variant_id) == (7, 0)
    movement = uow.session.scalars(select(StockMovement)).one()
    assert (movement.quantity, movement.kind, movement.reason) == (
        -3,
        MovementKind.COUNTED,
        "shelf",
    )


def test_a_count_below_what_was_promised_is_refused(uow: UnitOfWork) -> None:
    variant_id = goods(uow)
    service.reserve(uow, reference="A", quantities={variant_id: 4}, until=None)
    with pytest.raises(DomainError) as refused:
        service.count(uow, variant_id=variant_id, counted=3)
    assert (refused.value.code, refused.value.params) == ("below_reserved", {"reserved": 4})
    assert item(uow, variant_id) == (10, 4)


def test_receiving_adds_to_what_is_there(uow: UnitOfWork) -> None:
    variant_id = goods(uow, stock=0)
    service.receive(uow, variant_id=variant_id, quantity=6)
    assert item(uow, variant_id) == (6, 0)
    with pytest.raises(DomainError):
        service.receive(uow, variant_id=variant_id, quantity=0)


def test_pages_are_thrown_away_when_what_they_say_of_stock_changes(uow: UnitOfWork) -> None:
    made = make.product(uow, stock=20)
    variant_id = make.variant(uow, made).id
    page = bucket("product", made.id)
    service.reserve(uow, reference="A", quantities={variant_id: 5}, until=None)
    assert snapshot(uow.session) == {}
    service.reserve(uow, reference="B", quantities={variant_id: 11}, until=None)
    assert snapshot(uow.session) == {"catalogue": 1, page: 1}
    service.reserve(uow, reference="C", quantities={variant_id: 1}, until=None)
    assert snapshot(uow.session) == {"catalogue": 1, page: 2}
    service.reserve(uow, reference="D", quantities={variant_id: 3}, until=None)
    assert snapshot(uow.session) == {"catalogue": 2, page: 3}
    service.release(uow, reference="D")
    assert snapshot(uow.session) == {"catalogue": 3, page: 4}
