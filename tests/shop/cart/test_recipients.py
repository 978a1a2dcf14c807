"""Presents and several addresses with one payment: who gets what, at which fee, without prices."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.cart import queries, recipients, service
from shop.cart.models import Cart
from shop.catalogue.models import Product, Temperature
from shop.checkout.service import Placement, place_order
from shop.delivery.gifts import Gift, Noshi
from shop.orders.models import Purchase
from shop.orders.queries import view_of
from shop.pricing.quotes import Quote, QuoteRequest, Wish
from shop.pricing.service import quote
from tests.factories import delivery as send
from tests.factories import shop as make
from tests.factories.checkout import OSAKA

KOBE = {**OSAKA, "family_name": "佐藤", "given_name": "次郎", "region": "兵庫県", "city": "神戸市",
        "postal_code": "650-0001", "street": "加納町1"}  # fmt: skip
THANKS = Gift(
    sender="鈴木花子", noshi=Noshi.BOW, noshi_above="御礼", noshi_below="鈴木", is_wrapped=True,
    message="ありがとう",
)  # fmt: skip


@pytest.fixture
def goods(uow: UnitOfWork) -> tuple[Product, Product]:
    """Katsuobushi and frozen tuna of one business that wraps for 330 yen."""
    shop = send.sender(uow, wrapping_fee=330, noshi_fee=110)
    return (
        make.product(uow, shop=shop, price=1480, weight_g=400),
        make.product(uow, shop=shop, price=2400, weight_g=900, temperature=Temperature.FROZEN),
    )


def cart_of(uow: UnitOfWork, goods: tuple[Product, Product]) -> Cart:
    cart = service.open_cart(uow, None)
    for product, quantity in zip(goods, (3, 2), strict=True):
        service.add(uow, cart, variant_id=make.variant(uow, product).id, quantity=quantity)
    service.set_destination(uow, cart, country="JP", region="大阪府")
    uow.session.flush()
    return cart


def keys(uow: UnitOfWork, goods: tuple[Product, Product]) -> tuple[int, int]:
    return make.variant(uow, goods[0]).id, make.variant(uow, goods[1]).id


def asked(uow: UnitOfWork, cart: Cart, **more: Any) -> QuoteRequest:
    return queries.request_of(uow, queries.basket_of([cart], "ja"), "ja", queries.Asked(**more))


def placed(uow: UnitOfWork, cart: Cart, **more: Any) -> Purchase:
    total = quote(uow, asked(uow, cart, **more)).total
    request = asked(uow, cart, email="hanako@example.org", seen_total=total, **more)
    return place_order(uow, Placement(key="form-with-a-present", request=request, address=OSAKA))


def figures(answer: Quote) -> list[tuple[str, str, int, int, int]]:
    return [
        (each.recipient and "other", each.temperature.value, each.fee, each.wrapping,
         sum(quantity for _, quantity in each.contents))
        for vendor in answer.vendors
        for each in vendor.parcels
    ]  # fmt: skip


def test_each_recipient_gets_parcels_and_fees_of_their_own_in_one_payment(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    dry, tuna = keys(uow, goods)
    recipients.write(uow, cart, address=KOBE, quantities={dry: 1, tuna: 2}, gift=THANKS)
    answer = quote(uow, asked(uow, cart))
    assert figures(answer) == [
        ("", "ambient", 900, 0, 2),
        ("other", "ambient", 900, 440, 1),
        ("other", "frozen", 1175, 440, 2),
    ]
    assert answer.total == 3 * 1480 + 2 * 2400 + 900 + 900 + 1175 + 880
    (vendor,) = answer.vendors
    assert [(tax.rate_percent, tax.amount) for tax in vendor.taxes] == [
        (10, 900 + 900 + 1175 + 880),
        (8, 3 * 1480 + 2 * 2400),
    ]


def test_the_order_keeps_recipient_present_and_wrapping_with_each_parcel(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    dry, tuna = keys(uow, goods)
    recipients.write(uow, cart, address=KOBE, quantities={dry: 1, tuna: 2}, gift=THANKS)
    purchase = placed(uow, cart)
    (order,) = purchase.orders
    assert (order.delivery_total, order.wrapping_total) == (2975, 880)
    assert order.total == order.goods_total + 2975 + 880
    own, *others = order.parcels
    assert (own.recipient, own.gift, own.wrapping_fee) == ({}, {}, 0)
    assert {parcel.recipient["city"] for parcel in others} == {"神戸市"}
    assert {parcel.wrapping_fee for parcel in others} == {440}
    assert Gift.of(others[0].gift) == THANKS
    assert [
        (content.line.variant_id, content.quantity)
        for parcel in order.parcels
        for content in parcel.contents
    ] == [(dry, 2), (dry, 1), (tuna, 2)]
    assert [line.quantity for line in order.lines] == [3, 2]
    view = view_of(purchase, "ja").orders[0].parcels
    assert [each.recipient for each in view] == ["", "佐藤 次郎", "佐藤 次郎"]


def test_everything_may_go_to_somebody_else(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    dry, tuna = keys(uow, goods)
    recipients.write(uow, cart, address=KOBE, quantities={dry: 3, tuna: 2}, gift=Gift())
    answer = quote(uow, asked(uow, cart))
    assert [each[0] for each in figures(answer)] == ["other", "other"]
    assert answer.is_payable


def test_nobody_can_be_given_more_than_there_is(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    dry, tuna = keys(uow, goods)
    first = recipients.write(uow, cart, address=KOBE, quantities={dry: 2}, gift=Gift())
    with pytest.raises(DomainError, match="more than is in your cart"):
        recipients.write(uow, cart, address=KOBE, quantities={dry: 2}, gift=Gift())
    recipients.write(uow, cart, address=KOBE, quantities={dry: 3}, gift=Gift(), recipient=first)
    service.set_quantity(uow, cart, variant_id=dry, quantity=1)
    assert figures(quote(uow, asked(uow, cart)))[1] == ("other", "ambient", 900, 0, 1)
    with pytest.raises(DomainError, match="Choose what"):
        recipients.write(uow, cart, address=KOBE, quantities={tuna: 0}, gift=Gift())


def test_another_carts_recipient_is_not_found(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    dry, _ = keys(uow, goods)
    found = recipients.write(uow, cart, address=KOBE, quantities={dry: 1}, gift=Gift())
    other = service.open_cart(uow, None)
    with pytest.raises(NotFoundError):
        recipients.remove(uow, other, found.id)
    recipients.remove(uow, cart, found.id)
    assert figures(quote(uow, asked(uow, cart)))[0] == ("", "ambient", 900, 0, 3)


def test_an_address_that_is_not_whole_is_refused(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    with pytest.raises(DomainError) as refused:
        recipients.write(
            uow, cart, address={**KOBE, "city": ""}, quantities={keys(uow, goods)[0]: 1},
            gift=Gift(),
        )  # fmt: skip
    assert refused.value.field == "city"


def test_words_that_fit_on_no_band_are_refused() -> None:
    with pytest.raises(DomainError, match="line of the noshi"):
        Gift(noshi=Noshi.BOW, noshi_above="御" * 21).check()


def test_what_a_business_does_not_offer_is_not_charged(uow: UnitOfWork) -> None:
    shop = send.sender(uow)
    product = make.product(uow, shop=shop)
    cart = service.open_cart(uow, None)
    service.add(uow, cart, variant_id=make.variant(uow, product).id, quantity=1)
    service.set_destination(uow, cart, country="JP", region="大阪府")
    recipients.set_gift(uow, cart, THANKS)
    (parcel,) = quote(uow, asked(uow, cart)).vendors[0].parcels
    assert (parcel.wrapping, parcel.is_wrapping_offered, parcel.is_noshi_offered) == (
        0, False, False,
    )  # fmt: skip


def test_the_chosen_day_and_hour_are_frozen_on_the_parcel(
    uow: UnitOfWork, goods: tuple[Product, Product]
) -> None:
    cart = cart_of(uow, goods)
    first, second = quote(uow, asked(uow, cart)).vendors[0].parcels
    wishes = {first.group: Wish(day=date(2026, 11, 7), slot="1618")}
    purchase = placed(uow, cart, wishes=wishes)
    own, cold = purchase.orders[0].parcels
    assert (own.wanted_on, own.slot["key"], own.slot["labels"]["ja"]) == (
        date(2026, 11, 7), "1618", "16時〜18時",
    )  # fmt: skip
    assert (cold.wanted_on, cold.slot) == (None, {})
    uow.session.execute(send.withdraw("yamato", "1618"))
    assert view_of(purchase, "en").orders[0].parcels[0].slot.text == "16:00-18:00"
    assert second.days[0] == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(day=date(2026, 11, 3)), "day_gone"),
        (Wish(day=date(2027, 1, 1)), "day_gone"),
        (Wish(slot="1214"), "slot_gone"),
    ],
)
def test_a_day_or_an_hour_that_is_not_to_be_had_keeps_the_order_from_being_placed(
    uow: UnitOfWork, goods: tuple[Product, Product], wish: Wish, code: str
) -> None:
    """Yamato gave 12 to 14 o'clock up in 2017."""
    cart = cart_of(uow, goods)
    group = quote(uow, asked(uow, cart)).vendors[0].parcels[0].group
    with pytest.raises(DomainError) as refused:
        placed(uow, cart, wishes={group: wish})
    assert refused.value.code == code
    assert uow.session.scalars(select(Purchase)).all() == []
