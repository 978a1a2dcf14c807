"""What the sample market consists of, as frozen facts."""

from dataclasses import dataclass

from shop.sample.drawings.drawing import Drawing
from shop.sample.reading import Texts
from shop.sample.vocabulary import Vocabulary


@dataclass(frozen=True)
class Category:
    """A shelf of the market; `parent` is the key of the shelf it stands in."""

    key: str
    parent: str | None
    names: Texts
    tax_class: str


@dataclass(frozen=True)
class Address:
    """A fictional address in Yaizu."""

    postcode: str
    prefecture: str
    city: str
    street: str
    street_latin: str


@dataclass(frozen=True)
class Scene:
    """What the picture of a business shows."""

    scene: str
    motif: str
    cloth: str


@dataclass(frozen=True)
class Business:
    """A fictional business and how it delivers."""

    key: str
    legal_name: str
    kind: str
    names: Texts
    tagline: Texts
    story: Texts
    address: Address
    phone: str
    email: str
    opened_year: int
    invoice_number: str | None
    cooperative_member: bool
    ships_to: tuple[str, ...]
    cut_off: str
    closed_weekdays: tuple[str, ...]
    lead_days: int
    delivery_bands: tuple[str, ...]
    free_delivery_from_yen: int
    drawing: Scene


@dataclass(frozen=True)
class Variant:
    """One size of a product; the price includes tax. Its text is formatted from the figures."""

    sku: str
    price_yen: int
    net_weight_g: int | None
    volume_ml: int | None
    shipping_weight_g: int
    stock: int
    least_weight_g: int | None = None
    """Where it is cut to order: the net weight and the price are then the most."""


@dataclass(frozen=True)
class Origin:
    """Where a food comes from, as keys of the vocabulary."""

    catch_area: str | None
    landing_port: str | None
    ingredient_origin: str | None
    producing_prefecture: str | None
    making_prefecture: str | None
    packing_prefecture: str | None


@dataclass(frozen=True)
class Nutrition:
    """Nutrition per 100 g (100 ml for drinks), in the order the law lists it."""

    energy_kcal: int
    protein_g: float
    fat_g: float
    carbohydrate_g: float
    salt_g: float


@dataclass(frozen=True)
class Label:
    """What the label must say, as keys of the vocabulary and figures."""

    food_kind: str
    name_on_label: str
    ingredients: tuple[str, ...]
    additives: tuple[str, ...]
    allergens: tuple[str, ...]
    may_contain: tuple[str, ...]
    origin: Origin
    storage: str
    shelf_life_days: int
    nutrition_per_100g: Nutrition | None
    method: str | None
    thawed: bool
    farmed: bool
    eaten: str | None
    starch_percent: int | None
    alcohol_percent: int | None


@dataclass(frozen=True)
class Product:
    """A fictional product with its texts, sizes, label and picture."""

    sku: str
    slug: str
    business: str
    category: str
    temperature: str
    tax_class: str
    export_class: str
    season: tuple[int, ...]
    name: Texts
    summary: Texts
    description: Texts
    serving_idea: Texts
    variants: tuple[Variant, ...]
    label: Label
    drawing: Drawing


@dataclass(frozen=True)
class SampleMarket:
    """The whole sample market: shelves, businesses, products and the words their labels share."""

    categories: tuple[Category, ...]
    businesses: tuple[Business, ...]
    products: tuple[Product, ...]
    vocabulary: Vocabulary
