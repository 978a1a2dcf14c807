"""The sample market's order that waits for the scale."""

import pytest
from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.orders import weighing
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState, PurchaseState
from shop.payments import capturing
from shop.payments.models import Payment, PaymentState
from shop.sample import cutting
from shop.sample.load import load_products
from shop.storefronts.models import Storefront

pytestmark = pytest.mark.usefixtures("app")


def test_the_fishmonger_has_an_order_to_weigh_and_weighing_pays_it(uow: UnitOfWork) -> None:
    load_products(uow)
    uow.session.flush()
    cutting.load(uow)
    order = uow.session.scalars(select(Order)).one()
    shop = uow.session.get_one(Storefront, order.organisation_id)
    assert (shop.slug, order.state) == ("tomorihama", OrderState.AUTHORISED)
    line = order.lines[0]
    assert (line.least_weight_g, line.net_weight_g, line.line_total) == (200, 250, 3000)
    weighing.weigh(uow, order.id, {line.id: 460})
    capturing.intend(uow, order.purchase_id)
    payment = uow.session.scalars(select(Payment)).one()
    purchase = uow.session.get_one(Purchase, order.purchase_id)
    assert (payment.state, payment.amount) == (PaymentState.SUCCEEDED, purchase.total)
    assert (purchase.state, line.line_total) == (PurchaseState.PAID, 2760)
