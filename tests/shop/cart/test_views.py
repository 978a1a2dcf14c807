"""The cart without JavaScript: put in, change, take out, choose a place, try a coupon."""

import pytest
from sqlalchemy import select, update

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Temperature, Variant
from tests.factories import checkout as make
from tests.factories import identity, shop
from tests.factories.pricing import CodeAdjuster, registered


@pytest.fixture
def goods(uow: UnitOfWork) -> tuple[int, int]:
    """Katsuobushi of one business, frozen tuna of another."""
    dry = make.sold_product(uow, price=1480)
    tuna = make.sold_product(
        uow, price=2400, temperature=Temperature.FROZEN, export_class="fishery_raw"
    )
    ids = shop.variant(uow, dry).id, shop.variant(uow, tuna).id
    uow.session.commit()
    return ids


def put(client: PageClient, *variant_ids: int, lang: str = "ja") -> None:
    for variant_id in variant_ids:
        client.post(f"/{lang}/cart/add", {"variant_id": variant_id, "quantity": 1})


def test_an_empty_cart_says_so_and_where_to_go(client: PageClient) -> None:
    page = client.get("/en/cart")
    assert "Your cart is empty" in page.text


def test_goods_stand_by_business_and_temperature_with_their_fees(
    client: PageClient, goods: tuple[int, int]
) -> None:
    put(client, *goods)
    client.post("/en/cart/destination", {"country": "JP", "region": "大阪府"})
    page = client.get("/en/cart")
    assert len(page.all(".parcel")) == 2
    assert len(page.all(".parcel--frozen")) == 1
    assert "Delivery¥1,760" in page.words("aside .facts")
    assert "Total¥5,640" in page.words("aside .facts")
    assert "arrives Wed, Nov 4 to Thu, Nov 5" in page.text


def test_before_a_prefecture_is_chosen_no_fee_is_invented(
    client: PageClient, goods: tuple[int, int]
) -> None:
    put(client, goods[0])
    page = client.get("/en/cart")
    assert "fee not known yet" in page.text
    assert "Total without delivery¥1,480" in page.words("aside .facts")


def test_adding_twice_adds_up(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, goods[0], goods[0])
    page = client.get("/ja/cart")
    assert page.one("input[name=quantity]").get("value") == "2"


def test_the_add_form_of_a_kept_page_needs_no_token_but_our_own_origin(
    client: PageClient, goods: tuple[int, int]
) -> None:
    data = {"variant_id": goods[0], "quantity": 1}
    assert client.http.post("/ja/cart/add", data=data).status_code == 303
    headers = {"Origin": "https://elsewhere.example"}
    assert client.http.post("/ja/cart/add", data=data, headers=headers).status_code == 403


def test_a_number_is_changed_and_nought_takes_it_out(
    client: PageClient, goods: tuple[int, int]
) -> None:
    put(client, goods[0])
    client.post("/ja/cart/update", {"variant_id": goods[0], "quantity": 3})
    assert "4,440円" in client.get("/ja/cart").text
    client.post("/ja/cart/update", {"variant_id": goods[0], "quantity": 0})
    assert client.get("/ja/cart").all(".parcel") == []


def test_taking_out(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, *goods)
    client.post("/ja/cart/remove", {"variant_id": goods[0]})
    assert len(client.get("/ja/cart").all(".parcel")) == 1


def test_a_number_that_is_none_is_refused_in_words(
    client: PageClient, goods: tuple[int, int]
) -> None:
    page = client.post("/en/cart/add", {"variant_id": goods[0], "quantity": "many"}, status=422)
    assert "Enter a number" in page.words(".error-summary")


def test_something_that_is_not_sold_cannot_be_put_in(client: PageClient) -> None:
    page = client.post("/en/cart/add", {"variant_id": 999_999, "quantity": 1}, status=422)
    assert "This is no longer sold." in page.words(".error-summary")


def test_too_many_are_marked_at_their_line_and_checkout_waits(
    client: PageClient, goods: tuple[int, int]
) -> None:
    put(client, goods[0])
    client.post("/en/cart/update", {"variant_id": goods[0], "quantity": 11})
    page = client.get("/en/cart")
    assert "Number left: 10." in page.words(".line .field__error")
    assert page.all("a[href='/en/checkout']") == []


