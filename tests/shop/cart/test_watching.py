"""A cart says which figure is another one than the buyer saw, and by how much, before it is paid."""

import pytest
from sqlalchemy import update

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, TaxClass, Variant
from shop.delivery.models import DeliveryRate
from shop.stock.models import StockItem
from tests.factories import checkout as make
from tests.factories import shop


@pytest.fixture
def variant_id(client: PageClient, uow: UnitOfWork) -> int:
    """Three packs in a cart that was looked at."""
    product = make.sold_product(uow, price=1480, stock=5)
    key = shop.variant(uow, product).id
    uow.session.commit()
    client.post("/en/cart/add", {"variant_id": key, "quantity": 3})
    client.post("/en/cart/destination", {"country": "JP", "region": "大阪府"})
    assert client.get("/en/cart").all(".banner--warn") == []
    return key


def change(uow: UnitOfWork, model: type, **values: object) -> None:
    uow.session.execute(update(model).values(**values))
    uow.session.commit()


def told(client: PageClient, path: str = "/en/cart") -> str:
    return client.get(path).words(".banner--warn")


def test_nothing_is_said_while_nothing_changed(client: PageClient, variant_id: int) -> None:
    assert client.get("/en/cart").all(".banner--warn") == []
    client.post("/en/cart/update", {"variant_id": variant_id, "quantity": 2})
    assert client.get("/en/cart").all(".banner--warn") == []


def test_a_fee_that_changed_is_said_until_it_was_read(
    client: PageClient, uow: UnitOfWork, variant_id: int
) -> None:
    change(uow, DeliveryRate, fee=990)
    for path in ("/en/cart", "/en/cart", "/en/checkout"):
        assert "changed from ¥880 to ¥990" in told(client, path)
        assert "The total changed from ¥5,320 to ¥5,430." in told(client, path)
    client.post("/en/cart/agree")
    assert client.get("/en/cart").all(".banner--warn") == []


def test_tax_that_changed_is_said(client: PageClient, uow: UnitOfWork, variant_id: int) -> None:
    change(uow, Product, tax_class=TaxClass.OTHER)
    assert "consumption tax on Shaved katsuobushi changed from 8 % to 10 %" in told(client)
    client.post("/en/cart/update", {"variant_id": variant_id, "quantity": 2})
    assert "from 8 % to 10 %" in told(client)


def test_stock_that_is_no_longer_there_is_said_with_its_number(
    client: PageClient, uow: UnitOfWork, variant_id: int
) -> None:
    change(uow, StockItem, on_hand=1)
    assert "you could have 3 when you looked; now there are 1 left" in told(client)
    page = client.get("/en/cart")
    assert page.all("a[href='/en/checkout']") == []


def test_ones_own_change_is_no_news_but_a_price_that_changed_before_still_is(
    client: PageClient, uow: UnitOfWork, variant_id: int
) -> None:
    change(uow, Variant, price=1500)
    client.post("/en/cart/update", {"variant_id": variant_id, "quantity": 1})
    words = told(client)
    assert "changed from ¥1,480 to ¥1,500" in words
    assert "The total changed" not in words
