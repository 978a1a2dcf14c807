"""Links lead to our own pages only, and are counted without people."""

from datetime import date

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from promotion.links import service
from promotion.links.bots import is_machine
from promotion.links.models import LinkDay, TrackedLink
from promotion.links.service import LinkTerms


def link(uow: UnitOfWork, **terms: str) -> TrackedLink:
    given = {
        "label": "Poster",
        "path": "/ja/catalogue",
        "source": "station",
        "medium": "print",
        "campaign": "winter",
    }
    return service.create(uow, LinkTerms(**{**given, **terms}), organisation_id=None)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/ja/catalogue/katsuobushi", "/catalogue/katsuobushi"),
        ("https://market.example/zh-Hant/", "/"),
        ("/storefronts/maruyama", "/storefronts/maruyama"),
        ("/ja", "/"),
    ],
)
def test_the_language_is_left_to_who_follows_the_link(address: str, path: str) -> None:
    assert service.own_path(address) == path


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example/x", "/../x", "/ja//elsewhere.example", "/a\\b", "javascript:alert(1)"],
)
def test_an_address_that_could_lead_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(DomainError) as refusal:
        service.own_path(address)
    assert refusal.value.code == "link_path"


def test_a_link_carries_its_fixed_words(uow: UnitOfWork) -> None:
    made = link(uow)
    assert service.target(made, "th") == (
        "/th/catalogue?utm_source=station&utm_medium=print"
        f"&utm_campaign=winter&utm_content={made.code}"
    )


@pytest.mark.parametrize(
    "terms", [{"medium": "balloon"}, {"source": "two words"}, {"campaign": ""}]
)
def test_words_outside_the_vocabulary_are_refused(uow: UnitOfWork, terms: dict[str, str]) -> None:
    with pytest.raises(DomainError) as refusal:
        link(uow, **terms)
    assert refusal.value.code == "link_word"


def test_clicks_are_counted_per_day_in_tokyo(uow: UnitOfWork) -> None:
    made = link(uow)
    for _ in range(3):
        service.count_click(uow, made.id)
    row = uow.session.scalars(select(LinkDay)).one()
    assert (row.day, row.clicks) == (date(2026, 11, 2), 3)


def test_crawlers_and_the_nameless_are_machines_and_phones_are_not() -> None:
    assert is_machine("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
    assert is_machine("")
    assert not is_machine(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Line/15.0.0"
    )
