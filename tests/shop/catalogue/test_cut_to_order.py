"""Goods that are cut to order, as the shelves and the product page say it."""

import json

import pytest

from core.errors import DomainError
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue import service
from shop.catalogue.models import Product
from shop.catalogue.service import VariantFacts
from tests.factories import shop as make


@pytest.fixture
def saku(uow: UnitOfWork) -> Product:
    """A block of 200 to 250 g, 1,500 yen at most."""
    product = make.product(uow, price=1500, weight_g=250)
    make.variant(uow, product).least_weight_g = 200
    uow.session.commit()
    return product


def test_the_page_says_beside_the_price_what_is_paid_and_how(
    client: PageClient, saku: Product
) -> None:
    page = client.get(f"/en/catalogue/{saku.slug}")
    assert page.words(".buy .price--large .price__amount") == "at most ¥1,500"
    assert page.words(".buy .price__terms") == (
        "About 200 g to 250 g, cut for you. It costs at most ¥1,500: you pay for what is packed "
        "(¥600 per 100 g), by card only."
    )
    assert page.words(".buy > .soft") == "about 200 g to 250 g"


def test_a_list_says_that_the_price_is_the_most(client: PageClient, saku: Product) -> None:
    page = client.get("/en/catalogue")
    assert page.words(".product-card .price") == "at most ¥1,500 ¥600 per 100 g"
    assert saku.price_from == 1500


def test_other_goods_cost_what_they_cost(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, price=1500, weight_g=250)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    assert "at most" not in page.text
    assert page.all(".price__terms") == []


def test_search_engines_read_the_most_it_may_cost(client: PageClient, saku: Product) -> None:
    page = client.get(f"/en/catalogue/{saku.slug}")
    parts = [json.loads(s.text) for s in page.all("script[type='application/ld+json']")]
    offers = next(part["offers"] for part in parts if part["@type"] == "Product")
    assert offers[0]["price"] == "1500"


@pytest.mark.parametrize("least", [0, 250, 300])
def test_the_least_weight_is_below_the_largest(uow: UnitOfWork, least: int) -> None:
    product = make.product(uow)
    size = VariantFacts(
        sku="CUT", price=1500, net_weight_g=250, shipping_weight_g=300, least_weight_g=least
    )
    with pytest.raises(DomainError) as refused:
        service.add_variant(uow, product, size)
    assert (refused.value.code, refused.value.field) == ("least_weight_wrong", "least_weight_g")
