"""The day and the fee to the reader's place, on a product's page and by itself."""

import pytest

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from tests.factories import delivery as send
from tests.factories import shop as make


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    shop = send.sender(uow)
    send.tariff(uow, "yamato_ambient", zone="jp-hokkaido", more=500)
    made = make.product(uow, shop=shop, weight_g=400)
    uow.session.commit()
    return made


def test_japan_is_told_by_region_the_cheapest_first(client: PageClient, product: Product) -> None:
    page = client.get(f"/en/delivery/{product.slug}")
    assert "Within Japan from ¥900 for one pack" in page.words("main")
    groups = [" ".join(row.text_content().split()) for row in page.all("main dl div")]
    assert [group.partition(" ")[0] for group in groups] == ["¥900", "¥1,400", "not"]
    assert groups[0].endswith("Kansai")
    assert groups[1].endswith("Hokkaido")
    assert "Kyushu" in groups[2]


def test_a_country_without_a_fee_is_not_offered_and_says_why(
    client: PageClient, product: Product
) -> None:
    client.http.set_cookie("destination", "TW")
    page = client.get(f"/en/delivery/{product.slug}")
    assert "¥" not in page.words("main .panel")


def test_the_products_page_asks_for_the_piece_and_links_to_the_page(
    client: PageClient, product: Product
) -> None:
    page = client.get(f"/en/catalogue/{product.slug}")
    place = page.one("[data-delivery]")
    assert place.get("data-delivery") == f"/en/delivery/{product.slug}?part=1"
    assert page.one("[data-delivery] a").get("href") == f"/en/delivery/{product.slug}"
    piece = client.get(f"/en/delivery/{product.slug}?part=1")
    assert "<h1" not in piece.response.text
    assert "from ¥900" in piece.response.text


def test_what_is_not_on_sale_has_no_fee(client: PageClient) -> None:
    client.get("/en/delivery/nothing-like-this", status=404)
