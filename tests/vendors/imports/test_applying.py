"""What a file does to goods, words and stock."""

from sqlalchemy import func, select

from core.audit.models import Entry
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductState, ProductText, Variant
from shop.stock import service as stock
from shop.stock.models import StockItem
from shop.storefronts.models import Storefront
from tests.factories import catalogue_files as files
from tests.factories import shop
from vendors.imports import applying
from vendors.imports.reading import read


def test_new_goods_are_drafts_with_words_and_stock(desk: UnitOfWork) -> None:
    report = applying.apply(desk, read(files.file(files.NEW)), goes_on=False)
    assert report.is_applied
    made = files.variant(desk, "NEW-1")
    product = desk.session.get_one(Product, made.product_id)
    assert (product.slug, product.state, product.organisation_id) == (
        "hanakatsuo", ProductState.DRAFT, desk.actor.organisation_id,
    )  # fmt: skip
    assert (made.price, files.on_hand(desk, "NEW-1")) == (540, 12)
    words = desk.session.scalars(select(ProductText)).one()
    assert (words.name, words.provenance.value) == ("花かつお", "import")


def test_a_second_run_does_nothing(desk: UnitOfWork) -> None:
    bigger = {"sku": "NEW-2", "price": "980", "net_weight_g": "160", "shipping_weight_g": "260"}
    content = files.file(files.NEW, {**files.NEW, **bigger})
    assert files.outcomes(applying.apply(desk, read(content), goes_on=False).plan) == ["new", "new"]
    assert files.variant(desk, "NEW-1").product_id == files.variant(desk, "NEW-2").product_id
    desk.session.flush()
    entries = desk.session.scalar(select(func.count()).select_from(Entry))
    again = applying.apply(desk, read(content), goes_on=False)
    assert files.outcomes(again.plan) == ["unchanged", "unchanged"]
    desk.session.flush()
    assert desk.session.scalar(select(func.count()).select_from(Entry)) == entries


def test_only_what_differs_is_changed(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, stock=10)
    other = shop.product(desk, shop=storefront)
    rows = files.rows_of(files.exported(desk))
    rows[0] |= {"price": "1,980", "stock": "7", "name_th": "ใหม่", "size_ja": "大袋"}
    found = files.planned(desk, files.file(*rows))
    assert files.outcomes(found) == ["changed", "unchanged"]
    assert set(found.lines[0].values) == {"price", "stock", "name_th", "size_ja"}
    applying.apply(desk, read(files.file(*rows)), goes_on=False)
    changed = files.variant(desk, rows[0]["sku"])
    assert (changed.price, changed.labels, files.on_hand(desk, changed.sku)) == (
        1980, {"ja": "大袋"}, 7,
    )  # fmt: skip
    texts = desk.session.scalars(
        select(ProductText).where(ProductText.product_id == product.id, ProductText.locale == "th")
    ).one()
    assert (texts.name, texts.state.value) == ("ใหม่", "draft")
    assert shop.variant(desk, other).price == 1480


def test_the_smallest_weight_of_what_is_cut_to_order_goes_in_and_out(desk: UnitOfWork) -> None:
    cut = {**files.NEW, "net_weight_g": "160", "shipping_weight_g": "260", "least_weight_g": "120"}
    applying.apply(desk, read(files.file(cut)), goes_on=False)
    assert files.variant(desk, "NEW-1").least_weight_g == 120
    assert files.rows_of(files.exported(desk))[0]["least_weight_g"] == "120"
    wrong = files.planned(desk, files.file({**cut, "least_weight_g": "160"}))
    reason = "The smallest weight must be below the content, which is the largest weight."
    assert files.reasons(wrong) == [(2, "最小重量g", reason)]


def test_columns_that_are_not_there_change_nothing(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = shop.product(desk, shop=storefront)
    sku = shop.variant(desk, product).sku
    applying.apply(desk, read(files.file({"sku": sku, "price": "990"})), goes_on=False)
    assert files.variant(desk, sku).price == 990
    assert [row["name_ja"] for row in files.rows_of(files.exported(desk))] == ["本枯節 削りぶし"]


def test_japanese_headings_and_unknown_columns(desk: UnitOfWork, storefront: Storefront) -> None:
    sku = shop.variant(desk, shop.product(desk, shop=storefront)).sku
    content = f"商品番号,税込価格,メモ\n{sku},990,棚の奥\n".encode("cp932")
    assert files.outcomes(files.planned(desk, content)) == ["changed"]


def test_a_new_size_joins_its_product(desk: UnitOfWork, storefront: Storefront) -> None:
    product = shop.product(desk, shop=storefront, weight_g=100)
    row = {"sku": "BIG", "product": product.slug, "price": "2000", "net_weight_g": "300",
           "shipping_weight_g": "400", "name_ja": "", "category": ""}  # fmt: skip
    assert files.reasons(files.planned(desk, files.file(row))) == []
    applying.apply(desk, read(files.file(row)), goes_on=False)
    assert files.variant(desk, "BIG").product_id == product.id
    assert files.rows_of(files.exported(desk))[0]["name_ja"] == "本枯節 削りぶし"


def test_another_businesss_number_is_refused_and_untouched(desk: UnitOfWork) -> None:
    theirs = shop.variant(desk, shop.product(desk))
    row = {**files.NEW, "sku": theirs.sku, "price": "1"}
    assert files.reasons(files.planned(desk, files.file(row))) == [
        (2, "商品番号", "Another business uses this article number already."),
    ]  # fmt: skip
    applying.apply(desk, read(files.file(row)), goes_on=True)
    assert files.variant(desk, theirs.sku).price == 1480


def test_what_is_promised_is_not_counted_away(desk: UnitOfWork, storefront: Storefront) -> None:
    held = shop.variant(desk, shop.product(desk, shop=storefront, stock=10))
    desk.session.get_one(StockItem, held.id).reserved = 6
    cells = files.rows_of(files.exported(desk))[0]
    content = files.file(files.NEW, {key: cells[key] for key in files.NEW} | {"stock": "5"})
    assert (3, "在庫数", "Buyers were already promised 6 of these.") in files.reasons(
        files.planned(desk, content)
    )


def test_what_the_market_refuses_since_is_that_lines_problem(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    held = shop.variant(desk, shop.product(desk, shop=storefront, stock=10))
    cells = files.rows_of(files.exported(desk))[0]
    changed = {key: cells[key] for key in files.NEW} | {"stock": "5"}
    found = files.planned(desk, files.file(files.NEW, changed))
    stock.reserve(desk, reference="P1", quantities={held.id: 6}, until=None)
    refused = applying.carry_out(desk, found, goes_on=False)
    assert not refused.is_applied
    assert [(one.line, files.english(one.reason)) for one in refused.problems] == [
        (3, "Buyers were already promised 6 of these, so there cannot be fewer."),
    ]  # fmt: skip
    assert desk.session.scalars(select(Variant.sku)).all() == [held.sku]
    again = files.planned(desk, files.file(files.NEW, {**changed, "stock": "7"}))
    again.lines[1].values["stock"] = 5
    taken = applying.carry_out(desk, again, goes_on=True)
    assert taken.is_applied
    assert (files.on_hand(desk, held.sku), files.on_hand(desk, "NEW-1")) == (10, 12)
