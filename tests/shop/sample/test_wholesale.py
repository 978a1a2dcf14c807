"""Businesses whose owners can be tried have a request to answer and an offer that stands."""

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.quotations.models import Quotation
from shop.quotations.states import QuotationState
from shop.sample import wholesale
from shop.sample.owners import OWNED
from tests.factories import checkout as make
from tests.factories import shop


def test_an_owner_finds_one_request_and_one_answered_offer(uow: UnitOfWork) -> None:
    owned = shop.storefront(uow, slug=OWNED[0])
    other = shop.storefront(uow)
    goods = make.sold_product(uow, shop=owned, price=1000, export_class="katsuobushi")
    shop.abroad(uow, goods)
    make.sold_product(uow, shop=owned, temperature=Temperature.FROZEN)
    make.sold_product(uow, shop=other)
    wholesale.load(uow)
    found = uow.session.scalars(select(Quotation).order_by(Quotation.id)).all()
    assert [one.state for one in found] == [QuotationState.ASKED, QuotationState.ANSWERED]
    assert {one.organisation_id for one in found} == {owned.organisation_id}
    [line] = found[1].lines
    assert (line.product_id, line.quantity, line.unit_price) == (goods.id, 48, 800)
    assert found[1].freight == wholesale.FREIGHT
