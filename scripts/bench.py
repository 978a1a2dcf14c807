"""`make bench`: how quick the market is, beside a bare Flask page under the same server.

Starts the market as `make run` does, in a folder of its own under /tmp, with 120 and with 10,000
products; asks for its pages warm and cold with one and with eight clients, in turn with the bare
page, so that all of them meet the same machine. BENCH_QUICK=1 is for a first look.
"""

import json
import os
import platform
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benchmark.asking import of_searching  # noqa: E402
from benchmark.buying import Refused, buy  # noqa: E402

from core.testing.processes import free_port  # noqa: E402

BIN = Path(sys.executable).parent
IS_QUICK = os.environ.get("BENCH_QUICK", "0") == "1"
ROUNDS, SECONDS, TIMES, PURCHASES = (1, 0.6, 10, 8) if IS_QUICK else (3, 1.5, 40, 48)
SIZES = (120, 10_000)
CLIENTS = (1, 8)
TICKS = os.sysconf("SC_CLK_TCK")


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def processes_of(group: int) -> list[int]:
    """Process ids of a group."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                text = (entry / "stat").read_text(encoding="utf-8")
            except OSError:
                continue
            if int(text.rpartition(")")[2].split()[2]) == group:
                found.append(int(entry.name))
    return found


def cpu_seconds(group: int) -> float:
    """CPU time that a group of processes has used so far."""
    total = 0
    for process in processes_of(group):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        total += sum(int(value) for value in fields.split()[11:13])
    return total / TICKS


def memory_mb(group: int) -> int:
    """Memory of a group of processes, shared pages counted once each (PSS)."""
    total = 0
    for process in processes_of(group):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // 1024


class Server:
    """A web server that is measured: its port, and the group its processes belong to."""

    def __init__(self, port: int, group: int) -> None:
        self.port, self.group = port, group


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float, words: Path) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - an address of ours
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"make bench: {url} did not answer.\n{words.read_text(encoding='utf-8')}")


@contextmanager
def running(
    command: list[str], words: Path, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process with a group of its own, stopped afterwards."""
    with words.open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "scripts"), **environment},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def bare_page(folder: Path) -> Iterator[Server]:
    port = free_port(after=1)
    words = folder / "bare.log"
    command = [
        str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--http", "1", "--no-ws",
        "--log-level", "warning", "benchmark.bare:app",
    ]  # fmt: skip
    with running(command, words) as process:
        wait_for(f"http://127.0.0.1:{port}/", process, 30, words)
        yield Server(port, process.pid)


@contextmanager
def market(data: Path) -> Iterator[tuple[Server, float]]:
    """The market as `make run` starts it, and how many seconds it took to answer."""
    port = free_port(after=1)
    words = data.parent / f"{data.name}.log"
    began = time.monotonic()
    command = [sys.executable, str(ROOT / "scripts/serve.py")]
    with running(command, words, DATA=str(data), PORT=str(port)) as process:
        wait_for(f"http://127.0.0.1:{port}/-/live", process, 300, words)
        seconds = time.monotonic() - began
        while "Ctrl-C" not in words.read_text(encoding="utf-8"):
            time.sleep(0.1)
        yield Server(port, web_group(process.pid)), seconds


