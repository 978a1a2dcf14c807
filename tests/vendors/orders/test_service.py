"""Confirming and cancelling."""

import pytest
from sqlalchemy import func, select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.orders.states import OrderState
from shop.stock.models import StockItem
from shop.storefronts.models import Storefront
from tests.factories import orders, shop
from tests.factories.vendors import acting
from vendors.fulfilment import service as fulfilment
from vendors.orders import queries, service
from vendors.orders.models import OrderConfirmation
from vendors.orders.queries import Shelf


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    return acting(uow, storefront)


def counts(desk: UnitOfWork, storefront: Storefront) -> dict[str, int]:
    found = queries.count_by_shelf(desk.session, storefront.organisation_id)
    return {shelf.value: count for shelf, count in found.items() if count}


def test_a_paid_order_is_confirmed_once(desk: UnitOfWork, storefront: Storefront) -> None:
    order = orders.paid_order(desk, shop.product(desk, shop=storefront))
    assert counts(desk, storefront) == {"confirm": 1}
    service.confirm(desk, order.id)
    service.confirm(desk, order.id)
    assert counts(desk, storefront) == {"pack": 1}
    assert desk.session.scalar(select(func.count()).select_from(OrderConfirmation)) == 1
    entries = select(Entry).where(Entry.action == "office:order:confirm")
    assert len(desk.session.scalars(entries).all()) == 1


def test_an_unpaid_order_cannot_be_confirmed(desk: UnitOfWork, storefront: Storefront) -> None:
    order = orders.placed_order(desk, shop.product(desk, shop=storefront))
    with pytest.raises(DomainError, match="paid order"):
        service.confirm(desk, order.id)
    assert counts(desk, storefront) == {"unpaid": 1}


def test_cancelling_needs_a_reason_and_frees_the_goods(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = shop.product(desk, shop=storefront, stock=10)
    order = orders.paid_order(desk, product, quantity=3)
    with pytest.raises(DomainError) as refused:
        service.cancel(desk, order.id, reason="  ")
    assert refused.value.field == "reason"
    assert order.state is OrderState.PAID
    service.cancel(desk, order.id, reason="不漁のため")
    assert order.state is OrderState.CANCELLED
    item = desk.session.get_one(StockItem, shop.variant(desk, product).id, populate_existing=True)
    assert (item.on_hand, item.reserved) == (10, 0)
    page = queries.get_page(desk.session, storefront.organisation_id, order.id)
    assert page.transitions[-1].reason == "不漁のため"
    assert not page.can_be_cancelled


def test_what_was_sent_is_not_cancelled(desk: UnitOfWork, storefront: Storefront) -> None:
    order = orders.paid_order(desk, shop.product(desk, shop=storefront))
    fulfilment.ship(desk, order.parcels[0].id, carrier="yamato", tracking_number="123456789013")
    with pytest.raises(DomainError, match="no longer"):
        service.cancel(desk, order.id, reason="x")
    assert order.state is OrderState.SHIPPED


def test_another_businesss_order_is_not_found(desk: UnitOfWork) -> None:
    theirs = orders.paid_order(desk, shop.product(desk))
    own = desk.actor.organisation_id or 0
    with pytest.raises(NotFoundError):
        service.confirm(desk, theirs.id)
    with pytest.raises(NotFoundError):
        service.cancel(desk, theirs.id, reason="x")
    with pytest.raises(NotFoundError):
        queries.get_page(desk.session, own, theirs.id)
    assert theirs.state is OrderState.PAID


def test_lists_hold_own_orders_by_key(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, stock=100)
    mine = [orders.paid_order(desk, product).id for _ in range(27)]
    orders.paid_order(desk, shop.product(desk))
    own = storefront.organisation_id
    first = queries.list_orders(desk.session, own, Shelf.TO_CONFIRM)
    assert [row.id for row in first] == mine[:26]
    assert (first[0].recipient, first[0].pieces, first[0].country) == ("山田 太郎", 2, "JP")
    after = first[queries.PAGE - 1].id
    rest = queries.list_orders(desk.session, own, Shelf.TO_CONFIRM, after=after)
    assert [row.id for row in rest] == mine[25:]
    assert queries.list_orders(desk.session, own, Shelf.TO_PACK) == []
    assert queries.oldest_at(desk.session, own, Shelf.TO_CONFIRM) == desk.now
