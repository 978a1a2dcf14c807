"""The storefront's desk."""

from io import BytesIO

import pytest
from PIL import Image

from core.identity.models import Role
from core.media.models import Asset
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from tests.factories.vendors import sign_in

FORM = {
    "cut_off_hour": "13",
    "lead_days": "2",
    "closed_weekdays": ["2", "6"],
    "hours_from": "09:00",
    "hours_to": "17:00",
    "legal_name": "丸山鰹節店",
    "representative": "丸山花子",
    "postal_code": "425-0026",
    "prefecture": "静岡県",
    "city": "焼津市",
    "street": "本町1-1-1",
    "phone": "054-000-0000",
    "email": "hanako@example.org",
    "opened_year": "",
}


@pytest.fixture
def storefront(client: PageClient, uow: UnitOfWork) -> Storefront:
    return sign_in(client, uow)


def fresh(uow: UnitOfWork, storefront: Storefront) -> Storefront:
    uow.session.expire_all()
    return uow.session.get_one(Storefront, storefront.organisation_id)


def test_the_page_says_what_is_missing_and_leads_there(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    storefront.state = StorefrontState.PREPARING
    uow.session.commit()
    page = client.get("/ja/office/storefront")
    places = [link.get("href") for link in page.all(".banner li a")]
    assert places[0] == "/ja/office/storefront/texts/ja"
    assert set(places[1:]) == {"/ja/office/storefront/particulars"}
    client.post("/ja/office/storefront/open")
    assert fresh(uow, storefront).state is StorefrontState.PREPARING


def test_a_business_fills_in_and_opens(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    storefront.state = StorefrontState.PREPARING
    uow.session.commit()
    client.get("/ja/office/storefront/particulars")
    client.post("/ja/office/storefront/particulars", FORM)
    client.post("/ja/office/storefront/texts/ja", {"name": "丸山", "story": "百年の店です。"})
    client.post("/ja/office/storefront/open")
    now = fresh(uow, storefront)
    assert (now.state, now.closed_weekdays) == (StorefrontState.OPEN, [2, 6])
    page = client.get("/ja/office/storefront/particulars")
    assert page.one("#hours_from").get("value") == "09:00"
    client.post("/ja/office/storefront/close")
    assert fresh(uow, storefront).state is StorefrontState.CLOSED


def test_what_was_typed_stays_beside_the_error(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    wrong = {**FORM, "postal_code": "42"}
    page = client.post("/en/office/storefront/particulars", wrong, status=422)
    assert page.one(".error-summary li a").get("href") == "#postal_code"
    assert page.one("#representative").get("value") == "丸山花子"
    assert fresh(uow, storefront).representative == ""


def test_texts_have_a_page_per_written_form(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    page = client.get("/ja/office/storefront/texts/th")
    assert len(page.all("nav.tabs a")) == 6
    assert page.one("#name").get("lang") == "th"
    assert "丸山鰹節店" in page.one("section[aria-labelledby=original]").text_content()
    client.post("/ja/office/storefront/texts/th", {"name": "ร้านมารุยามะ", "is_reviewed": "y"})
    uow.session.expire_all()
    row = uow.session.get_one(
        StorefrontText, {"storefront_id": storefront.organisation_id, "locale": "th"}
    )
    assert (row.name, row.state.value) == ("ร้านมารุยามะ", "reviewed")
    client.get("/ja/office/storefront/texts/fr", status=404)


@pytest.mark.parametrize("lang", ["ja", "en", "zh-Hant", "zh-Hans", "th", "ko"])
def test_preview_in_every_language(client: PageClient, storefront: Storefront, lang: str) -> None:
    assert "丸山鰹節店" in client.get(f"/{lang}/office/storefront/preview").words("h1")


def test_a_photo_from_a_phone_is_taken_in(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    picture = BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(picture, "JPEG")
    picture.seek(0)
    client.get("/ja/office/storefront/photo")
    client.post("/ja/office/storefront/photo", {"photo": (picture, "me.jpg")})
    hero = fresh(uow, storefront).hero_id
    assert uow.session.get_one(Asset, hero).organisation_id == storefront.organisation_id


def test_something_else_than_a_photo_is_refused(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    sent = {"photo": (BytesIO(b"not a picture"), "me.jpg")}
    client.post("/ja/office/storefront/photo", sent, status=422)
    assert fresh(uow, storefront).hero_id is None
    client.post("/ja/office/storefront/photo", {}, status=422)


def test_a_shipper_may_not_change_the_page(client: PageClient, uow: UnitOfWork) -> None:
    sign_in(client, uow, role=Role.SHIPPER)
    client.get("/ja/office/storefront", status=403)


def test_delivery_fees_are_written_per_zone(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    client.get("/ja/office/storefront/delivery")
    address = "/ja/office/storefront/delivery/frozen/jp-kanto"
    client.get(address)
    form = {"up_to_1": "2", "fee_1": "1200", "days_min": "1", "days_max": "2",
            "valid_from": "2026-11-02"}  # fmt: skip
    client.post(address, {**form, "is_for_japan": "y"})
    listed = client.get("/ja/office/storefront/delivery?temperature=frozen")
    assert listed.text.count("1,200円") == 12
    page = client.get(address)
    assert page.one("#up_to_1").get("value") == "2.00"
    client.post(f"{address}/stop")
    listed = client.get("/ja/office/storefront/delivery?temperature=frozen")
    assert listed.text.count("1,200円") == 11
    wrong = client.post(address, {**form, "valid_from": "2026-11-01"}, status=422)
    assert wrong.one(".error-summary li a").get("href") == "#valid_from"
    client.get("/ja/office/storefront/delivery/warm/jp-kanto", status=404)
    client.get("/ja/office/storefront/delivery/frozen/atlantis", status=404)
