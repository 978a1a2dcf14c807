"""Whole purchases against the simulator over real HTTP: two servers, the real library, real
signatures; only the browser is a test client."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import make_server

from core.database import Base, create_engine
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.migrations import import_models
from core.settings import Environment, Settings
from core.testing.client import PageClient, PageView
from core.unit_of_work import SYSTEM, Database
from shop.catalogue.models import Temperature, Variant
from shop.orders import service as orders
from shop.orders import weighing
from shop.orders.models import Purchase
from shop.orders.states import OrderState, PurchaseState
from shop.payments.models import Payment, PaymentState, Refund, RefundState, WebhookReceipt
from shop.payments.ports import SessionState
from shop.payments.simulator import RunningSimulator, Simulator, SimulatorSettings, Switches
from shop.payments.stripe_gateway import of_settings
from shop.stock.models import StockItem
from tests.factories import checkout as make
from wsgi import create_app


@dataclass
class Market:
    """The composed market with its simulator, and a buyer's browser."""

    app: Flask
    database: Database
    simulator: Simulator
    client: PageClient

    def work(self) -> None:
        """Deliver what the simulator has to say, and do what follows from it."""
        self.simulator.deliver_due()
        run_due(self.database)

    def fill_cart(self, lang: str, *quantities: int) -> None:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            ids = list(uow.session.scalars(select(StockItem.variant_id).order_by("variant_id")))
        for variant_id, quantity in zip(ids, quantities, strict=False):
            if quantity:
                self.client.post(
                    f"/{lang}/cart/add", {"variant_id": variant_id, "quantity": quantity}
                )

    def checkout(self, lang: str, **changed: str) -> PageView:
        """Fill the page as a buyer would: first the place, then the button with the total."""
        page = self.client.get(f"/{lang}/checkout")
        typed = {
            "key": page.one("input[name=key]").get("value"),
            "email": "hanako@example.org",
            "country": "JP",
            **make.OSAKA,
        }
        page = self.client.post(f"/{lang}/checkout", {**typed, "action": "update"}, status=200)
        seen = {
            name: page.one(f"input[name={name}]").get("value") for name in ("seen_total", "seen")
        }
        return self.client.post(f"/{lang}/checkout", {**typed, **seen, "action": "pay", **changed})

    def purchase(self) -> Purchase:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            return uow.session.scalars(select(Purchase).order_by(Purchase.id.desc())).first() or (
                pytest.fail("no purchase")
            )

    def payment(self) -> Payment:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            return uow.session.scalars(select(Payment).order_by(Payment.id.desc())).first() or (
                pytest.fail("no payment")
            )

    def stock(self) -> list[tuple[int, int]]:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            rows = uow.session.execute(
                select(StockItem.on_hand, StockItem.reserved).order_by(StockItem.variant_id)
            )
            return [(row[0], row[1]) for row in rows]

    def mails(self) -> list[str]:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            return [
                template.rsplit("/", 1)[-1]
                for template in uow.session.scalars(
                    select(OutgoingMessage.template).order_by(OutgoingMessage.id)
                )
            ]


