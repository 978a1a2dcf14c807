"""The place of a postal code, with and without scripts, and the form at checkout."""

from sqlalchemy import select

from core.identity.models import User
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.addresses.models import SavedAddress
from tests.factories import checkout as make
from tests.factories import identity, shop


def fill_cart(client: PageClient, uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    uow.session.commit()
    client.post("/ja/cart/add", {"variant_id": shop.variant(uow, product).id, "quantity": 1})


def test_a_script_learns_the_place_of_a_code(client: PageClient) -> None:
    answer = client.get("/en/addresses/postal-codes/4258502").response
    assert answer.get_json() == {
        "fields": {
            "region": "静岡県",
            "city": "焼津市",
            "street": "本町2丁目16-32",
            "company": "焼津市役所",
        },
        "note": "This is the postal code of 静岡県焼津市本町2丁目16-32.",
    }
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_unknown_code_is_an_empty_answer(client: PageClient) -> None:
    answer = client.get("/en/addresses/postal-codes/0000000").response
    assert answer.get_json() == {"fields": {}, "note": ""}


def test_looking_has_a_limit(client: PageClient) -> None:
    for _ in range(60):
        client.get("/en/addresses/postal-codes/x")
    client.get("/en/addresses/postal-codes/x", status=429)


def test_without_scripts_a_button_finds_the_place_and_keeps_what_was_typed(
    client: PageClient, uow: UnitOfWork
) -> None:
    fill_cart(client, uow)
    typed = {
        "action": "find-address",
        "country": "JP",
        "email": "hanako@example.org",
        "family_name": "鈴木",
        "building": "港ビル3階",
        "postal_code": "425-8502",
    }
    page = client.post("/ja/checkout", typed, status=200)
    value = {
        each.get("name"): each.get("value") for each in page.tree.iter("input") if each.get("name")
    }
    assert value["city"] == "焼津市"
    assert value["street"] == "本町2丁目16-32"
    assert value["company"] == "焼津市役所"
    assert (value["family_name"], value["building"]) == ("鈴木", "港ビル3階")
    assert value["email"] == "hanako@example.org"
    assert page.one("select[name=region] option[selected]").get("value") == "静岡県"


def test_a_street_that_is_typed_already_keeps_its_number(
    client: PageClient, uow: UnitOfWork
) -> None:
    fill_cart(client, uow)
    typed = {"action": "find-address", "country": "JP", "postal_code": "425-0001",
             "street": "花沢12-3"}  # fmt: skip
    page = client.post("/ja/checkout", typed, status=200)
    assert page.one("input[name=street]").get("value") == "花沢12-3"


def test_a_code_that_is_none_is_said_beside_its_field(client: PageClient, uow: UnitOfWork) -> None:
    fill_cart(client, uow)
    typed = {"action": "find-address", "country": "JP", "postal_code": "000-0000"}
    page = client.post("/en/checkout", typed, status=200)
    assert "There is no such postal code" in page.words("#postal_code-error")


def test_another_country_asks_in_its_own_order(client: PageClient, uow: UnitOfWork) -> None:
    fill_cart(client, uow)
    page = client.post("/en/checkout", {"action": "update", "country": "TH"}, status=200)
    names = [each.get("data-address-field") for each in page.all("[data-address-field]")]
    assert names == ["given_name", "family_name", "company", "street", "building", "area", "city",
                     "region", "postal_code", "phone"]  # fmt: skip
    assert "Bangkok กรุงเทพมหานคร" in page.words("select[name=region]")


def test_what_is_wrong_stands_beside_each_field_in_the_readers_language(
    client: PageClient, uow: UnitOfWork
) -> None:
    fill_cart(client, uow)
    typed = {"action": "pay", "country": "US", "region": "CA", "postal_code": "10001",
             "phone": "12"}  # fmt: skip
    page = client.post("/en/checkout", {**typed, "country": "JP", "region": "東京"}, status=422)
    assert page.words("#region-error").endswith("Choose one of the list.")
    assert "054" in page.words("#phone-error") or "such as" in page.words("#phone-error")
    assert "Family name" in page.words(".error-summary")


def test_a_saved_address_is_filled_in_whole_and_only_ones_own(
    client: PageClient, uow: UnitOfWork
) -> None:
    fill_cart(client, uow)
    token = identity.signed_in(uow)
    client.sign_in(token)
    user = uow.session.scalars(select(User)).one()
    stranger = identity.user(uow)
    home = {**make.OSAKA, "building": "港ビル"}
    away = {"given_name": "Mei", "family_name": "Tan", "street": "1 Orchard Road",
            "postal_code": "238801", "phone": "+65 6123 4567"}  # fmt: skip
    for owner, country, address in ((user, "JP", home), (user, "SG", away), (stranger, "JP", home)):
        uow.session.add(
            SavedAddress(user_id=owner.id, country=country, address=address, created_at=uow.now)
        )
    uow.session.commit()
    keys = uow.session.scalars(select(SavedAddress.id).order_by(SavedAddress.id)).all()
    typed = {"action": "use-saved", "country": "JP", "saved": keys[1], "building": "old"}
    page = client.post("/en/checkout", typed, status=200)
    assert page.one("input[name=street]").get("value") == "1 Orchard Road"
    assert not page.one("input[name=building]").get("value")
    assert page.one("main select[name=country] option[selected]").get("value") == "SG"
    client.post("/en/checkout", {**typed, "saved": keys[2]}, status=404)
