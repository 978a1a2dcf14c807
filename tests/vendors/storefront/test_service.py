"""Changing a storefront."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.translated import TextState
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.storefront import service

PARTICULARS = service.Particulars(
    legal_name="丸山鰹節店",
    representative="丸山花子",
    postal_code="425-0026",
    prefecture="静岡県",
    city="焼津市",
    street="本町1-1-1",
    phone="054-000-0000",
    email="hanako@example.org",
    opened_year=1921,
    cut_off_hour=13,
    lead_days=2,
    closed_weekdays=(6, 2, 6),
    hours={"open": "09:00", "close": "17:00"},
)


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    return acting(uow, storefront)


def state_of(uow: UnitOfWork, storefront: Storefront, locale: str) -> TextState:
    uow.session.flush()
    uow.session.expire_all()
    key = {"storefront_id": storefront.organisation_id, "locale": locale}
    return uow.session.get_one(StorefrontText, key).state


def test_particulars_are_kept_and_pages_are_made_anew(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    before = versions.snapshot(desk.session)
    service.set_particulars(desk, PARTICULARS)
    assert storefront.legal_name == "丸山鰹節店"
    assert storefront.closed_weekdays == [2, 6]
    assert storefront.hours == {"open": "09:00", "close": "17:00"}
    after = versions.snapshot(desk.session)
    moved = {name for name in after if after[name] != before.get(name)}
    assert moved >= {versions.bucket("storefront", storefront.organisation_id), "storefronts"}


def test_the_trail_says_what_changed(desk: UnitOfWork, storefront: Storefront) -> None:
    service.set_particulars(desk, PARTICULARS)
    service.set_particulars(desk, replace(PARTICULARS, phone="054-111-1111"))
    entry = desk.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert entry is not None
    assert entry.changes == {"phone": ["054-000-0000", "054-111-1111"]}
    assert entry.organisation_id == storefront.organisation_id


def test_a_shop_that_never_sends_is_refused(desk: UnitOfWork, storefront: Storefront) -> None:
    with pytest.raises(DomainError) as refused:
        service.set_particulars(desk, replace(PARTICULARS, closed_weekdays=range(7)))
    assert (refused.value.code, refused.value.field) == ("never_open", "closed_weekdays")
    assert storefront.legal_name == ""


def test_a_new_original_makes_translations_stale(desk: UnitOfWork, storefront: Storefront) -> None:
    service.set_text(desk, "ja", service.Words(name="新しい名前"), is_reviewed=False)
    assert state_of(desk, storefront, "ja") is TextState.REVIEWED
    assert state_of(desk, storefront, "th") is TextState.STALE


def test_an_unchanged_original_leaves_translations_alone(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    service.set_text(desk, "ja", service.Words(name="丸山鰹節店"), is_reviewed=False)
    assert state_of(desk, storefront, "th") is TextState.REVIEWED


@pytest.mark.parametrize(
    ("is_reviewed", "state"), [(True, TextState.REVIEWED), (False, TextState.DRAFT)]
)
def test_a_translation_is_a_draft_until_somebody_stands_for_it(
    desk: UnitOfWork, storefront: Storefront, *, is_reviewed: bool, state: TextState
) -> None:
    service.set_text(desk, "th", service.Words(name="ชื่อ"), is_reviewed=is_reviewed)
    assert state_of(desk, storefront, "th") is state


def test_an_unknown_language_is_not_found(desk: UnitOfWork) -> None:
    with pytest.raises(NotFoundError):
        service.set_text(desk, "xx", service.Words(name="x"), is_reviewed=True)


def test_a_shop_opens_when_nothing_is_missing(desk: UnitOfWork, storefront: Storefront) -> None:
    storefront.state = StorefrontState.PREPARING
    assert service.missing(desk, storefront) == [
        "story", "legal_name", "representative", "address", "phone", "email",
    ]  # fmt: skip
    with pytest.raises(DomainError, match="still missing"):
        service.open_shop(desk)
    service.set_particulars(desk, PARTICULARS)
    service.set_text(desk, "ja", service.Words(name="丸山", story="百年"), is_reviewed=True)
    service.open_shop(desk)
    service.open_shop(desk)
    assert storefront.state is StorefrontState.OPEN
    service.close_shop(desk)
    assert storefront.state is StorefrontState.CLOSED


def test_a_paused_shop_cannot_open_itself(desk: UnitOfWork, storefront: Storefront) -> None:
    storefront.state = StorefrontState.SUSPENDED
    with pytest.raises(DomainError, match="paused"):
        service.open_shop(desk)


def test_somebody_without_a_business_has_no_storefront(uow: UnitOfWork) -> None:
    with pytest.raises(NotFoundError):
        service.get(uow)


def test_only_the_own_storefront_changes(desk: UnitOfWork, storefront: Storefront) -> None:
    other = shop.storefront(desk)
    untouched: dict[str, Any] = {"legal_name": other.legal_name, "state": other.state}
    service.set_particulars(desk, PARTICULARS)
    assert {name: getattr(other, name) for name in untouched} == untouched
