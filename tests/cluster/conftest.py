"""A market of two machines: each a web server and a worker; one PostgreSQL, one Redis, one media folder."""

import importlib.util
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from core.settings import Environment, Payments, Settings
from core.testing.processes import Processes, end_group, eventually, free_port, is_open
from core.testing.redis import RedisServer
from core.testing.smtp import SmtpServer
from core.testing.visitor import Visitor
from core.unit_of_work import SYSTEM, Database
from shop.storefronts.models import Storefront
from tests.conftest import new_postgresql
from tests.factories import identity, shop
from wsgi import create_app

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FORM_TOKEN = "token-of-the-test"
SHARED = (
    "environment",
    "secret_key",
    "database_url",
    "jobs_url",
    "media_url",
    "mail_url",
    "payments",
    "job_lease_seconds",
)


def load_serve() -> Any:
    """scripts/serve.py as a module: machines are started exactly as `make run` starts them."""
    spec = importlib.util.spec_from_file_location("serve", ROOT / "scripts/serve.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Machine:
    """One machine: what runs on it can be killed and started again."""

    name: str
    settings: Settings
    processes: Processes
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def port(self) -> int:
        return self.settings.port

    def start(self, part: str) -> None:
        """Start "web" or "worker"."""
        values = {key.upper(): str(getattr(self.settings, key)) for key in (*SHARED, "data")}
        self.running[part] = self.processes.start(
            f"{self.name}-{part}",
            *load_serve().commands(self.settings)[part],
            cwd=ROOT,
            environment={**values, "PORT": str(self.port)},
        )

    def wait(self) -> None:
        eventually(lambda: is_open(self.port), seconds=60, what=f"{self.name} answers")

    def stop(self, part: str) -> None:
        """End a part as an operator does, and wait until it is gone."""
        self.running[part].send_signal(signal.SIGTERM)
        self.running[part].wait(timeout=30)

    def kill(self, part: str) -> None:
        """Kill -9 a part with everything that belongs to it."""
        end_group(self.running[part])


@dataclass
class City:
    """Both machines and what they share."""

    a: Machine
    b: Machine
    app: Flask
    database: Database
    engine: Engine
    redis: RedisServer
    smtp: SmtpServer

    def owner(self) -> tuple[Storefront, Visitor]:
        """A new open storefront, and its owner signed in before machine A."""
        with self.database.unit_of_work(SYSTEM) as uow:
            made = shop.storefront(uow)
            shop.product(uow, shop=made)
            token = identity.signed_in(uow, organisation=made.organisation)
        cookie = {"sign_in": token, "organisation": made.organisation_id, "csrf_token": FORM_TOKEN}
        signer: Any = self.app.session_interface
        text = signer.get_signing_serializer(self.app).dumps(cookie)
        return made, Visitor(self.a.port, {"market": text})


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer())
        smtp = stack.enter_context(SmtpServer())
        processes = stack.enter_context(Processes(folder))

        def machine(name: str) -> Machine:
            settings = Settings(  # pyright: ignore[reportCallIssue]
                environment=Environment.DEVELOPMENT,
                data=folder / name,
                port=free_port(),
                secret_key="a-secret-key-for-tests-only-32-chars",
                database_url=new_postgresql("market_cluster"),
                jobs_url=redis.url,
                media_url=str(folder / "media"),
                mail_url=smtp.url,
                payments=Payments.MANUAL,
                job_lease_seconds=3,
            )
            return Machine(name, settings, processes)

        a = machine("a")
        b = Machine(
            "b",
            a.settings.model_copy(update={"data": folder / "b", "port": free_port()}),
            processes,
        )
        app = create_app(a.settings.model_copy(update={"data": folder / "test"}), testing=True)
        assert app.test_cli_runner().invoke(args=["database", "upgrade"]).exit_code == 0
        database: Database = app.extensions["market"].database
        engine: Engine = database.sessions.kw["bind"]
        stack.callback(engine.dispose)
        for part in (a, b):
            part.start("web")
            part.start("worker")
        for part in (a, b):
            part.wait()
        yield City(a, b, app, database, engine, redis, smtp)
