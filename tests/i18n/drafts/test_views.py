"""The city's desk for sentences."""

from sqlalchemy import select

from core.audit.models import Entry
from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.drafts import queries
from tests.factories import identity


def sit_down(client: PageClient, uow: UnitOfWork) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF))


def test_staff_add_a_sentence_and_put_it_right(client: PageClient, uow: UnitOfWork) -> None:
    sit_down(client, uow)
    assert "No sentences yet" in client.get("/en/city/drafts").text
    typed = {"key": "crisp", "ja": "さくさくです\nさくさくでした", "en": "It is crisp"}
    client.get("/en/city/drafts/new")
    client.post("/en/city/drafts/new", {**typed, "key": "Not a key"}, status=422)
    client.post("/en/city/drafts/new", {"key": "crisp", "ja": "さくさくです"}, status=422)
    client.post("/en/city/drafts/new", typed)
    page = client.get("/en/city/drafts/crisp")
    assert page.one("textarea[name=ja]").text.split() == ["さくさくです", "さくさくでした"]
    client.post("/en/city/drafts/crisp", {**typed, "ko": "바삭해요"})
    found = queries.get_phrase(uow.session, "crisp")
    uow.session.refresh(found)
    assert found.words == {
        "ja": ["さくさくです", "さくさくでした"],
        "en": ["It is crisp"],
        "ko": ["바삭해요"],
    }
    actions = uow.session.scalars(select(Entry.action).where(Entry.subject_kind == "phrase"))
    assert list(actions) == ["city:phrase:set", "city:phrase:set"]


def test_the_markets_own_sentences_are_added_once(client: PageClient, uow: UnitOfWork) -> None:
    sit_down(client, uow)
    client.post("/en/city/drafts/load")
    count = len(queries.list_phrases(uow.session))
    assert count > 50
    client.post("/en/city/drafts/load")
    assert len(queries.list_phrases(uow.session)) == count
    added = uow.session.scalars(select(Entry.changes).where(Entry.action == "city:phrase:load"))
    assert list(added) == [{"added": [None, count]}]
    client.get("/ja/city/drafts")
    client.get("/ja/city/drafts/nothing_like_it", status=404)
