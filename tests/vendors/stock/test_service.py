"""Receiving and counting."""

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.stock import service as stock
from shop.stock.models import StockItem, StockMovement
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.stock import queries, service
from vendors.stock.service import Change


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    return acting(uow, storefront)


@pytest.fixture
def variant_id(uow: UnitOfWork, storefront: Storefront) -> int:
    return shop.variant(uow, shop.product(uow, shop=storefront, stock=10)).id


def on_hand(desk: UnitOfWork, variant_id: int) -> int:
    return desk.session.get_one(StockItem, variant_id, populate_existing=True).on_hand


def test_received_goods_are_added_with_person_and_reason(desk: UnitOfWork, variant_id: int) -> None:
    service.change(desk, variant_id, Change.RECEIVED, quantity=5, reason="水揚げ")
    assert on_hand(desk, variant_id) == 15
    movement = desk.session.scalars(select(StockMovement)).one()
    assert (movement.quantity, movement.reason, movement.user_id) == (
        5, "水揚げ", desk.actor.user_id,
    )  # fmt: skip
    entry = desk.session.scalars(select(Entry).where(Entry.action == "office:stock:received")).one()
    assert entry.changes == {"on_hand": [10, 15], "reason": [None, "水揚げ"]}


def test_a_count_that_finds_fewer_needs_a_reason(desk: UnitOfWork, variant_id: int) -> None:
    with pytest.raises(DomainError) as refused:
        service.change(desk, variant_id, Change.COUNTED, quantity=8)
    assert refused.value.field == "reason"
    assert on_hand(desk, variant_id) == 10
    service.change(desk, variant_id, Change.COUNTED, quantity=8, reason="破損")
    assert on_hand(desk, variant_id) == 8
    service.change(desk, variant_id, Change.COUNTED, quantity=9)
    assert on_hand(desk, variant_id) == 9


def test_what_is_promised_cannot_be_counted_away(desk: UnitOfWork, variant_id: int) -> None:
    stock.reserve(desk, reference="P1", quantities={variant_id: 6}, until=None)
    with pytest.raises(DomainError, match="promised"):
        service.change(desk, variant_id, Change.COUNTED, quantity=5, reason="破損")
    assert on_hand(desk, variant_id) == 10


def test_another_businesss_goods_are_not_found(desk: UnitOfWork) -> None:
    theirs = shop.variant(desk, shop.product(desk, stock=10))
    for kind in Change:
        with pytest.raises(NotFoundError):
            service.change(desk, theirs.id, kind, quantity=1, reason="x")
    assert on_hand(desk, theirs.id) == 10


def test_the_list_holds_own_goods_by_key(desk: UnitOfWork, storefront: Storefront) -> None:
    shelf = shop.category(desk)
    mine = [
        shop.variant(desk, shop.product(desk, shop=storefront, shelf=shelf, stock=number)).id
        for number in range(52)
    ]
    shop.product(desk)
    own = storefront.organisation_id
    first = queries.list_stock(desk.session, own)
    assert [line.variant_id for line in first] == mine[:51]
    assert (first[3].on_hand, first[3].free) == (3, 3)
    last = first[queries.PAGE - 1]
    rest = queries.list_stock(desk.session, own, after=(last.product_id, last.variant_id))
    assert [line.variant_id for line in rest] == mine[50:]
