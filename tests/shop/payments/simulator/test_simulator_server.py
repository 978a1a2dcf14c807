"""As a process of its own, with the pages face elsewhere on the same state."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client

from shop.payments.simulator import Simulator, Switches, create_pages
from shop.payments.simulator.state_file import StateFile

ROOT = Path(__file__).parents[4]


@pytest.fixture
def served(settings):
    """The simulator started by its command; yields the process and its address."""
    command = [sys.executable, "-m", "shop.payments.simulator", "--port", "0"]
    command += ["--state", str(settings.state_file), "--public-base", settings.public_base]
    command += ["--webhook-url", settings.webhook_url, "--webhook-secret", settings.webhook_secret]
    command += ["--secret-key", settings.secret_key]
    process = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_PROXY": "*"}
    )
    line = process.stderr.readline()
    yield process, re.fullmatch(r"The payment simulator listens on (\S+)\.\n", line)[1]
    process.kill()
    process.wait()
    process.stderr.close()


def test_two_faces_in_two_processes_share_one_state(served, settings, client_for, receiver):
    process, address = served
    client = client_for(address)
    session = client.v1.checkout.sessions.create(
        params={
            "mode": "payment",
            "success_url": "https://market.example/done",
            "customer_email": "buyer@example.com",
            "line_items": [
                {
                    "price_data": {
                        "currency": "jpy",
                        "unit_amount": 500,
                        "product_data": {"name": "茶"},
                    },
                    "quantity": 1,
                }
            ],
        }
    )
    browser = Client(create_pages(settings))
    path = session.url.removeprefix(settings.public_base)
    assert browser.post(path, data={"choice": "card"}).status_code == 303
    receiver.wait_for(4)
    assert receiver.types(client)[-1] == "checkout.session.completed"
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0


def test_a_taken_address_is_said_in_a_sentence(served, settings):
    _, address = served
    port = address.rpartition(":")[2]
    command = [sys.executable, "-m", "shop.payments.simulator", "--port", port]
    command += ["--state", str(settings.state_file)]
    second = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    assert second.returncode == 1
    assert second.stderr.splitlines()[-1] == (
        f"The payment simulator cannot listen on 127.0.0.1:{port}."
    )


def test_many_openings_at_once_prepare_one_file(settings):
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda _: StateFile(settings), range(16)))
    with files[0].writing() as state:
        state.set_switches(Switches(repeat=1))
    with files[-1].reading() as state:
        assert state.switches() == Switches(repeat=1)
    for file in files:
        file.close()


def test_switches_may_be_set_from_the_start(settings):
    simulator = Simulator(replace(settings, switches=Switches(drop=2, delay=1)))
    with simulator.state_file.reading() as state:
        assert state.switches() == Switches(drop=2, delay=1)
    again = Simulator(settings)
    with again.state_file.reading() as state:
        assert state.switches() == Switches(drop=2, delay=1)
    simulator.state_file.close()
    again.state_file.close()


def test_pumps_on_one_state_never_deliver_the_same_attempt_twice(market, settings):
    for _ in range(10):
        market.sessions.expire(market.order().id)
    second = Simulator(settings)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(market.simulator.deliver_due), pool.submit(second.deliver_due)]
    assert sum(done.result() for done in both) == 10
    assert len({event.id for event in market.receiver.events(market.client)}) == 10
    assert len(market.receiver.deliveries) == 10
    second.state_file.close()
