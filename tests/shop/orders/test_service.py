"""The life of a purchase after it was placed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.jobs import run_due
from core.outbox import Job
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from shop.catalogue.models import Temperature
from shop.orders import facts, service
from shop.orders import jobs as orders_jobs
from shop.orders.events import (
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderShipped,
    ParcelShipped,
    PurchaseExpired,
    PurchasePaid,
)
from shop.orders.mails import JOB
from shop.orders.models import OrderTransition, Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.stock.models import StockItem
from tests.factories import checkout as make
from tests.factories import shop
from tests.factories.pricing import CodeAdjuster, registered


def stock(uow: UnitOfWork) -> list[tuple[int, int]]:
    rows = uow.session.execute(
        select(StockItem.on_hand, StockItem.reserved).order_by(StockItem.variant_id)
    )
    return [(row[0], row[1]) for row in rows]


def said(uow: UnitOfWork) -> list[str]:
    return [type(event).__name__ for event in uow.recorded]


def letters(uow: UnitOfWork) -> list[str]:
    payloads = uow.session.scalars(select(Job.payload).where(Job.name == JOB).order_by(Job.id))
    return [payload["message"] for payload in payloads]


def test_paying_twice_pays_once(uow: UnitOfWork) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 2), (make.sold_product(uow), 1)])
    uow.recorded.clear()
    assert service.mark_paid(uow, purchase.id)
    assert service.mark_paid(uow, purchase.id)
    assert purchase.state is PurchaseState.PAID
    assert purchase.paid_at == uow.now
    assert said(uow) == [OrderPaid.__name__, OrderPaid.__name__, PurchasePaid.__name__]
    assert letters(uow) == ["placed", "paid"]
    changes = uow.session.execute(
        select(OrderTransition.from_state, OrderTransition.to_state)
    ).all()
    assert [tuple(each) for each in changes] == [("placed", "paid")] * 2


def test_what_was_paid_no_longer_expires(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 2)])
    uow.now += timedelta(days=30)
    assert service.expire_due(uow) == []
    assert not service.expire(uow, purchase.id)
    assert stock(uow) == [(10, 2)]


def test_what_nobody_pays_ends_and_frees_its_goods(uow: UnitOfWork) -> None:
    with registered(CodeAdjuster()) as adjuster:
        purchase = make.placed(uow, [(make.sold_product(uow), 2)], codes=("UMI500",))
        assert not service.expire(uow, purchase.id)
        uow.now += timedelta(minutes=31)
        assert service.expire_due(uow) == [purchase.id]
        assert service.expire(uow, purchase.id)
        assert not service.expire(uow, purchase.id)
    assert purchase.state is PurchaseState.EXPIRED
    assert purchase.orders[0].state is OrderState.EXPIRED
    assert stock(uow) == [(10, 0)]
    assert adjuster.given_back == [purchase.id]
    assert said(uow)[-1] == PurchaseExpired.__name__
    assert letters(uow) == ["placed", "expired"]


@pytest.mark.usefixtures("app")
def test_the_sweep_ends_each_purchase_in_a_job_of_its_own(
    uow: UnitOfWork, database: Database, clock: FakeClock
) -> None:
    product = make.sold_product(uow)
    first, second = make.placed(uow, [(product, 1)]), make.placed(uow, [(product, 2)])
    uow.session.commit()
    clock.advance(minutes=31)
    with database.unit_of_work(SYSTEM) as later:
        orders_jobs.expire_due(later, {})
    run_due(database)
    with database.unit_of_work(SYSTEM, read_only=True) as later:
        states = later.session.execute(select(Purchase.id, Purchase.state)).all()
        assert {tuple(row) for row in states} == {
            (first.id, PurchaseState.EXPIRED),
            (second.id, PurchaseState.EXPIRED),
        }
        assert stock(later) == [(10, 0)]


def test_a_late_payment_takes_the_goods_again_when_they_are_still_there(uow: UnitOfWork) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 4)])
    uow.now += timedelta(minutes=31)
    service.expire(uow, purchase.id)
    assert service.mark_paid(uow, purchase.id)
    assert purchase.state is PurchaseState.PAID
    assert purchase.orders[0].state is OrderState.PAID
    assert stock(uow) == [(10, 4)]


def test_a_late_payment_for_goods_that_are_gone_is_not_accepted(uow: UnitOfWork) -> None:
    plenty, scarce = make.sold_product(uow), make.sold_product(uow, stock=2)
    purchase = make.placed(uow, [(plenty, 1), (scarce, 2)])
    uow.now += timedelta(minutes=31)
    service.expire(uow, purchase.id)
    make.paid(uow, [(scarce, 1)])
    assert not service.mark_paid(uow, purchase.id)
    assert purchase.state is PurchaseState.EXPIRED
    assert stock(uow) == [(10, 0), (2, 1)]


def test_a_pending_purchase_keeps_its_goods_until_its_own_deadline(uow: UnitOfWork) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 1)])
    until = uow.now + timedelta(days=3)
    service.mark_pending(uow, purchase.id, until=until)
    service.mark_pending(uow, purchase.id, until=until)
    uow.now += timedelta(days=2)
    assert service.expire_due(uow) == []
    assert letters(uow) == ["placed", "pending"]
    uow.now += timedelta(days=1)
    assert service.expire(uow, purchase.id)


def test_a_parcel_leaves_with_its_goods_and_the_buyer_is_told(uow: UnitOfWork) -> None:
    maker = shop.storefront(uow)
    dry = make.sold_product(uow, shop=maker)
    tuna = make.sold_product(uow, shop=maker, temperature=Temperature.FROZEN)
    purchase = make.paid(uow, [(dry, 2), (tuna, 1)])
    order = purchase.orders[0]
    ambient, frozen = order.parcels
    uow.recorded.clear()
    service.ship(uow, ambient.id, carrier="yamato", tracking_number=" 1234-5678 ")
    assert order.state is OrderState.PAID
    assert stock(uow) == [(8, 0), (10, 1)]
    service.ship(uow, frozen.id, carrier="yamato", tracking_number="9")
    service.ship(uow, frozen.id, carrier="yamato", tracking_number="9")
    assert order.state is OrderState.SHIPPED
    assert order.shipped_at == uow.now
    assert stock(uow) == [(8, 0), (9, 0)]
    assert ambient.tracking_number == "1234-5678"
    assert said(uow) == [ParcelShipped.__name__, ParcelShipped.__name__, OrderShipped.__name__]
    assert letters(uow) == ["placed", "paid", "shipped", "shipped"]
    actions = uow.session.scalars(select(Entry.action)).all()
    assert actions.count("office:parcel:ship") == 2


def test_an_order_is_delivered_when_its_last_parcel_is(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow, weight_g=9000), 4)])
    order = purchase.orders[0]
    assert [parcel.weight_g for parcel in order.parcels] == [18100, 18100]
    for parcel in order.parcels:
        service.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    service.deliver(uow, order.parcels[0].id)
    assert order.state is OrderState.SHIPPED
    service.deliver(uow, order.parcels[1].id)
    assert order.state is OrderState.DELIVERED
    assert said(uow)[-1] == OrderDelivered.__name__


def test_an_unpaid_parcel_does_not_leave(uow: UnitOfWork) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 1)])
    parcel = purchase.orders[0].parcels[0]
    with pytest.raises(DomainError) as refused:
        service.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    assert refused.value.code == "not_paid_yet"
    assert parcel.state is ParcelState.PACKING


def test_another_business_or_buyer_does_not_find_the_parcel(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 1)])
    parcel = purchase.orders[0].parcels[0]
    stranger = shop.storefront(uow).organisation_id
    with pytest.raises(NotFoundError):
        service.ship(
            uow, parcel.id, carrier="yamato", tracking_number="1", organisation_id=stranger
        )
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    with pytest.raises(NotFoundError):
        service.deliver(uow, parcel.id, purchase_id=purchase.id + 1)
    assert parcel.state is ParcelState.SHIPPED


def test_a_paid_order_is_cancelled_for_one_business_only(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 1), (make.sold_product(uow), 3)])
    one, two = purchase.orders
    uow.recorded.clear()
    service.cancel_order(uow, one.id, reason="no fish came in")
    service.cancel_order(uow, one.id, reason="no fish came in")
    assert (one.state, two.state) == (OrderState.CANCELLED, OrderState.PAID)
    assert purchase.state is PurchaseState.PAID
    assert stock(uow) == [(10, 0), (10, 3)]
    assert uow.recorded == [
        OrderCancelled(
            order_id=one.id,
            purchase_id=purchase.id,
            organisation_id=one.organisation_id,
            was_paid=True,
            amount=one.total,
        )
    ]


def test_nothing_is_cancelled_once_a_parcel_has_left(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 1)])
    service.ship(uow, purchase.orders[0].parcels[0].id, carrier="yamato", tracking_number="1")
    with pytest.raises(DomainError) as refused:
        service.cancel_purchase(uow, purchase.id, reason="changed my mind")
    assert refused.value.code == "too_late_to_cancel"
    assert purchase.state is PurchaseState.PAID


def test_facts_count_what_was_paid_and_name_nobody(uow: UnitOfWork) -> None:
    with registered(CodeAdjuster(amount=500)):
        paid = make.paid(uow, [(make.sold_product(uow, price=3000), 2)], codes=("UMI500",))
    make.placed(uow, [(make.sold_product(uow), 1)])
    since, until = uow.now - timedelta(hours=1), uow.now + timedelta(hours=1)
    lines = facts.sold_lines(uow.session, since, until)
    assert [(each.order_number, each.amount, each.discount) for each in lines] == [
        (f"{paid.number}-1", 5500, 500)
    ]
    assert (lines[0].country, lines[0].region, lines[0].quantity) == ("JP", "大阪府", 2)
    assert len(facts.orders(uow.session, since, until)) == 2
    assert facts.sold_lines(uow.session, until, until + timedelta(days=1)) == []
    text = repr(lines)
    assert "example.org" not in text
    assert "鈴木" not in text
