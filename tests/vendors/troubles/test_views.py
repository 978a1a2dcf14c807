"""The business's page of a parcel that did not arrive."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.orders.models import Parcel
from shop.orders.states import ParcelState
from tests.factories import orders, shop
from tests.factories.vendors import sign_in


def lost(uow: UnitOfWork, client: PageClient) -> int:
    product = shop.product(uow, shop=sign_in(client, uow), price=1000)
    order = orders.paid_order(uow, product)
    order.parcels[0].state = ParcelState.SHIPPED
    uow.session.commit()
    return order.parcels[0].id


def test_a_lost_parcel_is_written_down_and_paid_back(client: PageClient, uow: UnitOfWork) -> None:
    parcel_id = lost(uow, client)
    path = f"/en/office/troubles/{parcel_id}"
    client.post(path, {"cause": "lost", "words": "The carrier searched a week."})
    page = client.get(path)
    assert "The carrier cannot find it" in page.text
    assert page.one("input[name=amount]").get("value") == "2880"
    client.post(f"{path}/money", {"amount": "2881"}, status=422)
    client.post(f"{path}/money", {"amount": "2880"})
    uow.session.expire_all()
    assert uow.session.get_one(Parcel, parcel_id).state is ParcelState.GIVEN_BACK


def test_another_business_cannot_touch_it(client: PageClient, uow: UnitOfWork) -> None:
    parcel_id = lost(uow, client)
    sign_in(client, uow)
    uow.session.commit()
    path = f"/en/office/troubles/{parcel_id}"
    client.get(path, status=404)
    for part in ("", "/back", "/again", "/money"):
        client.post(f"{path}{part}", {"cause": "lost", "amount": "1"}, status=404)
