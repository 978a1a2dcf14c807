"""How long goods keep is said in days, from the promise or from the lots."""

from datetime import timedelta

import pytest

from core.dates import tokyo_day
from core.errors import DomainError
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product
from shop.stock import service as stock
from shop.stock.lots import LotFacts
from tests.factories import shop as make


def page(client: PageClient, uow: UnitOfWork, product: Product) -> str:
    uow.session.commit()
    return client.get(f"/en/catalogue/{product.slug}").text


def receive(uow: UnitOfWork, product: Product, code: str, *, keeps: int) -> str:
    """A lot comes in; its date as a page would write it."""
    expires_on = tokyo_day(uow.now) + timedelta(days=keeps)
    stock.receive_lot(
        uow,
        variant_id=make.variant(uow, product).id,
        lot=LotFacts(code=code, expires_on=expires_on),
        quantity=5,
    )
    return expires_on.isoformat()


def test_the_promise_is_said_and_never_a_date(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, days_left_on_arrival=20)
    day = receive(uow, product, "one", keeps=60)
    words = page(client, uow, product)
    assert "At least 20 days left when it arrives" in words
    assert day not in words


def test_without_a_promise_the_oldest_lot_that_is_sold_says_it(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, stock=0)
    receive(uow, product, "late", keeps=60)
    receive(uow, product, "soon", keeps=31)
    words = page(client, uow, product)
    assert "At least 30 days left when it is sent" in words  # the maker takes one day


@pytest.mark.parametrize("without_lot", [0, 3])
def test_of_stock_without_lots_nothing_is_said(
    client: PageClient, uow: UnitOfWork, without_lot: int
) -> None:
    assert "days left" not in page(client, uow, make.product(uow, stock=without_lot))


def test_goods_that_would_arrive_too_old_are_sold_out_on_the_page(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, stock=0, days_left_on_arrival=20)
    receive(uow, product, "old", keeps=19)
    assert "Sold out for now." in page(client, uow, product)


def test_more_days_cannot_be_promised_than_goods_keep(uow: UnitOfWork) -> None:
    product = make.product(uow)
    facts = catalogue.ProductFacts(
        category_id=product.category_id,
        temperature=product.temperature,
        shelf_life_days=10,
        days_left_on_arrival=11,
    )
    with pytest.raises(DomainError) as refused:
        catalogue.update_product(uow, product, facts)
    assert refused.value.code == "promise_too_long"
