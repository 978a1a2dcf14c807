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
from shop.orders.states import OrderState, PurchaseState
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


def test_an_order_whose_goods_are_still_weighed_has_a_page(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    purchase.state, purchase.orders[0].state = PurchaseState.AUTHORISED, OrderState.AUTHORISED
    uow.session.commit()
    page = client.get(f"/en/orders/{purchase.token}")
    assert page.words("h1") == "Your goods are being cut and weighed"
    assert "is weighing it" in page.text


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
    place = client.post("/en/orders", wrong).location
    told = client.get(place).words(".banner")
    run_due(database)
    count = select(OutgoingMessage).where(OutgoingMessage.template.like("%/link"))
    assert uow.session.scalars(count).all() == []
    assert client.post("/en/orders", right).location == place
    assert client.get(place).words(".banner") == told
    run_due(database)
    link = mail(uow, "link")
    assert link.to == "hanako@example.org"
    assert "http://localhost/en/orders/open/" in (link.body_text or "")
    opened = str(link.context["link"]).removeprefix("http://localhost")
    assert client.get(opened, status=303).location == f"/en/orders/{purchase.token}"


def test_a_mailed_link_works_for_a_day_and_a_new_one_can_be_had(
    client: PageClient,
    uow: UnitOfWork,
    database: Database,
    clock: FakeClock,
    purchase: Purchase,
) -> None:
    typed = {"number": purchase.number, "email": purchase.email}
    client.post("/en/orders", typed)
    run_due(database)
    opened = str(mail(uow, "link").context["link"]).removeprefix("http://localhost")
    clock.advance(hours=24)
    assert "no longer works" in client.get(opened, status=410).words("h1")
    client.get("/en/orders/open/forged", status=410)
    client.post("/en/orders", typed)
    run_due(database)
    links = select(OutgoingMessage).where(OutgoingMessage.template.like("%/link"))
    assert len(uow.session.scalars(links).all()) == 2


def test_a_mailbox_is_not_flooded(client: PageClient, purchase: Purchase) -> None:
    for _ in range(5):
        client.post("/en/orders", {"number": "Y-NOTHING", "email": purchase.email})
    client.post("/en/orders", {"number": "Y-NOTHING", "email": purchase.email}, status=429)


def test_one_of_two_orders_is_cancelled_and_the_other_stays(
    client: PageClient, uow: UnitOfWork
) -> None:
    first, second = make.sold_product(uow), make.sold_product(uow)
    both = make.paid(uow, [(first, 1), (second, 1)], locale="en")
    uow.session.commit()
    place = f"/en/orders/{both.token}"
    client.post(f"{place}/cancel/{both.orders[0].id}")
    uow.session.expire_all()
    states = [order.state for order in uow.session.get_one(Purchase, both.id).orders]
    assert states == [OrderState.CANCELLED, OrderState.PAID]
    assert client.get(place).words("h1") == "Thank you for your order"
    service.ship(uow, both.orders[1].parcels[0].id, carrier="yamato", tracking_number="1")
    uow.session.commit()
    client.post(f"{place}/cancel/{both.orders[1].id}", status=422)


def test_anothers_order_is_not_cancelled(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    other = make.paid(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    client.post(f"/en/orders/{purchase.token}/cancel/{other.orders[0].id}", status=404)


def test_a_receipt_is_there_once_it_is_paid_with_the_figures_of_the_order(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    page = client.get(f"/en/orders/{purchase.token}/receipt")
    assert page.words("h1") == "Receipt"
    assert "鈴木 花子" in page.text
    assert "¥3,840" in page.text
    unpaid = make.placed(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    client.get(f"/en/orders/{unpaid.token}/receipt", status=404)


def test_the_page_says_where_the_order_stands_and_what_comes(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    place = f"/en/orders/{purchase.token}"
    assert client.get(place).words(".way [aria-current] .way__label") == "Paid"
    assert "is packing it" in client.get(place).text
    parcel = purchase.orders[0].parcels[0]
    service.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    uow.session.commit()
    page = client.get(place)
    assert page.words("h1") == "Your order is on its way"
    assert page.words(".way [aria-current] .way__label") == "Sent"
    service.deliver(uow, parcel.id)
    uow.session.commit()
    assert client.get(place).words("h1") == "Everything has arrived"


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
