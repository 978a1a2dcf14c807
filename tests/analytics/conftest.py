"""Staff of the city, signed in."""

from collections.abc import Iterator

import pytest

from core.identity.models import Role
from core.testing.client import PageClient
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from tests.factories import identity


@pytest.fixture
def staff(client: PageClient, uow: UnitOfWork) -> PageClient:
    city = identity.city(uow)
    token = identity.signed_in(uow, organisation=city, role=Role.CITY_STAFF)
    client.sign_in(token, city.id)
    return client


@pytest.fixture(autouse=True)
def words_in_english() -> Iterator[None]:
    """Services that word something are read in the language of the sources."""
    with use_locale("en"):
        yield
