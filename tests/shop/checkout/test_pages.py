"""What the page before an order says of times is what the code does."""

from datetime import timedelta

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.checkout.service import HOLD
from shop.checkout.terms import TERMS
from tests.factories import checkout as make
from tests.factories import shop


def test_the_times_of_the_page_are_those_of_the_code(client: PageClient, uow: UnitOfWork) -> None:
    variant = shop.variant(uow, make.sold_product(uow))
    uow.session.commit()
    client.post("/en/export/destination", {"country": "JP", "next": "/en/"})
    client.post("/en/cart/add", {"variant_id": variant.id, "quantity": 1})
    terms = client.get("/en/checkout").words("section[aria-labelledby=terms]")
    assert timedelta(minutes=TERMS.held_minutes) == HOLD
    assert f"kept for you for {TERMS.held_minutes} minutes while you pay" in terms
    assert f"within {TERMS.voucher_days} days at a convenience store" in terms
