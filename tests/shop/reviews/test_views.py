"""Reviews as buyers, businesses and staff see them."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.drafts import service as drafts
from i18n.glossary import service as glossary
from i18n.locales import CODES
from shop.catalogue.models import Product
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.reviews import service
from shop.reviews.models import Review
from shop.reviews.service import Said
from shop.reviews.states import Relation
from tests.factories import checkout as make
from tests.factories import identity, vendors


@pytest.fixture
def purchase(uow: UnitOfWork) -> Purchase:
    """A purchase on its way."""
    glossary.load(uow)
    drafts.load(uow)
    made = make.paid(uow, [(make.sold_product(uow), 1)], locale="en")
    orders.ship(uow, made.orders[0].parcels[0].id, carrier="yamato", tracking_number="1")
    uow.session.commit()
    return made


@pytest.fixture
def product(uow: UnitOfWork, purchase: Purchase) -> Product:
    return uow.session.get_one(Product, purchase.orders[0].lines[0].product_id)


@pytest.fixture
def review(uow: UnitOfWork, purchase: Purchase) -> Review:
    said = Said(
        stars=4,
        words="とてもおいしかったです。祖母も喜びました。",
        name="",
        relation=Relation.GIFT,
        locale="ja",
    )
    made = service.write(uow, purchase.token, purchase.orders[0].lines[0].id, said)
    uow.session.commit()
    return made


def address(purchase: Purchase) -> str:
    return f"/en/reviews/write/{purchase.token}/{purchase.orders[0].lines[0].id}"


FORM = {"stars": "5", "words": "Lovely.", "name": "Ann", "relation": "bought"}


def test_from_the_page_of_the_order_one_comes_to_the_form_and_back(
    client: PageClient, purchase: Purchase, product: Product
) -> None:
    page = client.get(f"/en/orders/{purchase.token}")
    assert f'href="{address(purchase)}"' in page.response.text
    client.get(address(purchase))
    assert client.post(address(purchase), FORM).location == f"/en/orders/{purchase.token}"
    shown = client.get(f"/en/catalogue/{product.slug}")
    assert shown.words(".review .review__head strong") == "Ann"
    assert shown.words(".review .written") == "Lovely."
    assert "5 of 5 stars" in shown.one(".review .stars").get("aria-label")
    client.post(f"{address(purchase)}/remove")
    assert client.get(f"/en/catalogue/{product.slug}").all(".review") == []


def test_what_is_missing_is_said_beside_its_field(client: PageClient, purchase: Purchase) -> None:
    page = client.post(address(purchase), {"relation": "bought"}, status=422)
    assert [each.text_content().strip() for each in page.all(".error-summary li")] == [
        "Choose one to five stars.",
        "Write a few words.",
    ]


def test_before_the_goods_leave_the_page_says_so(client: PageClient, uow: UnitOfWork) -> None:
    waiting = make.paid(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    page = client.get(address(waiting))
    assert "as soon as the goods are on their way" in page.words(".banner")
    assert page.all("textarea") == []


@pytest.mark.parametrize("lang", CODES)
def test_all_its_pages_open_in_every_written_form(
    client: PageClient, product: Product, review: Review, lang: str
) -> None:
    page = client.get(f"/{lang}/reviews/{product.slug}")
    assert len(page.all(".review")) == 1
    assert page.one(f"#review-{review.id}") is not None
    client.get(f"/{lang}/catalogue/{product.slug}")


def test_a_draft_is_marked_and_the_original_stands_beside_it(
    client: PageClient, product: Product, review: Review
) -> None:
    page = client.get(f"/en/reviews/{product.slug}")
    said = page.all(f"#review-{review.id} .written > p:first-child span")
    assert [(one.text_content(), one.get("lang")) for one in said] == [
        ("It was very delicious.", None),
        ("祖母も喜びました。", "ja"),
    ]
    assert "Machine draft of a part" in page.words(".written__note")
    assert page.one(".written__original p").get("lang") == "ja"
    assert "got goods or a reduction from the business" in page.words(".review .badge")
    assert client.get(f"/ja/reviews/{product.slug}").all(".written__note") == []


def test_filters_are_links_and_work_without_a_script(
    client: PageClient, product: Product, review: Review
) -> None:
    assert review.stars == 4
    base = f"/en/reviews/{product.slug}"
    page = client.get(f"{base}?stars=4&language=ja")
    assert len(page.all(".review")) == 1
    assert f"{base}?language=ja" in [one.get("href") for one in page.all(".chip")]
    assert client.get(f"{base}?stars=1").all(".review") == []
    assert len(client.get(f"{base}?stars=nine&language=xx").all(".review")) == 1


def test_cards_and_search_engines_read_the_mean(
    client: PageClient, product: Product, review: Review
) -> None:
    card = client.get("/en/catalogue").words(".product-card .rating")
    assert card == "Mean of the reviews: 4 (1 review)"
    page = client.get(f"/en/catalogue/{product.slug}")
    parts = [json.loads(one.text) for one in page.all("script[type='application/ld+json']")]
    found = next(part for part in parts if part["@type"] == "Product")
    assert found["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": "4.0",
        "reviewCount": 1,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert review.state == "shown"


def test_staff_hide_with_a_reason_of_the_list_and_show_again(
    client: PageClient, uow: UnitOfWork, product: Product, review: Review
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF))
    assert "祖母も喜びました" in client.get("/en/city/reviews").text
    page = f"/en/city/reviews/{review.id}"
    client.post(page, {}, status=422)
    client.post(page, {"reason": "few_stars"}, status=422)
    client.post(page, {"reason": "personal"})
    assert client.get(f"/en/reviews/{product.slug}").all(".review") == []
    client.get(page)
    assert "personal data" in client.get("/en/city/reviews?state=hidden").text
    client.post(f"{page}/unhide")
    assert len(client.get(f"/en/reviews/{product.slug}").all(".review")) == 1


def test_the_business_answers_from_its_desk(
    client: PageClient, uow: UnitOfWork, product: Product, review: Review
) -> None:
    own = uow.session.get_one(make.make.Storefront, product.organisation_id)
    vendors.sign_in(client, uow, own)
    assert f"/en/office/reviews/{review.id}" in client.get("/en/office/reviews").response.text
    client.post(f"/en/office/reviews/{review.id}", {"words": ""}, status=422)
    client.post(f"/en/office/reviews/{review.id}", {"words": "ありがとうございます。"})
    page = client.get(f"/en/catalogue/{product.slug}")
    assert "Thank you." in page.words(".review__answer .written > p:first-child")
    assert "Answered" in client.get("/en/office/reviews?state=answered").text
    assert uow.session.scalars(select(Review.answer_locale)).one() == "ja"


def asked(client: PageClient, engine: Engine, address: str) -> list[str]:
    """What a page asks the database."""
    found: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    return found


def test_reviews_cost_their_products_page_one_statement(
    client: PageClient, engine: Engine, uow: UnitOfWork, product: Product, review: Review
) -> None:
    page = f"/en/catalogue/{product.slug}"
    own = [one for one in asked(client, engine, page) if "shop_reviews" in one]
    assert len(own) == 1
    service.erase_of(uow, [review.purchase_id])
    uow.session.commit()
    after = asked(client, engine, page)
    assert [one for one in after if "shop_products" in one] != []
    assert [one for one in after if "shop_reviews" in one] == []
