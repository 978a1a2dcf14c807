"""Packing and sending."""

import pytest

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.orders.models import Order, Parcel
from shop.storefronts.models import Storefront
from tests.factories import orders, shop


def test_nothing_to_pack_leads_to_the_orders(client: PageClient, storefront: Storefront) -> None:
    assert client.get("/ja/office/fulfilment").one(".empty a").get("href") == "/ja/office/orders"


def test_a_confirmed_parcel_is_packed_and_sent(
    client: PageClient, uow: UnitOfWork, order: Order
) -> None:
    client.post(f"/ja/office/orders/{order.id}/confirm")
    page = client.get("/ja/office/fulfilment")
    parcel_id = order.parcels[0].id
    assert page.all("table tbody a")[0].get("href") == f"/ja/office/fulfilment/{parcel_id}"
    address = f"/ja/office/fulfilment/{parcel_id}"
    client.get(address)
    wrong = {"carrier": "yamato", "tracking_number": "1234-5678-9012"}
    refused = client.post(address, wrong, status=422)
    assert refused.one(".error-summary li a").get("href") == "#tracking_number"
    assert refused.one("#tracking_number").get("value") == "1234-5678-9012"
    client.post(address, {"carrier": "yamato", "tracking_number": "1234-5678-9013"})
    uow.session.expire_all()
    assert uow.session.get_one(Parcel, parcel_id).tracking_number == "123456789013"
    assert client.get("/ja/office/fulfilment").all("table") == []
    assert client.get(address).all("form.form") == []


@pytest.mark.parametrize("lang", ["ja", "en", "ko"])
def test_the_slip_is_japanese_and_the_buyers_language(
    client: PageClient, order: Order, lang: str
) -> None:
    page = client.get(f"/{lang}/office/fulfilment/{order.parcels[0].id}/slip")
    assert page.tree.get("lang") == "ja"
    assert "本枯節 削りぶし" in page.text
    assert "ปลาโอแห้งขูดฝอย" in page.text
    assert page.all("[lang=th]") != []
    assert "1,480" not in page.text


def test_a_japanese_buyers_slip_says_everything_once(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    made = orders.paid_order(uow, shop.product(uow, shop=storefront))
    uow.session.commit()
    page = client.get(f"/ja/office/fulfilment/{made.parcels[0].id}/slip")
    assert page.words("table tbody th span") == "本枯節 削りぶし"


def test_a_present_is_packed_for_its_recipient_and_holds_no_price(
    client: PageClient, uow: UnitOfWork, order: Order
) -> None:
    parcel = order.parcels[0]
    parcel.recipient = {
        **orders.ADDRESSES["TH"], "given_name": "Malee", "family_name": "Dee", "city": "Bang Rak",
    }  # fmt: skip
    parcel.gift = {
        "sender": "Somchai", "noshi": "bow", "noshi_above": "御礼", "noshi_below": "ソムチャイ",
        "is_wrapped": True, "message": "Enjoy!",
    }  # fmt: skip
    parcel.wrapping_fee = 330
    uow.session.commit()
    page = client.get(f"/en/office/fulfilment/{parcel.id}")
    assert "紅白 蝶結び · above the knot: 御礼 · below the knot: ソムチャイ" in page.words(
        ".banner"
    )
    assert "Wrap it as a present." in page.words(".banner")
    slip = client.get(f"/ja/office/fulfilment/{parcel.id}/slip")
    words = slip.words("body")
    for text in ("Malee Dee", "Bang Rak", "Somchai", "Enjoy!"):
        assert text in words
    assert "Jaidee" not in words
    for sign in ("¥", "￥", "円", "฿"):
        assert sign not in words
