"""The place of a postal code, with and without scripts, and the form at checkout."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import checkout as make
from tests.factories import shop


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
