"""The search page, its answer for machines, suggestions, and the city's list of misses."""

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
