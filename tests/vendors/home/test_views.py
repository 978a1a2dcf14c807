"""The first screen of the office."""

import pytest

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import ProductState
from shop.storefronts.models import StorefrontState
from tests.factories import orders, shop
from tests.factories.vendors import sign_in


def figures(client: PageClient) -> list[str]:
    return [one.text_content() for one in client.get("/ja/office").all(".task__number")]


def test_a_new_business_is_told_the_three_steps(client: PageClient, uow: UnitOfWork) -> None:
    storefront = sign_in(client, uow)
    storefront.state = StorefrontState.PREPARING
    uow.session.commit()
    page = client.get("/ja/office")
    assert [link.get("href") for link in page.all(".banner a")] == [
        "/ja/office/storefront", "/ja/office/storefront/delivery", "/ja/office/products/new",
    ]  # fmt: skip
    assert figures(client) == ["0", "0", "0"]


def test_the_lines_count_what_waits_and_what_is_unfinished(
    client: PageClient, uow: UnitOfWork
) -> None:
    storefront = sign_in(client, uow)
    product = shop.product(uow, shop=storefront, stock=100)
    shop.product(uow, shop=storefront, state=ProductState.DRAFT)
    first = orders.paid_order(uow, product)
    orders.paid_order(uow, product)
    orders.paid_order(uow, shop.product(uow))
    uow.session.commit()
    assert figures(client) == ["2", "0", "0", "1"]
    client.post(f"/ja/office/orders/{first.id}/confirm")
    assert figures(client) == ["1", "1", "0", "1"]


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.SHIPPER, Role.ACCOUNTANT])
def test_every_role_sees_a_desk_that_fits(client: PageClient, uow: UnitOfWork, role: Role) -> None:
    sign_in(client, uow, role=role)
    page = client.get("/ja/office")
    for link in page.all("nav.desk-nav a") + page.all(".task"):
        client.get(link.get("href"))


def test_only_the_first_screen_is_the_current_one(client: PageClient, uow: UnitOfWork) -> None:
    sign_in(client, uow)
    for place in ("/ja/office", "/ja/office/stock", "/ja/office/storefront/delivery"):
        current = client.get(place).all("nav.desk-nav > ul > li > a[aria-current]")
        assert len(current) == 1
        assert place.startswith(current[0].get("href"))
