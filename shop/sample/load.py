"""The sample market into the database: shelves, businesses, goods, stock, delivery rates."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from core.identity.models import Organisation, OrganisationKind
from core.media import service as media
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.locales import CODES
from i18n.translated import Provenance, TextState, digest
from shop.catalogue import service as catalogue
from shop.catalogue.models import (
    Category,
    Photo,
    PriceChange,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.delivery import loading as carriers
from shop.sample import abroad, content, drawings, labels, lots, sending
from shop.sample.market import Business, SampleMarket
from shop.sample.market import Category as SampleCategory
from shop.sample.market import Product as SampleProduct
from shop.search import service as search
from shop.stock.models import MovementKind, StockItem, StockMovement
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TAX_CLASSES: Final = {
    "food": TaxClass.FOOD,
    "alcohol": TaxClass.ALCOHOL,
    "standard": TaxClass.OTHER,
}


def load_products(uow: UnitOfWork) -> int:
    """Load what is not there yet; how many products that were. Safe to run again."""
    market = content.load()
    carriers.load(uow)
    sending.load_shared(uow)
    shelves = _load_categories(uow, market)
    owners = {
        business.key: _load_business(uow, business, place)
        for place, business in enumerate(market.businesses)
    }
    known = set(uow.session.scalars(select(Product.slug)))
    businesses = {business.key: business for business in market.businesses}
    made = [
        _load_product(uow, product, place, shelves[product.category], owners[product.business])
        for place, product in enumerate(market.products)
        if product.slug not in known
    ]
    for place, (product, sample) in enumerate(made):
        _load_details(uow, product, sample, businesses[sample.business], place)
    abroad.load(uow, market, made)
    catalogue.recount(uow)
    search.index(uow, [product.id for product, _ in made])
    versions.bump(uow, "catalogue", "storefronts", "media")
    return len(made)


def _load_categories(uow: UnitOfWork, market: SampleMarket) -> dict[str, Category]:
    used = labels.category_order(market)
    by_key = {category.key: category for category in market.categories}
    return {
        key: catalogue.create_category(
            uow,
            key=key,
            position=place,
            names=_names_of(by_key, by_key[key]),
            drawing_id=media.add_drawing(
                uow, _mark_of(by_key[key]), width=320, height=320, colour="#fbf5e8"
            ).id,
        )
        for place, key in enumerate(used, start=1)
    }


def _names_of(by_key: Mapping[str, SampleCategory], category: SampleCategory) -> dict[str, str]:
    """A shelf that stands in another is named after it, or "flakes" would say nothing."""
    above = by_key.get(category.parent or "")
    if above is None:
        return dict(category.names)
    return {code: f"{above.names[code]} / {name}" for code, name in category.names.items()}


def _mark_of(category: SampleCategory) -> str:
    """The shelf's own mark, or that of the shelf it stands in."""
    own = category.key if category.key in drawings.MARKS else category.parent
    return drawings.draw_category(own or category.key)


def _load_business(uow: UnitOfWork, business: Business, place: int) -> int:
    """The organisation and its open storefront; its key."""
    found = uow.session.scalar(
        select(Storefront.organisation_id).where(Storefront.slug == business.key)
    )
    if found is not None:
        return found
    organisation = Organisation(
        kind=OrganisationKind.VENDOR,
        name=business.names["ja"],
        created_at=uow.now - timedelta(days=400),
        is_sample=True,
    )
    uow.session.add(organisation)
    uow.session.flush()  # the storefront has the same key
    uow.session.add(_storefront(uow, business, organisation.id))
    uow.session.flush()
    uow.session.add_all(
        StorefrontText(
            storefront_id=organisation.id,
            locale=code,
            name=business.names[code],
            tagline=business.tagline[code],
            story=business.story[code],
            state=TextState.REVIEWED,
            provenance=Provenance.SAMPLE,
        )
        for code in CODES
    )
    uow.session.add(sending.settings_of(business, organisation.id, place))
    uow.session.add_all(sending.rates_abroad(business, organisation.id))
    return organisation.id


