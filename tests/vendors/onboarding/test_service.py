"""Applying and deciding."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.identity.models import Invitation, Membership, Role
from core.mail.models import OutgoingMessage
from core.unit_of_work import UnitOfWork
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from tests.factories import identity
from vendors.onboarding import service
from vendors.onboarding.models import Application
from vendors.onboarding.states import TRANSITIONS, ApplicationState, check

DETAILS = service.Details(
    business_name="丸山鰹節店",
    representative="丸山花子",
    email=" Hanako@Example.ORG ",
    phone="054-000-0000",
    sells="かつお節",
    postal_code="425-0026",
    prefecture="静岡県",
    city="焼津市",
    street="本町1-1-1",
)


def applied(uow: UnitOfWork, **changes: Any) -> Application:
    return service.apply(uow, replace(DETAILS, **changes), locale="th", has_consented=True)


def approved(uow: UnitOfWork, application_id: int, slug: str = "maruyama") -> Application:
    return service.approve(uow, application_id, slug=slug, join_page="http://localhost/th/join")


def mails(uow: UnitOfWork) -> list[tuple[str, str, str]]:
    rows = uow.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id))
    return [(row.to, row.locale, row.template.rsplit("/", 1)[1]) for row in rows]


def test_application_is_kept_and_confirmed_in_the_applicants_language(uow: UnitOfWork) -> None:
    application = applied(uow)
    assert application.state is ApplicationState.PENDING
    assert application.email == "hanako@example.org"
    assert application.consented_at == uow.now
    assert mails(uow) == [("hanako@example.org", "th", "received")]


def test_sending_the_form_twice_makes_one_application(uow: UnitOfWork) -> None:
    assert applied(uow).id == applied(uow).id
    assert len(mails(uow)) == 1


def test_without_consent_nothing_is_kept(uow: UnitOfWork) -> None:
    with pytest.raises(DomainError) as refused:
        service.apply(uow, DETAILS, locale="ja", has_consented=False)
    assert (refused.value.code, refused.value.field) == ("consent_missing", "consent")
    assert uow.session.scalars(select(Application)).all() == []


def test_approval_makes_business_invitation_and_storefront_in_preparation(uow: UnitOfWork) -> None:
    application = approved(uow, applied(uow).id)
    assert application.state is ApplicationState.APPROVED
    shop = uow.session.scalars(select(Storefront).where(Storefront.slug == "maruyama")).one()
    assert (shop.organisation_id, shop.state) == (
        application.organisation_id,
        StorefrontState.PREPARING,
    )
    assert (shop.legal_name, shop.phone, shop.street) == (
        "丸山鰹節店",
        "054-000-0000",
        "本町1-1-1",
    )
    names = uow.session.scalars(
        select(StorefrontText.name).where(StorefrontText.storefront_id == shop.organisation_id)
    ).all()
    assert names == ["丸山鰹節店"]
    invitation = uow.session.scalars(select(Invitation)).one()
    assert (invitation.email, invitation.role, invitation.organisation_id) == (
        "hanako@example.org", Role.OWNER, shop.organisation_id,
    )  # fmt: skip
    assert ("hanako@example.org", "th", "invite") in mails(uow)
    assert ("hanako@example.org", "th", "approved") in mails(uow)


def test_nobody_becomes_owner_without_reading_that_mailbox(uow: UnitOfWork) -> None:
    identity.user(uow, email="hanako@example.org")
    approved(uow, applied(uow).id)
    assert uow.session.scalars(select(Membership)).all() == []


def test_approving_twice_makes_one_business(uow: UnitOfWork) -> None:
    application_id = applied(uow).id
    approved(uow, application_id)
    approved(uow, application_id, "other")
    assert uow.session.scalars(select(Storefront.slug)).all() == ["maruyama"]


@pytest.mark.parametrize("slug", ["", "Maruyama", "丸山", "a--b", "-a", "a/b", "a" * 81])
def test_a_slug_that_makes_no_address_is_refused(uow: UnitOfWork, slug: str) -> None:
    application = applied(uow)
    with pytest.raises(DomainError) as refused:
        approved(uow, application.id, slug)
    assert (refused.value.code, refused.value.field) == ("slug_wrong", "slug")
    assert application.state is ApplicationState.PENDING


def test_a_taken_slug_is_refused(uow: UnitOfWork) -> None:
    approved(uow, applied(uow).id)
    with pytest.raises(DomainError, match="Another shop"):
        approved(uow, applied(uow, business_name="別の店").id)


def test_refusal_needs_a_reason_and_tells_it(uow: UnitOfWork) -> None:
    application = applied(uow)
    with pytest.raises(DomainError, match="write a reason"):
        service.refuse(uow, application.id, reason="  ")
    assert application.state is ApplicationState.PENDING
    service.refuse(uow, application.id, reason="市外の事業者です。", note="電話で確認")
    message = uow.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.template.endswith("refused"))
    ).one()
    assert message.context["reason"] == "市外の事業者です。"
    assert "電話で確認" not in str(message.context)


def test_decision_is_written_to_the_trail(uow: UnitOfWork) -> None:
    application = applied(uow)
    service.refuse(uow, application.id, reason="理由", note="内部")
    entry = uow.session.scalars(
        select(Entry).where(Entry.action == "city:application:refused")
    ).one()
    assert (entry.subject_kind, entry.subject_id) == ("application", str(application.id))
    assert entry.changes == {
        "state": ["pending", "refused"],
        "reason": [None, "理由"],
        "note": [None, "内部"],
    }


def test_applicant_withdraws_by_the_secret_link_only(uow: UnitOfWork) -> None:
    application = applied(uow)
    with pytest.raises(NotFoundError):
        service.withdraw(uow, "guess")
    service.withdraw(uow, application.token)
    assert application.state is ApplicationState.WITHDRAWN
    with pytest.raises(DomainError, match="decided already"):
        approved(uow, application.id)
    assert uow.session.scalars(select(Storefront)).all() == []


def test_deciding_on_nothing_is_not_found(uow: UnitOfWork) -> None:
    with pytest.raises(NotFoundError):
        service.refuse(uow, 999_999, reason="x")


@pytest.mark.parametrize("current", ApplicationState)
@pytest.mark.parametrize("target", ApplicationState)
def test_only_a_waiting_application_moves(
    current: ApplicationState, target: ApplicationState
) -> None:
    if current is target:
        assert check(current, target) is False
    elif current is ApplicationState.PENDING:
        assert check(current, target) is True
    else:
        with pytest.raises(DomainError):
            check(current, target)
    assert set(TRANSITIONS) == set(ApplicationState)
