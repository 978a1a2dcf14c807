"""The sample market as typed data: read from the JSON files beside this module, and checked."""

from functools import cache
from pathlib import Path

from shop.sample.checks import check
from shop.sample.drawings import Drawing
from shop.sample.market import (
    Address,
    Business,
    Category,
    Label,
    Nutrition,
    Origin,
    Product,
    SampleMarket,
    Scene,
    Variant,
)
from shop.sample.reading import ContentError, Reader, read_list
from shop.sample.vocabulary import read_vocabulary

HERE = Path(__file__).parent


@cache
def load() -> SampleMarket:
    """Read and check the whole sample market; what is wrong is said by file and field."""
    market = SampleMarket(
        categories=tuple(map(_category, read_list(HERE / "categories.json"))),
        businesses=tuple(map(_business, read_list(HERE / "businesses.json"))),
        products=tuple(
            _product(entry)
            for path in sorted((HERE / "products").glob("*.json"))
            for entry in read_list(path)
        ),
        vocabulary=read_vocabulary(HERE / "vocabulary.json"),
    )
    faults = check(market)
    if faults:
        raise ContentError("\n".join(faults))
    return market


def seed_of(key: str) -> int:
    """Give the seed of a picture from a key, the same everywhere."""
    return sum((place + 1) * byte for place, byte in enumerate(key.encode())) % 1_000_003


def _category(entry: Reader) -> Category:
    return Category(
        key=entry.text("key"),
        parent=entry.optional_text("parent"),
        names=entry.texts("names"),
        tax_class=entry.text("tax_class"),
    )


def _business(entry: Reader) -> Business:
    place, scene = entry.part("address"), entry.part("drawing")
    return Business(
        key=entry.text("key"),
        legal_name=entry.text("legal_name"),
        kind=entry.text("kind"),
        names=entry.texts("names"),
        tagline=entry.texts("tagline"),
        story=entry.texts("story"),
        address=Address(
            postcode=place.text("postcode"),
            prefecture=place.text("prefecture"),
            city=place.text("city"),
            street=place.text("street"),
            street_latin=place.text("street_latin"),
        ),
        phone=entry.text("phone"),
        email=entry.text("email"),
        opened_year=entry.whole("opened_year"),
        invoice_number=entry.optional_text("invoice_number"),
        cooperative_member=entry.flag("cooperative_member"),
        ships_to=entry.words("ships_to"),
        cut_off=entry.text("cut_off"),
        closed_weekdays=entry.words("closed_weekdays"),
        lead_days=entry.whole("lead_days"),
        delivery_bands=entry.words("delivery_bands"),
        free_delivery_from_yen=entry.whole("free_delivery_from_yen"),
        drawing=Scene(scene.text("scene"), scene.text("motif"), scene.text("cloth")),
    )


def _product(entry: Reader) -> Product:
    sku, temperature = entry.text("sku"), entry.text("temperature")
    return Product(
        sku=sku,
        slug=entry.text("slug"),
        business=entry.text("business"),
        category=entry.text("category"),
        temperature=temperature,
        tax_class=entry.text("tax_class"),
        export_class=entry.text("export_class"),
        season=() if entry.value("season") is None else entry.wholes("season"),
        name=entry.texts("name"),
        summary=entry.texts("summary"),
        description=entry.texts("description"),
        serving_idea=entry.texts("serving_idea"),
        variants=tuple(_variant(sku, variant) for variant in entry.parts("variants")),
        label=_label(entry.part("label")),
        drawing=_drawing(entry.part("drawing"), temperature),
    )


def _variant(sku: str, entry: Reader) -> Variant:
    return Variant(
        sku=f"{sku}-{entry.text('suffix')}",
        price_yen=entry.whole("price_yen"),
        net_weight_g=entry.optional_whole("net_weight_g"),
        volume_ml=entry.optional_whole("volume_ml"),
        shipping_weight_g=entry.whole("shipping_weight_g"),
        stock=entry.whole("stock"),
        least_weight_g=entry.whole_if_there("least_weight_g"),
    )


def _label(entry: Reader) -> Label:
    origin = entry.part("origin")
    return Label(
        food_kind=entry.text("food_kind"),
        name_on_label=entry.text("name_on_label"),
        ingredients=entry.words("ingredients"),
        additives=entry.words("additives"),
        allergens=entry.words("allergens"),
        may_contain=entry.words("may_contain"),
        origin=Origin(
            catch_area=origin.optional_text("catch_area"),
            landing_port=origin.optional_text("landing_port"),
            ingredient_origin=origin.optional_text("ingredient_origin"),
            producing_prefecture=origin.optional_text("producing_prefecture"),
            making_prefecture=origin.optional_text("making_prefecture"),
            packing_prefecture=origin.optional_text("packing_prefecture"),
        ),
        storage=entry.text("storage"),
        shelf_life_days=entry.whole("shelf_life_days"),
        nutrition_per_100g=_nutrition(entry),
        method=entry.optional_text("method"),
        thawed=entry.flag("thawed"),
        farmed=entry.flag("farmed"),
        eaten=entry.optional_text("eaten"),
        starch_percent=entry.optional_whole("starch_percent"),
        alcohol_percent=entry.optional_whole("alcohol_percent"),
    )


def _nutrition(entry: Reader) -> Nutrition | None:
    if entry.value("nutrition_per_100g") is None:
        return None
    figures = entry.part("nutrition_per_100g")
    return Nutrition(
        energy_kcal=figures.whole("energy_kcal"),
        protein_g=figures.decimal("protein_g"),
        fat_g=figures.decimal("fat_g"),
        carbohydrate_g=figures.decimal("carbohydrate_g"),
        salt_g=figures.decimal("salt_g"),
    )


def _drawing(entry: Reader, temperature: str) -> Drawing:
    facts: dict[str, str | int] = {}
    for name in entry.keys():  # noqa: SIM118
        value = entry.value(name)
        if not isinstance(value, str | int):
            raise ContentError(f"{entry.where}: “{name}” must be a word or a number")
        facts[name] = value
    shape = facts.pop("shape", "")
    return Drawing(shape=str(shape), ground=temperature, facts=facts)
