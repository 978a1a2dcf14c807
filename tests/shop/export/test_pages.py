"""The city's desk of rules: read, replaced with a reason, and asked for again when they are old."""

from datetime import date

import pytest

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.export import queries, service
from shop.export.engine import Effect
from tests.factories import identity
from tests.factories import shop as make

FORM = {
    "destination": "TW", "product_class": "food_any", "origin_rule": "any", "effect": "block",
    "reason": "staff", "source": "letter of the office", "source_date": "2026-11-22",
    "sureness": "checked", "review_by": "2027-02-01", "why": "they wrote to us",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _rules(uow: UnitOfWork, client: PageClient) -> None:
    service.load(uow)
    token = identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF)
    client.sign_in(token)


def test_a_row_is_replaced_and_every_product_answered_again(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, export_class="katsuobushi")
    uow.session.commit()
    client.post("/en/city/export/tw-food", FORM)
    uow.session.expire_all()
    assert queries.for_cards(uow, [product.id], "TW")[product.id].outcome == "closed"
    assert queries.history_of(uow, "tw-food")[0].effect is Effect.BLOCK
    assert "letter of the office" in client.get("/en/city/export?destination=TW").text
    client.post("/en/city/export/tw-food/end", {"why": "it was a mistake"})
    assert "letter of the office" not in client.get("/en/city/export?destination=TW").text


def test_a_change_without_a_reason_is_refused(client: PageClient) -> None:
    client.post("/en/city/export/tw-food", {**FORM, "why": ""}, status=422)


def test_a_new_row_has_a_name_of_its_own(client: PageClient, uow: UnitOfWork) -> None:
    client.post("/en/city/export/new", {**FORM, "key": "tw-food"}, status=422)
    client.post("/en/city/export/new", {**FORM, "key": "tw-all"})
    assert len(queries.history_of(uow, "tw-all")) == 1


def test_old_rows_are_a_task_on_the_first_page(client: PageClient, uow: UnitOfWork) -> None:
    for key in ("sg-food", "tw-food"):
        queries.history_of(uow, key)[0].review_by = date(2026, 11, 1)
    uow.session.commit()
    page = client.get("/en/city")
    assert "Look at rules of other countries again" in page.text
    listed = client.get("/en/city/export?due=1").all("tbody tr")
    assert len(listed) == int(page.words(".task__number"))
    assert len(listed) == 2
