"""Money: begun once, settled by what the provider says, given back once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.outbox import Job
from core.unit_of_work import UnitOfWork
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.payments import refunds, service, subscribers
from shop.payments.lines import items_of
from shop.payments.models import Payment, PaymentState, Refund, RefundState
from shop.payments.ports import Observed, RefundAnswer, SessionState, Started
from shop.payments.service import Outcome
from shop.pricing.ports import Target
from tests.factories import checkout as make
from tests.factories.pricing import CodeAdjuster, registered


def begin(uow: UnitOfWork, purchase: Purchase) -> service.Begun:
    return service.begin(uow, purchase.id, gateway="stripe", return_url="https://m/return?order=t")


def opened(uow: UnitOfWork, purchase: Purchase, session_id: str = "cs_1") -> Payment:
    """A payment whose hosted page is open."""
    begun = begin(uow, purchase)
    service.started(uow, begun.payment_id, Started(session_id=session_id, url="https://pay/1"))
    return uow.session.get_one(Payment, begun.payment_id)


def seen(payment: Payment, state: SessionState, **more: object) -> Observed:
    values: dict[str, object] = {
        "session_id": payment.session_id,
        "state": state,
        "amount": payment.amount,
        "currency": "jpy",
        "intent_id": f"pi_{payment.id}",
        **more,
    }
    return Observed(**values)  # type: ignore[arg-type]


def placed(uow: UnitOfWork, stock: int = 10) -> Purchase:
    return make.placed(uow, [(make.sold_product(uow, stock=stock), 2)])


def test_beginning_again_goes_on_with_the_same_payment(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    first, second = begin(uow, purchase), begin(uow, purchase)
    assert first == second
    service.started(uow, first.payment_id, Started(session_id="cs_1", url="https://pay/1"))
    third = begin(uow, purchase)
    assert (third.payment_id, third.url) == (first.payment_id, "https://pay/1")


def test_a_page_that_closed_is_followed_by_a_new_payment(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    assert service.settle(uow, seen(payment, SessionState.EXPIRED)) is Outcome.EXPIRED
    again = begin(uow, purchase)
    assert again.payment_id != payment.id
    assert again.request.key == f"yz:session:{purchase.number}:2"


def test_the_page_stays_open_as_long_as_the_provider_wants_and_goods_wait_longer(
    uow: UnitOfWork,
) -> None:
    purchase = placed(uow)
    begun = begin(uow, purchase)
    assert begun.request.expires_at - uow.now == timedelta(minutes=31)
    assert purchase.expires_at > begun.request.expires_at


def test_what_ended_cannot_be_paid(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    uow.now += timedelta(minutes=31)
    orders.expire(uow, purchase.id)
    with pytest.raises(DomainError) as refused:
        begin(uow, purchase)
    assert refused.value.code == "not_payable"


def test_money_that_came_in_pays_the_purchase_once(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    word = seen(payment, SessionState.PAID, charge_id="ch_1", method="card")
    assert service.settle(uow, word) is Outcome.PAID
    assert service.settle(uow, word) is Outcome.ALREADY
    assert service.settle(uow, seen(payment, SessionState.EXPIRED)) is Outcome.ALREADY
    assert purchase.state is PurchaseState.PAID
    assert (payment.state, payment.method) == (PaymentState.SUCCEEDED, "card")


@pytest.mark.parametrize(
    ("more", "note"),
    [({"amount": 1}, "received 1 jpy"), ({"currency": "krw"}, "received 3840 krw")],
)
def test_another_amount_or_currency_never_pays(
    uow: UnitOfWork, more: dict[str, object], note: str
) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    assert service.settle(uow, seen(payment, SessionState.PAID, **more)) is Outcome.MISMATCH
    assert (payment.state, payment.failure) == (PaymentState.MISMATCH, note)
    assert purchase.state is PurchaseState.PLACED
    assert uow.session.scalars(select(Refund)).all() == []


def test_a_pending_payment_makes_goods_wait_until_the_voucher_ends(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    ends = uow.now + timedelta(days=3)
    word = seen(payment, SessionState.PENDING, pays_until=ends, method="konbini")
    assert service.settle(uow, word) is Outcome.PENDING
    assert purchase.state is PurchaseState.PENDING
    assert purchase.expires_at == ends + timedelta(hours=2)
    assert service.settle(uow, seen(payment, SessionState.PAID)) is Outcome.PAID


def test_a_failed_voucher_ends_the_purchase_at_once(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    service.settle(uow, seen(payment, SessionState.PENDING))
    assert service.settle(uow, seen(payment, SessionState.FAILED)) is Outcome.FAILED
    assert purchase.state is PurchaseState.EXPIRED


def test_a_late_payment_is_kept_when_the_goods_are_still_there(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    uow.now += timedelta(hours=1)
    orders.expire(uow, purchase.id)
    assert service.settle(uow, seen(payment, SessionState.PAID)) is Outcome.PAID_LATE
    assert purchase.state is PurchaseState.PAID
    assert uow.session.scalars(select(Refund)).all() == []


def test_a_late_payment_for_goods_that_are_gone_is_given_back_whole_and_once(
    uow: UnitOfWork,
) -> None:
    product = make.sold_product(uow, stock=2)
    purchase = make.placed(uow, [(product, 2)])
    payment = opened(uow, purchase)
    uow.now += timedelta(hours=1)
    orders.expire(uow, purchase.id)
    make.paid(uow, [(product, 1)])
    word = seen(payment, SessionState.PAID)
    assert service.settle(uow, word) is Outcome.REFUNDED_LATE
    assert service.settle(uow, word) is Outcome.ALREADY
    refund = uow.session.scalars(select(Refund)).one()
    assert (refund.amount, refund.state) == (purchase.total, RefundState.INTENDED)
    assert refund.idempotency_key == f"yz:refund:{payment.id}:late"
    sent = uow.session.scalars(select(Job).where(Job.name == refunds.SEND)).all()
    assert [job.payload for job in sent] == [{"refund_id": refund.id}]


def test_a_second_payment_of_one_purchase_is_given_back(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    first = opened(uow, purchase, "cs_1")
    service.settle(uow, seen(first, SessionState.EXPIRED))
    second = opened(uow, purchase, "cs_2")
    assert service.settle(uow, seen(second, SessionState.PAID)) is Outcome.PAID
    assert service.settle(uow, seen(first, SessionState.PAID)) is Outcome.REFUNDED_DOUBLE
    refund = uow.session.scalars(select(Refund)).one()
    assert (refund.payment_id, refund.amount, refund.reason) == (
        first.id,
        purchase.total,
        "double",
    )


def test_a_session_of_somebody_else_changes_nothing(uow: UnitOfWork) -> None:
    word = Observed(session_id="cs_other", state=SessionState.PAID, amount=1, currency="jpy")
    assert service.settle(uow, word) is Outcome.UNKNOWN


def test_a_cancelled_order_gives_its_total_back_and_never_more_than_came_in(
    uow: UnitOfWork,
) -> None:
    purchase = make.placed(uow, [(make.sold_product(uow), 1), (make.sold_product(uow), 2)])
    payment = opened(uow, purchase)
    service.settle(uow, seen(payment, SessionState.PAID))
    for order in purchase.orders:
        orders.cancel_order(uow, order.id, reason="closed")
    for event in [e for e in uow.recorded if type(e).__name__ == "OrderCancelled"]:
        subscribers.give_back(uow, event)  # type: ignore[arg-type]
        subscribers.give_back(uow, event)  # type: ignore[arg-type]
    amounts = uow.session.scalars(select(Refund.amount).order_by(Refund.id)).all()
    assert list(amounts) == [order.total for order in purchase.orders]
    assert refunds.given_back(uow, payment) == purchase.total
    with pytest.raises(DomainError) as refused:
        refunds.intend(uow, payment, 1, reason="too much")
    assert refused.value.code == "over_refunded"


def test_a_refund_is_sent_then_through_and_a_failure_is_shown(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    payment = opened(uow, purchase)
    service.settle(uow, seen(payment, SessionState.PAID))
    refund = refunds.intend(uow, payment, 100, reason="test")
    refunds.answered(uow, refund.id, RefundAnswer(refund_id="re_1", is_through=False))
    assert refund.state is RefundState.SENT
    refunds.answered(uow, refund.id, RefundAnswer(refund_id="re_1", is_through=True))
    assert (refund.state, refund.settled_at) == (RefundState.SUCCEEDED, uow.now)
    refunds.answered(uow, refund.id, RefundAnswer(refund_id="re_1", is_through=False))
    assert refund.state is RefundState.SUCCEEDED
    failed = RefundAnswer(refund_id="re_1", is_through=False, is_failed=True)
    refunds.answered(uow, refund.id, failed)
    assert refund.state is RefundState.FAILED


def test_a_transfer_waits_for_staff_who_say_what_came_in(uow: UnitOfWork) -> None:
    purchase = placed(uow)
    begun = service.begin(uow, purchase.id, gateway="manual", return_url="x?")
    deadline = uow.now + timedelta(days=7)
    service.started(uow, begun.payment_id, Started(session_id="transfer:1", waits_until=deadline))
    assert (purchase.state, purchase.expires_at) == (PurchaseState.PENDING, deadline)
    outcome = service.confirm_transfer(uow, begun.payment_id, received=purchase.total)
    assert outcome is Outcome.PAID
    assert purchase.state is PurchaseState.PAID


def test_the_hosted_page_lists_what_adds_up_to_what_is_paid(uow: UnitOfWork) -> None:
    one, two = make.sold_product(uow, price=1001), make.sold_product(uow, price=777)
    with registered(CodeAdjuster(amount=333)):
        purchase = make.placed(uow, [(one, 3), (two, 1)], codes=("UMI500",), locale="en")
    items = items_of(purchase)
    assert sum(item.unit_amount * item.quantity for item in items) == purchase.total
    assert [item.name for item in items] == [
        "3 × Shaved katsuobushi, reduced",
        "Delivery by 丸山鰹節店",
        "1 × Shaved katsuobushi, reduced",
        "Delivery by 丸山鰹節店",
    ]


def test_free_delivery_leaves_no_line_without_an_amount(uow: UnitOfWork) -> None:
    adjuster = CodeAdjuster(amount=99_999, target=Target.DELIVERY)
    with registered(adjuster):
        purchase = make.placed(uow, [(make.sold_product(uow), 1)], codes=("UMI500",))
    items = items_of(purchase)
    assert [(item.unit_amount, item.quantity) for item in items] == [(1480, 1)]
    assert purchase.total == 1480