def web_group(parent: int) -> int:
    """The group of the web server that this market started."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if int(fields[1]) == parent and b"granian" in words:
                return int(entry.name)
    raise SystemExit("make bench: the market's web server was not found.")


def request(method: str, path: str, body: str = "") -> str:
    """The bytes of a request, as text."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: br, gzip"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def measure(server: Server, asked: str, clients: int, seconds: float) -> dict[str, Any]:
    """One run of the load generator in a process of its own."""
    before = cpu_seconds(server.group)
    given = {"port": server.port, "request": asked, "clients": clients, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/benchmark/load.py"), json.dumps(given)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"make bench: {asked.splitlines()[0]}\n{done.stderr}")
    found = json.loads(done.stdout)
    found["cpu"] = cpu_seconds(server.group) - before
    return found


def figures(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Requests per second (median of the rounds), p50, p99 and CPU over all of them."""
    times = sorted(value for run in runs for value in run["times"])
    return {
        "per_second": round(statistics.median(len(run["times"]) / run["seconds"] for run in runs)),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * 0.99))] * 1000, 2),
        "cpu_ms": round(sum(run["cpu"] for run in runs) / len(times) * 1000, 3),
        "errors": sum(run["errors"] for run in runs),
    }


def goods_of(data: Path, number: int) -> list[tuple[str, int]]:
    """Published goods that can be bought: slug and variant, different ones first."""
    connection = sqlite3.connect(data / "market.sqlite3")
    rows = connection.execute(
        "SELECT p.slug, v.id FROM shop_products p JOIN shop_variants v ON v.product_id = p.id"
        " JOIN shop_stock_items s ON s.variant_id = v.id WHERE p.state = 'published'"
        " AND p.temperature = 'ambient' AND s.on_hand - s.reserved >= 4 ORDER BY v.id"
    ).fetchall()
    connection.close()
    return [
        (slug, variant) for slug, variant in (rows * (number // max(1, len(rows)) + 1))[:number]
    ]


def addresses(data: Path) -> dict[str, str]:
    """What a visitor opens."""
    slug = goods_of(data, 1)[0][0]
    return {
        "home": "/ja/",
        "list of 24": "/ja/catalogue",
        "product": f"/ja/catalogue/{slug}",
        "search": "/ja/search?q=%E9%B0%B9%E7%AF%80",
    }


def requests_of(data: Path) -> dict[str, str]:
    """Requests by the name of what is measured."""
    found: dict[str, str] = {}
    for name, path in addresses(data).items():
        edge = "&" if "?" in path else "?"
        found[f"{name}, warm"] = request("GET", path)
        found[f"{name}, cold"] = request("GET", f"{path}{edge}n=@@")
    variant = goods_of(data, 1)[0][1]
    found["add to cart"] = request("POST", "/ja/cart/add", f"variant_id={variant}&quantity=1")
    return found


def rounds(bare: Server, shop: Server, asked: dict[str, str], clients: int) -> dict[str, Any]:
    """All requests in turn, round after round, the bare page among them."""
    runs: dict[str, list[dict[str, Any]]] = {}
    plain = request("GET", "/")
    for text in asked.values():
        measure(shop, text, 1, 0.2)
    for _ in range(ROUNDS):
        runs.setdefault("bare page", []).append(measure(bare, plain, clients, SECONDS))
        for name, text in asked.items():
            runs.setdefault(name, []).append(measure(shop, text, clients, SECONDS))
    found = {name: figures(each) for name, each in runs.items()}
    for each in found.values():
        each["ratio"] = round(each["per_second"] / found["bare page"]["per_second"], 2)
    return found


def purchases(shop: Server, data: Path, clients: int, first: int) -> dict[str, Any]:
    """So many guests buy, each from an address of their own; errors are counted and shown."""
    goods = goods_of(data, PURCHASES)
    errors: list[str] = []
    times: list[float] = []

    def one(number: int) -> None:
        slug, variant = goods[number]
        try:
            times.append(buy(shop.port, f"127.0.{clients}.{first + number}", slug, variant))
        except (Refused, OSError) as error:
            errors.append(f"{slug}: {error}")

    before, began = cpu_seconds(shop.group), time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(one, range(PURCHASES)))
    seconds = time.monotonic() - began
    times.sort()
    return {
        "per_second": round(len(times) / seconds, 2),
        "p50_ms": round(times[len(times) // 2] * 1000, 1) if times else None,
        "p99_ms": round(times[-1] * 1000, 1) if times else None,
        "cpu_ms": round((cpu_seconds(shop.group) - before) / max(1, len(times)) * 1000, 1),
        "errors": len(errors),
        "first_errors": errors[:3],
    }


def inside(shop: Server, data: Path) -> dict[str, Any]:
    """CPU and statements of pages and purchase, counted within one process."""
    given = {"paths": addresses(data), "times": TIMES, "goods": goods_of(data, TIMES // 2)}
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/benchmark/inside.py"), json.dumps(given)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA": str(data), "PORT": str(shop.port)},
    )
    if done.returncode:
        return {"failed": done.stderr[-1500:]}
    return json.loads(done.stdout)


def show(title: str, lines: dict[str, Any]) -> None:
    say(f"\n{title}")
    say(f"  {'':<20}{'per s':>9}{'× bare':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'errors':>9}")
    for name, line in lines.items():
        columns = ("per_second", "ratio", "p50_ms", "p99_ms", "cpu_ms", "errors")
        values = ("–" if line.get(column) is None else str(line[column]) for column in columns)
        say(f"  {name:<20}" + "".join(f"{value:>9}" for value in values))
        for error in line.get("first_errors", []):
            say(f"    {error[:300]}")


def show_inside(found: dict[str, Any]) -> None:
    if "failed" in found:
        say(f"\nThe measurement within one process failed:\n{found['failed']}")
        return
    say(f"\n  {'within one process':<24}{'cold CPU ms':>12}{'warm':>8}{'SQL':>6}{'bytes':>9}")
    for name, line in found["pages"].items():
        cpu = f"{line['cold_cpu_ms']:>12}{line['warm_cpu_ms']:>8}"
        say(f"  {name:<24}{cpu}{line['statements']:>6}{line['bytes']:>9}")
    for step, line in found["purchase"].items():
        say(f"  {step:<24}{line['cpu_ms']:>12}{'':>8}{line['statements']:>6}")
    total = sum(line["cpu_ms"] for line in found["purchase"].values())
    say(f"  {'whole purchase':<24}{total:>12.1f}")


def sized(folder: Path, size: int) -> Path:
    """The folder of a market with so many products; the larger one grows out of the smaller."""
    data = folder / str(size)
    if size != SIZES[0]:
        shutil.copytree(folder / str(SIZES[0]), data)
        command = [sys.executable, str(ROOT / "scripts/benchmark/fill.py"), str(size)]
        environment = {"PATH": os.environ["PATH"], "DATA": str(data)}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
    return data


def of_size(folder: Path, bare: Server, size: int) -> dict[str, Any]:
    """Everything that is measured with so many products."""
    data = sized(folder, size)
    with market(data) as (shop, seconds):
        found: dict[str, Any] = {"start_s": round(seconds, 2), "clients": {}, "purchase": {}}
        say(f"\n=== {size:,} products: the market answered after {seconds:.1f} s")
        asked = requests_of(data)
        for clients in CLIENTS:
            lines = rounds(bare, shop, asked, clients)
            lines["guest purchase"] = purchases(shop, data, clients, 2)
            show(f"{clients} client{'s' if clients > 1 else ''}", lines)
            found["clients"][clients] = lines
        found["web_memory_mb"] = memory_mb(shop.group)
        found["inside"] = inside(shop, data)
        show_inside(found["inside"])
    return found


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    models = [
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return {
        "processors": os.cpu_count(),
        "model": models[0] if models else platform.machine(),
        "load_before": os.getloadavg()[0],
        "python": platform.python_version(),
        "system": platform.platform(),
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
    }


def main() -> int:
    found: dict[str, Any] = {"machine": machine(), "is_quick": IS_QUICK, "sizes": {}}
    began = time.monotonic()
    say(f"Machine: {json.dumps(found['machine'])}")
    folder = Path(tempfile.mkdtemp(prefix="market-bench-"))
    try:
        say("First start, with the sample market …")
        with market(folder / str(SIZES[0])) as (_, seconds):
            found["first_start_s"] = round(seconds, 1)
        with bare_page(folder) as bare:
            for size in SIZES:
                found["sizes"][size] = of_size(folder, bare, size)
        found["search"] = of_searching(10_000 if IS_QUICK else 100_000, say)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found["seconds"] = round(time.monotonic() - began)
    target = ROOT / "build/bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say(f"\nWritten: {target} (after {found['seconds']} s, load {os.getloadavg()[0]:.1f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
