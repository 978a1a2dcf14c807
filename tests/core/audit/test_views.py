"""The trail's pages: a business sees its own, the city sees all."""

import pytest

from core.audit import service
from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import identity


def test_the_owner_reads_the_trail_of_the_business_and_of_no_other(
    client: PageClient, uow: UnitOfWork
) -> None:
    mine, theirs = identity.vendor(uow), identity.vendor(uow)
    service.record(uow, "office:product:edit", ("product", 1), organisation_id=mine.id)
    service.record(uow, "office:product:publish", ("product", 2), organisation_id=theirs.id)
    client.sign_in(identity.signed_in(uow, organisation=mine))
    page = client.get("/en/office/audit/")
    assert "office:product:edit" in page.text
    assert "office:product:publish" not in page.text
    assert "Person given a role" in page.words("tbody")


def test_the_city_reads_and_filters_the_whole_trail(client: PageClient, uow: UnitOfWork) -> None:
    shop, city = identity.vendor(uow), identity.city(uow)
    service.record(
        uow,
        "office:product:edit",
        ("product", 1),
        before={"name": "<b>"},
        after={"name": "鰹"},
        organisation_id=shop.id,
    )
    client.sign_in(identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF))
    page = client.get("/en/city/audit/?action=office:product:edit")
    assert len(page.all("tbody tr")) == 1
    assert page.words("tbody li") == "name: <b> → 鰹"
    assert client.get("/en/city/audit/?action=nothing:like:it").all("tbody tr") == []


def test_a_long_trail_is_read_page_by_page(client: PageClient, uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    for number in range(60):
        service.record(uow, "office:product:edit", ("product", number), organisation_id=shop.id)
    client.sign_in(identity.signed_in(uow, organisation=shop))
    first = client.get("/ja/office/audit/?action=office:product:edit")
    assert len(first.all("tbody tr")) == 50
    second = client.get(first.one("a[rel=next]").get("href"))
    assert len(second.all("tbody tr")) == 10
    back = client.get(second.one("a[rel=prev]").get("href"))
    assert back.words("tbody tr:first-child") == first.words("tbody tr:first-child")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SHIPPER, Role.ACCOUNTANT, Role.HELPER])
def test_the_trail_of_a_business_is_for_its_owner(
    client: PageClient, uow: UnitOfWork, role: Role
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow), role=role))
    client.get("/ja/office/audit/", status=403)


def test_staff_without_second_factor_do_not_reach_the_trail(
    client: PageClient, uow: UnitOfWork
) -> None:
    token = identity.signed_in(
        uow, organisation=identity.city(uow), role=Role.CITY_STAFF, has_second_factor=False
    )
    client.sign_in(token)
    location = client.get("/ja/city/audit/", status=303).location
    assert location == "/ja/identity/second-factor?next=/ja/city/audit/"
