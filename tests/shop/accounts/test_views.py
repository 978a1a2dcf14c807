"""A buyer's account: orders, addresses, a copy of one's data, erasure."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from core.identity import service as people
from core.identity.models import User
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from shop.accounts.models import Consent, Favourite
from shop.addresses.models import SavedAddress
from shop.cart.models import CartLine
from shop.catalogue.models import Product, ProductState
from shop.orders import service as orders
from shop.orders.models import Parcel, Purchase
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


def test_the_copy_holds_everything_about_oneself_and_its_link_comes_by_mail(
    client: PageClient, uow: UnitOfWork, database: Database, clock: FakeClock, buyer: User
) -> None:
    client.post("/en/accounts/data")
    client.post("/en/accounts/data", status=422)
    run_due(database)
    letter = uow.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.template == "core/privacy/mail/copy_ready")
    ).one()
    assert (letter.to, letter.locale) == (buyer.email, "en")
    link = str(letter.context["link"]).removeprefix("http://localhost")
    answer = client.get(link).response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    archive = ZipFile(BytesIO(answer.get_data()))
    data = json.loads(archive.read("data.json"))
    assert data["account"][0]["email"] == buyer.email
    assert data["addresses"] == [{"name": "", "country": "JP", **make.OSAKA}]
    assert [each["total_yen"] for each in data["purchases"]] == [2360]
    page = archive.read("index.html").decode()
    assert "What the Yaizu Digital Market keeps about you" in page
    assert "梅田1-1-1" in page
    clock.advance(days=7)
    client.sign_in(people.start_sign_in(uow, buyer, has_second_factor=True))
    uow.session.commit()
    client.get(link, status=404)


def test_the_link_opens_nothing_for_anybody_else(
    client: PageClient, uow: UnitOfWork, database: Database, buyer: User
) -> None:
    client.post("/en/accounts/data")
    run_due(database)
    letter = uow.session.scalars(
        select(OutgoingMessage)
        .where(OutgoingMessage.to == buyer.email)
        .where(OutgoingMessage.template == "core/privacy/mail/copy_ready")
    ).one()
    link = str(letter.context["link"]).removeprefix("http://localhost")
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    client.get(link, status=404)


def test_erasing_forgets_the_person_and_keeps_the_books(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    email = buyer.email
    link = uow.session.scalars(select(Purchase.token)).one()
    given = uow.session.scalars(select(Parcel)).one()
    given.recipient, given.gift = {**make.OSAKA, "city": "堺市"}, {"sender": "鈴木花子"}
    uow.session.commit()
    client.post("/en/accounts/erase")
    uow.session.refresh(given)
    assert (given.recipient, given.gift) == ({"region": "大阪府"}, {})
    uow.session.refresh(buyer)
    assert not buyer.active
    assert (buyer.name, buyer.email.startswith("erased-")) == ("", True)
    assert uow.session.scalars(select(SavedAddress)).all() == []
    purchase = uow.session.scalars(select(Purchase).execution_options(populate_existing=True)).one()
    assert purchase.user_id is None
    assert (purchase.email, purchase.address) == ("erased@invalid", {"region": "大阪府"})
    assert purchase.total == 2360
    assert (
        uow.session.scalars(select(OutgoingMessage).where(OutgoingMessage.to == email)).all() == []
    )
    client.get(f"/en/orders/{link}", status=404)
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


ADDRESS = {**make.OSAKA, "country": "JP", "action": "save", "name": "Mother"}


def saved(uow: UnitOfWork) -> list[SavedAddress]:
    query = select(SavedAddress).order_by(SavedAddress.id)
    return list(uow.session.scalars(query.execution_options(populate_existing=True)))


def test_addresses_are_added_changed_and_one_is_the_default(
    client: PageClient, uow: UnitOfWork
) -> None:
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    client.post("/en/accounts/addresses/new", ADDRESS)
    client.post("/en/accounts/addresses/new", {**ADDRESS, "street": "梅田2-2-2", "name": ""})
    first, second = saved(uow)
    assert (first.name, first.is_default, second.is_default) == ("Mother", True, False)
    client.post(f"/en/accounts/addresses/{second.id}/default")
    assert [each.is_default for each in saved(uow)] == [False, True]
    client.post(f"/en/accounts/addresses/{first.id}", {**ADDRESS, "street": "梅田3-3-3"})
    assert saved(uow)[0].address["street"] == "梅田3-3-3"
    client.post(f"/en/accounts/addresses/{second.id}/remove")
    assert [each.is_default for each in saved(uow)] == [True]


def test_a_wrong_address_is_not_saved_and_says_so_beside_the_field(
    client: PageClient, uow: UnitOfWork
) -> None:
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    page = client.post("/en/accounts/addresses/new", {**ADDRESS, "postal_code": "1"}, status=422)
    assert "425-0001" in page.words("#postal_code-error")
    assert saved(uow) == []


def test_looking_a_code_up_saves_nothing(client: PageClient, uow: UnitOfWork) -> None:
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    typed = {"country": "JP", "postal_code": "425-8502", "action": "find-address"}
    page = client.post("/en/accounts/addresses/new", typed, status=200)
    assert page.one("input[name=city]").get("value") == "焼津市"
    assert saved(uow) == []


def test_anothers_address_cannot_be_opened(client: PageClient, uow: UnitOfWork) -> None:
    stranger = identity.user(uow)
    theirs = SavedAddress(user_id=stranger.id, country="JP", address={}, created_at=uow.now)
    uow.session.add(theirs)
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    client.get(f"/en/accounts/addresses/{theirs.id}", status=404)
    client.post(f"/en/accounts/addresses/{theirs.id}/default", status=404)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("", True), ("?state=delivered", True), ("?state=on-its-way", False),
     ("?state=cancelled", False), ("?q=katsuobushi", True), ("?q=tuna", False),
     ("?q=%25", False), ("?year=2001", False)],
)  # fmt: skip
@pytest.mark.usefixtures("buyer")
def test_orders_are_filtered(client: PageClient, query: str, *, is_there: bool) -> None:
    page = client.get(f"/en/accounts{query}")
    assert ("¥2,360" in page.text) is is_there


@pytest.mark.usefixtures("buyer")
def test_ordering_again_says_what_is_no_longer_sold(client: PageClient, uow: UnitOfWork) -> None:
    purchase = uow.session.scalars(select(Purchase)).one()
    assert client.post(f"/en/accounts/orders/{purchase.id}/again").location == "/en/cart"
    assert uow.session.scalars(select(CartLine.variant_id)).one() == (
        purchase.orders[0].lines[0].variant_id
    )
    uow.session.scalars(select(Product)).one().state = ProductState.ARCHIVED
    uow.session.commit()
    client.post(f"/en/accounts/orders/{purchase.id}/again")
    assert "No longer sold" in client.get("/en/accounts").text


def test_anothers_order_is_not_ordered_again(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    theirs = make.paid(uow, [(make.sold_product(uow), 1)], email=buyer.email)
    uow.session.commit()
    client.post(f"/en/accounts/orders/{theirs.id}/again", status=404)


def test_a_heart_keeps_a_product_and_lets_it_go(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    product = uow.session.scalars(select(Product)).one()
    place = f"/en/accounts/favourites/product/{product.id}"
    back = f"/en/catalogue/{product.slug}"
    assert client.post(place, {"next": back}).location == back
    client.post(place, {"next": back})
    assert uow.session.scalars(select(Favourite.user_id)).all() == [buyer.id]
    assert client.get(f"{place}/state").response.get_json() == {"is_kept": True}
    assert "Shaved katsuobushi" in client.get("/en/accounts/favourites").text
    client.post(place, {"is_kept": "no"})
    assert uow.session.scalars(select(Favourite)).all() == []


def test_a_guest_signs_in_before_keeping_anything(client: PageClient, uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    uow.session.commit()
    place = f"/en/accounts/favourites/product/{product.id}"
    assert "/sign-in" in client.post(place, {"next": "https://elsewhere.example"}).location
    assert client.get(f"{place}/state").response.get_json() == {"is_kept": False}
    client.post("/en/accounts/favourites/boat/1", status=404)


def test_a_consent_is_a_row_with_its_day_and_the_version_of_its_text(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    client.post("/th/accounts/consents", {})
    client.post("/th/accounts/consents", {"newsletter": "y"})
    client.post("/th/accounts/consents", {"newsletter": "y"})
    client.post("/th/accounts/consents", {})
    rows = uow.session.scalars(select(Consent).order_by(Consent.id)).all()
    said = [(row.user_id, row.kind, row.is_given, row.text_version, row.locale) for row in rows]
    assert said == [
        (buyer.id, "newsletter", True, "2026-11", "th"),
        (buyer.id, "newsletter", False, "2026-11", "th"),
    ]


def test_an_export_keeps_the_recipient_in_the_books(
    client: PageClient, uow: UnitOfWork, buyer: User
) -> None:
    purchase = uow.session.scalars(select(Purchase)).one()
    purchase.country = "TW"
    uow.session.commit()
    client.post("/en/accounts/erase")
    uow.session.refresh(purchase)
    assert purchase.address == {name: text for name, text in make.OSAKA.items() if name != "phone"}


def test_the_page_says_what_stays(client: PageClient, buyer: User) -> None:
    assert buyer.active
    assert "seven years" in client.get("/en/accounts/erase").text
