"""The columns of the catalogue file: the same when it goes out and when it comes in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

from i18n.locales import CODES
from shop.catalogue import allergens, labels
from shop.catalogue.labels import LabelKind
from shop.catalogue.models import Product, ProductText, Temperature, Variant
from shop.catalogue.service import ProductWords
from vendors.imports import cells
from vendors.imports.cells import NO, SEPARATOR, YES, Parse
from vendors.products import label_form
from vendors.products.forms import EXPORT_CLASSES


class Scope(StrEnum):
    """What a column belongs to: sizes of one product agree on all but their own."""

    VARIANT = "variant"
    PRODUCT = "product"
    LABEL = "label"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """A column: its stable key, its Japanese heading, how a cell of it is read."""

    key: str
    title: str
    scope: Scope
    parse: Parse


@dataclass(frozen=True, kw_only=True)
class Record:
    """A size as it is in the market now."""

    product: Product
    variant: Variant
    texts: Mapping[str, ProductText]
    category_key: str
    on_hand: int
    reserved: int


FORM_TITLES: Final = {
    "ja": "日本語", "en": "英語", "zh-Hant": "繁体字", "zh-Hans": "簡体字",
    "th": "タイ語", "ko": "韓国語",
}  # fmt: skip
WORDS: Final = {
    "name": ("商品名", 200), "reading": ("よみがな", 200), "summary": ("ひとこと", 400),
    "description": ("説明", 8000), "label_name": ("名称", 200), "ingredients": ("原材料名", 4000),
    "storage": ("保存方法", 2000), "origin": ("原産地", 2000), "usage": ("使用方法", 2000), "allergen_note": ("アレルゲンの注意", 2000),
    "serving": ("召し上がり方", 2000),
}  # fmt: skip
assert set(WORDS) == {field.name for field in fields(ProductWords)}


def _allergens() -> Collection[str]:
    return allergens.by_key().keys()


def _temperature(cell: str) -> Temperature:
    return Temperature(cells.choice([band.value for band in Temperature])(cell))


def text_key(word: str, locale: str) -> str:
    """The column of a word in a written form, such as `name_zh_hant`."""
    return f"{word}_{locale.replace('-', '_').lower()}"


_VARIANT: Final = (
    Column("sku", "商品番号", Scope.VARIANT, cells.required(cells.text(60))),
    Column("product", "商品コード", Scope.PRODUCT, cells.text(100)),
    Column("price", "税込価格", Scope.VARIANT, cells.required(cells.whole(1, 9_999_999))),
    Column("stock", "在庫数", Scope.VARIANT, cells.whole(0, 999_999)),
    Column("net_weight_g", "内容量g", Scope.VARIANT, cells.required(cells.whole(1, 1_000_000))),
    Column("least_weight_g", "最小重量g", Scope.VARIANT, cells.whole(1, 1_000_000)),
    Column(
        "shipping_weight_g", "発送重量g", Scope.VARIANT, cells.required(cells.whole(1, 1_000_000))
    ),
    Column("pieces", "個数", Scope.VARIANT, cells.whole(1, 9999)),
    Column("is_active", "販売中", Scope.VARIANT, cells.flag),
)
_SIZES: Final = tuple(
    Column(text_key("size", code), f"サイズ名（{title}）", Scope.VARIANT, cells.text(80))
    for code, title in FORM_TITLES.items()
)
_PRODUCT: Final = (
    Column("category", "売り場", Scope.PRODUCT, cells.required(cells.text(60))),
    Column("temperature", "温度帯", Scope.PRODUCT, _temperature),
    Column("season", "旬の月", Scope.PRODUCT, cells.months),
    Column("export_class", "輸出区分", Scope.PRODUCT, cells.choice(list(EXPORT_CLASSES))),
    Column("shelf_life_days", "賞味日数", Scope.PRODUCT, cells.whole(1, 9999)),
    Column("days_left_on_arrival", "到着時残日数", Scope.PRODUCT, cells.whole(1, 9999)),
    Column("allergens", "アレルゲン", Scope.PRODUCT, cells.several(_allergens)),
    Column("may_contain", "混入の可能性", Scope.PRODUCT, cells.several(_allergens)),
)
_LABEL: Final = (
    Column("label_kind", "表示区分", Scope.LABEL, cells.choice([k.value for k in LabelKind])),
    Column("net_content", "表示内容量", Scope.LABEL, cells.text(60)),
    Column("date_kind", "期限の種類", Scope.LABEL, cells.choice(["", *labels.DATE_KINDS])),
    Column("catch_area", "水域名", Scope.LABEL, cells.text(120)),
    Column("landing_port", "水揚港", Scope.LABEL, cells.text(120)),
    Column("raw_use", "生食加熱", Scope.LABEL, cells.choice(["", *labels.RAW_USES])),
    Column("is_farmed", "養殖", Scope.LABEL, cells.flag),
    Column("is_thawed", "解凍", Scope.LABEL, cells.flag),
    Column("alcohol_percent", "アルコール分", Scope.LABEL, cells.number(0, 100)),
    Column("responsible_kind", "責任者区分", Scope.LABEL, cells.choice(list(labels.RESPONSIBLE))),
    Column("responsible_name", "責任者名", Scope.LABEL, cells.text(200)),
    Column("responsible_address", "責任者住所", Scope.LABEL, cells.text(300)),
    Column("nutrition_per", "栄養成分の単位", Scope.LABEL, cells.text(40)),
    Column("kcal", "熱量kcal", Scope.LABEL, cells.number(0, 10_000)),
    Column("protein", "たんぱく質g", Scope.LABEL, cells.number(0, 1000)),
    Column("fat", "脂質g", Scope.LABEL, cells.number(0, 1000)),
    Column("carbohydrate", "炭水化物g", Scope.LABEL, cells.number(0, 1000)),
    Column("salt", "食塩相当量g", Scope.LABEL, cells.number(0, 1000)),
    Column("is_estimated", "推定値", Scope.LABEL, cells.flag),
    Column("species", "魚種", Scope.LABEL, cells.text(1000)),
    Column("ingredient_list", "原材料の割合と産地", Scope.LABEL, cells.text(4000)),
    Column(
        "main_origin_kind",
        "原料原産地の種類",
        Scope.LABEL,
        cells.choice(["", *labels.ORIGIN_KINDS]),
    ),
    Column("main_origin_text", "原料原産地", Scope.LABEL, cells.text(200)),
    Column("country_of_origin", "原産国", Scope.LABEL, cells.text(120)),
    Column("solid_g", "固形量g", Scope.LABEL, cells.whole(1, 1_000_000)),
    Column("starch_percent", "でん粉含有率", Scope.LABEL, cells.number(0, 100)),
    Column("is_heated_before_freezing", "凍結前加熱", Scope.LABEL, cells.flag),
    Column("min_c", "保存下限℃", Scope.LABEL, cells.whole(-80, 60)),
    Column("max_c", "保存上限℃", Scope.LABEL, cells.whole(-80, 60)),
    Column("plant_name", "製造所名", Scope.LABEL, cells.text(200)),
    Column("plant_address", "製造所住所", Scope.LABEL, cells.text(300)),
    Column("plant_code", "製造所固有記号", Scope.LABEL, cells.text(60)),
    Column("plant_permit_no", "営業許可番号", Scope.LABEL, cells.text(80)),
    Column("plant_eu_no", "EU登録番号", Scope.LABEL, cells.text(60)),
    Column("plant_gacc_no", "GACC登録番号", Scope.LABEL, cells.text(60)),
    Column("plant_haccp", "HACCP", Scope.LABEL, cells.flag),
)
_TEXTS: Final = tuple(
    Column(text_key(word, code), f"{title}（{FORM_TITLES[code]}）", Scope.TEXT, cells.text(most))
    for code in CODES
    for word, (title, most) in WORDS.items()
)
COLUMNS: Final = (*_VARIANT, *_SIZES, *_PRODUCT, *_LABEL, *_TEXTS)
BY_KEY: Final = {column.key: column for column in COLUMNS}
BY_NAME: Final = {name: column for column in COLUMNS for name in (column.key, column.title)}
JAPANESE_ONLY: Final = frozenset(
    text_key(word, code) for code in CODES if code not in {"ja", "en"} for word in (*WORDS, "size")
)
"""Columns that CP932 cannot hold."""


def export(record: Record) -> dict[str, str]:
    """A size's cells, by column."""
    product, variant = record.product, record.variant
    found: dict[str, Any] = {
        "sku": variant.sku,
        "product": product.slug,
        "price": variant.price,
        "stock": record.on_hand,
        "net_weight_g": variant.net_weight_g,
        "least_weight_g": variant.least_weight_g,
        "shipping_weight_g": variant.shipping_weight_g,
        "pieces": variant.pieces,
        "is_active": variant.is_active,
        "category": record.category_key,
        "temperature": product.temperature.value,
        "season": [str(month) for month in product.season],
        "export_class": product.export_class,
        **{text_key("size", code): variant.labels.get(code) for code in CODES},
        **label_cells(product),
    }
    for code in CODES:
        row = record.texts.get(code)
        for word in WORDS:
            found[text_key(word, code)] = getattr(row, word) if row else ""
    return {column.key: written(found[column.key]) for column in COLUMNS}


def label_cells(product: Product) -> dict[str, Any]:
    """The label's values under their columns' keys."""
    values = label_form.present(product)
    return {"label_kind": values.pop("kind"), **values}


def written(value: Any) -> str:
    """A value as a cell holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return SEPARATOR.join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return tidy(str(value))


def tidy(text: str) -> str:
    """Words with plain line ends and no space around them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
