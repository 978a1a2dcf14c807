"""A business chooses carriers, days off and gifts, and enters fees of its own."""

import pytest

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.delivery import sheets
from shop.delivery.models import CarrierService, DeliverySettings
from shop.storefronts.models import Storefront
from tests.factories import delivery as send
from tests.factories.vendors import sign_in


@pytest.fixture
def storefront(client: PageClient, uow: UnitOfWork) -> Storefront:
    send.carriers(uow)
    return sign_in(client, uow)


def test_carriers_days_off_and_gifts_are_kept(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    assert client.get("/en/office/delivery").all("input[name=services]") != []
    client.post(
        "/en/office/delivery",
        {
            "services": ["yamato_ambient", "yamato_cool_frozen"],
            "closes_on_holidays": "y",
            "closed_days": "2026-12-31\n2026-12-30",
            "wrapping_fee": "330",
            "noshi_fee": "",
        },
    )
    uow.session.expire_all()
    kept = uow.session.get_one(DeliverySettings, storefront.organisation_id)
    assert kept.services == ["yamato_ambient", "yamato_cool_frozen"]
    assert kept.closed_days == ["2026-12-30", "2026-12-31"]
    assert (kept.closes_on_holidays, kept.lets_ambient_ride_chilled) == (True, False)
    assert (kept.wrapping_fee, kept.noshi_fee) == (330, None)


def test_a_day_that_is_none_is_refused_in_words(client: PageClient, storefront: Storefront) -> None:
    page = client.post("/en/office/delivery", {"closed_days": "31.12.2026"}, status=422)
    assert "is not a day" in page.words(".error-summary")


def test_fees_of_ones_own_are_pasted_as_a_sheet(
    client: PageClient, uow: UnitOfWork, storefront: Storefront
) -> None:
    page = client.get("/en/office/delivery/lists/yamato_ambient")
    assert "the city's shared list counts" in page.text
    lines = "zone,up_to_cm,up_to_g,fee,days_min,days_max\njp-kansai,60,,880,,\n"
    form = {"lines": lines, "source": "our contract", "sureness": "own"}
    today = page.one("input[name=valid_from]").get("value") or ""
    client.post("/en/office/delivery/lists/yamato_ambient", {**form, "valid_from": today})
    uow.session.expire_all()
    service = uow.session.get_one(CarrierService, "yamato_ambient")
    own = sheets.rates(storefront.organisation_id, service)
    assert [(row.fee, row.source) for row in sheets.rows_of(uow, own)] == [(880, "our contract")]
    wrong = {**form, "valid_from": today, "lines": "nowhere,60,,1,,"}
    refused = client.post("/en/office/delivery/lists/yamato_ambient", wrong, status=422)
    assert "Line 1" in refused.words(".error-summary")


def test_a_list_that_nobody_has_is_not_found(client: PageClient, storefront: Storefront) -> None:
    client.get("/en/office/delivery/lists/pigeon", status=404)
