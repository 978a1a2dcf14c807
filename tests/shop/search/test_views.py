"""The search page, its answer for machines, suggestions, and the city's list of misses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from core.audit.models import Entry
from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.glossary import service as glossary
from shop.search import service
from tests.factories import identity
from tests.factories import shop as make


def shelves(uow: UnitOfWork) -> str:
    glossary.load(uow)
    made = make.product(uow, names={"ja": "天然マグロ", "en": "Wild tuna"})
    service.index(uow, [made.id])
    sku = make.variant(uow, made).sku
    uow.session.commit()
    return sku


def test_the_page_shows_what_was_found(client: PageClient, uow: UnitOfWork) -> None:
    shelves(uow)
    page = client.get("/en/search?q=鮪")
    assert page.words("h1") == "Search: 鮪"
    assert page.words(".product-card__name") == "Wild tuna"
    assert page.one("input[type=search]").get("value") == "鮪"


def test_the_same_address_answers_machines(client: PageClient, uow: UnitOfWork) -> None:
    sku = shelves(uow)
    answer = client.get("/en/search?q=wilde+tuna&format=json").response.get_json()
    assert [result["sku"] for result in answer["results"]] == [sku]
    assert answer["understood"]["corrected"] == {"wilde": "wild"}
    assert answer["total"] == 1
    assert sorted(answer["facets"]) == [
        "business",
        "category",
        "days_left",
        "free_of",
        "price",
        "temperature",
    ]


def test_nothing_found_helps_on_and_is_written_down_for_staff(
    client: PageClient, uow: UnitOfWork
) -> None:
    shelves(uow)
    city = identity.city(uow)
    token = identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF)
    page = client.get("/ko/search?q=qqqzzz")
    assert "qqqzzz" in page.words(".empty h2")
    assert page.one(".empty a").get("href") == "/ko/catalogue"
    client.get("/ko/search?q=qqqzzz")
    client.sign_in(token, city.id)
    misses = client.get("/en/city/search")
    row = [cell.text_content().strip() for cell in misses.all("tbody tr > *")]
    assert row == ["qqqzzz", "Korean", "2", "Add a word for it"]


def test_words_of_a_visitor_cannot_become_markup(client: PageClient, uow: UnitOfWork) -> None:
    shelves(uow)
    page = client.get("/en/search", query_string={"q": "<script>alert(1)</script>"})
    assert page.words("h1") == "Search: <script>alert(1)</script>"


def test_suggestions_carry_their_language(client: PageClient, uow: UnitOfWork) -> None:
    shelves(uow)
    answer = client.get("/th/search/suggest?q=wil").response.get_json()
    assert [(s["text"], s["lang"]) for s in answer["suggestions"]] == [("Wild tuna", "en")]
    assert answer["suggestions"][0]["url"].startswith("/th/catalogue/")


def test_staff_add_a_synonym_that_counts_at_once(client: PageClient, uow: UnitOfWork) -> None:
    shelves(uow)
    city = identity.city(uow)
    token = identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF)
    assert client.get("/en/search?q=thonmaki&format=json").response.get_json()["total"] == 0
    client.sign_in(token, city.id)
    listed = client.get("/en/city/search?of=en")
    form = listed.one("tbody a").get("href")
    assert client.get(form).one("input[name=words]").get("value") == "thonmaki"
    client.post(
        "/en/city/search/synonym", data={"words": "thonmaki", "meaning": "nothing"}, status=422
    )
    said = {"words": "thonmaki", "meaning": "鮪"}
    done = client.post("/en/city/search/synonym", data=said, status=303)
    assert done.location.endswith("/en/city/search")
    assert client.get("/en/search?q=thonmaki").words(".product-card__name") == "Wild tuna"
    assert client.get("/en/city/search").all("tbody tr") == []
    assert "city:glossary:synonym" in uow.session.scalars(select(Entry.action)).all()


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database, in whatever transaction."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path", ["/en/search?q=tuna", "/th/search?q=tuna", "/th/search/suggest?q=tu"]
)
def test_a_search_asks_the_database_six_times_at_most_however_many_goods(
    client: PageClient, uow: UnitOfWork, engine: Engine, path: str
) -> None:
    shop, shelf = make.storefront(uow), make.category(uow)
    for number in range(30):
        made = make.product(uow, shop=shop, shelf=shelf, names={"en": f"Tuna {number}"})
        service.index(uow, [made.id])
    uow.session.commit()
    client.get(f"{path}lip")  # what every server asks once after a change
    with statements(engine) as asked:
        client.get(path)
    searched = [words for words in asked if not words.endswith("FROM core_page_versions")]
    assert len(searched) <= 6, "\n\n".join(searched)


def test_filters_stand_in_the_address_with_what_they_leave(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop, shelf = make.storefront(uow, slug="minato"), make.category(uow, key="tuna")
    cheap = make.product(uow, shop=shop, shelf=shelf, names={"en": "Tuna flakes"}, price=500)
    dear = make.product(
        uow, names={"en": "Tuna belly"}, price=5400, allergens=["milk"], days_left_on_arrival=8
    )
    service.index(uow, [cheap.id, dear.id])
    uow.session.commit()

    def names(query: str) -> list[str]:
        answer = client.get(f"/en/search?q=tuna&format=json{query}").response.get_json()
        return sorted(result["name"] for result in answer["results"])

    assert names("") == ["Tuna belly", "Tuna flakes"]
    assert names("&category=tuna") == names("&business=minato") == ["Tuna flakes"]
    assert names("&price=5000-9999") == names("&days=7") == ["Tuna belly"]
    assert names("&free_of=milk") == ["Tuna flakes"]
    assert names("&temperature=frozen") == []
    assert names("&price=1-2&days=x&free_of=y&page=0") == ["Tuna belly", "Tuna flakes"]
    page = client.get("/en/search?q=tuna&price=0-999")
    prices = [o.text_content() for o in page.all("select[name=price] option")]
    assert prices == ["All", "Up to ¥999 (1)", "¥5,000 to ¥9,999 (1)"]
    assert page.one("select[name=price] option[selected]").text_content() == "Up to ¥999 (1)"
    assert [mark.text_content() for mark in page.all("mark")] == ["Tuna"]
    nothing = client.get("/en/search?q=tuna&temperature=frozen")
    assert nothing.one(".empty a").get("href") == "/en/search?q=tuna"


def test_pages_of_results_follow_one_another(client: PageClient, uow: UnitOfWork) -> None:
    shop, shelf = make.storefront(uow), make.category(uow)
    made = [make.product(uow, shop=shop, shelf=shelf, names={"en": f"Tuna {n}"}) for n in range(60)]
    service.index(uow, [product.id for product in made])
    uow.session.commit()
    seen: list[str] = []
    path = "/en/search?q=tuna"
    sizes = []
    while path:
        page = client.get(path)
        names = [one.text_content() for one in page.all(".product-card__name")]
        sizes.append(len(names))
        seen += names
        following = page.all("a[rel=next]")
        path = following[0].get("href") if following else ""
    assert sizes == [24, 24, 12]
    assert sorted(seen) == sorted(f"Tuna {number}" for number in range(60))


def test_a_card_says_whether_it_may_be_sent_to_the_readers_country(
    client: PageClient, uow: UnitOfWork
) -> None:
    shelves(uow)
    at_home = client.get("/ja/search?q=鮪")
    assert at_home.all(".product-card__ships--no") == []
    abroad = client.get("/th/search?q=鮪")
    assert len(abroad.all(".product-card__ships--no")) == 1
    assert client.get("/th/search?q=鮪&sent=1").all(".product-card") == []
