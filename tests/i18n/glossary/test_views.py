"""The city's glossary desk."""

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.glossary import queries, service
from tests.factories import identity


def test_staff_add_a_word_that_was_searched_for(client: PageClient, uow: UnitOfWork) -> None:
    service.load(uow)
    city = identity.city(uow)
    client.sign_in(identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF), city.id)
    assert "tuna" in client.get("/en/city/glossary?category=fish").text
    page = client.get("/en/city/glossary/tuna")
    assert page.one("#ja").get("value") == "まぐろ（鮪）"
    sent = {
        f: page.one(f"#{f}").get("value") or "" for f in ("key", "category", "ja", "en", "kana")
    }
    client.post("/en/city/glossary/tuna", {**sent, "sureness": "H", "synonyms": "鮪\nonaga"})
    uow.session.expire_all()
    assert queries.get_row(uow, "tuna").synonyms == ["鮪", "onaga"]


def test_a_term_without_words_says_so_beside_the_field(client: PageClient, uow: UnitOfWork) -> None:
    city = identity.city(uow)
    client.sign_in(identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF), city.id)
    sent = {"key": "x", "category": "fish", "sureness": "M"}
    page = client.post("/en/city/glossary/new", sent, status=422)
    assert "Give the term in two languages or more." in page.words("#ja-error")


def test_others_may_not_open_the_desk(client: PageClient, uow: UnitOfWork) -> None:
    vendor = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=vendor), vendor.id)
    client.get("/en/city/glossary", status=403)
