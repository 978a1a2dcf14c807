"""The sample market lands in the database, and nothing of it is unfit for sale."""

import pytest
from sqlalchemy import func, select

from core.identity.models import Organisation
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import Provenance
from shop.catalogue import queries as catalogue
from shop.catalogue import service
from shop.catalogue.models import Category, Product, ProductText
from shop.delivery.models import DeliveryRate
from shop.export.classes import NAMES
from shop.sample.load import load_products
from shop.sample.multiply import load_many
from shop.search import queries as search
from shop.search.queries import SearchWish
from shop.storefronts.models import Storefront

SEARCHES = {
    ("まぐろ", "ja"): "tuna",
    ("鮪", "zh-Hant"): "tuna",
    ("かつお節", "ja"): "katsuobushi-flakes",
    ("ชาเขียว", "th"): "tea",
    ("사케", "ko"): "sake",
    ("樱花虾", "zh-Hans"): "sakura-shrimp",
    ("mackrel", "en"): "mackerel",
    ("green tea", "en"): "tea",
}
pytestmark = pytest.mark.usefixtures("app")


def test_everything_loaded_could_be_published_by_a_business(uow: UnitOfWork) -> None:
    assert load_products(uow) >= 120
    products = uow.session.scalars(select(Product)).all()
    lacking = {product.slug: service.missing(uow, product) for product in products}
    assert {slug: codes for slug, codes in lacking.items() if codes} == {}
    assert len(uow.session.scalars(select(Storefront)).all()) >= 16
    assert all(uow.session.scalars(select(Organisation.is_sample)))
    assert set(uow.session.scalars(select(ProductText.provenance))) == {Provenance.SAMPLE}
    shelves = uow.session.execute(select(Category.key, Category.product_count)).all()
    assert sum(count for _, count in shelves) == len(products)
    assert min(count for _, count in shelves) > 0
    assert catalogue.may_be_sold_in(uow, [p.id for p in products], "th") == {p.id for p in products}
    assert {p.export_class for p in products} <= set(NAMES)


def test_loading_again_adds_nothing_and_the_market_grows_for_measuring(uow: UnitOfWork) -> None:
    load_products(uow)
    tables = (Product, ProductText, Storefront, DeliveryRate)
    before = [uow.session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert load_products(uow) == 0
    assert before == [
        uow.session.scalar(select(func.count()).select_from(table)) for table in tables
    ]
    assert load_many(uow, 150) == 150 - before[0]
    assert len(uow.session.scalars(select(Product.id)).all()) == 150
    assert len(CODES) * 150 == uow.session.scalar(select(func.count()).select_from(ProductText))
    assert load_many(uow, 150) == 0


def test_the_sample_is_found_in_every_language(uow: UnitOfWork) -> None:
    load_products(uow)
    best = {}
    for words, locale in SEARCHES:
        found = search.search(uow, SearchWish(words=words), locale)
        assert {result.card.name.locale for result in found.results} == {locale}, words
        best[words, locale] = uow.session.scalars(
            select(Category.key)
            .join(Product, Product.category_id == Category.id)
            .where(Product.id == found.results[0].card.id)
        ).one()
    assert best == SEARCHES
