"""The city's desk of carriers and fees."""

import pytest

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.delivery.models import CarrierService
from tests.factories import delivery as send
from tests.factories import identity


@pytest.fixture
def desk(client: PageClient, uow: UnitOfWork) -> PageClient:
    send.carriers(uow)
    token = identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF)
    uow.session.commit()
    client.sign_in(token)
    return client


def test_every_service_says_its_limits_its_source_and_what_is_not_entered(
    desk: PageClient,
) -> None:
    page = desk.get("/en/city/delivery")
    assert len(page.all("tbody tr")) == 15
    assert "クール宅急便（冷蔵）" in page.text
    assert "Not entered yet" in page.text
    assert "From memory or second hand, not checked" in page.text


def test_a_service_is_switched_off(desk: PageClient, uow: UnitOfWork) -> None:
    desk.post("/en/city/delivery/services/ems", {})
    uow.session.expire_all()
    assert not uow.session.get_one(CarrierService, "ems").is_on


@pytest.mark.parametrize(
    "name", ["time_slots", "lead_times", "remote_places", "surcharges", "boxes"]
)
def test_every_list_can_be_sent_back_as_it_stands(desk: PageClient, name: str) -> None:
    page = desk.get(f"/en/city/delivery/lists/{name}")
    values = {
        "lines": page.one("textarea[name=lines]").text or "",
        "valid_from": page.one("input[name=valid_from]").get("value") or "",
        "source": "looked at",
        "sureness": "checked",
        "review_by": "",
    }
    desk.post(f"/en/city/delivery/lists/{name}", values)


def test_shared_fees_are_entered_as_a_sheet(desk: PageClient) -> None:
    page = desk.get("/en/city/delivery/rates/jp_yupack")
    values = {
        "lines": "jp-kansai,60,,900,,\njp-kanto,60,,950,,",
        "valid_from": page.one("input[name=valid_from]").get("value") or "",
        "source": "price list",
        "sureness": "checked",
        "review_by": "",
    }
    desk.post("/en/city/delivery/rates/jp_yupack", values)
    assert "2 rows" in desk.get("/en/city/delivery").text
