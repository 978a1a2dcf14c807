"""Placing a purchase: all of it or nothing, once, at the price the buyer saw."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import ProductText, TaxClass, Temperature, Variant
from shop.checkout import service
from shop.checkout.service import ChangedError, place_order
from shop.orders.events import OrderPaid, OrderPlaced, PurchasePaid, PurchasePlaced
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.stock.models import StockItem, StockReservation
from tests.factories import checkout as make
from tests.factories import shop
from tests.factories.pricing import CodeAdjuster, registered


def reserved(uow: UnitOfWork) -> int:
    return uow.session.scalars(select(func.coalesce(func.sum(StockItem.reserved), 0))).one()


def purchases(uow: UnitOfWork) -> int:
    return uow.session.scalars(select(func.count(Purchase.id))).one()


def test_one_purchase_becomes_one_order_for_each_business(uow: UnitOfWork) -> None:
    first = shop.storefront(uow, name="丸山")
    dry = make.sold_product(uow, shop=first, price=1480)
    tuna = make.sold_product(uow, shop=first, price=2400, temperature=Temperature.FROZEN)
    sake = make.sold_product(uow, price=3300, tax_class=TaxClass.ALCOHOL)
    purchase = make.placed(uow, [(dry, 2), (tuna, 1), (sake, 1)])
    one, two = purchase.orders
    assert purchase.state is PurchaseState.PLACED
    assert purchase.total == one.total + two.total == 2960 + 2400 + 880 * 2 + 3300 + 880
    assert purchase.expires_at == uow.now + timedelta(minutes=30)
    assert [one.number, two.number] == [f"{purchase.number}-1", f"{purchase.number}-2"]
    assert one.vendor_names["ja"] == "丸山"
    assert [(line.sku, line.quantity, line.line_total) for line in one.lines] == [
        (shop.variant(uow, dry).sku, 2, 2960),
        (shop.variant(uow, tuna).sku, 1, 2400),
    ]
    assert one.lines[0].names["th"] == shop.NAMES["th"]
    assert [(p.temperature, p.fee, p.state) for p in one.parcels] == [
        (Temperature.AMBIENT, 880, ParcelState.PACKING),
        (Temperature.FROZEN, 880, ParcelState.PACKING),
    ]
    assert one.taxes == [
        {"rate_percent": 10, "amount": 1760, "tax": 160, "reason": ""},
        {"rate_percent": 8, "amount": 5360, "tax": 397, "reason": ""},
    ]
    assert two.taxes == [{"rate_percent": 10, "amount": 4180, "tax": 380, "reason": ""}]
    assert reserved(uow) == 4
    assert [type(event) for event in uow.recorded] == [OrderPlaced, OrderPlaced, PurchasePlaced]


def test_the_same_form_places_one_purchase(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    form = make.placement(uow, [(product, 2)], key="once")
    first, second = place_order(uow, form), place_order(uow, form)
    assert first is second
    assert purchases(uow) == 1
    assert reserved(uow) == 2


def test_another_total_than_the_buyer_saw_is_refused(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, price=1480)
    form = make.placement(uow, [(product, 1)])
    uow.session.execute(update(Variant).values(price=1580))
    with pytest.raises(ChangedError) as refused:
        place_order(uow, form)
    assert refused.value.answer.total == 1580 + 880
    assert purchases(uow) == reserved(uow) == 0


def test_without_a_total_nothing_is_placed(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    with pytest.raises(ChangedError):
        place_order(uow, make.placement(uow, [(product, 1)], seen_total=None))


def test_too_little_stock_leaves_everything_as_it_was(uow: UnitOfWork) -> None:
    plenty, scarce = make.sold_product(uow), make.sold_product(uow, stock=1)
    form = make.placement(uow, [(plenty, 1), (scarce, 2)])
    with pytest.raises(DomainError) as refused:
        place_order(uow, form)
    assert refused.value.code == "out_of_stock"
    assert purchases(uow) == reserved(uow) == 0


def test_a_wrong_address_is_said_at_its_field(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    form = make.placement(uow, [(product, 1)])
    wrong = {**make.OSAKA, "postal_code": "53"}
    bad = service.Placement(key="k", request=form.request, address=wrong)
    with pytest.raises(DomainError) as refused:
        place_order(uow, bad)
    assert (refused.value.code, refused.value.field) == ("address", "postal_code")


def test_a_coupon_is_redeemed_with_what_each_order_received(uow: UnitOfWork) -> None:
    one, two = make.sold_product(uow, price=3000), make.sold_product(uow, price=2000)
    with registered(CodeAdjuster(amount=1000)) as adjuster:
        purchase = make.placed(uow, [(one, 1), (two, 1)], codes=("UMI500",))
    orders = {order.organisation_id: order for order in purchase.orders}
    assert adjuster.redeemed == [purchase.id]
    assert dict(adjuster.granted[0].by_order) == {
        orders[one.organisation_id].id: 600,
        orders[two.organisation_id].id: 400,
    }
    assert [(a.amount, a.borne_by) for order in purchase.orders for a in order.adjustments] == [
        (600, "city"),
        (400, "city"),
    ]
    assert purchase.total == 5000 + 1760 - 1000


def test_a_coupon_used_up_in_the_meantime_stops_the_placement(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, price=3000)
    with registered(CodeAdjuster(uses=0)):
        form = make.placement(uow, [(product, 1)], codes=("UMI500",))
        with pytest.raises(DomainError) as refused, uow.session.begin_nested():
            place_order(uow, form)
    assert refused.value.code == "coupon_used_up"
    assert purchases(uow) == reserved(uow) == 0


def test_a_refused_coupon_stops_the_placement(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    with pytest.raises(DomainError) as refused:
        make.placed(uow, [(product, 1)], codes=("NOPE",))
    assert refused.value.code == "unknown_code"


def test_a_purchase_that_costs_nothing_is_paid_at_once(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, price=0)
    uow.session.execute(update(shop.DeliveryRate).values(fee=0))
    purchase = make.placed(uow, [(product, 1)])
    assert purchase.total == 0
    assert purchase.state is PurchaseState.PAID
    assert purchase.orders[0].state is OrderState.PAID
    assert {OrderPaid, PurchasePaid} <= {type(event) for event in uow.recorded}


def test_an_amount_no_provider_takes_is_refused(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, price=49)
    uow.session.execute(update(shop.DeliveryRate).values(fee=0))
    with pytest.raises(DomainError) as refused:
        make.placed(uow, [(product, 1)])
    assert refused.value.code == "too_small"


def test_going_back_frees_the_goods_and_fills_the_cart_again(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    purchase = make.placed(uow, [(product, 3)])
    token = service.reopen(uow, purchase.id, token=None)
    uow.session.flush()
    assert purchase.state is PurchaseState.CANCELLED
    assert reserved(uow) == 0
    found = service.cart.find(uow, token)
    assert [(line.variant_id, line.quantity) for line in found[0].lines] == [
        (shop.variant(uow, product).id, 3)
    ]
    assert (found[0].country, found[0].region) == ("JP", "大阪府")


def test_stock_is_held_under_the_purchase_number(uow: UnitOfWork) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 2)])
    held = uow.session.scalars(select(StockReservation)).one()
    assert (held.reference, held.quantity, held.expires_at) == (
        purchase.number,
        2,
        purchase.expires_at,
    )
    assert uow.session.scalars(select(func.count(Order.id))).one() == 1


def test_the_label_that_was_shown_stays_with_the_line(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, allergens=["fish_other"], label={"kind": "processed"})
    for code, words in (("ja", "要冷凍"), ("th", "แช่แข็ง"), ("en", "Keep frozen")):
        text = uow.session.get_one(ProductText, {"locale": code, "product_id": product.id})
        text.storage = words
    uow.session.flush()
    (line,) = make.placed(uow, [(product, 1)], locale="th").orders[0].lines
    kept = dict(line.label)
    product.allergens, product.label = [], {"kind": "fresh"}
    text = uow.session.get_one(ProductText, {"locale": "th", "product_id": product.id})
    text.storage = "changed"
    uow.session.flush()
    uow.session.refresh(line)
    assert line.label == kept
    assert line.label["texts"] == {"ja": {"storage": "要冷凍"}, "th": {"storage": "แช่แข็ง"}}
    assert (line.label["allergens"], line.label["fields"]) == (
        ["fish_other"],
        {"kind": "processed"},
    )
