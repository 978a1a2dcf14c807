"""A running simulator, the real client library, a buyer's browser and a webhook receiver."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
import stripe

from shop.payments.simulator import RunningSimulator, Simulator, SimulatorSettings

SECRET = "whsec_test_receiver"
KEY = "sk_test_market"


class Clock:
    """Starts at the real moment, so that signatures are fresh, and moves when told."""

    def __init__(self):
        self.moment = float(int(time.time()))

    def __call__(self):
        return self.moment

    def advance(self, seconds):
        self.moment += seconds


class Receiver:
    """Keeps what it is sent and answers with the statuses it was given, then with 200."""

    def __init__(self):
        self.deliveries = []
        self.statuses = []
        self.changed = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.changed:
                    receiver.deliveries.append((self.path, dict(self.headers), body))
                    status = receiver.statuses.pop(0) if receiver.statuses else 200
                    receiver.changed.notify_all()
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hooks/stripe?from=simulator"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def wait_for(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.deliveries) >= count, timeout=20)

    def events(self, client, secret=SECRET):
        return [
            client.construct_event(body, headers["Stripe-Signature"], secret)
            for _, headers, body in self.deliveries
        ]

    def types(self, client):
        return [event.type for event in self.events(client)]


class Buyer:
    """A browser without JavaScript: fetches pages, sends forms, shows where it is led."""

    def __init__(self, address, base):
        self.address = address
        self.base = base
        self.session = requests.Session()

    def close(self):
        self.session.close()

    def _here(self, url):
        return self.address + url.removeprefix(self.base)

    def get(self, url, **headers):
        return self.session.get(self._here(url), headers=headers, allow_redirects=False)

    def send(self, url, **fields):
        return self.session.post(self._here(url), data=fields, allow_redirects=False)


class Market:
    """What a test works with: the client, the buyer, the receiver and the clock together."""

    def __init__(self, simulator, running, client, buyer, receiver, clock):
        self.simulator = simulator
        self.address = running.address
        self.client = client
        self.buyer = buyer
        self.receiver = receiver
        self.clock = clock

    @property
    def sessions(self):
        return self.client.v1.checkout.sessions

    def order(self, amount=4900, **params):
        """A session as the market makes one."""
        defaults = {
            "mode": "payment",
            "success_url": "https://market.example/done?session={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://market.example/cart",
            "customer_email": "buyer@example.com",
            "line_items": [
                {
                    "price_data": {
                        "currency": "jpy",
                        "unit_amount": amount,
                        "product_data": {"name": "鰹節"},
                    },
                    "quantity": 1,
                }
            ],
        }
        wanted = {key: value for key, value in (defaults | params).items() if value is not None}
        return self.sessions.create(params=wanted)

    def pay(self, session, choice="card"):
        return self.buyer.send(session.url, choice=choice)

    def paid(self, amount=4900, choice="card"):
        """A session that its buyer has paid, read again."""
        session = self.order(amount)
        answer = self.pay(session, choice)
        if choice not in {"card", "konbini"}:
            self.buyer.send(answer.headers["Location"], answer="approve")
        return self.sessions.retrieve(session.id)

    def types(self):
        """The types of all events so far, in the order of their publication."""
        events = self.client.v1.events.list(params={"limit": 100}).data
        return [event.type for event in reversed(events)]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def settings(tmp_path, clock, receiver):
    return SimulatorSettings(
        state_file=tmp_path / "simulator.sqlite3",
        public_base="https://market.example/simulator",
        webhook_url=receiver.url,
        webhook_secret=SECRET,
        secret_key=KEY,
        merchant_name="焼津デジタル市場",
        merchant_lang="ja",
        clock=clock,
    )


@pytest.fixture
def client_for():
    """Makes clients of the real library for an address."""
    made = []

    def make(address, key=KEY):
        http = stripe.RequestsClient()
        made.append(http)
        bases = {"api": address, "files": address, "connect": address}
        return stripe.StripeClient(key, base_addresses=bases, http_client=http)

    yield make
    for http in made:
        http.close()


@pytest.fixture
def market(settings, client_for, receiver, clock):
    simulator = Simulator(settings)
    with RunningSimulator(simulator, pump=False) as running:
        buyer = Buyer(running.address, settings.public_base)
        client = client_for(running.address)
        yield Market(simulator, running, client, buyer, receiver, clock)
        buyer.close()
