"""Cart and checkout with goods that are weighed before they are paid."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.testing.client import PageClient, PageView
from core.unit_of_work import UnitOfWork
from shop.checkout.service import place_order
from shop.orders.models import Purchase
from shop.payments import web
from shop.payments.manual import ManualGateway
from tests.factories import checkout
from tests.factories import shop as make


@pytest.fixture
def variant_id(uow: UnitOfWork) -> int:
    """A saku of tuna of 200 to 250 g, 1,500 yen at most."""
    variant = make.variant(uow, checkout.sold_product(uow, price=1500, weight_g=250))
    variant.least_weight_g = 200
    uow.session.commit()
    return variant.id


def checkout_page(client: PageClient, variant_id: int) -> PageView:
    """The page as it stands once the prefecture is known."""
    client.post("/en/cart/add", {"variant_id": variant_id, "quantity": 2})
    client.post("/en/cart/destination", {"country": "JP", "region": "大阪府"})
    return client.get("/en/checkout")


def test_the_cart_marks_what_may_cost_less(client: PageClient, variant_id: int) -> None:
    checkout_page(client, variant_id)
    page = client.get("/en/cart")
    line = page.words(".line")
    assert "at most ¥1,500 each" in line
    assert "Cut to order: about 200 g to 250 g each. You pay for what is packed." in line
    assert page.words(".line .number") == "at most ¥3,000"
    assert "Total, at most¥3,880" in page.words("aside .facts")
    assert "can be paid by card only" in page.words("aside[aria-labelledby=sum]")


def test_the_law_and_the_button_say_at_most_and_how_it_is_paid(
    client: PageClient, variant_id: int
) -> None:
    page = checkout_page(client, variant_id)
    terms = page.words("[aria-labelledby=terms]")
    assert "¥3,880 at most, with delivery and consumption tax." in terms
    assert "By card only. The amount is set aside on your card when you order." in terms
    assert page.words("button[value=pay]") == "Order and pay at most ¥3,880"


def test_where_only_transfers_are_taken_the_page_says_so_in_place_of_the_button(
    client: PageClient, variant_id: int
) -> None:
    web.install(client.http.application, ManualGateway())
    page = checkout_page(client, variant_id)
    assert "These goods cannot be paid here now" in page.text
    assert page.all("button[value=pay]") == []


def test_where_only_transfers_are_taken_nothing_of_it_is_placed(uow: UnitOfWork) -> None:
    product = checkout.sold_product(uow, price=1500, weight_g=250)
    make.variant(uow, product).least_weight_g = 200
    wanted = checkout.placement(uow, [(product, 1)])
    with pytest.raises(DomainError) as refused:
        place_order(uow, replace(wanted, may_authorise=False))
    assert refused.value.code == "card_needed"
    assert uow.session.scalars(select(Purchase)).all() == []
