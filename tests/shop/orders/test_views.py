"""A buyer's page about a purchase, and the mails that lead to it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from shop.orders import service
from shop.orders.models import Purchase
from tests.factories import checkout as make


@pytest.fixture
def purchase(uow: UnitOfWork) -> Purchase:
    made = make.paid(uow, [(make.sold_product(uow), 2)], locale="en")
    uow.session.commit()
    return made


def mail(uow: UnitOfWork, template: str) -> OutgoingMessage:
    return uow.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.template == f"shop/orders/mail/{template}")
    ).one()


def test_the_page_shows_what_was_bought_and_where_it_goes(
    client: PageClient, purchase: Purchase
) -> None:
    page = client.get(f"/en/orders/{purchase.token}")
    assert page.words("h1") == "Thank you for your order"
    assert purchase.number in page.text
    assert "2 × Shaved katsuobushi" in page.text
    assert "¥3,840" in page.text
    assert "大阪府大阪市北区梅田1-1-1" in page.text


def test_a_token_that_is_none_is_not_found(client: PageClient) -> None:
    client.get("/ja/orders/nobody-knows-this", status=404)


@pytest.mark.parametrize("lang", ["ja", "en", "zh-Hant", "zh-Hans", "th", "ko"])
def test_it_opens_in_every_written_form(client: PageClient, purchase: Purchase, lang: str) -> None:
    client.get(f"/{lang}/orders/{purchase.token}")


def test_a_parcel_on_its_way_can_be_followed_and_said_to_have_arrived(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    parcel = purchase.orders[0].parcels[0]
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1234")
    uow.session.commit()
    page = client.get(f"/en/orders/{purchase.token}")
    assert "id=1234" in page.one(".parcel__foot a").get("href")
    client.post(f"/en/orders/{purchase.token}/arrived/{parcel.id}")
    assert "Delivered" in client.get(f"/en/orders/{purchase.token}").text


def test_nobody_says_it_for_anothers_parcel(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    other = make.paid(uow, [(make.sold_product(uow), 1)])
    parcel = other.orders[0].parcels[0]
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1234")
    uow.session.commit()
    client.post(f"/en/orders/{purchase.token}/arrived/{parcel.id}", status=404)


def test_cancelling_after_a_parcel_left_is_refused_in_words(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    parcel = purchase.orders[0].parcels[0]
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1234")
    uow.session.commit()
    page = client.post(f"/en/orders/{purchase.token}/cancel", status=422)
    assert "This can no longer be cancelled." in page.words(".error-summary")


def test_the_form_mails_a_link_and_tells_a_stranger_nothing(
    client: PageClient, uow: UnitOfWork, database: Database, purchase: Purchase
) -> None:
    right = {"number": f"{purchase.number}-1", "email": "Hanako@Example.org"}
    wrong = {"number": purchase.number, "email": "stranger@example.org"}
    client.post("/en/orders", wrong)
    told = client.get("/en/orders").words(".banner")
    run_due(database)
    count = select(OutgoingMessage).where(OutgoingMessage.template.like("%/link"))
    assert uow.session.scalars(count).all() == []
    client.post("/en/orders", right)
    assert client.get("/en/orders").words(".banner") == told
    run_due(database)
    link = mail(uow, "link")
    assert link.to == "hanako@example.org"
    assert f"http://localhost/en/orders/{purchase.token}" in (link.body_text or "")


@pytest.mark.usefixtures("app")
def test_the_mail_says_the_figures_of_the_page_in_the_buyers_language(
    uow: UnitOfWork, database: Database
) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 2)], locale="th")
    uow.session.commit()
    run_due(database)
    sent = mail(uow, "paid")
    assert sent.locale == "th"
    assert "¥3,840" in (sent.body_text or "")
    assert "¥3,840" in (sent.body_html or "")
    assert 'lang="th"' in (sent.body_html or "")
    assert purchase.number in (sent.subject or "")


@pytest.mark.usefixtures("app")
def test_who_pays_at_once_gets_one_mail(
    uow: UnitOfWork, database: Database, clock: FakeClock
) -> None:
    make.paid(uow, [(make.sold_product(uow), 1)])
    make.placed(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    clock.advance(minutes=11)
    run_due(database)
    names = uow.session.scalars(select(OutgoingMessage.template)).all()
    assert sorted(name.rsplit("/", 1)[-1] for name in names) == ["paid", "placed"]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("locale", ["ja", "en", "zh-Hant", "zh-Hans", "th", "ko"])
def test_every_message_can_be_written_in_every_form(
    uow: UnitOfWork, database: Database, locale: str
) -> None:
    shipped = make.paid(uow, [(make.sold_product(uow), 1)], locale=locale)
    parcel = shipped.orders[0].parcels[0]
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1234")
    cancelled = make.paid(uow, [(make.sold_product(uow), 1)], locale=locale)
    service.cancel_order(uow, cancelled.orders[0].id, reason="no fish")
    pending = make.placed(uow, [(make.sold_product(uow), 1)], locale=locale)
    service.mark_pending(uow, pending.id, until=uow.now + timedelta(days=3))
    expired = make.placed(uow, [(make.sold_product(uow), 1)], locale=locale)
    expired.expires_at = uow.now
    uow.session.flush()
    service.expire(uow, expired.id)
    uow.session.commit()
    run_due(database)
    sent = uow.session.scalars(select(OutgoingMessage)).all()
    names = {message.template.rsplit("/", 1)[-1] for message in sent}
    assert names == {"paid", "shipped", "cancelled", "pending", "expired"}
    assert all(message.subject and message.body_html for message in sent)
