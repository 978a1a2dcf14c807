"""Handing parcels over."""

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.orders.models import Parcel
from shop.orders.states import OrderState, ParcelState
from shop.stock.models import StockItem
from shop.storefronts.models import Storefront
from tests.factories import orders, shop
from tests.factories.vendors import acting
from vendors.fulfilment import queries, service
from vendors.orders import service as orders_desk
from vendors.orders.models import OrderConfirmation

NUMBER = "1234-5678-9013"


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    return acting(uow, storefront)


def test_a_parcel_leaves_with_its_number(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, stock=10)
    order = orders.paid_order(desk, product, quantity=3)
    parcel = service.ship(desk, order.parcels[0].id, carrier="yamato", tracking_number=NUMBER)
    assert (parcel.state, parcel.tracking_number, parcel.shipped_at) == (
        ParcelState.SHIPPED, "123456789013", desk.now,
    )  # fmt: skip
    assert order.state is OrderState.SHIPPED
    item = desk.session.get_one(StockItem, shop.variant(desk, product).id, populate_existing=True)
    assert (item.on_hand, item.reserved) == (7, 0)
    assert desk.session.get(OrderConfirmation, order.id) is not None


@pytest.mark.parametrize(
    ("carrier", "number", "code"),
    [("yamato", "123456789012", "tracking_wrong"), ("pigeon", NUMBER, "unknown_carrier")],
)
def test_a_wrong_number_sends_nothing(
    desk: UnitOfWork, storefront: Storefront, carrier: str, number: str, code: str
) -> None:
    order = orders.paid_order(desk, shop.product(desk, shop=storefront))
    with pytest.raises(DomainError) as refused:
        service.ship(desk, order.parcels[0].id, carrier=carrier, tracking_number=number)
    assert refused.value.code == code
    assert order.parcels[0].state is ParcelState.PACKING


def test_an_unpaid_parcel_stays(desk: UnitOfWork, storefront: Storefront) -> None:
    order = orders.placed_order(desk, shop.product(desk, shop=storefront))
    with pytest.raises(DomainError):
        service.ship(desk, order.parcels[0].id, carrier="yamato", tracking_number=NUMBER)
    assert order.parcels[0].state is ParcelState.PACKING


def test_another_businesss_parcel_is_not_found(desk: UnitOfWork) -> None:
    theirs = orders.paid_order(desk, shop.product(desk)).parcels[0]
    with pytest.raises(NotFoundError):
        service.ship(desk, theirs.id, carrier="yamato", tracking_number=NUMBER)
    with pytest.raises(NotFoundError):
        queries.get_page(desk.session, desk.actor.organisation_id or 0, theirs.id)
    assert theirs.state is ParcelState.PACKING


def test_parcels_to_pack_are_own_confirmed_and_by_key(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = shop.product(desk, shop=storefront, stock=200)
    made = [orders.paid_order(desk, product) for _ in range(52)]
    for order in made:
        orders_desk.confirm(desk, order.id)
    orders.paid_order(desk, product)
    parcels = [order.parcels[0].id for order in made]
    own = storefront.organisation_id
    first = queries.list_to_pack(desk.session, own)
    assert [row.id for row in first] == parcels[:51]
    assert (first[0].recipient, first[0].pieces) == ("山田 太郎", 2)
    rest = queries.list_to_pack(desk.session, own, after=parcels[49])
    assert [row.id for row in rest] == parcels[50:]
    assert len(desk.session.scalars(select(Parcel.id)).all()) == 53
