"""A desk with a shelf to put goods on."""

import pytest

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Category
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import acting


@pytest.fixture
def shelf(uow: UnitOfWork) -> Category:
    return shop.category(uow, key="katsuobushi")


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront, shelf: Category) -> UnitOfWork:
    return acting(uow, storefront)
