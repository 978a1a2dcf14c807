"""The application form, and the staff's desk."""

from typing import Any

import pytest
from sqlalchemy import select

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import identity
from vendors.onboarding.models import Application
from vendors.onboarding.states import ApplicationState

FORM = {
    "business_name": "丸山鰹節店",
    "representative": "丸山花子",
    "email": "hanako@example.org",
    "phone": "054-000-0000",
    "sells": "かつお節",
    "postal_code": "425-0026",
    "prefecture": "静岡県",
    "city": "焼津市",
    "street": "本町1-1-1",
    "consent": "y",
}


def only_application(uow: UnitOfWork) -> Application:
    uow.session.expire_all()
    return uow.session.scalars(select(Application)).one()


@pytest.fixture
def staff(client: PageClient, uow: UnitOfWork) -> PageClient:
    city = identity.city(uow)
    token = identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF)
    client.sign_in(token, city.id)
    return client


def test_a_business_applies_and_sees_how_far_it_is(client: PageClient, uow: UnitOfWork) -> None:
    assert client.get("/ja/onboarding").one("main a.button").get("href") == "/ja/onboarding/apply"
    client.get("/ja/onboarding/apply")
    assert client.post("/ja/onboarding/apply", FORM).location == "/ja/onboarding/thanks"
    client.get("/ja/onboarding/thanks")
    application = only_application(uow)
    assert application.locale == "ja"
    assert "丸山花子" in client.get(f"/ja/onboarding/status/{application.token}").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "hanako"), ("business_name", " "), ("postal_code", "42"), ("consent", "")],
)
def test_what_was_typed_is_kept_beside_the_error(
    client: PageClient, uow: UnitOfWork, field: str, value: str
) -> None:
    page = client.post("/en/onboarding/apply", {**FORM, field: value}, status=422)
    assert page.one(".error-summary li a").get("href") == f"#{field}"
    assert page.one("#representative").get("value") == "丸山花子"
    assert uow.session.scalars(select(Application)).all() == []


def test_a_wrong_link_is_not_found(client: PageClient) -> None:
    client.get("/ja/onboarding/status/guess", status=404)
    client.get("/ja/onboarding/status/guess/withdraw", status=404)


def test_the_applicant_withdraws(client: PageClient, uow: UnitOfWork) -> None:
    client.post("/th/onboarding/apply", FORM)
    address = f"/th/onboarding/status/{only_application(uow).token}"
    client.get(f"{address}/withdraw")
    client.post(f"{address}/withdraw")
    assert only_application(uow).state is ApplicationState.WITHDRAWN
    assert client.get(address).all("main a.button") == []


def test_staff_approve(client: PageClient, staff: PageClient, uow: UnitOfWork) -> None:
    client.post("/ja/onboarding/apply", FORM)
    listed = staff.get("/ja/city/onboarding")
    address = listed.one("table tbody a").get("href")
    staff.get(address)
    staff.post(address, {"decision": "approve", "slug": "maruyama"})
    assert only_application(uow).state is ApplicationState.APPROVED
    assert "maruyama" in staff.get(address).text
    assert staff.get("/ja/city/onboarding").all("table") == []
    assert len(staff.get("/ja/city/onboarding?state=approved").all("table tbody tr")) == 1


def test_a_refused_decision_changes_nothing(
    client: PageClient, staff: PageClient, uow: UnitOfWork
) -> None:
    client.post("/ja/onboarding/apply", FORM)
    address = f"/ja/city/onboarding/{only_application(uow).id}"
    page = staff.post(address, {"decision": "refuse", "note": "内部"}, status=422)
    assert page.one(".error-summary li a").get("href") == "#reason"
    assert only_application(uow).state is ApplicationState.PENDING


def test_the_list_pages_by_key(staff: PageClient, client: PageClient, uow: UnitOfWork) -> None:
    values: dict[str, Any] = {key: FORM[key] for key in FORM if key != "consent"}
    uow.session.add_all(
        Application(
            **{**values, "business_name": f"店{number}"},
            token=f"token-{number}",
            state=ApplicationState.PENDING,
            created_at=uow.now,
            locale="ja",
            consented_at=uow.now,
            terms_version="2026-11",
        )
        for number in range(30)
    )
    uow.session.commit()
    first = staff.get("/ja/city/onboarding")
    assert len(first.all("table tbody tr")) == 25
    second = staff.get(first.one(".pagination a").get("href"))
    assert len(second.all("table tbody tr")) == 5


def test_businesses_do_not_see_the_citys_desk(client: PageClient, uow: UnitOfWork) -> None:
    vendor = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=vendor), vendor.id)
    client.get("/ja/city/onboarding", status=403)