def _storefront(uow: UnitOfWork, business: Business, organisation_id: int) -> Storefront:
    scene, place = business.drawing, business.address
    hero = media.add_drawing(
        uow,
        drawings.draw_storefront(
            scene.scene,
            motif=scene.motif,
            cloth=scene.cloth,
            seed=content.seed_of(business.key),
        ),
        width=1280,
        height=720,
        colour="#f7ecd6",
    )
    return Storefront(
        organisation_id=organisation_id,
        slug=business.key,
        state=StorefrontState.OPEN,
        created_at=uow.now - timedelta(days=400),
        hero_id=hero.id,
        prefecture=place.prefecture,
        city=place.city,
        street=place.street,
        postal_code=place.postcode,
        phone=business.phone,
        email=business.email,
        legal_name=business.legal_name,
        opened_year=business.opened_year,
        cut_off_hour=int(business.cut_off.partition(":")[0]),
        lead_days=business.lead_days,
        closed_weekdays=[WEEKDAYS.index(day) for day in business.closed_weekdays],
        licences=labels.licences_of(content.load(), business),
    )


def _load_product(
    uow: UnitOfWork, sample: SampleProduct, place: int, shelf: Category, organisation_id: int
) -> tuple[Product, SampleProduct]:
    seed = content.seed_of(sample.sku)
    published = uow.now - timedelta(hours=9 + seed % 9000, minutes=place)
    product = Product(
        organisation_id=organisation_id,
        category_id=shelf.id,
        slug=sample.slug,
        state=ProductState.PUBLISHED,
        temperature=Temperature(sample.temperature),
        tax_class=TAX_CLASSES[sample.tax_class],
        created_at=published,
        updated_at=published,
        published_at=published,
        export_class=labels.export_class_of(sample),
        allergens=list(sample.label.allergens),
        may_contain=list(sample.label.may_contain),
        season=list(sample.season),
        shelf_life_days=sample.label.shelf_life_days,
        days_left_on_arrival=lots.promise_of(sample.label.shelf_life_days),
        price_from=min(variant.price_yen for variant in sample.variants),
        popularity=seed % 97,
    )
    uow.session.add(product)
    uow.session.flush()  # everything of it names its key
    return product, sample


def _load_details(
    uow: UnitOfWork, product: Product, sample: SampleProduct, business: Business, place: int
) -> None:
    vocabulary = content.load().vocabulary
    product.label = labels.structure_of(sample, business, vocabulary)
    words = {code: labels.words_of(sample, vocabulary, code) for code in CODES}
    source = digest(*words[product.source_locale].values())
    uow.session.add_all(
        ProductText(
            product_id=product.id,
            locale=code,
            state=TextState.REVIEWED,
            safety_state=TextState.REVIEWED,
            provenance=Provenance.SAMPLE,
            source_digest=source,
            **words[code],
        )
        for code in CODES
    )
    picture = drawings.draw(sample.drawing, seed=content.seed_of(sample.sku))
    asset = media.add_drawing(uow, picture, width=800, height=600, colour="#fbf5e8")
    uow.session.add(
        Photo(product_id=product.id, asset_id=asset.id, position=1, alts=dict(sample.name))
    )
    _load_variants(uow, product, sample, stock_is_low=place % 17 == 5)


def _load_variants(
    uow: UnitOfWork, product: Product, sample: SampleProduct, *, stock_is_low: bool
) -> None:
    variants = [
        Variant(
            product_id=product.id,
            sku=one.sku,
            position=position,
            price=one.price_yen,
            net_weight_g=one.net_weight_g or one.volume_ml or one.shipping_weight_g,
            shipping_weight_g=one.shipping_weight_g,
            volume_ml=one.volume_ml,
            least_weight_g=one.least_weight_g,
            pack_sides_mm=sending.sides_of(sample.category, one.shipping_weight_g),
        )
        for position, one in enumerate(sample.variants, start=1)
    ]
    uow.session.add_all(variants)
    uow.session.flush()  # stock and prices name the variant
    stock: Mapping[str, int] = {one.sku: one.stock for one in sample.variants}
    for variant in variants:
        on_hand = min(stock[variant.sku], 3) if stock_is_low else stock[variant.sku]
        at = product.published_at or uow.now
        uow.session.add_all(
            [
                PriceChange(variant_id=variant.id, price=variant.price, at=at),
                StockItem(variant_id=variant.id, on_hand=on_hand),
                StockMovement(
                    variant_id=variant.id,
                    quantity=on_hand,
                    kind=MovementKind.RECEIVED,
                    at=at,
                    user_id=None,
                    reason="見本データ",
                ),
                *lots.lots_of(uow, product, variant, on_hand),
            ]
        )
