"""A business whose owner is signed in, and an order from Bangkok that waits for it."""

import pytest

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.orders.models import Order
from shop.storefronts.models import Storefront
from tests.factories import orders, shop
from tests.factories.vendors import sign_in


@pytest.fixture
def storefront(client: PageClient, uow: UnitOfWork) -> Storefront:
    return sign_in(client, uow)


@pytest.fixture
def order(uow: UnitOfWork, storefront: Storefront) -> Order:
    made = orders.paid_order(uow, shop.product(uow, shop=storefront), country="TH", locale="th")
    uow.session.commit()
    return made
