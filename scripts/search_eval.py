"""`make search-eval SET=<folder>`: how well the search answers a set of queries.

The folder holds products.jsonl (id, title, description, category, vendor, popularity) and
queries.jsonl (class, lang, query, rel, targets, split). The products go into a temporary market
as all others do; every query is asked of the real search. Prints recall@10, MRR and nDCG@10 per
language and per kind of query. SPLIT says which part of the queries is asked ("dev").
"""

import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import sessionmaker

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.database import Base, create_engine  # noqa: E402
from core.identity.models import OrganisationKind  # noqa: E402
from core.identity.service import create_organisation  # noqa: E402
from core.migrations import import_models  # noqa: E402
from core.unit_of_work import SYSTEM, Database, UnitOfWork  # noqa: E402
from i18n.glossary import service as glossary  # noqa: E402
from i18n.translated import TextState  # noqa: E402
from shop.catalogue.models import (  # noqa: E402
    Category,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.search import queries, service  # noqa: E402
from shop.search.queries import SearchWish  # noqa: E402
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText  # noqa: E402

LANGUAGES = ("en", "ja", "ko", "th", "zh")
APART = {"prefix", "noresult", "robust", "vendor"}
STRETCH = {
    "xlang_sibling", "xlang_open", "xlang_category", "synonym_sibling", "synonym_open",
}  # fmt: skip
FIRST = 10
MEASURES = ("recall", "mrr", "ndcg")
Row = dict[str, Any]


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@contextmanager
def market() -> Iterator[Database]:
    """An empty market in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="search-eval-") as folder:
        import_models()
        engine = create_engine(f"sqlite:///{folder}/market.sqlite3")
        Base.metadata.create_all(engine)
        yield Database(sessions=sessionmaker(engine, expire_on_commit=False))
        engine.dispose()


def load(uow: UnitOfWork, goods: Sequence[Row]) -> None:
    """Businesses, shelves and products of a set, with one variant each, and the index of them."""
    glossary.load(uow)
    makers = {one["vendor"]["ja"]: one["vendor"] for one in goods}
    sellers = {name: seller(uow, place, makers[name]) for place, name in enumerate(makers, start=1)}
    labels = {one["category"]["id"]: one["category"]["label"] for one in goods}
    shelves = {}
    for place, (key, names) in enumerate(labels.items(), start=1):
        shelf = Category(key=key, position=place, names=names)
        uow.session.add(shelf)
        uow.session.flush()
        shelves[key] = shelf.id
    numbers = range(1, len(goods) + 1)
    uow.session.execute(
        insert(Product),
        [
            {
                "id": number,
                "organisation_id": sellers[one["vendor"]["ja"]],
                "category_id": shelves[one["category"]["id"]],
                "slug": one["id"].lower(),
                "state": ProductState.PUBLISHED,
                "temperature": Temperature.AMBIENT,
                "tax_class": TaxClass.FOOD,
                "created_at": uow.now,
                "updated_at": uow.now,
                "published_at": uow.now,
                "popularity": one["popularity"],
                "price_from": 1000,
                "allergens": [],
                "may_contain": [],
                "label": {},
                "season": [],
                "season_mask": 0,
                "export_class": "",
                "source_locale": next(iter(one["title"])),
            }
            for number, one in zip(numbers, goods, strict=True)
        ],
    )
    uow.session.add_all(
        ProductText(
            product_id=number,
            locale=locale,
            name=title,
            description=one["description"].get(locale, ""),
            state=TextState.REVIEWED,
        )
        for number, one in zip(numbers, goods, strict=True)
        for locale, title in one["title"].items()
    )
    uow.session.add_all(
        Variant(
            product_id=number, sku=one["id"], position=1, price=1000, net_weight_g=100,
            shipping_weight_g=150,
        )
        for number, one in zip(numbers, goods, strict=True)
    )  # fmt: skip
    service.index(uow, list(numbers))


def seller(uow: UnitOfWork, place: int, names: dict[str, str]) -> int:
    """A business with an open storefront; its key."""
    made = create_organisation(uow, kind=OrganisationKind.VENDOR, name=names["ja"])
    uow.session.add(
        Storefront(
            organisation_id=made.id, slug=f"maker-{place}", state=StorefrontState.OPEN,
            created_at=uow.now,
        )
    )  # fmt: skip
    uow.session.flush()
    uow.session.add_all(
        StorefrontText(storefront_id=made.id, locale=locale, name=name, state=TextState.REVIEWED)
        for locale, name in names.items()
    )
    return made.id


def measured(asked: Row, found: list[str]) -> Row:
    """What an answer is worth."""
    grades = asked["rel"]
    wanted = set(asked.get("targets") or [key for key, grade in grades.items() if grade >= 2])
    if not wanted:
        return {"empty": float(not found)}
    gains = [
        (2 ** grades.get(key, 0) - 1) / math.log2(place + 2) for place, key in enumerate(found)
    ]
    best = sorted(grades.values(), reverse=True)[:FIRST]
    ideal = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))
    first = next((place for place, key in enumerate(found) if grades.get(key, 0) >= 2), None)
    return {
        "recall": len(wanted & set(found)) / min(FIRST, len(wanted)),
        "mrr": 0.0 if first is None else 1 / (first + 1),
        "ndcg": sum(gains) / ideal,
    }


def ask(database: Database, asked: Sequence[Row]) -> list[Row]:
    """Every query asked of the market, with what the answer is worth and how long it took."""
    rows: list[Row] = []
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        queries.search(uow, SearchWish(words="warm"), "en")
        for one in asked:
            began = time.perf_counter()
            found = queries.search(uow, SearchWish(words=one["query"]), one["lang"])
            seconds = time.perf_counter() - began
            keys = [result.card.sku for result in found.results[:FIRST]]
            kind, language = one["class"], one["lang"][:2]
            rows.append(
                {"kind": kind, "lang": language, "ms": seconds * 1000, **measured(one, keys)}
            )
    return rows


def mean(rows: Sequence[Row], name: str) -> float:
    return fmean(row[name] for row in rows)


def core(rows: Sequence[Row], language: str, name: str) -> float:
    """The mean of a language's kinds of queries, each counting the same."""
    own = [row for row in rows if row["lang"] == language and name in row]
    kinds = {row["kind"] for row in own} - APART - STRETCH
    return fmean(mean([row for row in own if row["kind"] == kind], name) for kind in kinds)


def show(rows: Sequence[Row]) -> Row:
    """The tables, and their figures."""
    say(
        f"\n{'kind of query':<18}{'n':>5}{'recall@10':>11}{'MRR':>8}{'nDCG@10':>9}   nDCG@10 by language"
    )
    for kind in sorted({row["kind"] for row in rows}, key=lambda k: (k in APART, k in STRETCH, k)):
        own = [row for row in rows if row["kind"] == kind]
        if "empty" in own[0]:
            say(f"{kind:<18}{len(own):>5}   answered with nothing {mean(own, 'empty'):.2f}")
            continue
        by = {row["lang"] for row in own}
        each = "  ".join(
            f"{lang} {mean([row for row in own if row['lang'] == lang], 'ndcg'):.2f}"
            for lang in sorted(by)
        )
        values = "".join(
            f"{mean(own, name):>{width}.3f}"
            for name, width in zip(MEASURES, (11, 8, 9), strict=True)
        )
        say(f"{kind:<18}{len(own):>5}{values}   {each}")
    languages = [lang for lang in LANGUAGES if any(row["lang"] == lang for row in rows)]
    figures: Row = {lang: {name: core(rows, lang, name) for name in MEASURES} for lang in languages}
    figures["all"] = {name: fmean(figures[lang][name] for lang in languages) for name in MEASURES}
    say("\ncore kinds, each counting the same")
    for name, values in figures.items():
        say(f"  {name:<5}" + "".join(f"{key} {value:.3f}  " for key, value in values.items()))
    times = sorted(row["ms"] for row in rows)
    say(f"\np50 {times[len(times) // 2]:.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms")
    return figures


def main() -> int:
    given = os.environ.get("SET", "") or (sys.argv[1] if len(sys.argv) > 1 else "")
    if not given:
        sys.stderr.write("make search-eval: say where the set is, as in SET=../search-set.\n")
        return 2
    folder = Path(given)
    if not all((folder / name).is_file() for name in ("products.jsonl", "queries.jsonl")):
        sys.stderr.write(f"make search-eval: {folder} holds no products.jsonl and queries.jsonl.\n")
        return 2
    split = os.environ.get("SPLIT", "dev")
    goods, asked = read(folder / "products.jsonl"), read(folder / "queries.jsonl")
    asked = [one for one in asked if split in {"all", one.get("split", "dev")}]
    with market() as database:
        began = time.monotonic()
        with database.unit_of_work(SYSTEM) as uow:
            load(uow, goods)
        say(f"{len(goods):,} products indexed in {time.monotonic() - began:.0f} s")
        rows = ask(database, asked)
    figures = show(rows)
    target = ROOT / "build/search-eval.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    say(f"Written: {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
