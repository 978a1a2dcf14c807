"""Mails beside the page: one for every change of state, with the figures that the page shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select

from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from i18n.locales import CODES
from shop.orders import service
from shop.orders.mails import Message
from shop.orders.models import Purchase
from shop.orders.states import ORDER_TRANSITIONS, PARCEL_TRANSITIONS, PURCHASE_TRANSITIONS
from shop.payments import refunds
from shop.payments import service as payments
from shop.payments.models import Payment, PaymentState
from shop.payments.ports import Observed, RefundAnswer, SessionState
from tests.factories import checkout as make
from tests.factories.vendors import acting
from vendors.orders import service as desk

Begin = Callable[[UnitOfWork, str], Purchase]


def _placed(uow: UnitOfWork, locale: str) -> Purchase:
    goods = [(make.sold_product(uow), 2), (make.sold_product(uow), 1)]
    return make.placed(uow, goods, locale=locale)


def _paid(uow: UnitOfWork, locale: str) -> Purchase:
    return make.paid(uow, [(make.sold_product(uow), 2), (make.sold_product(uow), 1)], locale=locale)


def _paying(uow: UnitOfWork, purchase: Purchase) -> Payment:
    payment = Payment(
        purchase_id=purchase.id,
        gateway="simulator",
        state=PaymentState.STARTED,
        amount=purchase.total,
        created_at=uow.now,
        expires_at=uow.now + timedelta(minutes=31),
        idempotency_key=f"key-{purchase.number}",
        session_id=f"session-{purchase.number}",
    )
    uow.session.add(payment)
    uow.session.flush()
    return payment


def _seen(purchase: Purchase, state: SessionState, amount: int) -> Observed:
    return Observed(
        session_id=f"session-{purchase.number}", state=state, amount=amount, currency="jpy"
    )


def _pending(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    service.mark_pending(uow, purchase.id, until=uow.now + timedelta(days=3))
    return purchase


def _failed(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    _paying(uow, purchase)
    for _ in range(2):
        payments.settle(uow, _seen(purchase, SessionState.FAILED, purchase.total))
    return purchase


def _mismatched(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    _paying(uow, purchase)
    payments.settle(uow, _seen(purchase, SessionState.PAID, purchase.total - 1))
    return purchase


def _expired(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    purchase.expires_at = uow.now
    uow.session.flush()
    service.expire(uow, purchase.id)
    return purchase


def _confirmed(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _paid(uow, locale)
    order = purchase.orders[0]
    shop = make.make.Storefront
    own = uow.session.get_one(shop, order.organisation_id)
    for _ in range(2):
        desk.confirm(acting(uow, own), order.id)
    return purchase


def _shipped(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _paid(uow, locale)
    service.ship(uow, purchase.orders[0].parcels[0].id, carrier="yamato", tracking_number="1234")
    return purchase


def _delivered(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _shipped(uow, locale)
    for _ in range(2):
        service.deliver(uow, purchase.orders[0].parcels[0].id)
    return purchase


def _cancelled(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _paid(uow, locale)
    service.cancel_order(uow, purchase.orders[0].id, reason="no fish")
    return purchase


def _refunded(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    payment = _paying(uow, purchase)
    payments.settle(uow, _seen(purchase, SessionState.PAID, purchase.total))
    refund = refunds.intend(uow, payment, purchase.orders[0].total, reason="order")
    for _ in range(2):
        refunds.answered(uow, refund.id, RefundAnswer(refund_id="r", is_through=True))
    return purchase


def _refund_failed(uow: UnitOfWork, locale: str) -> Purchase:
    purchase = _placed(uow, locale)
    payment = _paying(uow, purchase)
    payments.settle(uow, _seen(purchase, SessionState.PAID, purchase.total))
    refund = refunds.intend(uow, payment, purchase.orders[0].total, reason="order")
    for _ in range(2):
        refunds.refused(uow, refund.id, "card closed")
    return purchase


ALL: dict[Message, Begin] = {
    Message.PLACED: _placed,
    Message.PENDING: _pending,
    Message.FAILED: _failed,
    Message.MISMATCHED: _mismatched,
    Message.PAID: _paid,
    Message.CONFIRMED: _confirmed,
    Message.SHIPPED: _shipped,
    Message.DELIVERED: _delivered,
    Message.CANCELLED: _cancelled,
    Message.REFUNDED: _refunded,
    Message.REFUND_FAILED: _refund_failed,
    Message.EXPIRED: _expired,
}
ONE_ORDER = {Message.CONFIRMED, Message.SHIPPED, Message.DELIVERED}
"""Messages about one business's order show that order and the whole purchase's sum."""


def sent(uow: UnitOfWork, message: Message, purchase: Purchase) -> OutgoingMessage:
    query = select(OutgoingMessage).where(
        OutgoingMessage.template == f"shop/orders/mail/{message.value}",
        OutgoingMessage.subject.contains(purchase.number),
    )
    return uow.session.scalars(query).one()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def figures_of_page(client: PageClient, message: Message, purchase: Purchase) -> list[list[str]]:
    page = client.get(f"/{purchase.locale}/orders/{purchase.token}")
    lists = [[words(each) for each in one.cssselect("dd")] for one in page.all(".facts--figures")]
    return [lists[0], lists[-1]] if message in ONE_ORDER else lists


@pytest.mark.parametrize("locale", CODES)
def test_the_mail_of_every_change_shows_the_figures_of_the_page(
    client: PageClient, uow: UnitOfWork, database: Database, clock: FakeClock, locale: str
) -> None:
    purchases = {message: begin(uow, locale) for message, begin in ALL.items()}
    uow.session.commit()
    run_due(database)
    clock.advance(minutes=11)
    run_due(database)
    for message, purchase in purchases.items():
        mail = sent(uow, message, purchase)
        figures = figures_of_page(client, message, purchase)
        tables = html.fromstring(mail.body_html or "").cssselect("table.figures")
        assert mail.locale == locale
        assert [[words(c) for c in t.cssselect("td.number")] for t in tables] == figures
        assert {
            a for amounts in figures for a in amounts if a not in (mail.body_text or "")
        } == set()


def test_every_state_of_the_machines_has_its_mail() -> None:
    told = {message.value for message in Message}
    states = {*PURCHASE_TRANSITIONS, *ORDER_TRANSITIONS, *PARCEL_TRANSITIONS}
    under_another_name = {
        "refused": Message.TROUBLE,
        "returned": Message.TROUBLE,
        "lost": Message.TROUBLE,
        "given_back": Message.REFUNDED,
    }
    assert {state.value for state in states} - told - set(under_another_name) == {"packing"}
