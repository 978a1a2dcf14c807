"""A sample product's label: words per written form, and the structure that needs no words."""

from typing import Any, Final

from i18n.locales import CODES
from shop.catalogue.labels import LabelKind
from shop.sample.market import Business, Label, Product, SampleMarket
from shop.sample.vocabulary import Vocabulary
from shop.storefronts.licences import LIQUOR, Licence

USE_BY_DAYS: Final = 7
RAW_USES: Final = {"raw": "raw", "to_cook": "cook"}
ADDITIVES_AFTER: Final = {"ja": "／", "zh-Hans": "／", "zh-Hant": "／"}
KEEP_AT: Final = {"frozen": {"max_c": -18}, "chilled": {"min_c": 0, "max_c": 10}}
MIXED_IN: Final = frozenset({"shrimp", "crab"})
CAUGHT_TOGETHER: Final = {
    "ja": "えび・かにが混ざる漁法で採取しています。",
    "en": "Caught by a method in which shrimp and crab are mixed in.",
    "zh-Hant": "以會混入蝦、蟹的漁法捕撈。",
    "zh-Hans": "以会混入虾、蟹的渔法捕捞。",
    "th": "จับด้วยวิธีประมงที่มีกุ้งและปูปะปนมาด้วย",
    "ko": "새우와 게가 섞여 잡히는 어법으로 어획합니다.",
}
EXPORT_CLASSES: Final = {"citrus": "fruit_veg", "other_processed": "food_processed"}


def words_of(product: Product, vocabulary: Vocabulary, locale: str) -> dict[str, Any]:
    """The words of one written form, as the catalogue keeps them."""
    label = product.label
    return {
        "name": product.name[locale],
        "summary": product.summary[locale],
        "description": product.description[locale],
        "serving": product.serving_idea[locale],
        "label_name": vocabulary.food_names[label.name_on_label][locale],
        "ingredients": _ingredients(label, vocabulary, locale),
        "storage": vocabulary.storage[label.storage][locale],
        "origin": _origin(label, vocabulary, locale),
        "allergen_note": CAUGHT_TOGETHER[locale] if MIXED_IN & set(label.may_contain) else "",
    }


def _ingredients(label: Label, vocabulary: Vocabulary, locale: str) -> str:
    """Foods, then what was added, parted as labels in that language part them."""
    foods = vocabulary.ingredients_text(label.ingredients, locale)
    added = vocabulary.additives_text(label.additives, locale)
    between = ADDITIVES_AFTER.get(locale, " / ")
    return f"{foods}{between}{added}" if added else foods


def _origin(label: Label, vocabulary: Vocabulary, locale: str) -> str:
    """Where the food or its first ingredient comes from."""
    place = label.origin
    for key, words in (
        (place.ingredient_origin, vocabulary.ingredient_origins),
        (place.catch_area, vocabulary.catch_areas),
        (place.producing_prefecture, vocabulary.prefectures),
        (place.making_prefecture, vocabulary.prefectures),
    ):
        if key:
            return words[key][locale]
    return ""


def structure_of(product: Product, business: Business, vocabulary: Vocabulary) -> dict[str, Any]:
    """The part of the label that is figures and keys."""
    label = product.label
    kind = LabelKind.LIQUOR if product.tax_class == "alcohol" else LabelKind(label.food_kind)
    place = business.address
    found: dict[str, Any] = {
        "kind": kind.value,
        "date_kind": "use_by" if label.shelf_life_days <= USE_BY_DAYS else "best_before",
        "responsible": {
            "kind": "maker",
            "name": business.legal_name,
            "address": f"{place.prefecture}{place.city}{place.street}",
        },
        "catch_area": _place(label.origin.catch_area, vocabulary.catch_areas),
        "landing_port": _place(label.origin.landing_port, vocabulary.ports),
        "raw_use": RAW_USES.get(label.eaten or ""),
        "alcohol_percent": label.alcohol_percent,
        "starch_percent": label.starch_percent,
        "keep_between": KEEP_AT.get(product.temperature),
        "nutrition": _nutrition(product),
    }
    if kind is LabelKind.FRESH:
        found |= {"is_thawed": label.thawed, "is_farmed": label.farmed}
    return {key: value for key, value in found.items() if value is not None}


def _place(key: str | None, words: Any) -> dict[str, str] | None:
    return {code: words[key][code] for code in CODES} if key else None


def _nutrition(product: Product) -> dict[str, Any] | None:
    figures = product.label.nutrition_per_100g
    if figures is None:
        return None
    is_liquid = product.variants[0].volume_ml is not None
    return {
        "per": "100 ml" if is_liquid else "100 g",
        "kcal": figures.energy_kcal,
        "protein": figures.protein_g,
        "fat": figures.fat_g,
        "carbohydrate": figures.carbohydrate_g,
        "salt": figures.salt_g,
        "estimated": True,
    }


def export_class_of(product: Product) -> str:
    """The class by which the rules of destinations know the product."""
    if not product.export_class.startswith("fishery_"):
        return EXPORT_CLASSES.get(product.export_class, product.export_class)
    if product.category.startswith(("katsuobushi", "dashi")):
        return "katsuobushi"
    return "fishery_raw" if product.label.food_kind == "fresh" else "fishery_processed"


def licences_of(market: SampleMarket, business: Business) -> dict[str, Any]:
    """An invented licence for a business that sells alcohol, marked as such."""
    sells = any(
        one.business == business.key and one.tax_class == "alcohol" for one in market.products
    )
    filed = Licence(number="SAMPLE-0001", issuer="藤枝税務署（サンプル）")
    return {LIQUOR: filed.as_json()} if sells else {}


def category_order(market: SampleMarket) -> list[str]:
    """Shelves that goods stand on, in the order of the list."""
    used = {product.category for product in market.products}
    return [category.key for category in market.categories if category.key in used]
