"""A buyer's account: orders, addresses, a copy of one's data, erasure."""

import json

import pytest
from sqlalchemy import select

from core.identity.models import User
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.addresses.models import SavedAddress
from shop.orders import service as orders
from shop.orders.models import Purchase
from tests.factories import checkout as make
from tests.factories import identity


@pytest.fixture
def buyer(client: PageClient, uow: UnitOfWork) -> User:
    """A signed-in person with an address and a purchase that arrived."""
    client.sign_in(identity.signed_in(uow))
    user = uow.session.scalars(select(User)).one()
    uow.session.add(
        SavedAddress(user_id=user.id, country="JP", address=make.OSAKA, created_at=uow.now)
    )
    purchase = make.paid(uow, [(make.sold_product(uow), 1)], user_id=user.id)
    parcel = purchase.orders[0].parcels[0]
    orders.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    orders.deliver(uow, parcel.id)
    uow.session.commit()
    return user


def test_without_signing_in_there_is_nothing_to_see(client: PageClient) -> None:
    assert "/sign-in" in client.get("/en/accounts", status=303).location


def test_orders_and_addresses_are_listed(client: PageClient, buyer: User) -> None:
    page = client.get("/en/accounts")
    assert buyer.email in page.text
    assert "¥2,360" in page.text
    assert "〒530-0001" in client.get("/en/accounts/addresses").text


def test_a_known_address_is_filled_in_at_checkout(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    from_shelf = uow.session.scalars(select(Purchase)).one().orders[0].lines[0].variant_id
    client.post("/ja/cart/add", {"variant_id": from_shelf, "quantity": 1})
    page = client.get("/ja/checkout")
    assert page.one("input[name=email]").get("value") == buyer.email
    assert page.one("input[name=street]").get("value") == "梅田1-1-1"


def test_an_address_is_forgotten_and_anothers_is_not_found(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    stranger = identity.user(uow)
    theirs = SavedAddress(user_id=stranger.id, country="JP", address={}, created_at=uow.now)
    uow.session.add(theirs)
    uow.session.commit()
    own = uow.session.scalars(select(SavedAddress.id).where(SavedAddress.user_id == buyer.id)).one()
    client.post(f"/en/accounts/addresses/{theirs.id}/remove", status=404)
    client.post(f"/en/accounts/addresses/{own}/remove")
    assert uow.session.scalars(select(SavedAddress.id)).all() == [theirs.id]


def test_name_and_language_can_be_changed(client: PageClient, uow: UnitOfWork, buyer: User) -> None:
    client.post("/en/accounts/profile", {"name": "", "locale": "th"}, status=422)
    client.post("/en/accounts/profile", {"name": "Somchai", "locale": "th"})
    uow.session.refresh(buyer)
    assert (buyer.name, buyer.locale) == ("Somchai", "th")


def test_the_copy_holds_everything_about_oneself(client: PageClient, buyer: User) -> None:
    answer = client.get("/en/accounts/export").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.get_data())
    assert data["account"]["email"] == buyer.email
    assert data["addresses"] == [{"country": "JP", **make.OSAKA}]
    assert [each["total_yen"] for each in data["purchases"]] == [2360]


def test_erasing_forgets_the_person_and_keeps_the_books(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    email = buyer.email
    client.post("/en/accounts/erase")
    uow.session.refresh(buyer)
    assert not buyer.active
    assert (buyer.name, buyer.email.startswith("erased-")) == ("", True)
    assert uow.session.scalars(select(SavedAddress)).all() == []
    purchase = uow.session.scalars(select(Purchase).execution_options(populate_existing=True)).one()
    assert purchase.user_id is None
    assert email not in purchase.email
    client.get("/en/accounts", status=303)


def test_nobody_is_erased_while_something_is_on_its_way(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    make.paid(uow, [(make.sold_product(uow), 1)], user_id=buyer.id)
    uow.session.commit()
    page = client.post("/en/accounts/erase", status=422)
    assert "still on its way" in page.words(".error-summary")
    uow.session.refresh(buyer)
    assert buyer.active
