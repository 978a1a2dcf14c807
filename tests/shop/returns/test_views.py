"""The pages of a request: the buyer's, the business's desk, the city's."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from core.identity.models import Organisation, Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.returns.models import ReturnRequest
from shop.returns.states import ReturnState
from tests.factories import checkout as make
from tests.factories import identity


@pytest.fixture
def purchase(uow: UnitOfWork) -> Purchase:
    made = make.paid(uow, [(make.sold_product(uow), 2)], locale="en")
    orders.ship(uow, made.orders[0].parcels[0].id, carrier="yamato", tracking_number="1")
    uow.session.commit()
    return made


def form_of(purchase: Purchase, **more: Any) -> dict[str, Any]:
    picture = BytesIO()
    Image.new("RGB", (300, 240), "red").save(picture, "PNG")
    picture.seek(0)
    return {
        f"line-{purchase.orders[0].lines[0].id}": 1,
        "reason": "damaged",
        "words": "The box was crushed.",
        "photos": (picture, "box.png"),
        **more,
    }


def ask(client: PageClient, purchase: Purchase) -> str:
    place = f"/en/returns/{purchase.token}/new/{purchase.orders[0].id}"
    answer = client.post(place, form_of(purchase), content_type="multipart/form-data")
    return answer.location


def found(uow: UnitOfWork) -> ReturnRequest:
    query = select(ReturnRequest).execution_options(populate_existing=True)
    return uow.session.scalars(query).unique().one()


def test_from_the_order_to_the_request_and_its_photo(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    order_page = f"/en/orders/{purchase.token}"
    assert "Report a problem" in client.get(order_page).text
    place = ask(client, purchase)
    page = client.get(place)
    assert "The box was crushed." in page.text
    assert "You pay nothing" in page.text
    photo = client.get(page.one("img.private-photo").get("src"), check=False).response
    assert photo.mimetype == "image/jpeg"
    assert photo.headers["Cache-Control"] == "private, no-store"
    key = found(uow).photos[0].key
    client.get(f"/media/{key}/original.jpg", status=404, check=False)
    assert "Waiting for the business" in client.get(order_page).text


def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    place = f"/en/returns/{purchase.token}/new/{purchase.orders[0].id}"
    typed = {**form_of(purchase), "words": ""}
    page = client.post(place, typed, status=422, content_type="multipart/form-data")
    assert "Say in a few words" in page.words(".error-summary")
    client.post(place, {"reason": "missing", "words": "Nothing came."}, status=422)
    assert uow.session.scalars(select(ReturnRequest)).unique().all() == []


def test_another_orders_link_opens_no_request(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    other = make.paid(uow, [(make.sold_product(uow), 1)])
    uow.session.commit()
    request_id = ask(client, purchase).rsplit("/", 1)[-1]
    client.get(f"/en/returns/{other.token}/{request_id}", status=404)
    photo_id = found(uow).photos[0].id
    client.get(f"/en/returns/{other.token}/{request_id}/photos/{photo_id}", status=404)
    client.get(f"/en/returns/{purchase.token}/new/{other.orders[0].id}", status=404)


def at_desk(client: PageClient, uow: UnitOfWork, organisation_id: int) -> None:
    own = uow.session.get_one(Organisation, organisation_id)
    client.sign_in(identity.signed_in(uow, organisation=own))


def test_the_business_answers_at_its_desk_and_the_buyer_goes_to_staff(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    place = ask(client, purchase)
    request_id = place.rsplit("/", 1)[-1]
    at_desk(client, uow, purchase.orders[0].organisation_id)
    assert purchase.orders[0].number in client.get("/en/office/returns").text
    desk = f"/en/office/returns/{request_id}"
    photo_id = found(uow).photos[0].id
    client.get(f"{desk}/photos/{photo_id}", check=False)
    client.post(desk, {"remedy": "no", "words": ""}, status=422)
    client.post(desk, {"remedy": "no", "words": "It was packed well."})
    assert "It was packed well." in client.get(place).text
    client.post(f"{place}/dispute", {"words": "Please look at the photo."})
    assert found(uow).state is ReturnState.DISPUTED
    city = identity.city(uow)
    client.sign_in(identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF))
    assert purchase.orders[0].number in client.get("/en/city/returns").text
    client.post(f"/en/city/returns/{request_id}", {"remedy": "refund", "words": "We agree."})
    assert found(uow).state is ReturnState.ACCEPTED
    assert "We agree." in client.get(place).text


def test_another_business_sees_nothing(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    request_id = ask(client, purchase).rsplit("/", 1)[-1]
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    assert purchase.orders[0].number not in client.get("/en/office/returns").text
    client.get(f"/en/office/returns/{request_id}", status=404)
    client.get(f"/en/city/returns/{request_id}", status=403)


def test_a_request_can_be_taken_back(
    client: PageClient, uow: UnitOfWork, purchase: Purchase
) -> None:
    place = ask(client, purchase)
    client.post(f"{place}/withdraw")
    assert found(uow).state is ReturnState.WITHDRAWN
    client.post(f"{place}/withdraw", status=422)


def test_a_reason_that_food_cannot_have_is_not_offered(
    client: PageClient, purchase: Purchase
) -> None:
    place = f"/en/returns/{purchase.token}/new/{purchase.orders[0].id}"
    offered = [each.get("value") for each in client.get(place).all("input[name=reason]")]
    assert offered == ["damaged", "spoiled", "wrong", "missing", "not_as_said"]
    typed = {**form_of(purchase), "reason": "changed_mind"}
    client.post(place, typed, status=422, content_type="multipart/form-data")


def test_what_was_reported_already_is_not_asked_again(
    client: PageClient, purchase: Purchase
) -> None:
    place = f"/en/returns/{purchase.token}/new/{purchase.orders[0].id}"
    key = f"line-{purchase.orders[0].lines[0].id}"
    client.post(place, {**form_of(purchase), key: 2}, content_type="multipart/form-data")
    assert "was reported already" in client.get(place).text
