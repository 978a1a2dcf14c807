"""Accounts, recovery and sign-ins: the rules, on both engines."""

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.identity import jobs, passwords, queries, service
from core.identity.models import Role, SignIn
from core.identity.ports import proofs
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.factories import identity

GOOD = "namiuchi-giwa no shirasu 7"
PAGE = "http://localhost/ja/identity/confirm"


def sign_up(uow: UnitOfWork, email: str = "hana@example.org", password: str = GOOD) -> None:
    service.sign_up(
        uow,
        email=email,
        name="Hana",
        locale="ja",
        password_hash=proofs().hash_password(password),
        page=PAGE,
    )


def refusal(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("katsuo-7-uo", "password_short"),
        ("x" * 129, "password_long"),
        ("password1234", "password_guessable"),
        ("qwertyuiop12", "password_guessable"),
        ("hana@example.org", "password_guessable"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, code: str) -> None:
    with pytest.raises(DomainError) as error:
        passwords.accept(password, about=["hana@example.org", "Hana"])
    assert refusal(error) == code


def test_a_good_password_is_kept_as_argon2_and_recognised_however_it_was_typed() -> None:
    hashed = passwords.accept("カツオの一本釣り、冬の海", about=[])
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert proofs().is_password("カツオの一本釣り、冬の海", hashed)
    assert not proofs().is_password("カツオの一本釣り、夏の海", hashed)
    assert not proofs().is_password("nobody's password", None)


def test_an_account_opens_when_its_mailed_link_is_followed(uow: UnitOfWork) -> None:
    sign_up(uow, email=" Hana@Example.ORG ")
    (mail,) = identity.mails(uow, "hana@example.org")
    assert (mail.template, mail.locale) == ("core/identity/mail/confirm", "ja")
    assert str(mail.context["link"]).startswith(PAGE + "/")
    found = queries.find_credentials(uow.session, "hana@example.org")
    assert found is not None
    assert not found.is_confirmed
    user = service.confirm_email(uow, identity.token_in(mail))
    assert user.confirmed_at == uow.now


def test_a_newer_sign_up_kills_the_older_link(uow: UnitOfWork) -> None:
    sign_up(uow)
    sign_up(uow, password="another good password 5")
    first, second = identity.mails(uow, "hana@example.org")
    with pytest.raises(DomainError) as error:
        service.confirm_email(uow, identity.token_in(first))
    assert refusal(error) == "link_dead"
    assert service.confirm_email(uow, identity.token_in(second)).confirmed_at == uow.now


def test_signing_up_again_leaves_a_confirmed_account_alone_and_tells_its_owner(
    uow: UnitOfWork,
) -> None:
    sign_up(uow)
    user = service.confirm_email(uow, identity.token_in(identity.mails(uow, "hana@example.org")[0]))
    before = user.password
    sign_up(uow, password="another good password 5")
    assert user.password == before
    assert [mail.template for mail in identity.mails(uow, "hana@example.org")] == [
        "core/identity/mail/confirm",
        "core/identity/mail/account_exists",
    ]


def test_a_confirmation_link_dies_after_three_days(uow: UnitOfWork, clock: FakeClock) -> None:
    sign_up(uow)
    clock.advance(days=3)
    later = UnitOfWork(session=uow.session, actor=SYSTEM, now=clock())
    with pytest.raises(DomainError):
        service.confirm_email(later, identity.token_in(identity.mails(uow, "hana@example.org")[0]))


def recover(uow: UnitOfWork, email: str) -> None:
    jobs.send_recovery(uow, {"email": email, "locale": "th", "page": "http://localhost/th/x"})


def test_recovery_sets_a_password_once_and_ends_every_sign_in(uow: UnitOfWork) -> None:
    person = identity.user(uow, email="hana@example.org")
    token = service.start_sign_in(uow, person)
    recover(uow, "HANA@example.org")
    (mail,) = identity.mails(uow, "hana@example.org")
    assert (mail.template, mail.locale) == ("core/identity/mail/recover", "th")
    link = identity.token_in(mail)
    service.reset_password(uow, link, password_hash=proofs().hash_password(GOOD))
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert person.confirmed_at == uow.now
    with pytest.raises(DomainError) as error:
        service.reset_password(uow, link, password_hash="other")
    assert refusal(error) == "link_dead"


def test_recovery_sends_a_stranger_nothing(uow: UnitOfWork) -> None:
    recover(uow, "stranger@example.org")
    assert identity.mails(uow, "stranger@example.org") == []


def test_a_token_opens_nothing_but_what_it_was_made_for(uow: UnitOfWork) -> None:
    sign_up(uow)
    confirmation = identity.token_in(identity.mails(uow, "hana@example.org")[0])
    assert not service.is_recovery(uow, confirmation)
    assert service.find_invitation(uow, confirmation) is None


def test_the_database_keeps_a_digest_of_the_cookie_and_not_the_cookie(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    token = service.start_sign_in(uow, person)
    uow.session.flush()
    assert token not in uow.session.scalars(select(SignIn.token)).all()
    found = queries.find_actor(uow.session, token, None, uow.now)
    assert found is not None
    assert found.actor.user_id == person.id


def test_a_sign_in_ends_by_sign_out_by_deactivation_and_by_disuse(
    uow: UnitOfWork, clock: FakeClock
) -> None:
    person = identity.user(uow)
    ended, kept = service.start_sign_in(uow, person), service.start_sign_in(uow, person)
    uow.session.flush()
    service.end_sign_in(uow, ended)
    assert queries.find_actor(uow.session, ended, None, uow.now) is None
    assert queries.find_actor(uow.session, kept, None, uow.now) is not None
    clock.advance(days=30)
    assert queries.find_actor(uow.session, kept, None, clock()) is None
    service.deactivate(uow, person)
    uow.session.flush()
    assert queries.find_actor(uow.session, kept, None, uow.now) is None


def test_somebody_elses_sign_in_cannot_be_ended(uow: UnitOfWork) -> None:
    mine, theirs = identity.user(uow), identity.user(uow)
    token = service.start_sign_in(uow, theirs)
    uow.session.flush()
    row = queries.find_sign_in(uow.session, token)
    assert row is not None
    with pytest.raises(NotFoundError):
        service.end_sign_in_of(uow, mine.id, row.id)


def test_changes_of_members_and_credentials_are_written_down(
    uow: UnitOfWork, database: Database
) -> None:
    shop, owner = identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    identity.with_codes(uow, owner)
    service.add_passkey(uow, owner.id, identity.new_passkey(b"one"), name="phone")
    service.deactivate(uow, owner)
    uow.session.flush()
    assert uow.session.scalars(select(Entry.action).order_by(Entry.id)).all() == [
        "office:member:set",
        "identity:one_time_codes:start",
        "identity:passkey:add",
        "city:user:deactivate",
    ]
