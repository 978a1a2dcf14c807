"""Rates by day, taken from people and files, and the estimates that are made of them."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import DomainError
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from shop.currencies import queries, service

BANK = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube><Cube time="2026-10-30">
<Cube currency="USD" rate="1.10"/><Cube currency="JPY" rate="165.0"/>
<Cube currency="THB" rate="37.95"/><Cube currency="BGN" rate="1.9558"/></Cube></Cube></gesmes:Envelope>"""


def put(uow: UnitOfWork, day: date, rate: str = "22.5", currency: str = "THB") -> None:
    service.set_rate(uow, currency, day, Decimal(rate), source="test")


def test_the_newest_rate_that_has_come_counts(uow: UnitOfWork) -> None:
    put(uow, date(2026, 10, 1), "21")
    put(uow, date(2026, 11, 1), "22.5")
    rate = queries.latest(uow)["THB"]
    assert (rate.day, rate.nano) == (date(2026, 11, 1), 225_000_000)
    with use_locale("en"):
        assert rate.about(1480) == "THB 333"
        assert rate.about(100) == "THB 22.5"
    with pytest.raises(DomainError):
        put(uow, date(2026, 11, 3))


def test_the_bank_s_file_is_read_by_way_of_the_euro(uow: UnitOfWork) -> None:
    assert service.take_file(uow, BANK, source="eurofxref") == 3
    rates = queries.latest(uow)
    assert rates["THB"].nano == 230_000_000
    assert rates["EUR"].nano == 6_060_606
    assert rates["THB"].day == date(2026, 10, 30)


def test_a_csv_is_read_and_a_day_is_written_once(uow: UnitOfWork) -> None:
    text = "day,currency,per_100_yen\n2026-10-30,KRW,935\n"
    assert service.take_file(uow, text.encode(), source="file") == 1
    service.take_file(uow, text.replace("935", "940").encode(), source="file")
    assert len(queries.list_rates(uow)) == 1
    with use_locale("en"):
        assert queries.latest(uow)["KRW"].about(1480) == "KRW 13,912"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a/>',
        b"day,currency\n",
        b"day,currency,per_100_yen\nx,THB,1\n",
    ],
)
def test_another_file_is_refused(uow: UnitOfWork, content: bytes) -> None:
    with pytest.raises(DomainError) as refused:
        service.take_file(uow, content, source="file")
    assert refused.value.code == "rates_unreadable"


def test_a_rate_is_too_old_after_two_weeks(uow: UnitOfWork) -> None:
    put(uow, date(2026, 10, 20))
    rate = queries.latest(uow)["THB"]
    assert not rate.is_too_old(date(2026, 11, 3))
    assert rate.is_too_old(date(2026, 11, 4))


def test_countries_of_the_union_have_the_euro_unless_they_have_their_own() -> None:
    assert queries.currency_of("FR", "EU") == "EUR"
    assert queries.currency_of("SE", "EU") == "SEK"
    assert queries.currency_of("RU", "RU") == ""
