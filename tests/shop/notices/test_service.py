"""Notices about listings: states, who is told, what is counted, what is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError
from core.identity import service as identity
from core.identity.models import Role
from core.mail.models import OutgoingMessage
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductState
from shop.notices import facts, queries, service
from shop.notices.models import Notice
from shop.notices.service import Report
from shop.notices.states import NoticeReason, NoticeState, Outcome
from tests.factories import identity as people
from tests.factories import shop as make


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    """A product of a business with an owner and an editor."""
    made = make.product(uow)
    for email, role in (("owner@example.org", Role.OWNER), ("editor@example.org", Role.EDITOR)):
        person = people.user(uow, email=email)
        identity.add_member(uow, user_id=person.id, organisation_id=made.organisation_id, role=role)
    return made


def received(uow: UnitOfWork, product: Product, **more: Any) -> Notice:
    values: dict[str, Any] = {
        "organisation_id": product.organisation_id,
        "product_id": product.id,
        "reason": NoticeReason.LABEL,
        "words": "The label does not say shrimp. I am Ann.",
        "email": "Ann@Example.org",
        "locale": "en",
    }
    return service.receive(uow, Report(**{**values, **more}))


def told(uow: UnitOfWork) -> list[tuple[str, str, str]]:
    rows = uow.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id))
    return [(row.template.rsplit("/", 1)[-1], row.to, row.locale) for row in rows]


def close(uow: UnitOfWork, notice: Notice, outcome: Outcome = Outcome.NO_BREACH) -> None:
    service.close(uow, notice.id, outcome=outcome, note="We looked.", locale="en")


def test_reporter_and_owner_are_told_each_step_in_their_language(
    uow: UnitOfWork, product: Product
) -> None:
    notice = received(uow, product)
    for _ in range(2):
        service.take(uow, notice.id)
    for _ in range(2):
        close(uow, notice)
    assert told(uow) == [
        ("received", "ann@example.org", "en"),
        ("taken", "owner@example.org", "ja"),
        ("closed", "ann@example.org", "en"),
        ("decided", "owner@example.org", "ja"),
    ]
    to_business = uow.session.scalars(
        select(OutgoingMessage.context).where(OutgoingMessage.to == "owner@example.org")
    )
    assert all("Ann" not in str(context) for context in to_business)
    actions = uow.session.scalars(select(Entry.action).where(Entry.subject_kind == "notice"))
    assert sorted(actions) == ["city:notice:close", "city:notice:take"]


@pytest.mark.parametrize("reason", [NoticeReason.FRAUD, NoticeReason.PROHIBITED])
def test_a_business_that_could_hide_something_is_not_told(
    uow: UnitOfWork, product: Product, reason: NoticeReason
) -> None:
    notice = received(uow, product, reason=reason)
    service.take(uow, notice.id)
    close(uow, notice)
    assert {to for _, to, _ in told(uow)} == {"ann@example.org"}


def test_without_an_address_nobody_is_written_to(uow: UnitOfWork, product: Product) -> None:
    close(uow, received(uow, product, email=""))
    assert [to for _, to, _ in told(uow)] == ["owner@example.org"]


def test_what_is_removed_goes_off_sale(uow: UnitOfWork, product: Product) -> None:
    close(uow, received(uow, product), Outcome.REMOVED)
    assert product.state is ProductState.ARCHIVED


def test_a_notice_about_the_business_itself_leaves_its_goods_alone(
    uow: UnitOfWork, product: Product
) -> None:
    close(uow, received(uow, product, product_id=None), Outcome.REMOVED)
    assert product.state is ProductState.PUBLISHED


def test_a_closed_notice_is_not_taken_up_again(uow: UnitOfWork, product: Product) -> None:
    notice = received(uow, product)
    close(uow, notice)
    with pytest.raises(DomainError) as refused:
        service.take(uow, notice.id)
    assert refused.value.code == "impossible_move"


def test_a_decision_needs_its_why(uow: UnitOfWork, product: Product) -> None:
    notice = received(uow, product)
    with pytest.raises(DomainError) as refused:
        service.close(uow, notice.id, outcome=Outcome.CORRECTED, note=" ", locale="en")
    assert (refused.value.code, notice.state) == ("note_missing", NoticeState.RECEIVED)


@pytest.mark.parametrize(
    ("words", "code"), [(" ", "words_missing"), ("a" * 4001, "words_too_long")]
)
def test_empty_or_endless_words_are_refused(
    uow: UnitOfWork, product: Product, words: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        received(uow, product, words=words)
    assert refused.value.code == code


def test_figures_say_how_many_why_and_how_soon(uow: UnitOfWork, product: Product) -> None:
    for hours in (1, 30, 200):
        notice = received(uow, product)
        notice.created_at = uow.now - timedelta(hours=hours)
        close(uow, notice, Outcome.CORRECTED)
    received(uow, product, reason=NoticeReason.FAKE)
    found = facts.figures(uow.session, uow.now - timedelta(days=30))
    assert (found.received, found.by_outcome) == (4, {Outcome.CORRECTED: 3})
    assert found.by_reason == {NoticeReason.LABEL: 3, NoticeReason.FAKE: 1}
    assert found.median == timedelta(hours=30)
    assert facts.figures(uow.session, uow.now + timedelta(days=1)).median is None
    assert queries.count_by_state(uow.session)[NoticeState.CLOSED] == 3


def test_a_reporter_gets_a_copy_and_is_forgotten(uow: UnitOfWork, product: Product) -> None:
    notice = received(uow, product)
    (copy,) = facts.reported_by(uow.session, "ann@example.org")
    assert copy["number"] == notice.number
    service.erase_of(uow, "ann@example.org")
    assert notice.email == ""
    assert facts.reported_by(uow.session, "") == []
