"""Staff of the city, signed in."""

import pytest

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import identity


@pytest.fixture
def staff(client: PageClient, uow: UnitOfWork) -> PageClient:
    city = identity.city(uow)
    token = identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF)
    client.sign_in(token, city.id)
    return client
