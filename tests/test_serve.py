"""`make run`, tried with real processes on a database that is ready."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import sessionmaker

from core import migrations
from core.database import create_engine
from core.testing.processes import Processes, eventually, free_port, is_open
from core.unit_of_work import SYSTEM, Database
from tests.cluster.conftest import load_serve
from tests.factories import identity

ROOT = Path(__file__).parents[1]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a migrated database that is not empty, so that nothing has to be loaded."""
    folder = tmp_path / "data"
    folder.mkdir()
    engine = create_engine(f"sqlite:///{folder / 'market.sqlite3'}")
    migrations.upgrade(engine)
    database = Database(sessions=sessionmaker(engine, expire_on_commit=False))
    with database.unit_of_work(SYSTEM) as uow:
        identity.city(uow)
    engine.dispose()
    return folder


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    with Processes(tmp_path) as running:
        yield running


def serve(processes: Processes, data: Path, **environment: str) -> subprocess.Popen[bytes]:
    given = {"DATA": str(data), **environment}
    script = ROOT / "scripts/serve.py"
    return processes.start("serve", sys.executable, script, cwd=ROOT, environment=given)


def refusal(processes: Processes, data: Path, **environment: str) -> str:
    """What it says when it cannot start; it must fail."""
    assert serve(processes, data, **environment).wait(timeout=60) == 1
    return processes.words("serve").strip()


def children(parent: int) -> dict[int, str]:
    """Process ids below a process, with their command lines."""
    found: dict[int, str] = {}
    parents = [parent]
    while parents:
        above = parents.pop()
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and parent_of(entry) == above:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(entry.name)] = words
                parents.append(int(entry.name))
    return found


def parent_of(entry: Path) -> int:
    try:
        text = (entry / "stat").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(text.rpartition(")")[2].split()[1])


def is_alive(process_id: int) -> bool:
    try:
        text = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def opened(
    processes: Processes, data: Path, port: int
) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A running market, and the processes that belong to it."""
    market = serve(processes, data, PORT=str(port))

    def is_open_for_all() -> bool:
        assert market.poll() is None, processes.words("serve")
        return "Ctrl-C stops everything." in processes.words("serve")

    eventually(is_open_for_all, seconds=90)
    below = eventually(lambda: worker_is_there(market.pid), seconds=20, what="the worker")
    return market, below


def worker_is_there(market: int) -> list[int]:
    below = children(market)
    return list(below) if any(" worker" in words for words in below.values()) else []


def test_an_interrupt_stops_everything_and_the_second_start_loads_nothing(
    processes: Processes, data: Path
) -> None:
    port = free_port(after=1)
    market, below = opened(processes, data, port)
    assert len(below) >= 4
    assert is_open(port)
    assert is_open(port + 1)
    os.killpg(market.pid, signal.SIGINT)
    assert market.wait(timeout=30) == 0
    eventually(lambda: not any(map(is_alive, below)), seconds=10)
    said = processes.words("serve")
    assert f"The market is open:   http://localhost:{port}/" in said
    assert f"Mails can be read at: http://localhost:{port}/-/mailbox" in said
    assert said.rstrip().endswith("Stopped.")
    assert "Preparing the database" not in said
    assert not is_open(port)
    assert not is_open(port + 1)


def test_a_part_that_ends_by_itself_ends_the_market_with_a_sentence(
    processes: Processes, data: Path
) -> None:
    market, below = opened(processes, data, free_port(after=1))
    web = next(key for key, words in children(market.pid).items() if "granian" in words)
    os.kill(web, signal.SIGKILL)
    assert market.wait(timeout=30) == 1
    log = data / "market.log"
    assert f"The web ended by itself (code -9); see {log}" in processes.words("serve")
    eventually(lambda: not any(map(is_alive, below)), seconds=20)


def test_even_a_killed_market_leaves_no_process_behind(processes: Processes, data: Path) -> None:
    market, below = opened(processes, data, free_port(after=1))
    market.kill()
    market.wait(timeout=10)
    eventually(lambda: not any(map(is_alive, below)), seconds=20)


@pytest.mark.parametrize("step", [0, 1])
def test_a_port_that_is_taken_is_said(processes: Processes, data: Path, step: int) -> None:
    port = free_port(after=1)
    with socket.create_server(("127.0.0.1", port + step)):
        said = refusal(processes, data, PORT=str(port))
    assert said == (
        f"make run: Port {port + step} on 127.0.0.1 cannot be used (Address already in use). "
        f"Choose another one: make run PORT={port + step + 10}"
    )


def test_a_folder_that_cannot_be_written_is_said(processes: Processes, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file/data"
    assert refusal(processes, folder) == (
        f"make run: The folder {folder} cannot be written (Not a directory)."
    )


def test_a_disk_without_space_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = load_serve()
    monkeypatch.setattr(module, "NEEDED_MB", 1 << 40)
    with pytest.raises(module.Refusal) as caught:
        module.check_data(tmp_path)
    assert str(caught.value).startswith(f"The disk of {tmp_path} has ")
    assert str(caught.value).endswith(f"MB free; the market needs {1 << 40} MB.")


def test_settings_that_make_no_sense_are_all_named(processes: Processes, data: Path) -> None:
    said = refusal(processes, data, PORT="eighty", WEB_THREADS="many")
    assert "make run: PORT: " in said
    assert "WEB_THREADS: " in said
    assert "Traceback" not in said


def test_a_production_market_without_its_secrets_is_refused(
    processes: Processes, data: Path
) -> None:
    assert refusal(processes, data, ENVIRONMENT="production").splitlines() == [
        "make run: SECRET_KEY must be set in production",
        "PUBLIC_URL must be set in production",
        "MAIL_URL must be set in production",
    ]
