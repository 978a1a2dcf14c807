"""Search among many products: python scripts/benchmark/searching.py 100000 prints its figures.

A market of its own under /tmp holds so many goods, named by putting the sample's names together
two by two, and is indexed as all others are. Another process then asks it what people ask, by the
same way as the page does: how long a search takes, what it costs in statements and in memory.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from core.database import Base  # noqa: E402
from core.settings import Settings  # noqa: E402
from core.unit_of_work import SYSTEM, Database, UnitOfWork  # noqa: E402
from i18n.glossary import service as glossary  # noqa: E402
from i18n.translated import TextState  # noqa: E402
from shop.catalogue.models import Product, ProductText, Variant  # noqa: E402
from shop.sample.load import load_products  # noqa: E402
from shop.search import queries, service  # noqa: E402
from shop.search.current import current  # noqa: E402
from shop.search.finding import find  # noqa: E402
from shop.search.queries import SearchWish  # noqa: E402
from shop.stock.models import StockItem  # noqa: E402
from wsgi import create_app  # noqa: E402

CHUNK = 1000
ASKED = 1000
SEED = 20261122
NAMED = 300
LATER = 10_000_000
"""Keys of variants begin here."""
Rows = dict[int, dict[str, Any]]


def opened(folder: Path) -> tuple[Database, Any]:
    """The market in a folder, without its web server."""
    database = create_app(Settings(data=folder)).extensions["market"].database
    with database.unit_of_work(SYSTEM) as uow:
        return database, uow.session.get_bind()


def columns(row: Any) -> dict[str, Any]:
    return {
        key: getattr(row, key)
        for key in row.__mapper__.column_attrs.keys()  # noqa: SIM118 - no mapping
        if key != "id"
    }


def names_of(uow: UnitOfWork) -> dict[int, dict[str, str]]:
    """Names of the first goods, by product and written form."""
    found: dict[int, dict[str, str]] = {}
    for text in uow.session.scalars(select(ProductText).where(ProductText.product_id <= NAMED)):
        found.setdefault(text.product_id, {})[text.locale] = text.name
    return found


def fill(path: Path, size: int) -> None:
    """The sample, and more goods out of its words until there are so many."""
    database, engine = opened(path)
    Base.metadata.create_all(engine)
    with database.unit_of_work(SYSTEM) as uow:
        glossary.load(uow)
        load_products(uow)
        goods = Goods(
            [columns(row) for row in uow.session.scalars(select(Product))],
            [columns(row) for row in uow.session.scalars(select(Variant))],
            list(names_of(uow).values()),
        )
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    numbers = count(len(goods.products) + 1)
    while (first := next(numbers)) <= size:
        with database.unit_of_work(SYSTEM) as uow:
            ids = [first, *(next(numbers) for _ in range(min(CHUNK, size - first + 1) - 1))]
            add(uow, ids, goods, chance)
            service.index(uow, ids)


@dataclass(frozen=True)
class Goods:
    """What further goods are made of: rows of the sample, and its names."""

    products: list[dict[str, Any]]
    variants: list[dict[str, Any]]
    names: list[dict[str, str]]


def add(uow: UnitOfWork, ids: list[int], goods: Goods, chance: random.Random) -> None:
    """Goods with a variant in stock each, named by two others."""
    products = [
        {**chance.choice(goods.products), "id": key, "slug": f"goods-{key}", "popularity": key % 97}
        for key in ids
    ]
    uow.session.execute(insert(Product), products)
    for key in ids:
        one, other = chance.choice(goods.names), chance.choice(goods.names)
        uow.session.add_all(
            ProductText(
                product_id=key,
                locale=locale,
                name=f"{name} {other.get(locale, '')}"[:200],
                state=TextState.REVIEWED,
            )
            for locale, name in one.items()
        )
    variants = [
        {
            **chance.choice(goods.variants),
            "id": key + LATER,
            "product_id": key,
            "sku": f"GOODS-{key}",
            "position": 1,
            "price": 500 + key % 9000,
        }
        for key in ids
    ]
    uow.session.execute(insert(Variant), variants)
    stock = [{"variant_id": row["id"], "on_hand": 100, "reserved": 0} for row in variants]
    uow.session.execute(insert(StockItem), stock)


def asked(uow: UnitOfWork) -> list[tuple[str, str]]:
    """(words, language): names whole and in part, with a slip, in other widths."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    names = [(locale, name) for each in names_of(uow).values() for locale, name in each.items()]
    found: list[tuple[str, str]] = []
    for locale, name in chance.choices(names, k=ASKED):
        words = name.split()
        word = max(words, key=len)
        cut = chance.randrange(len(word)) if word.isascii() and len(word) > 5 else 0
        slip = word[:cut] + word[cut + 1 :]
        found.append(
            (
                chance.choice(
                    [name, word, " ".join(words[:2]), words[0], word[:3], word[:4], slip, word[:5]]
                ),
                locale,
            )
        )
    return found


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * 4096 / 1_000_000


def ask(path: Path) -> dict[str, Any]:
    """Every query once, in a process that has asked nothing yet."""
    database, engine = opened(path)
    statements: list[int] = [0]

    def note(*_: Any) -> None:
        statements[0] += 1

    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        wanted = asked(uow)
        before, began = resident_mb(), time.perf_counter()
        queries.search(uow, SearchWish(words="まぐろ"), "ja")
        opening = time.perf_counter() - began
        memory = resident_mb() - before
        for words, locale in wanted[:50]:
            queries.search(uow, SearchWish(words=words), locale)
        event.listen(engine, "before_cursor_execute", note)
        pages: list[float] = []
        searches: list[float] = []
        empty = 0
        for words, locale in wanted:
            began = time.perf_counter()
            found = queries.search(uow, SearchWish(words=words), locale)
            pages.append((time.perf_counter() - began) * 1000)
            empty += not found.results
        counted = statements[0]
        for words, locale in wanted:
            began = time.perf_counter()
            ready = current(uow)
            find(ready.index, ready.synonyms, words, locale, most=queries.PAGE)
            searches.append((time.perf_counter() - began) * 1000)
    return {
        "queries": len(wanted),
        "search_p50_ms": part(searches, 0.5),
        "search_p99_ms": part(searches, 0.99),
        "with_cards_p50_ms": part(pages, 0.5),
        "with_cards_p99_ms": part(pages, 0.99),
        "statements": round(counted / len(wanted), 1),
        "answered_with_nothing": empty,
        "opening_s": round(opening, 2),
        "index_mb": round(memory),
        "process_mb": round(resident_mb()),
    }


def part(times: list[float], share: float) -> float:
    """The time within which such a share was answered."""
    return round(sorted(times)[int(len(times) * share)], 1)


def measure(size: int) -> dict[str, Any]:
    """The figures of a market of so many goods; asked by a process of its own."""
    with tempfile.TemporaryDirectory(prefix="market-search-") as folder:
        path = Path(folder)
        began = time.monotonic()
        fill(path, size)
        seconds = time.monotonic() - began
        done = subprocess.run(
            [sys.executable, __file__, "ask", str(path)], check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
        return {
            "products": size,
            "filled_s": round(seconds),
            "database_mb": round((path / "market.sqlite3").stat().st_size / 1_000_000),
            **found,
        }


def main() -> None:
    found = ask(Path(sys.argv[2])) if sys.argv[1] == "ask" else measure(int(sys.argv[1]))
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