def test_a_changed_price_is_shown_with_the_one_that_was_seen(
    client: PageClient, uow: UnitOfWork, goods: tuple[int, int]
) -> None:
    put(client, goods[0])
    uow.session.execute(update(Variant).where(Variant.id == goods[0]).values(price=1580))
    uow.session.commit()
    page = client.get("/en/cart")
    assert "changed from ¥1,480 to ¥1,580" in page.words(".banner--warn")


def test_a_place_where_it_may_not_go_is_said_at_the_line(
    client: PageClient, goods: tuple[int, int]
) -> None:
    put(client, goods[1])
    client.post("/en/cart/destination", {"country": "TW"})
    page = client.get("/en/cart")
    assert "Chilled and frozen goods are only sent within Japan." in page.words(
        ".line .field__error"
    )


def test_a_country_from_elsewhere_is_refused(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, goods[0])
    client.post("/en/cart/destination", {"country": "ZZ"}, status=422)


def test_a_coupon_counts_and_can_be_taken_away(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, goods[0])
    with registered(CodeAdjuster()):
        client.post("/en/cart/coupon", {"code": " umi500 "})
        assert "Sea day−¥500" in client.get("/en/cart").words("aside .facts")
        client.post("/en/cart/coupon/remove", {"code": "UMI500"})
        assert "Sea day" not in client.get("/en/cart").text


def test_an_unknown_coupon_is_said_so(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, goods[0])
    client.post("/en/cart/coupon", {"code": "nope"})
    assert "There is no such coupon code." in client.get("/en/cart").text


def test_the_badge_counts_pieces_and_is_never_kept(
    client: PageClient, goods: tuple[int, int]
) -> None:
    assert client.get("/en/cart/badge").response.get_data(as_text=True).strip() == ""
    put(client, goods[0], goods[1], goods[1])
    badge = client.get("/en/cart/badge")
    assert "3 items in the cart" in badge.response.get_data(as_text=True)
    assert badge.response.headers["Cache-Control"] == "no-store"


def test_two_carts_become_one_after_signing_in(
    client: PageClient, uow: UnitOfWork, goods: tuple[int, int]
) -> None:
    token = identity.signed_in(uow)
    client.sign_in(token)
    put(client, goods[0])
    with client.http.session_transaction() as session:
        session.clear()
    put(client, goods[0], goods[1])
    client.sign_in(token)
    page = client.get("/ja/cart")
    assert [each.get("value") for each in page.all("input[name=quantity]")] == ["2", "1"]
    client.post("/ja/cart/update", {"variant_id": goods[1], "quantity": 4})
    lines = uow.session.execute(
        select(CartLine.variant_id, CartLine.quantity).order_by(CartLine.variant_id)
    ).all()
    assert [tuple(line) for line in lines] == [(goods[0], 2), (goods[1], 4)]
    assert len(uow.session.scalars(select(Cart)).all()) == 1


def test_guests_do_not_see_each_others_carts(client: PageClient, goods: tuple[int, int]) -> None:
    put(client, goods[0])
    stranger = PageClient(client.app)
    assert "Your cart is empty" in stranger.get("/en/cart").text
    put(stranger, goods[1])
    assert len(stranger.get("/en/cart").all(".line")) == 1
    assert len(client.get("/en/cart").all(".line")) == 1


def test_somebody_elses_cart_is_not_shown_for_its_token(
    client: PageClient, uow: UnitOfWork, goods: tuple[int, int]
) -> None:
    client.sign_in(identity.signed_in(uow))
    put(client, goods[0])
    with client.http.session_transaction() as session:
        session.pop("sign_in")
    assert "Your cart is empty" in client.get("/en/cart").text


@pytest.mark.parametrize("lang", ["ja", "en", "zh-Hant", "zh-Hans", "th", "ko"])
def test_it_opens_in_every_written_form(
    client: PageClient, goods: tuple[int, int], lang: str
) -> None:
    put(client, *goods, lang=lang)
    client.get(f"/{lang}/cart")
