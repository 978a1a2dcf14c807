"""Goods that are cut to order: a maximum is set aside, what was packed is paid."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import DomainError
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, TaxClass, Temperature
from shop.checkout.service import place_order
from shop.orders import figures, queries, service, weighing
from shop.orders.models import OrderLine, Purchase
from shop.orders.states import OrderState, PurchaseState
from shop.payments import capturing, manual
from shop.payments import service as payments
from shop.payments.lines import items_of
from shop.payments.models import Payment, PaymentState
from shop.payments.ports import Observed, SessionState, Started
from shop.stock import service as stock
from shop.stock.models import StockItem
from tests.factories import checkout
from tests.factories import shop as make


def cut(uow: UnitOfWork, **more: Any) -> Product:
    """A saku of tuna of 200 to 250 g, 1,500 yen at most."""
    product = checkout.sold_product(uow, price=1500, weight_g=250, **more)
    make.variant(uow, product).least_weight_g = 200
    uow.session.flush()
    return product


@dataclass
class Bought:
    """A purchase whose amount is set aside, and its payment."""

    uow: UnitOfWork
    purchase: Purchase
    payment: Payment = field(init=False)

    def __post_init__(self) -> None:
        begun = payments.begin(self.uow, self.purchase.id, gateway="simulator", return_url="x")
        assert begun.request.is_maximum
        payments.started(self.uow, begun.payment_id, Started(session_id="cs_1", url="https://pay"))
        self.payment = self.uow.session.get_one(Payment, begun.payment_id)
        self.says(SessionState.AUTHORISED, self.purchase.total)

    def says(self, state: SessionState, amount: int) -> payments.Outcome:
        """The provider's word."""
        seen = Observed(
            session_id="cs_1", state=state, amount=amount, currency="jpy", intent_id="pi_1"
        )
        return payments.settle(self.uow, seen)

    def line(self) -> OrderLine:
        return next(
            line
            for order in self.purchase.orders
            for line in order.lines
            if line.least_weight_g is not None
        )

    def weigh(self, grams: int) -> None:
        line = self.line()
        weighing.weigh(self.uow, line.order_id, {line.id: grams})
        capturing.intend(self.uow, self.purchase.id)  # as the event's hearer does


def buy(uow: UnitOfWork, *wanted: tuple[Product, int]) -> Bought:
    return Bought(uow, place_order(uow, checkout.placement(uow, wanted)))


def test_the_maximum_is_set_aside_and_the_business_may_weigh(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 2))
    assert bought.purchase.state is PurchaseState.AUTHORISED
    assert bought.purchase.orders[0].state is OrderState.AUTHORISED
    assert bought.payment.authorised == bought.purchase.total == 3000 + 880
    assert bought.purchase.expires_at == uow.now + timedelta(days=6)


def test_what_was_packed_is_paid(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 2))
    bought.weigh(455)
    # 3,000 yen for at most 500 g: 455 g cost 2,730 yen
    order = bought.purchase.orders[0]
    assert (order.goods_total, order.total, bought.purchase.total) == (2730, 3610, 3610)
    assert bought.payment.amount == 3610
    assert bought.says(SessionState.PAID, 3610) is payments.Outcome.PAID
    assert bought.purchase.state is PurchaseState.PAID
    assert order.state is OrderState.PAID


def test_the_bill_says_at_most_until_it_is_weighed_and_then_what_was_packed(
    uow: UnitOfWork,
) -> None:
    bought = buy(uow, (cut(uow), 2))
    with use_locale("en"):
        before = queries.view_of(bought.purchase, "en")
        assert [one.label for one in figures.of_purchase(before)][-1] == "Total, at most"
        bought.weigh(455)
        bought.says(SessionState.PAID, 3610)
        after = queries.view_of(bought.purchase, "en")
        assert [one.label for one in figures.of_purchase(after)][-1] == "Total"
        line = figures.of_order(after.orders[0]).figures[0]
    assert (line.amount, line.detail) == (
        "¥2,730",
        "455 g packed; agreed were at most 500 g for at most ¥3,000",
    )


def test_the_tax_follows_the_packed_weight(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 2))
    bought.weigh(455)
    order = bought.purchase.orders[0]
    by_rate = {each["rate_percent"]: (each["amount"], each["tax"]) for each in order.taxes}
    # 2,730 x 8 / 108 = 202.2; 880 x 10 / 110 = 80
    assert by_rate == {8: (2730, 202), 10: (880, 80)}


