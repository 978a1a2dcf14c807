"""The stock's desk."""

import pytest
from sqlalchemy import select

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.stock.models import StockItem
from tests.factories import shop
from tests.factories.vendors import sign_in


@pytest.fixture
def variant_id(client: PageClient, uow: UnitOfWork) -> int:
    made = shop.variant(uow, shop.product(uow, shop=sign_in(client, uow), stock=10)).id
    uow.session.commit()
    return made


def test_an_empty_shelf_says_the_next_step(client: PageClient, uow: UnitOfWork) -> None:
    sign_in(client, uow)
    assert client.get("/ja/office/stock").one(".empty a").get("href") == "/ja/office/products/new"


def test_goods_come_in_and_are_counted(
    client: PageClient, uow: UnitOfWork, variant_id: int
) -> None:
    address = client.get("/ja/office/stock").one("table tbody a").get("href")
    assert address == f"/ja/office/stock/{variant_id}"
    client.get(address)
    client.post(address, {"kind": "received", "quantity": "５"})
    refused = client.post(address, {"kind": "counted", "quantity": "3"}, status=422)
    assert refused.one(".error-summary li a").get("href") == "#reason"
    assert refused.one("#quantity").get("value") == "3"
    client.post(address, {"kind": "counted", "quantity": "3", "reason": "破損"})
    uow.session.expire_all()
    assert uow.session.scalars(select(StockItem.on_hand)).one() == 3
    assert len(client.get(address).all("table tbody tr")) == 2


@pytest.mark.parametrize("quantity", ["", "-1", "many"])
def test_a_wrong_number_changes_nothing(
    client: PageClient, uow: UnitOfWork, variant_id: int, quantity: str
) -> None:
    address = f"/ja/office/stock/{variant_id}"
    page = client.post(address, {"kind": "received", "quantity": quantity}, status=422)
    assert page.one(".error-summary li a").get("href") == "#quantity"
    uow.session.expire_all()
    assert uow.session.scalars(select(StockItem.on_hand)).one() == 10


def test_goods_come_in_with_the_date_on_their_package(
    client: PageClient, uow: UnitOfWork, variant_id: int
) -> None:
    address = f"/en/office/stock/{variant_id}"
    client.get(address)
    client.post(address, {"kind": "received", "quantity": "5", "expires_on": "2030-02-01"})
    client.post(address, {"kind": "received", "quantity": "2", "lot_code": "B-7",
                          "expires_on": "2029-12-31"})  # fmt: skip
    rows = [[cell.text_content() for cell in row] for row in client.get(address).all("tbody tr")]
    assert [(row[0], row[1].strip(), row[2]) for row in rows[:2]] == [
        ("B-7", "December 31, 2029", "2"),
        ("2030-02-01", "February 1, 2030", "5"),
    ]
