"""Asking and writing, as people see it."""

import pytest
from sqlalchemy import select

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from shop.catalogue.models import Product
from shop.messages.models import Message, Question
from shop.orders.models import Order, Purchase
from tests.factories import checkout as make
from tests.factories.vendors import sign_in


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    made = make.sold_product(uow)
    uow.session.commit()
    return made


@pytest.fixture
def purchase(uow: UnitOfWork, product: Product) -> Purchase:
    made = make.paid(uow, [(product, 1)], locale="en")
    uow.session.commit()
    return made


@pytest.fixture
def order(purchase: Purchase) -> Order:
    return purchase.orders[0]


def test_a_question_goes_from_the_page_to_the_desk_and_back(
    client: PageClient, uow: UnitOfWork, product: Product
) -> None:
    shop = f"/en/catalogue/{product.slug}"
    ask = f"/en/messages/ask/{product.slug}"
    assert f'href="{ask}"' in client.get(shop).response.text
    client.get(ask)
    wrong = client.post(ask, {"words": "Is it nice?", "email": "nobody"}, status=422)
    assert wrong.words(".error-summary li") == "This is no e-mail address."
    sent = client.post(ask, {"words": "Is it nice?", "email": "ann@example.org"})
    assert "answer comes by mail" in client.get(sent.location).text
    question = uow.session.scalars(select(Question)).one()
    own = uow.session.get_one(make.make.Storefront, product.organisation_id)
    sign_in(client, uow, own)
    assert "Is it nice?" in client.get("/en/office/messages").text
    page = f"/en/office/messages/questions/{question.id}"
    assert "ann@example.org" not in client.get(page).response.text
    client.post(page, {"words": "", "is_public": "y"}, status=422)
    client.post(page, {"words": "Very.", "is_public": "y"})
    shown = client.get(shop)
    assert "Is it nice?" in shown.text
    assert "Very." in shown.words(".review__answer")
    assert "ann@example.org" not in shown.response.text
    assert "Is it nice?" in client.get("/en/office/messages?state=answered").text


def test_the_office_counts_who_waits_on_its_first_page(
    client: PageClient, uow: UnitOfWork, product: Product, purchase: Purchase, order: Order
) -> None:
    own = uow.session.get_one(make.make.Storefront, product.organisation_id)
    thread = f"/en/messages/order/{purchase.token}/{order.id}"
    client.post(thread, {"words": "When does it arrive?"})
    sign_in(client, uow, own)
    tasks = [" ".join(one.text_content().split()) for one in client.get("/en/office").all(".task")]
    assert tasks[2] == "1Answer1 buyer waits for your answer."
    desk = f"/en/office/messages/orders/{order.id}"
    page = client.get(desk)
    assert "When does it arrive?" in page.text
    assert "The buyer reads English." in page.text
    client.post(desk, {"words": " "}, status=422)
    client.post(desk, {"words": "Tomorrow."})
    tasks = [" ".join(one.text_content().split()) for one in client.get("/en/office").all(".task")]
    assert tasks[2] == "0AnswerNobody waits for an answer."
    read = client.get(thread)
    assert [one.text_content().split()[0] for one in read.all(".message strong")] == [
        "You",
        order.vendor_names["en"],
    ]


def test_what_needs_no_answer_is_put_aside(
    client: PageClient, uow: UnitOfWork, product: Product, purchase: Purchase, order: Order
) -> None:
    client.post(f"/en/messages/order/{purchase.token}/{order.id}", {"words": "Thank you!"})
    sign_in(client, uow, uow.session.get_one(make.make.Storefront, product.organisation_id))
    client.post(f"/en/office/messages/orders/{order.id}/settle")
    assert uow.session.scalars(select(Message.settled_at)).one() is not None
    assert "Nothing waits for an answer" in client.get("/en/office/messages").text


def test_the_link_of_another_purchase_opens_no_thread(
    client: PageClient, uow: UnitOfWork, purchase: Purchase, order: Order
) -> None:
    other = make.paid(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    client.get(f"/en/messages/order/{other.token}/{order.id}", status=404)
    client.post(f"/en/messages/order/{other.token}/{order.id}", {"words": "x"}, status=404)


@pytest.mark.parametrize("lang", CODES)
def test_all_its_pages_open_in_every_written_form(
    client: PageClient, product: Product, purchase: Purchase, order: Order, lang: str
) -> None:
    client.get(f"/{lang}/messages/about/{product.slug}")
    client.get(f"/{lang}/messages/ask/{product.slug}")
    client.get(f"/{lang}/messages/sent")
    client.get(f"/{lang}/messages/order/{purchase.token}/{order.id}")
    assert client.get(f"/{lang}/orders/{purchase.token}").response.status_code == 200