@pytest.mark.parametrize("grams", [399, 501])
def test_a_weight_outside_what_was_agreed_is_refused(uow: UnitOfWork, grams: int) -> None:
    bought = buy(uow, (cut(uow), 2))
    with pytest.raises(DomainError) as refused:
        bought.weigh(grams)
    assert refused.value.code == "weight_outside"
    assert bought.purchase.total == 3880


@given(
    price=st.integers(1, 10**6),
    quantity=st.integers(1, 50),
    most=st.integers(1, 5000),
    share=st.integers(0, 100),
)
def test_the_price_never_passes_the_maximum_nor_a_yen_below_its_share(
    price: int, quantity: int, most: int, share: int
) -> None:
    line = OrderLine(
        variant_id=1, product_id=1, sku="x", names={}, unit_price=price, quantity=quantity,
        line_total=price * quantity, discount=0, tax_class=TaxClass.FOOD, tax_rate_percent=8,
        temperature=Temperature.FROZEN, net_weight_g=most,
    )  # fmt: skip
    packed = most * quantity * share // 100
    found = weighing.price_of(line, packed)
    assert found <= line.line_total
    assert 0 <= price * quantity * packed / (most * quantity) - found < 1 + 1e-6


def test_the_money_waits_until_every_business_has_weighed(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 1))
    first, second = (order.lines[0] for order in bought.purchase.orders)
    weighing.weigh(uow, first.order_id, {first.id: 200})
    assert bought.purchase.state is not PurchaseState.PAID
    assert bought.payment.amount == bought.payment.authorised
    weighing.weigh(uow, second.order_id, {second.id: 250})
    capturing.intend(uow, bought.purchase.id)
    assert bought.payment.amount == 1200 + 1500 + 2 * 880


def test_an_order_that_is_cancelled_before_the_scale_is_not_paid(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 1))
    first, second = bought.purchase.orders
    service.cancel_order(uow, first.id, reason="不漁")
    assert bought.purchase.total == second.total
    weighing.weigh(uow, second.id, {second.lines[0].id: 250})
    with pytest.raises(DomainError) as refused:
        service.cancel_order(uow, second.id, reason="不漁")
    assert refused.value.code == "being_paid"


def test_nothing_is_kept_of_a_purchase_that_is_cancelled_or_over(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1))
    service.cancel_purchase(uow, bought.purchase.id, reason="changed my mind")
    capturing.let_go(uow, bought.purchase.id)
    assert bought.payment.state is PaymentState.EXPIRED
    assert bought.purchase.state is PurchaseState.CANCELLED
    assert bought.says(SessionState.FAILED, 0) is not payments.Outcome.PAID


def test_what_is_not_weighed_in_time_is_over(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1))
    uow.now += timedelta(days=6)
    assert service.expire_due(uow) == [bought.purchase.id]
    assert service.expire(uow, bought.purchase.id)
    capturing.let_go(uow, bought.purchase.id)
    assert bought.payment.state is PaymentState.EXPIRED


def test_a_card_that_does_not_pay_after_weighing_lets_the_buyer_pay_otherwise(
    uow: UnitOfWork,
) -> None:
    bought = buy(uow, (cut(uow), 1))
    bought.weigh(220)
    bought.says(SessionState.FAILED, 0)
    assert bought.purchase.state is PurchaseState.PLACED
    assert bought.purchase.expires_at == uow.now + timedelta(days=3)
    again = payments.begin(uow, bought.purchase.id, gateway="simulator", return_url="x")
    assert (again.request.amount, again.request.is_maximum) == (1320 + 880, False)


def test_a_bank_transfer_cannot_pay_for_what_is_not_weighed(uow: UnitOfWork) -> None:
    purchase = place_order(uow, checkout.placement(uow, [(cut(uow), 1)]))
    with pytest.raises(DomainError) as refused:
        payments.begin(uow, purchase.id, gateway=manual.NAME, return_url="x")
    assert refused.value.code == "card_needed"
    assert uow.session.scalars(select(Payment)).all() == []


def promised(uow: UnitOfWork, line: OrderLine) -> int:
    return uow.session.get_one(StockItem, line.variant_id, populate_existing=True).reserved


def test_goods_that_a_business_cannot_send_do_not_keep_the_others_from_being_paid(
    uow: UnitOfWork,
) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 1))
    gone, kept = bought.purchase.orders
    service.cancel_order(uow, gone.id, reason="不漁")
    uow.session.get_one(StockItem, gone.lines[0].variant_id, populate_existing=True).on_hand = 0
    weighing.weigh(uow, kept.id, {kept.lines[0].id: 250})
    capturing.intend(uow, bought.purchase.id)
    assert bought.says(SessionState.PAID, 1500 + 880) is payments.Outcome.PAID
    assert [promised(uow, order.lines[0]) for order in (gone, kept)] == [0, 1]


