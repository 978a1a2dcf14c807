"""A business hears of an order by mail."""

from sqlalchemy import select

from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.settings import Settings
from core.unit_of_work import Database, UnitOfWork
from shop.orders import service
from shop.storefronts.models import Storefront
from tests.factories import orders, shop
from wsgi import create_app


def test_a_paid_order_is_told_to_the_business_once(
    settings: Settings, database: Database, uow: UnitOfWork
) -> None:
    create_app(settings, database, testing=True)
    product = shop.product(uow)
    storefront = uow.session.get_one(Storefront, product.organisation_id)
    storefront.email = "desk@example.org"
    order = orders.placed_order(uow, product)
    uow.session.commit()
    with database.unit_of_work(uow.actor) as own:
        service.mark_paid(own, order.purchase_id)
    run_due(database)
    run_due(database)
    written = [
        row for row in uow.session.scalars(select(OutgoingMessage)) if row.to == "desk@example.org"
    ]
    assert [row.template for row in written] == ["vendors/orders/mail/new"]
    assert written[0].context["number"] == order.number
    assert written[0].context["rows"] == [{"name": "本枯節 削りぶし", "quantity": "2"}]
