"""The orders' desk."""

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.orders.models import Order
from shop.storefronts.models import Storefront
from tests.factories.vendors import sign_in


def state_of(uow: UnitOfWork, order: Order) -> str:
    uow.session.expire_all()
    return uow.session.get_one(Order, order.id).state.value


def test_an_empty_desk_says_what_comes(client: PageClient, storefront: Storefront) -> None:
    for state in ("", "?state=pack", "?state=sent", "?state=cancelled", "?state=wrong"):
        assert len(client.get(f"/ja/office/orders{state}").all(".empty")) == 1


def test_an_order_is_read_and_confirmed(client: PageClient, uow: UnitOfWork, order: Order) -> None:
    address = client.get("/ja/office/orders").one("table tbody a").get("href")
    page = client.get(address)
    assert "Somchai Jaidee" in page.text
    assert "本枯節 削りぶし" in page.text
    client.post(f"{address}/confirm")
    assert client.get("/ja/office/orders").all("table") == []
    assert len(client.get("/ja/office/orders?state=pack").all("table tbody tr")) == 1
    assert client.get(address).all(f"form[action='{address}/confirm']") == []


def test_an_order_that_cannot_be_sent_is_cancelled_with_a_reason(
    client: PageClient, uow: UnitOfWork, order: Order
) -> None:
    address = f"/ja/office/orders/{order.id}/cancel"
    client.get(address)
    page = client.post(address, {"reason": " "}, status=422)
    assert page.one(".error-summary li a").get("href") == "#reason"
    assert state_of(uow, order) == "paid"
    client.post(address, {"reason": "不漁のため"})
    assert state_of(uow, order) == "cancelled"
    assert "不漁のため" in client.get(f"/ja/office/orders/{order.id}").text


def test_an_editor_reads_orders_and_does_not_cancel_them(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, order: Order
) -> None:
    sign_in(client, uow, storefront, role=Role.EDITOR)
    client.get(f"/ja/office/orders/{order.id}")
    client.post(f"/ja/office/orders/{order.id}/confirm", status=403)
    client.get(f"/ja/office/orders/{order.id}/cancel", status=403)