def test_all_of_it_may_be_cancelled_while_one_business_has_not_weighed(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 1))
    last = bought.purchase.orders[1]
    weighing.weigh(uow, last.id, {last.lines[0].id: 250})
    service.cancel_purchase(uow, bought.purchase.id, reason="changed my mind")
    assert bought.purchase.state is PurchaseState.CANCELLED


def test_nothing_is_cancelled_while_the_money_is_being_taken(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1))
    bought.weigh(250)
    with pytest.raises(DomainError) as refused:
        service.cancel_purchase(uow, bought.purchase.id, reason="changed my mind")
    assert refused.value.code == "being_paid"


def test_a_weight_may_be_put_right_until_the_money_is_being_taken(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 1))
    first, second = (order.lines[0] for order in bought.purchase.orders)
    weighing.weigh(uow, first.order_id, {first.id: 200})
    weighing.weigh(uow, first.order_id, {first.id: 250})
    assert first.line_total == 1500
    weighing.weigh(uow, second.order_id, {second.id: 250})
    with pytest.raises(DomainError) as refused:
        weighing.weigh(uow, first.order_id, {first.id: 200})
    assert refused.value.code == "being_paid"
    assert first.line_total == 1500


def test_what_is_paid_in_another_way_is_what_was_packed_and_not_cancelled(
    uow: UnitOfWork,
) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 2))
    gone, kept = bought.purchase.orders
    service.cancel_order(uow, gone.id, reason="不漁")
    weighing.weigh(uow, kept.id, {kept.lines[0].id: 455})
    capturing.intend(uow, bought.purchase.id)
    bought.says(SessionState.FAILED, 0)
    again = payments.begin(uow, bought.purchase.id, gateway="simulator", return_url="x").request
    assert (again.amount, again.is_maximum) == (2730 + 880, False)
    assert sum(item.unit_amount * item.quantity for item in items_of(bought.purchase)) == 3610


@pytest.mark.parametrize("is_over", [True, False])
def test_an_amount_that_is_set_aside_too_late_is_let_go(uow: UnitOfWork, *, is_over: bool) -> None:
    purchase = place_order(uow, checkout.placement(uow, [(cut(uow), 1)]))
    begun = payments.begin(uow, purchase.id, gateway="simulator", return_url="x")
    payments.started(uow, begun.payment_id, Started(session_id="cs_1", url="https://pay"))
    if is_over:
        uow.now = purchase.expires_at
        assert service.expire(uow, purchase.id)
    else:
        service.cancel_purchase(uow, purchase.id, reason="changed my mind")
    state = purchase.state
    uow.jobs.clear()
    seen = Observed(
        session_id="cs_1", state=SessionState.AUTHORISED, amount=purchase.total, currency="jpy",
        intent_id="pi_1",
    )  # fmt: skip
    assert payments.settle(uow, seen) is payments.Outcome.EXPIRED
    payment = uow.session.get_one(Payment, begun.payment_id)
    assert (payment.state, purchase.state) == (PaymentState.EXPIRED, state)
    assert [job.name for job in uow.jobs] == [capturing.RELEASE]


def test_the_figures_of_a_purchase_add_up_when_a_part_was_cancelled_before_the_scale(
    uow: UnitOfWork,
) -> None:
    bought = buy(uow, (cut(uow), 1), (cut(uow), 2))
    gone, kept = bought.purchase.orders
    service.cancel_order(uow, gone.id, reason="不漁")
    view = queries.view_of(bought.purchase, "ja")
    assert (view.goods_total, view.delivery_total, view.total) == (3000, 880, 3880)
    assert [each.amount for each in figures.of_purchase(view)] == ["¥3,000", "¥880", "¥3,880"]
    service.cancel_order(uow, kept.id, reason="不漁")
    over = queries.view_of(bought.purchase, "ja")
    assert over.goods_total + over.delivery_total == over.total > 0


def test_what_is_weighed_is_kept_while_its_money_is_being_taken(uow: UnitOfWork) -> None:
    bought = buy(uow, (cut(uow), 1))
    bought.weigh(250)
    uow.now += timedelta(days=6)
    assert stock.expire(uow) == 0
    assert promised(uow, bought.line()) == 1
    bought.says(SessionState.FAILED, 0)
    uow.now = bought.purchase.expires_at
    assert stock.expire(uow) == 1
