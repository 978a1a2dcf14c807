"""What must hold for the sample market before anyone sees it; each fault is one plain line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from shop.sample.drawings import MARKS, SCENES, SHAPES
from shop.sample.market import Business, Product, SampleMarket
from shop.sample.reading import FORMS, Texts
from shop.sample.scripts import foreign_characters, is_own_script
from shop.sample.vocabulary import Vocabulary

TEMPERATURES = frozenset({"ambient", "chilled", "frozen"})
# "standard" is for sets of food with something that is not food, such as a plane or a caddy.
TAX_CLASSES = frozenset({"food", "alcohol", "standard"})
EXPORT_CLASSES = frozenset(
    {
        "fishery_ambient",
        "fishery_chilled",
        "fishery_frozen",
        "tea",
        "alcohol",
        "citrus",
        "other_processed",
    }
)
FOOD_KINDS = frozenset({"fresh", "processed"})
EATEN = frozenset({"raw", "ready", "to_cook", None})
ALLERGENS = frozenset(
    {
        "shrimp",
        "crab",
        "walnut",
        "wheat",
        "egg",
        "milk",
        "squid",
        "sesame",
        "salmon",
        "mackerel",
        "soy",
        "fish_other",
    }
)
# The cooperative's registered mark, in every form a text could write it.
MARK = re.compile(
    r"焼津鰹節|Yaizu Katsuobushi|烧津鲣节|燒津鰹節|ยาอิซุคัตสึโอบุชิ|야이즈 가쓰오부시", re.IGNORECASE
)
_SKU = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,5}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(market: SampleMarket) -> list[str]:
    """Give every fault found; an empty list means the sample market may open."""
    return [
        *_texts_faults(market),
        *_category_faults(market),
        *(fault for business in market.businesses for fault in _business_faults(business)),
        *_key_faults(market),
        *(fault for product in market.products for fault in _product_faults(product, market)),
    ]


def every_text(market: SampleMarket) -> Iterator[tuple[str, Texts]]:
    """Give every text of the market with the name of its place."""
    for category in market.categories:
        yield f"category {category.key}", category.names
    for business in market.businesses:
        for texts in (business.names, business.tagline, business.story):
            yield f"business {business.key}", texts
    for product in market.products:
        for texts in (product.name, product.summary, product.description, product.serving_idea):
            yield f"product {product.sku}", texts
    yield from _every_word(market.vocabulary)


def _every_word(words: Vocabulary) -> Iterator[tuple[str, Texts]]:
    for key, ingredient in words.ingredients.items():
        yield f"ingredient {key}", ingredient.names
    groups = (
        words.food_names,
        words.storage,
        words.catch_areas,
        words.ports,
        words.prefectures,
        words.ingredient_origins,
        words.additives,
        words.methods,
    )
    for group in groups:
        yield from ((f"word {key}", texts) for key, texts in group.items())


def _texts_faults(market: SampleMarket) -> Iterator[str]:
    for place, texts in every_text(market):
        for form in FORMS:
            foreign = foreign_characters(form, texts[form])
            if foreign:
                yield f"{place}: “{foreign}” does not belong in {form}"
            if not is_own_script(form, texts[form]):
                yield f"{place}: the {form} text is not in its own script"


def _category_faults(market: SampleMarket) -> Iterator[str]:
    tops = {category.key for category in market.categories if category.parent is None}
    for category in market.categories:
        if category.parent is None and category.key not in MARKS:
            yield f"category {category.key}: there is no mark drawn for it"
        if category.parent is not None and category.parent not in tops:
            yield f"category {category.key}: no top category “{category.parent}”"
        if category.tax_class not in TAX_CLASSES:
            yield f"category {category.key}: unknown tax class “{category.tax_class}”"


def _business_faults(business: Business) -> Iterator[str]:
    if "（サンプル）" not in business.legal_name:
        yield f"business {business.key}: the legal name must say （サンプル）"
    if business.invoice_number is not None:
        yield f"business {business.key}: invoice numbers are never invented"
    if business.email != f"{business.key}@sample.example":
        yield f"business {business.key}: the address must be at sample.example"
    if not business.phone.startswith("054-000-"):
        yield f"business {business.key}: the telephone number must be fictional (054-000-…)"
    if business.drawing.scene not in SCENES:
        yield f"business {business.key}: no scene “{business.drawing.scene}”"
    if not set(business.delivery_bands) <= TEMPERATURES:
        yield f"business {business.key}: unknown delivery band"
    if not business.cooperative_member and any(
        MARK.search(text)
        for texts in (business.names, business.tagline, business.story)
        for text in texts.values()
    ):
        yield f"business {business.key}: the mark belongs to members of the cooperative"


def _key_faults(market: SampleMarket) -> Iterator[str]:
    yield from _repeated("category", (category.key for category in market.categories))
    yield from _repeated("business", (business.key for business in market.businesses))
    yield from _repeated("SKU", (product.sku for product in market.products))
    yield from _repeated("slug", (product.slug for product in market.products))
    variants = (variant.sku for product in market.products for variant in product.variants)
    yield from _repeated("variant SKU", variants)


def _repeated(kind: str, keys: Iterable[str]) -> Iterator[str]:
    yield from (f"{kind} “{key}” is used twice" for key, n in Counter(keys).items() if n > 1)


def _product_faults(product: Product, market: SampleMarket) -> Iterator[str]:
    place = f"product {product.sku}"
    makers = {business.key: business for business in market.businesses}
    maker = makers.get(product.business)
    if maker is None:
        yield f"{place}: no business “{product.business}”"
        return
    if product.temperature not in maker.delivery_bands:
        yield f"{place}: {maker.key} does not deliver {product.temperature}"
    texts = (product.name, product.summary, product.description, product.serving_idea)
    if not maker.cooperative_member and any(MARK.search(t) for ts in texts for t in ts.values()):
        yield f"{place}: the mark belongs to members of the cooperative"
    yield from _choice_faults(product, {category.key for category in market.categories})
    yield from _size_faults(product)
    yield from _label_faults(product, market)


def _choice_faults(product: Product, categories: set[str]) -> Iterator[str]:
    choices = (
        (product.category, categories),
        (product.temperature, TEMPERATURES),
        (product.tax_class, TAX_CLASSES),
        (product.export_class, EXPORT_CLASSES),
        (product.label.food_kind, FOOD_KINDS),
        (product.label.eaten, EATEN),
        (product.drawing.shape, SHAPES),
    )
    for value, allowed in choices:
        if value not in allowed:
            yield f"product {product.sku}: “{value}” is not known"
    if not _SKU.fullmatch(product.sku):
        yield f"product {product.sku}: the SKU is two capitals, a dash and two to five signs"
    if not _SLUG.fullmatch(product.slug):
        yield f"product {product.sku}: “{product.slug}” is no slug"
    if not set(product.season) <= set(range(1, 13)):
        yield f"product {product.sku}: the season is a list of months"


def _size_faults(product: Product) -> Iterator[str]:
    if not 1 <= len(product.variants) <= 3:
        yield f"product {product.sku}: one to three sizes"
    for variant in product.variants:
        if (variant.net_weight_g is None) == (variant.volume_ml is None):
            yield f"variant {variant.sku}: either a weight or a volume"
        if variant.shipping_weight_g <= (variant.net_weight_g or variant.volume_ml or 0):
            yield f"variant {variant.sku}: the parcel weighs more than its content"
        if not 0 < (variant.least_weight_g or 1) < (variant.net_weight_g or 2):
            yield f"variant {variant.sku}: the least weight is below the net weight"
        if variant.price_yen == 0:
            yield f"variant {variant.sku}: the price is missing"


def _label_faults(product: Product, market: SampleMarket) -> Iterator[str]:
    label, words = product.label, market.vocabulary
    known = (
        (label.ingredients, words.ingredients),
        (label.additives, words.additives),
        ((label.name_on_label,), words.food_names),
        ((label.storage,), words.storage),
        (_said(label.method), words.methods),
        (_said(label.origin.catch_area), words.catch_areas),
        (_said(label.origin.landing_port), words.ports),
        (_said(label.origin.ingredient_origin), words.ingredient_origins),
        (_said(label.origin.producing_prefecture), words.prefectures),
        (_said(label.origin.making_prefecture), words.prefectures),
        (_said(label.origin.packing_prefecture), words.prefectures),
        ((*label.allergens, *label.may_contain), ALLERGENS),
    )
    for keys, allowed in known:
        for key in keys:
            if key not in allowed:
                yield f"product {product.sku}: the label names “{key}”, which nothing explains"
    brought = {a for key in label.ingredients for a in words.ingredients[key].allergens}
    for allergen in sorted(brought - set(label.allergens)):
        yield f"product {product.sku}: its ingredients bring “{allergen}”, the label is silent"
    if label.food_kind == "processed" and not label.ingredients:
        yield f"product {product.sku}: a processed food lists its ingredients"
    if (product.tax_class == "alcohol") != (label.alcohol_percent is not None):
        yield f"product {product.sku}: alcohol by tax class and by label disagree"


def _said(key: str | None) -> tuple[str, ...]:
    return () if key is None else (key,)
