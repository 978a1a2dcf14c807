"""Staff confirm transfers; webhooks are believed by their signature only."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from stripe import WebhookSignature

from core.identity.models import Role
from core.settings import Settings
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.payments import service
from shop.payments.models import WebhookReceipt
from shop.payments.ports import Started
from tests.factories import checkout as make
from tests.factories import identity

BODY = json.dumps(
    {"id": "evt_1", "object": "event", "type": "unknown.thing", "livemode": False, "data": {}}
).encode()


@pytest.fixture
def transfer(uow: UnitOfWork) -> Purchase:
    """A purchase whose buyer will transfer the money."""
    purchase = make.placed(uow, [(make.sold_product(uow), 1)])
    begun = service.begin(uow, purchase.id, gateway="manual", return_url="x?")
    service.started(
        uow,
        begun.payment_id,
        Started(session_id="transfer:1", waits_until=uow.now + timedelta(days=7)),
    )
    uow.session.commit()
    return purchase


def staff(client: PageClient, uow: UnitOfWork) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF))


def test_staff_confirm_what_came_in(
    client: PageClient, uow: UnitOfWork, transfer: Purchase
) -> None:
    staff(client, uow)
    page = client.get("/ja/city/payments")
    assert transfer.number in page.text
    action = page.one("main form").get("action")
    client.post(action, {"received": transfer.total})
    uow.session.refresh(transfer)
    assert transfer.state is PurchaseState.PAID
    assert transfer.number not in client.get("/ja/city/payments").text


def test_another_amount_is_kept_apart(
    client: PageClient, uow: UnitOfWork, transfer: Purchase
) -> None:
    staff(client, uow)
    action = client.get("/en/city/payments").one("main form").get("action")
    client.post(action, {"received": transfer.total - 1})
    uow.session.refresh(transfer)
    assert transfer.state is PurchaseState.PENDING
    assert "received 2359 jpy" in client.get("/en/city/payments").text


def test_buyers_see_nothing_of_it(client: PageClient, uow: UnitOfWork) -> None:
    client.sign_in(identity.signed_in(uow))
    client.get("/en/city/payments", status=403)


def test_a_signed_event_is_kept_once(
    client: PageClient, uow: UnitOfWork, settings: Settings, clock: FakeClock
) -> None:
    secret = settings.effective_webhook_secret
    clock.now = clock.now.now(clock.now.tzinfo)
    header = WebhookSignature.generate_signature_header(
        BODY.decode(), secret, timestamp=int(clock.now.timestamp())
    )
    for _ in range(2):
        answer = client.http.post("/hooks/stripe", data=BODY, headers={"Stripe-Signature": header})
        assert answer.status_code == 200
    assert uow.session.scalars(select(WebhookReceipt.event_id)).all() == ["evt_1"]


def test_a_forged_event_is_refused_and_not_kept(client: PageClient, uow: UnitOfWork) -> None:
    headers = {"Stripe-Signature": "t=1,v1=00"}
    assert client.http.post("/hooks/stripe", data=BODY, headers=headers).status_code == 400
    assert uow.session.scalars(select(WebhookReceipt)).all() == []
