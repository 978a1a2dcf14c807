"""What pages and a purchase cost within one process: CPU time and SQL statements, step by step.

Runs beside the running market (the same database, its pay simulator) but serves nobody else, so
that what it counts belongs to the page alone.
"""

import json
import statistics
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import event

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benchmark.buying import Refused, Reply, purchase  # noqa: E402
from wsgi import create_app  # noqa: E402

FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SET ", "SAVEPOINT", "RELEASE")


class Counter:
    """Counts statements that ask or change something, and the CPU time between two looks."""

    def __init__(self, engine: Any) -> None:
        self.statements: list[str] = []
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(FRAME):
            self.statements.append(statement)

    def measure(self, work: Callable[[], Any]) -> tuple[Any, float, int]:
        """What the work answers, its CPU milliseconds and its number of statements."""
        self.statements.clear()
        began = process_time()
        answer = work()
        return answer, (process_time() - began) * 1000, len(self.statements)


def pages(app: Any, counter: Counter, paths: dict[str, str], times: int) -> dict[str, Any]:
    """Each page rendered anew, and answered from what was kept."""
    client = app.test_client()
    numbers = count(1)
    found: dict[str, Any] = {}
    for name, path in paths.items():
        edge = "&" if "?" in path else "?"
        seen: list[tuple[float, int]] = []
        for _ in range(times + 3):
            address = f"{path}{edge}inside={next(numbers)}"
            answer, cpu, statements = counter.measure(lambda to=address: client.get(to))
            if answer.status_code != 200:
                raise Refused(f"{address}: {answer.status_code}")
            seen.append((cpu, statements))
        client.get(path)
        warm = [counter.measure(lambda to=path: client.get(to))[1] for _ in range(times)]
        found[name] = {
            "cold_cpu_ms": round(statistics.median(cpu for cpu, _ in seen[3:]), 2),
            "statements": seen[-1][1],
            "sql": list(counter.statements) if "--sql" in sys.argv else None,
            "warm_cpu_ms": round(statistics.median(warm), 3),
            "bytes": len(answer.data),
        }
    return found


def purchases(app: Any, counter: Counter, goods: list[tuple[str, int]]) -> dict[str, Any]:
    """The steps of a purchase, each with its CPU time and statements, medians of all."""
    seen: dict[str, list[tuple[float, int]]] = {}
    for number, (slug, variant) in enumerate(goods):
        client = app.test_client()
        address = {"REMOTE_ADDR": f"10.0.0.{number}"}
        last: list[tuple[float, int]] = []

        def ask(
            method: str,
            target: str,
            form: dict[str, str] | None,
            client: Any = client,
            address: dict[str, str] = address,
            last: list[tuple[float, int]] = last,
        ) -> Reply:
            parts = urlsplit(target)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            answer, cpu, statements = counter.measure(
                lambda: client.open(path, method=method, data=form, environ_overrides=address)
            )
            last.append((cpu, statements))
            return Reply(answer.status_code, answer.headers.get("Location", ""), answer.data)

        for step, _ in purchase(ask, slug, variant):
            if number >= 2:
                seen.setdefault(step, []).extend(last)
            last.clear()
    return {
        step: {
            "cpu_ms": round(statistics.median(cpu for cpu, _ in each), 2),
            "statements": int(statistics.median(number for _, number in each)),
        }
        for step, each in seen.items()
    }


def main() -> None:
    asked = json.loads(sys.argv[1])
    app = create_app()
    database = app.extensions["market"].database
    counter = Counter(database.sessions.kw["bind"])
    found = {"pages": pages(app, counter, asked["paths"], asked["times"])}
    if asked["goods"]:
        found["purchase"] = purchases(app, counter, asked["goods"])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
