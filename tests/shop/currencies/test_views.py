"""What buyers read of their own currency, and where staff keep the rates."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.currencies import queries, service
from tests.factories import identity
from tests.factories import shop as make


def rate(uow: UnitOfWork, day: date) -> None:
    service.set_rate(uow, "THB", day, Decimal(22), source="test")


def test_a_buyer_abroad_reads_the_estimate_with_its_day(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, price=1000)
    rate(uow, date(2026, 10, 30))
    uow.session.commit()
    path = f"/en/catalogue/{product.slug}"
    assert "THB" not in client.get(path).text
    client.post("/en/export/destination", {"country": "TH"})
    assert "about THB 220 (rate of October 30, 2026), charged in yen" in client.get(path).text
    service.set_rate(uow, "THB", date(2026, 11, 1), Decimal(23), source="test")
    uow.session.commit()
    assert "about THB 230 (rate of November 1, 2026)" in client.get(path + "?fresh").text


def test_an_old_rate_makes_no_estimate_and_says_so(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, price=1000)
    rate(uow, date(2026, 10, 1))
    uow.session.commit()
    client.post("/en/export/destination", {"country": "TH"})
    page = client.get(f"/en/catalogue/{product.slug}")
    assert "about THB" not in page.text
    assert "No estimate in THB: the last rate is of October 1, 2026, which is too old." in page.text


def test_staff_enter_a_rate_and_take_a_file(client: PageClient, uow: UnitOfWork) -> None:
    token = identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF)
    client.sign_in(token)
    form = {"currency": "SGD", "day": "2026-11-01", "per_100_yen": "0.85", "source": "bank"}
    client.post("/en/city/currencies", form)
    text = b"day,currency,per_100_yen\n2026-10-30,KRW,935\n"
    client.post("/en/city/currencies/file", {"file": (BytesIO(text), "rates.csv")})
    client.post("/en/city/currencies/file", {"file": (BytesIO(b"?"), "rates.csv")}, status=422)
    assert sorted(queries.latest(uow)) == ["KRW", "SGD"]
