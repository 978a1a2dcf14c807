"""The beacon as a browser sends it."""

from typing import Any

import pytest
from sqlalchemy import select

from analytics.visits.models import Channel, Device, Drop, EventKind, Visit, VisitEvent
from core.testing.client import PageClient
from core.unit_of_work import SYSTEM, Database
from core.web.scripts import area_of

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari"


def send(client: PageClient, address: str = "/th/", *, referrer: str = "", **headers: str) -> None:
    sent = {
        "Origin": "http://localhost",
        "User-Agent": PHONE,
        "Accept-Language": "th-TH,th;q=0.9",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    answer = client.http.post(
        "/-/visit", data={"address": address, "referrer": referrer}, headers=sent
    )
    assert answer.status_code == 204
    assert answer.get_data() == b""


def visits(database: Database) -> list[Visit]:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        return list(uow.session.scalars(select(Visit)))


def drops(database: Database) -> dict[str, int]:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        return {drop.reason.value: drop.count for drop in uow.session.scalars(select(Drop))}


@pytest.fixture
def pages(app: Any) -> None:
    """Pages of the shop to visit, as its packages declare them."""
    for rule, endpoint in (
        ("/<lang>/test-home/", "shop.pages.home"),
        ("/<lang>/test-product/<slug>", "shop.catalogue.test"),
    ):
        if endpoint not in app.view_functions:
            app.add_url_rule(rule, endpoint=endpoint, view_func=lambda **_: "")


def test_a_page_view_begins_a_visit_with_its_attributes(
    client: PageClient, database: Database, pages: None
) -> None:
    send(client, "/th/test-product/kezuri?utm_source=line&utm_campaign=autumn")
    visit = visits(database)[0]
    assert (visit.country, visit.language, visit.browser_language) == ("ZZ", "th", "th")
    assert (visit.device, visit.channel) == (Device.MOBILE, Channel.CAMPAIGN)
    assert (visit.source, visit.campaign, visit.landing) == ("line", "autumn", "list")


def test_a_second_page_is_the_same_visit(
    client: PageClient, database: Database, pages: None
) -> None:
    send(client, "/th/test-product/a", referrer="https://www.google.co.th/")
    send(client, "/th/test-product/b")
    assert [visit.channel for visit in visits(database)] == [Channel.SEARCH]
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        event = uow.session.scalars(select(VisitEvent)).one()
    assert (event.kind, event.count) == (EventKind.VIEW, 2)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"DNT": "1"}, "do_not_track"),
        ({"Sec_GPC": "1"}, "do_not_track"),
        ({"User_Agent": ""}, "no_user_agent"),
        ({"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, "bot"),
        ({"Sec_Purpose": "prefetch;prerender"}, "prefetch"),
    ],
)
def test_who_is_not_counted_is_counted_as_that(
    client: PageClient, database: Database, pages: None, headers: dict[str, str], reason: str
) -> None:
    send(client, "/th/test-product/a", **headers)
    assert visits(database) == []
    assert drops(database) == {reason: 1}


@pytest.mark.parametrize(
    "address", ["", "nonsense", "//elsewhere.example/", "/th/no/such/page/here", "/ja/city/reports"]
)
def test_an_address_that_is_no_page_of_the_shop_is_not_counted(
    client: PageClient, database: Database, address: str
) -> None:
    send(client, address)
    assert visits(database) == []
    assert drops(database) == {"not_a_page": 1}


def test_a_trusted_proxys_country_is_read_from_the_header(
    client: PageClient, database: Database, pages: None
) -> None:
    client.app.extensions["analytics_geo"].header = "CF-IPCountry"
    send(client, "/th/test-product/a", CF_IPCountry="TH")
    assert [visit.country for visit in visits(database)] == ["TH"]


def test_another_site_cannot_send_visits(client: PageClient, database: Database) -> None:
    answer = client.http.post(
        "/-/visit",
        data={"address": "/th/"},
        headers={"Origin": "https://elsewhere.example", "User-Agent": PHONE},
    )
    assert answer.status_code == 403
    assert visits(database) == []


def test_the_shops_pages_load_the_script_and_the_desks_do_not() -> None:
    assert area_of("/ja/") == "shop"
    assert area_of("/ja/catalogue/kezuri") == "shop"
    assert area_of("/ja/office/orders") == "office"
    assert area_of("/ja/city") == "city"