def choose(url: str, choice: str) -> str:
    """Press pay on the hosted page; where it leads."""
    answer = requests.post(url, data={"choice": choice}, allow_redirects=False, timeout=10)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def control(market: Market, session_id: str, action: str, subject: str) -> None:
    """Play the store, the bank or the clock."""
    base = market.simulator.settings.public_base
    answer = requests.post(
        f"{base}/control/{session_id}",
        data={"action": action, "subject": subject},
        allow_redirects=False,
        timeout=10,
    )
    assert answer.status_code == 303, answer.text


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    """Both servers on free ports, a database of the test's own."""
    import_models()
    engine = create_engine(f"sqlite:///{tmp_path / 'market.sqlite3'}")
    Base.metadata.create_all(engine)
    database = Database(sessions=sessionmaker(engine, expire_on_commit=False))
    server = make_server("127.0.0.1", 0, Flask("not_yet"), threaded=True)
    hook = f"http://127.0.0.1:{server.server_port}/hooks/stripe"
    simulator, running = _simulator(tmp_path, hook)
    settings = Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=tmp_path,
        secret_key="a-secret-key-for-tests-only-32-chars",
        public_url="http://localhost",
        stripe_api_base=running.address,
    )
    settings.__dict__["effective_webhook_secret"] = simulator.settings.webhook_secret
    settings.__dict__["effective_stripe_key"] = simulator.settings.secret_key
    app = server.app = create_app(settings, database, testing=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with running:
        with database.unit_of_work(SYSTEM) as uow:
            make.sold_product(uow, price=1480)
            make.sold_product(uow, price=2400, temperature=Temperature.FROZEN)
        yield Market(app, database, simulator, PageClient(app))
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


def _simulator(folder: Path, hook: str) -> tuple[Simulator, RunningSimulator]:
    """A simulator that tells the market when the test says so."""
    probe = make_server("127.0.0.1", 0, lambda *_: [])
    port = probe.server_port
    probe.server_close()
    simulator = Simulator(
        SimulatorSettings(
            state_file=folder / "stripe.sqlite3",
            public_base=f"http://127.0.0.1:{port}",
            webhook_url=hook,
            webhook_secret="whsec_of_the_test",
            secret_key="sk_test_of_the_test",
        )
    )
    return simulator, RunningSimulator(simulator, port=port, pump=False)


def test_a_card_pays_two_businesses_in_one_payment(market: Market) -> None:
    market.fill_cart("th", 2, 1)
    hosted = market.checkout("th").location
    assert market.stock() == [(10, 2), (10, 1)]
    back = choose(hosted, "card")
    assert urlsplit(back).path == "/th/checkout/return"
    arrival = market.client.get(back.removeprefix("http://localhost"), status=303)
    assert market.purchase().state is PurchaseState.PLACED
    market.work()
    purchase = market.purchase()
    assert purchase.state is PurchaseState.PAID
    assert [order.state for order in purchase.orders] == [OrderState.PAID, OrderState.PAID]
    assert purchase.total == 2960 + 2400 + 1760
    payment = market.payment()
    assert (payment.state, payment.amount, payment.method) == (
        PaymentState.SUCCEEDED,
        purchase.total,
        "card",
    )
    assert payment.charge_id
    page = market.client.get(arrival.location)
    assert "¥7,120" in page.text
    assert market.mails() == ["paid"]
    assert purchase.is_test


def test_a_declined_card_leaves_the_page_open_for_another_try(market: Market) -> None:
    market.fill_cart("en", 1)
    hosted = market.checkout("en").location
    choose(hosted, "card_declined")
    market.work()
    assert market.purchase().state is PurchaseState.PLACED
    assert market.payment().state is PaymentState.STARTED
    choose(hosted, "card")
    market.work()
    assert market.purchase().state is PurchaseState.PAID


def test_konbini_waits_and_is_paid_at_the_store(market: Market) -> None:
    market.fill_cart("ja", 1)
    hosted = market.checkout("ja").location
    choose(hosted, "konbini")
    market.work()
    purchase, payment = market.purchase(), market.payment()
    assert (purchase.state, payment.state) == (PurchaseState.PENDING, PaymentState.PENDING)
    assert (purchase.expires_at - purchase.placed_at).days >= 3
    assert market.stock()[0] == (10, 1)
    page = market.client.get(f"/ja/orders/{purchase.token}")
    assert page.one(f"a[href='{payment.session_url}']") is not None
    control(market, payment.session_id or "", "store", payment.intent_id or "")
    market.work()
    assert market.purchase().state is PurchaseState.PAID
    assert market.mails() == ["pending", "paid"]


def test_a_voucher_that_runs_out_ends_the_order_and_frees_the_goods(market: Market) -> None:
    market.fill_cart("ja", 1)
    choose(market.checkout("ja").location, "konbini")
    market.work()
    payment = market.payment()
    control(market, payment.session_id or "", "store_expire", payment.intent_id or "")
    market.work()
    purchase = market.purchase()
    assert purchase.state is PurchaseState.EXPIRED
    assert [order.state for order in purchase.orders] == [OrderState.EXPIRED]
    assert market.payment().state is PaymentState.FAILED
    assert market.stock()[0] == (10, 0)
    assert market.mails() == ["pending", "expired"]


def test_repeated_and_reordered_events_end_in_the_same_state(market: Market) -> None:
    with market.simulator.state_file.writing() as state:
        state.set_switches(Switches(repeat=2, reorder=1))
    market.fill_cart("ja", 1)
    choose(market.checkout("ja").location, "card")
    for _ in range(3):
        market.work()
    assert market.purchase().state is PurchaseState.PAID
    assert market.mails() == ["paid"]
    with market.database.unit_of_work(SYSTEM, read_only=True) as uow:
        receipts = uow.session.scalars(select(WebhookReceipt)).all()
        assert len({each.event_id for each in receipts}) == len(receipts)
        assert all(each.handled_at is not None for each in receipts)
        assert uow.session.scalars(select(Refund)).all() == []


def test_cancelling_a_paid_order_pays_everything_back_once(market: Market) -> None:
    market.fill_cart("en", 1, 1)
    choose(market.checkout("en").location, "card")
    market.work()
    token = market.purchase().token
    market.client.post(f"/en/orders/{token}/cancel")
    market.client.post(f"/en/orders/{token}/cancel")
    market.work()
    purchase = market.purchase()
    assert purchase.state is PurchaseState.CANCELLED
    with market.database.unit_of_work(SYSTEM, read_only=True) as uow:
        refunds = uow.session.scalars(select(Refund).order_by(Refund.id)).all()
    assert [(each.amount, each.state) for each in refunds] == [
        (order.total, RefundState.SUCCEEDED) for order in purchase.orders
    ]
    assert market.stock() == [(10, 0), (10, 0)]
    page = market.client.get(f"/en/orders/{token}")
    assert "¥5,640 is going back to you" in page.text


def test_a_page_left_open_is_not_doubled_by_paying_again(market: Market) -> None:
    market.fill_cart("en", 1)
    hosted = market.checkout("en").location
    token = market.purchase().token
    again = market.client.post(f"/en/checkout/pay/{token}").location
    assert again == hosted


def test_sending_the_form_twice_places_one_purchase(market: Market) -> None:
    market.fill_cart("en", 1)
    page = market.client.get("/en/checkout")
    key = page.one("input[name=key]").get("value")
    first = market.checkout("en", key=key).location
    form = {"key": key, "email": "hanako@example.org", "country": "JP", **make.OSAKA}
    second = market.client.post("/en/checkout", {**form, "action": "pay"}).location
    assert first == second
    assert market.stock()[0] == (10, 1)


def test_an_event_that_nobody_signed_is_refused_and_not_kept(market: Market) -> None:
    answer = market.client.http.post("/hooks/stripe", data=b'{"id": "evt_1"}')
    assert answer.status_code == 400
    with market.database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(WebhookReceipt)).all() == []


