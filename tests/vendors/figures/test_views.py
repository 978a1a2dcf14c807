"""The page of a business's own figures."""

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import orders, shop
from tests.factories.vendors import sign_in


def test_no_sales_no_charts(client: PageClient, uow: UnitOfWork) -> None:
    sign_in(client, uow, role=Role.ACCOUNTANT)
    page = client.get("/ja/office/figures")
    assert (len(page.all(".empty")), page.all("figure")) == (1, [])


def test_sales_are_shown_with_source_and_period(client: PageClient, uow: UnitOfWork) -> None:
    storefront = sign_in(client, uow)
    orders.paid_order(uow, shop.product(uow, shop=storefront, price=1480), quantity=2)
    uow.session.commit()
    page = client.get("/en/office/figures")
    assert page.all(".stat__figure")[0].text_content() == "¥2,960"
    assert "December 1, 2025" in page.all(".stat__source")[0].text_content()
    assert len(page.all("figure.chart")) == 4
