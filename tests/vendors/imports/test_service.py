"""The catalogue in and out."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.jobs import run_due
from core.text import LazyText
from core.unit_of_work import Database, UnitOfWork
from shop.catalogue.models import Category, Product, ProductState, ProductText, Variant
from shop.stock import service as stock
from shop.stock.models import StockItem
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.imports import applying, service
from vendors.imports.export import FileKind, write
from vendors.imports.models import CatalogueImport, ImportState
from vendors.imports.planning import Outcome, Plan, plan
from vendors.imports.reading import read

NEW = {
    "sku": "NEW-1", "product": "hanakatsuo", "price": "540", "stock": "12", "net_weight_g": "80",
    "shipping_weight_g": "180", "category": "katsuobushi", "temperature": "ambient",
    "name_ja": "花かつお",
}  # fmt: skip


@pytest.fixture
def shelf(uow: UnitOfWork) -> Category:
    return shop.category(uow, key="katsuobushi")


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront, shelf: Category) -> UnitOfWork:
    return acting(uow, storefront)


def file(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(desk: UnitOfWork, content: bytes) -> Plan:
    desk.session.flush()
    return plan(desk.session, desk.actor.organisation_id or 0, read(content))


def outcomes(found: Plan) -> list[str]:
    return [line.outcome.value for line in found.lines]


def english(reason: LazyText) -> str:
    return reason.message % reason.params


def reasons(found: Plan) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, english(one.reason)) for one in found.problems]


def exported(desk: UnitOfWork, kind: FileKind = FileKind.CSV) -> bytes:
    desk.session.flush()
    own = desk.actor.organisation_id or 0
    return write(desk.session, own, kind, in_japanese=False)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def variant(desk: UnitOfWork, sku: str) -> Variant:
    return desk.session.scalars(
        select(Variant).where(Variant.sku == sku).execution_options(populate_existing=True)
    ).one()


def on_hand(desk: UnitOfWork, sku: str) -> int:
    key = variant(desk, sku).id
    return desk.session.get_one(StockItem, key, populate_existing=True).on_hand


def test_new_goods_are_drafts_with_words_and_stock(desk: UnitOfWork) -> None:
    report = applying.apply(desk, read(file(NEW)), goes_on=False)
    assert report.is_applied
    made = variant(desk, "NEW-1")
    product = desk.session.get_one(Product, made.product_id)
    assert (product.slug, product.state, product.organisation_id) == (
        "hanakatsuo", ProductState.DRAFT, desk.actor.organisation_id,
    )  # fmt: skip
    assert (made.price, on_hand(desk, "NEW-1")) == (540, 12)
    words = desk.session.scalars(select(ProductText)).one()
    assert (words.name, words.provenance.value) == ("花かつお", "import")


def test_a_second_run_does_nothing(desk: UnitOfWork) -> None:
    content = file(NEW, {**NEW, "sku": "NEW-2", "price": "980", "net_weight_g": "160",
                         "shipping_weight_g": "260"})  # fmt: skip
    assert outcomes(applying.apply(desk, read(content), goes_on=False).plan) == ["new", "new"]
    assert variant(desk, "NEW-1").product_id == variant(desk, "NEW-2").product_id
    desk.session.flush()
    entries = desk.session.scalar(select(func.count()).select_from(Entry))
    again = applying.apply(desk, read(content), goes_on=False)
    assert outcomes(again.plan) == ["unchanged", "unchanged"]
    desk.session.flush()
    assert desk.session.scalar(select(func.count()).select_from(Entry)) == entries


def test_only_what_differs_is_changed(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, stock=10)
    other = shop.product(desk, shop=storefront)
    rows = rows_of(exported(desk))
    rows[0] |= {"price": "1,980", "stock": "7", "name_th": "ใหม่", "size_ja": "大袋"}
    found = planned(desk, file(*rows))
    assert outcomes(found) == ["changed", "unchanged"]
    assert set(found.lines[0].values) == {"price", "stock", "name_th", "size_ja"}
    applying.apply(desk, read(file(*rows)), goes_on=False)
    changed = variant(desk, rows[0]["sku"])
    assert (changed.price, changed.labels, on_hand(desk, changed.sku)) == (
        1980, {"ja": "大袋"}, 7,
    )  # fmt: skip
    texts = desk.session.scalars(
        select(ProductText).where(ProductText.product_id == product.id, ProductText.locale == "th")
    ).one()
    assert (texts.name, texts.state.value) == ("ใหม่", "draft")
    assert shop.variant(desk, other).price == 1480


def test_columns_that_are_not_there_change_nothing(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = shop.product(desk, shop=storefront)
    sku = shop.variant(desk, product).sku
    applying.apply(desk, read(file({"sku": sku, "price": "990"})), goes_on=False)
    assert variant(desk, sku).price == 990
    assert [row["name_ja"] for row in rows_of(exported(desk))] == ["本枯節 削りぶし"]


def test_japanese_headings_and_unknown_columns(desk: UnitOfWork, storefront: Storefront) -> None:
    sku = shop.variant(desk, shop.product(desk, shop=storefront)).sku
    content = f"商品番号,税込価格,メモ\n{sku},990,棚の奥\n".encode("cp932")
    assert outcomes(planned(desk, content)) == ["changed"]


BAD: list[tuple[dict[str, str], str, str]] = [
    ({"price": "free"}, "税込価格", "This must be a whole number from 1 to 9999999."),
    ({"price": "0"}, "税込価格", "This must be a whole number from 1 to 9999999."),
    ({"price": ""}, "税込価格", "This must not be empty."),
    ({"sku": ""}, "商品番号", "This must not be empty."),
    ({"category": "shoes"}, "売り場", "The market has no such shelf."),
    ({"temperature": "warm"}, "温度帯", "This must be one of: ambient, chilled, frozen."),
    ({"shipping_weight_g": "10"}, "発送重量g",
     "The weight as packed must not be smaller than the content."),
    ({"name_ja": ""}, "商品名（日本語）", "This is needed for new goods."),
    ({"allergens": "fish|gold"}, "アレルゲン", "The market does not know fish."),
    ({"season": "1|13"}, "旬の月", "This must be a whole number from 1 to 12."),
    ({"is_active": "perhaps"}, "販売中", "This must be yes or no."),
    ({"kcal": "-1"}, "熱量kcal", "This must be a number from 0 to 10000."),
    ({"summary_th": "อร่อย"}, "商品名（タイ語）", "Words in this language need a name."),
    ({"name_ja": "x" * 201}, "商品名（日本語）", "This is too long: at most 200 characters."),
    ({"name_ja": "a\x07b"}, "商品名（日本語）", "This holds signs that cannot be seen."),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "reason"), BAD)
def test_every_bad_cell_says_line_column_and_reason(
    desk: UnitOfWork, cells: dict[str, str], column: str, reason: str
) -> None:
    good = {**NEW, "sku": "GOOD-1", "product": "good"}
    bad = {**dict.fromkeys(cells, ""), **NEW, **cells}
    content = file({**dict.fromkeys(bad, ""), **good}, bad)
    found = planned(desk, content)
    assert outcomes(found) == ["new", "bad"]
    assert (3, column, reason) in reasons(found)
    report = applying.apply(desk, read(content), goes_on=False)
    assert not report.is_applied
    assert desk.session.scalars(select(Variant)).all() == []
    report = applying.apply(desk, read(content), goes_on=True)
    assert report.is_applied
    assert [one.sku for one in desk.session.scalars(select(Variant))] == ["GOOD-1"]


def test_numbers_twice_and_sizes_that_disagree(desk: UnitOfWork) -> None:
    twice = planned(desk, file(NEW, NEW))
    assert reasons(twice) == [
        (3, "商品番号", "This article number stands in line 2 already."),
    ]  # fmt: skip
    other = {**NEW, "sku": "NEW-2", "name_ja": "別の名"}
    assert reasons(planned(desk, file(NEW, other))) == [
        (3, "商品名（日本語）", "Line 2 says something else of the same product."),
    ]  # fmt: skip
    blank = {**NEW, "sku": "NEW-2", "name_ja": "", "category": ""}
    assert [line for line, *_ in reasons(planned(desk, file(NEW, blank)))] == [3, 3]


def test_a_new_size_joins_its_product(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, weight_g=100)
    row = {"sku": "BIG", "product": product.slug, "price": "2000", "net_weight_g": "300",
           "shipping_weight_g": "400", "name_ja": "", "category": ""}  # fmt: skip
    assert reasons(planned(desk, file(row))) == []
    applying.apply(desk, read(file(row)), goes_on=False)
    assert variant(desk, "BIG").product_id == product.id
    assert rows_of(exported(desk))[0]["name_ja"] == "本枯節 削りぶし"


def test_another_businesss_number_is_refused_and_untouched(desk: UnitOfWork) -> None:
    theirs = shop.variant(desk, shop.product(desk))
    row = {**NEW, "sku": theirs.sku, "price": "1"}
    assert reasons(planned(desk, file(row))) == [
        (2, "商品番号", "Another business uses this article number already."),
    ]  # fmt: skip
    applying.apply(desk, read(file(row)), goes_on=True)
    assert variant(desk, theirs.sku).price == 1480


def test_what_is_promised_is_not_counted_away(desk: UnitOfWork, storefront: Storefront) -> None:
    held = shop.variant(desk, shop.product(desk, shop=storefront, stock=10))
    desk.session.get_one(StockItem, held.id).reserved = 6
    cells = rows_of(exported(desk))[0]
    content = file(NEW, {key: cells[key] for key in NEW} | {"stock": "5"})
    assert (3, "在庫数", "Buyers were already promised 6 of these.") in reasons(
        planned(desk, content)
    )


def test_what_the_market_refuses_since_is_that_lines_problem(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    held = shop.variant(desk, shop.product(desk, shop=storefront, stock=10))
    cells = rows_of(exported(desk))[0]
    changed = {key: cells[key] for key in NEW} | {"stock": "5"}
    found = planned(desk, file(NEW, changed))
    stock.reserve(desk, reference="P1", quantities={held.id: 6}, until=None)
    refused = applying.carry_out(desk, found, goes_on=False)
    assert not refused.is_applied
    assert [(one.line, english(one.reason)) for one in refused.problems] == [
        (3, "Buyers were already promised 6 of these, so there cannot be fewer."),
    ]  # fmt: skip
    assert desk.session.scalars(select(Variant.sku)).all() == [held.sku]
    again = planned(desk, file(NEW, {**changed, "stock": "7"}))
    again.lines[1].values["stock"] = 5
    taken = applying.carry_out(desk, again, goes_on=True)
    assert taken.is_applied
    assert (on_hand(desk, held.sku), on_hand(desk, "NEW-1")) == (10, 12)


def test_a_long_file_goes_in_parts_that_split_no_product(
    desk: UnitOfWork, database: Database, app: Flask
) -> None:
    rows = [{**NEW, "sku": f"S-{number}", "product": f"p-{number % 120}"} for number in range(240)]
    parts = applying.batches(read(file(*rows)))
    assert [len(part.lines) for part in parts] == [100, 100, 40]
    kept = received(desk, *rows)
    service.start(desk, kept.id, goes_on=False)
    desk.session.commit()
    assert run_due(database) == 3
    desk.session.expire_all()
    kept = desk.session.get_one(CatalogueImport, kept.id)
    assert (kept.state, kept.report["parts_done"]) == (ImportState.DONE, 3)
    assert desk.session.scalar(select(func.count()).select_from(Variant)) == 240
    assert desk.session.scalar(select(func.count()).select_from(Product)) == 120


def test_a_header_without_numbers_is_refused(desk: UnitOfWork) -> None:
    for content in (b"", b"name_ja,price\nx,1\n", "sku,商品番号\nA,A\n".encode()):
        with pytest.raises(DomainError) as refused:
            planned(desk, content)
        assert refused.value.code == "file_header"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n=+-@'\","),
    max_size=40,
)
LOOKALIKES = "〜−‖—¢£¬"
OFFICE = st.text(
    st.characters(codec="cp932", exclude_categories=["Cc", "Cs"], exclude_characters=LOOKALIKES)
    | st.sampled_from(LOOKALIKES),
    max_size=40,
)
LABELS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["fresh", "processed", "liquor"])},
    optional={
        "net_content": st.integers(1, 9999) | st.just("3個"),
        "date_kind": st.sampled_from(["use_by", "best_before"]),
        "is_farmed": st.just(value=True),
        "alcohol_percent": st.integers(0, 20) | st.just(15.5),
        "responsible": st.just({"kind": "seller", "name": "丸山", "address": ""}),
        "nutrition": st.just({"kcal": 103, "salt": 0.5, "per": "100 g", "estimated": True}),
    },
)


def fill(desk: UnitOfWork, storefront: Storefront, **values: Any) -> None:
    """A product that holds whatever hypothesis thinks of."""
    names = dict.fromkeys(("ja", "en"), values["name"] or "x")
    product = shop.product(
        desk, shop=storefront, names=names, label=values["label"],
        season=sorted(values["season"]), allergens=values["allergens"],
        shelf_life_days=values["days"],
    )  # fmt: skip
    for text in desk.session.scalars(
        select(ProductText).where(ProductText.product_id == product.id)
    ):
        text.description, text.ingredients = values["description"], values["description"][::-1]
    shop.variant(desk, product).labels = {"ja": values["size"]} if values["size"].strip() else {}
    desk.session.flush()


def products(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "name": words.filter(lambda text: bool(text.strip())),
            "description": words,
            "size": words,
            "label": LABELS,
            "season": st.sets(st.integers(1, 12)),
            "allergens": st.lists(st.sampled_from(["shrimp", "crab", "mackerel"]), unique=True),
            "days": st.none() | st.integers(1, 400),
        }
    )


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.XLSX])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=products(WORDS))
def test_what_goes_out_and_comes_in_changes_nothing(
    desk: UnitOfWork, storefront: Storefront, kind: FileKind, values: dict[str, Any]
) -> None:
    with desk.session.begin_nested() as tried:
        fill(desk, storefront, **values)
        found = planned(desk, exported(desk, kind))
        assert (reasons(found), outcomes(found)) == ([], ["unchanged"])
        tried.rollback()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=products(OFFICE))
def test_the_same_in_the_letters_of_japanese_offices(
    desk: UnitOfWork, storefront: Storefront, values: dict[str, Any]
) -> None:
    with desk.session.begin_nested() as tried:
        fill(desk, storefront, **values)
        content = exported(desk, FileKind.CP932)
        assert read(content).encoding in {"cp932", "utf-8-sig"}
        found = planned(desk, content)
        assert (reasons(found), outcomes(found)) == ([], ["unchanged"])
        tried.rollback()


def test_lookalikes_of_cp932_change_nothing(desk: UnitOfWork, storefront: Storefront) -> None:
    shop.product(desk, shop=storefront, names={"ja": LOOKALIKES})
    assert outcomes(planned(desk, exported(desk, FileKind.CP932))) == ["unchanged"]


def test_a_letter_that_cp932_lacks_is_named(desk: UnitOfWork, storefront: Storefront) -> None:
    shop.product(desk, shop=storefront, names={"ja": "鰹節😀"})
    with pytest.raises(DomainError) as refused:
        exported(desk, FileKind.CP932)
    assert refused.value.params == {"letter": "😀", "line": 2, "column": "商品名（日本語）"}


def test_only_own_goods_go_out(desk: UnitOfWork, storefront: Storefront) -> None:
    mine = shop.variant(desk, shop.product(desk, shop=storefront)).sku
    shop.product(desk)
    assert [row["sku"] for row in rows_of(exported(desk))] == [mine]


def received(desk: UnitOfWork, *rows: dict[str, str]) -> CatalogueImport:
    kept = service.receive(desk, filename="list.csv", content=file(*rows))
    desk.session.flush()
    return kept


def test_a_file_is_looked_through_and_then_done_by_a_job(
    desk: UnitOfWork, database: Database, app: Flask
) -> None:
    kept = received(desk, NEW)
    assert (kept.state, kept.report["counts"][Outcome.NEW]) == (ImportState.CHECKED, 1)
    assert desk.session.scalars(select(Variant)).all() == []
    service.start(desk, kept.id, goes_on=False)
    service.start(desk, kept.id, goes_on=False)
    desk.session.commit()
    assert run_due(database) == 1
    desk.session.expire_all()
    assert desk.session.get_one(CatalogueImport, kept.id).state is ImportState.DONE
    assert [one.sku for one in desk.session.scalars(select(Variant))] == ["NEW-1"]
    entry = desk.session.scalars(
        select(Entry).where(Entry.action == "office:catalogue_import:done")
    ).one()
    assert (entry.user_id, entry.organisation_id) == (
        desk.actor.user_id, desk.actor.organisation_id,
    )  # fmt: skip
    service.run(replace(desk), {"import_id": kept.id, "goes_on": False})
    assert desk.session.scalar(select(func.count()).select_from(Variant)) == 1


def test_a_file_with_bad_lines_waits_for_a_word(desk: UnitOfWork) -> None:
    kept = received(desk, NEW, {**NEW, "sku": "B", "product": "b", "price": "x"})
    with pytest.raises(DomainError) as refused:
        service.start(desk, kept.id, goes_on=False)
    assert refused.value.field == "goes_on"
    assert kept.state is ImportState.CHECKED
    service.start(desk, kept.id, goes_on=True)
    assert kept.state is ImportState.WAITING


def test_another_businesss_file_is_not_found(desk: UnitOfWork) -> None:
    other = acting(desk, shop.storefront(desk))
    kept = received(desk, NEW)
    with pytest.raises(NotFoundError):
        service.get(other, kept.id)
    with pytest.raises(NotFoundError):
        service.start(other, kept.id, goes_on=True)


def test_old_files_are_forgotten(desk: UnitOfWork) -> None:
    kept = received(desk, NEW)
    service.forget_old(replace(desk, now=desk.now + service.KEPT / 2), {})
    desk.session.refresh(kept, ["content"])
    assert kept.content is not None
    service.forget_old(replace(desk, now=desk.now + service.KEPT * 2), {})
    desk.session.refresh(kept, ["content"])
    assert kept.content is None