def test_a_provider_that_is_down_loses_nothing(market: Market) -> None:
    market.fill_cart("en", 1)
    gateway = market.app.extensions["shop.payments"]
    closed = Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST, stripe_api_base="http://127.0.0.1:9"
    )
    market.app.extensions["shop.payments"] = type(gateway)(
        client=of_settings(closed).client, webhook_secret="whsec_x", name="simulator", is_live=False
    )
    answer = market.checkout("en")
    purchase = market.purchase()
    assert answer.location == f"/en/orders/{purchase.token}"
    assert purchase.state is PurchaseState.PLACED
    page = market.client.get(answer.location)
    assert "cannot be opened just now" in page.text
    assert re.search(r"Pay ¥2,360 now", page.text)
    market.app.extensions["shop.payments"] = gateway
    hosted = market.client.post(f"/en/checkout/pay/{purchase.token}").location
    choose(hosted, "card")
    market.work()
    assert market.purchase().state is PurchaseState.PAID


def set_aside(market: Market) -> Purchase:
    """The frozen saku is cut to order; a buyer's card allows its highest price."""
    with market.database.unit_of_work(SYSTEM) as uow:
        variant_id = uow.session.scalars(select(StockItem.variant_id).order_by("variant_id")).all()[
            1
        ]
        uow.session.get_one(Variant, variant_id).least_weight_g = 80
    market.fill_cart("ja", 0, 1)
    choose(market.checkout("ja").location, "card")
    market.work()
    return market.purchase()


def test_a_card_pays_for_the_weight_that_was_packed(market: Market) -> None:
    purchase = set_aside(market)
    assert (purchase.state, purchase.total) == (PurchaseState.AUTHORISED, 3280)
    assert market.mails() == ["authorised"]
    with market.database.unit_of_work(SYSTEM) as uow:
        order = uow.session.get_one(Purchase, purchase.id).orders[0]
        weighing.weigh(uow, order.id, {order.lines[0].id: 90})
    market.work()
    # 2,400 yen for 100 g at most: 90 g cost 2,160 yen, and 880 yen the delivery
    assert (market.purchase().state, market.purchase().total) == (PurchaseState.PAID, 3040)
    assert (market.payment().state, market.payment().amount) == (PaymentState.SUCCEEDED, 3040)
    assert market.mails() == ["authorised", "paid"]
    page = market.client.get(f"/ja/orders/{purchase.token}")
    assert "3,040円" in page.text


def test_a_hold_that_the_bank_lets_go_ends_the_purchase(market: Market) -> None:
    purchase = set_aside(market)
    gateway = of_settings(market.app.extensions["market"].settings)
    gateway.release(market.payment().intent_id or "", key="the-bank")
    market.work()
    assert market.purchase().state is PurchaseState.EXPIRED
    assert market.stock() == [(10, 0), (10, 0)]
    assert purchase.id == market.purchase().id


def test_a_cancelled_hold_is_let_go_at_the_provider(market: Market) -> None:
    purchase = set_aside(market)
    with market.database.unit_of_work(SYSTEM) as uow:
        orders.cancel_purchase(uow, purchase.id, reason="changed my mind")
    market.work()
    gateway = of_settings(market.app.extensions["market"].settings)
    seen = gateway.look_up(market.payment().session_id or "")
    assert seen.state is SessionState.FAILED
    assert market.payment().state is PaymentState.EXPIRED
