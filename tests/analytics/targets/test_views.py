"""Staff set, change and close targets."""

from typing import Any

import pytest
from sqlalchemy import select

from analytics.targets.models import Target, TargetState
from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import identity, shop

FORM = {
    "subject": "sales:",
    "market": "TW",
    "measure": "revenue",
    "goal": "1000000",
    "starts_on": "2026-10-01",
    "ends_on": "2027-03-31",
    "reason": "台湾からの訪問が増えているため。",
}


@pytest.fixture
def target_id(staff: PageClient, uow: UnitOfWork) -> int:
    staff.get("/ja/city/targets/new")
    assert staff.post("/ja/city/targets/new", FORM).location == "/ja/city/targets"
    return uow.session.scalars(select(Target.id)).one()


def test_a_target_is_set_and_listed_with_its_figure(
    staff: PageClient, uow: UnitOfWork, target_id: int
) -> None:
    page = staff.get("/en/city/targets")
    assert page.words("article h3") == "Taiwan: All product classes"
    assert "¥0 of ¥1,000,000 (0%)" in page.text
    assert "Source: Paid orders of the market" in page.text
    assert "Provisional" in page.text
    target = uow.session.scalars(select(Target)).one()
    assert target.set_by is not None
    assert target.set_by.name == "Hanako"


def test_the_page_of_a_target_shows_its_history(staff: PageClient, target_id: int) -> None:
    changed = {**FORM, "goal": "2000000", "note": "最初の月が好調だったため。"}
    staff.get(f"/ja/city/targets/{target_id}/edit")
    staff.post(f"/ja/city/targets/{target_id}/edit", changed)
    page = staff.get(f"/en/city/targets/{target_id}")
    assert "Goal: 1,000,000 → 2,000,000" in page.text
    assert "最初の月が好調だったため。" in page.text
    assert FORM["reason"] in page.text


def test_a_target_is_closed_with_what_was_learned(
    staff: PageClient, uow: UnitOfWork, target_id: int
) -> None:
    staff.get(f"/ja/city/targets/{target_id}/close")
    page = staff.post(f"/ja/city/targets/{target_id}/close", {"note": " "}, status=422)
    assert page.one(".error-summary li a").get("href") == "#note"
    staff.post(f"/ja/city/targets/{target_id}/close", {"note": "送料が壁だった。"})
    uow.session.expire_all()
    assert uow.session.scalars(select(Target.state)).one() is TargetState.CLOSED
    page = staff.get(f"/ja/city/targets/{target_id}")
    assert "送料が壁だった。" in page.text
    assert page.all(f"a[href='/ja/city/targets/{target_id}/edit']") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goal", "0"),
        ("goal", "many"),
        ("market", "XX"),
        ("subject", "sales:nothing"),
        ("measure", "visits"),
        ("ends_on", "2026-09-01"),
        ("ends_on", "someday"),
        ("reason", ""),
    ],
)
def test_what_was_typed_is_kept_beside_the_error(
    staff: PageClient, uow: UnitOfWork, field: str, value: str
) -> None:
    page = staff.post("/en/city/targets/new", {**FORM, field: value}, status=422)
    assert {link.get("href") for link in page.all(".error-summary li a")} == {f"#{field}"}
    assert page.one("#goal").get("value") == (value if field == "goal" else FORM["goal"])
    assert uow.session.scalars(select(Target)).all() == []


def test_classes_and_themes_are_offered_in_the_readers_language(
    staff: PageClient, uow: UnitOfWork
) -> None:
    shop.category(uow, key="katsuobushi")
    uow.session.commit()
    options = [o.text for o in staff.get("/en/city/targets/new").all("#subject option")]
    assert "Sales: Shaved katsuobushi" in options
    assert "Tourism: Hot springs and stays" in options
    markets = [o.text for o in staff.get("/en/city/targets/new").all("#market option")]
    assert {"All of Japan", "All of overseas", "Taiwan", "Shizuoka"} <= set(markets)


def test_a_business_may_not_see_the_citys_targets(client: PageClient, uow: UnitOfWork) -> None:
    vendor = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=vendor, role=Role.OWNER), vendor.id)
    client.get("/ja/city/targets", status=403)
    data: dict[str, Any] = FORM
    client.post("/ja/city/targets/new", data, status=403)


def test_a_target_that_does_not_exist_is_a_404(staff: PageClient) -> None:
    staff.get("/ja/city/targets/4711", status=404)
