"""Accounts, second factors, passkeys, members: the rules, on both engines."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import func, select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.identity import jobs, passwords, queries, service
from core.identity.models import Membership, Passkey, Role, SignIn, User
from core.identity.ports import proofs
from core.identity.service import NewPasskey
from core.mail.models import OutgoingMessage
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.factories import identity

GOOD = "namiuchi-giwa no shirasu 7"
PAGE = "http://localhost/ja/identity/confirm"


def mails(uow: UnitOfWork, to: str) -> list[OutgoingMessage]:
    uow.session.flush()
    return list(
        uow.session.scalars(
            select(OutgoingMessage).where(OutgoingMessage.to == to).order_by(OutgoingMessage.id)
        )
    )


def token_in(mail: OutgoingMessage) -> str:
    return str(mail.context["link"]).rsplit("/", 1)[1]


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
    (mail,) = mails(uow, "hana@example.org")
    assert (mail.template, mail.locale) == ("core/identity/mail/confirm", "ja")
    assert str(mail.context["link"]).startswith(PAGE + "/")
    found = queries.find_credentials(uow.session, "hana@example.org")
    assert found is not None
    assert not found.is_confirmed
    user = service.confirm_email(uow, token_in(mail))
    assert user.confirmed_at == uow.now


def test_a_newer_sign_up_kills_the_older_link(uow: UnitOfWork) -> None:
    sign_up(uow)
    sign_up(uow, password="another good password 5")
    first, second = mails(uow, "hana@example.org")
    with pytest.raises(DomainError) as error:
        service.confirm_email(uow, token_in(first))
    assert refusal(error) == "link_dead"
    assert service.confirm_email(uow, token_in(second)).confirmed_at == uow.now


def test_signing_up_again_leaves_a_confirmed_account_alone_and_tells_its_owner(
    uow: UnitOfWork,
) -> None:
    sign_up(uow)
    user = service.confirm_email(uow, token_in(mails(uow, "hana@example.org")[0]))
    before = user.password
    sign_up(uow, password="another good password 5")
    assert user.password == before
    assert [mail.template for mail in mails(uow, "hana@example.org")] == [
        "core/identity/mail/confirm",
        "core/identity/mail/account_exists",
    ]


def test_a_confirmation_link_dies_after_three_days(uow: UnitOfWork, clock: FakeClock) -> None:
    sign_up(uow)
    clock.advance(days=3)
    later = UnitOfWork(session=uow.session, actor=SYSTEM, now=clock())
    with pytest.raises(DomainError):
        service.confirm_email(later, token_in(mails(uow, "hana@example.org")[0]))


def recover(uow: UnitOfWork, email: str) -> None:
    jobs.send_recovery(uow, {"email": email, "locale": "th", "page": "http://localhost/th/x"})


def test_recovery_sets_a_password_once_and_ends_every_sign_in(uow: UnitOfWork) -> None:
    person = identity.user(uow, email="hana@example.org")
    token = service.start_sign_in(uow, person)
    recover(uow, "HANA@example.org")
    (mail,) = mails(uow, "hana@example.org")
    assert (mail.template, mail.locale) == ("core/identity/mail/recover", "th")
    link = token_in(mail)
    service.reset_password(uow, link, password_hash=proofs().hash_password(GOOD))
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert person.confirmed_at == uow.now
    with pytest.raises(DomainError) as error:
        service.reset_password(uow, link, password_hash="other")
    assert refusal(error) == "link_dead"


def test_recovery_sends_a_stranger_nothing(uow: UnitOfWork) -> None:
    recover(uow, "stranger@example.org")
    assert mails(uow, "stranger@example.org") == []


def test_a_token_opens_nothing_but_what_it_was_made_for(uow: UnitOfWork) -> None:
    sign_up(uow)
    confirmation = token_in(mails(uow, "hana@example.org")[0])
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


def with_codes(uow: UnitOfWork, person: User) -> tuple[pyotp.TOTP, list[str]]:
    """A person who uses one-time codes since half a minute ago."""
    secret = proofs().new_totp_secret()
    app = pyotp.TOTP(proofs().totp_key(secret).replace("-", ""))
    code = app.at(uow.now - timedelta(seconds=30))
    codes = service.start_one_time_codes(uow, person.id, secret=secret, code=code)
    uow.session.flush()
    return app, codes


def test_a_one_time_code_is_accepted_once(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    app, _ = with_codes(uow, person)
    service.check_one_time_code(uow, person.id, app.at(uow.now))
    with pytest.raises(DomainError) as error:
        service.check_one_time_code(uow, person.id, app.at(uow.now))
    assert refusal(error) == "code_wrong"


def test_one_time_codes_are_not_taken_into_use_without_a_right_code(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    secret = proofs().new_totp_secret()
    with pytest.raises(DomainError):
        service.start_one_time_codes(uow, person.id, secret=secret, code="000000")
    assert person.tf_totp_secret is None
    assert person.mf_recovery_codes is None


def test_a_recovery_code_opens_once_and_is_kept_encrypted(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    _, codes = with_codes(uow, person)
    assert len(codes) == 10
    assert not set(codes) & set(person.mf_recovery_codes or [])
    assert service.use_recovery_code(uow, person.id, f" {codes[3].upper()} ") == 9
    uow.session.flush()
    uow.session.expire(person)
    assert len(person.mf_recovery_codes or []) == 9
    with pytest.raises(DomainError):
        service.use_recovery_code(uow, person.id, codes[3])


def test_new_recovery_codes_make_the_old_ones_useless(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    _, old = with_codes(uow, person)
    new = service.renew_recovery_codes(uow, person.id)
    with pytest.raises(DomainError):
        service.use_recovery_code(uow, person.id, old[0])
    assert service.use_recovery_code(uow, person.id, new[0]) == 9


def test_a_password_alone_makes_nobody_of_a_person_with_one_time_codes(
    uow: UnitOfWork, clock: FakeClock
) -> None:
    person = identity.user(uow)
    with_codes(uow, person)
    token = service.start_sign_in(uow, person)
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert queries.find_pending(uow.session, token, uow.now) == person.id
    clock.advance(minutes=10)
    assert queries.find_pending(uow.session, token, clock()) is None


def test_a_second_factor_renews_the_token(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    with_codes(uow, person)
    old = service.start_sign_in(uow, person)
    new = service.renew_with_second_factor(uow, old)
    uow.session.flush()
    assert queries.find_actor(uow.session, old, None, uow.now) is None
    found = queries.find_actor(uow.session, new, None, uow.now)
    assert found is not None
    assert found.actor.has_second_factor


def test_resetting_the_second_factor_forgets_all_of_it_and_ends_sign_ins(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    with_codes(uow, person)
    service.add_passkey(uow, person.id, made(b"one"), name="phone")
    token = service.start_sign_in(uow, person, has_second_factor=True)
    service.reset_second_factor(uow, person)
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert not queries.get_security(uow.session, person.id).has_second_factor


def made(key: bytes) -> NewPasskey:
    return NewPasskey(
        credential_id=key,
        public_key=b"public",
        sign_count=0,
        transports=["internal"],
        device_type="multi_device",
        backup_state=True,
    )


def test_a_passkey_is_kept_once_and_removed_by_its_owner_only(uow: UnitOfWork) -> None:
    mine, theirs = identity.user(uow), identity.user(uow)
    mine.password = "a hash"
    passkey = service.add_passkey(uow, mine.id, made(b"one"), name="phone")
    uow.session.flush()
    with pytest.raises(DomainError) as error:
        service.add_passkey(uow, theirs.id, made(b"one"), name="phone")
    assert refusal(error) == "passkey_known"
    with pytest.raises(NotFoundError):
        service.remove_passkey(uow, theirs.id, passkey.id)
    service.remove_passkey(uow, mine.id, passkey.id)
    uow.session.flush()
    assert uow.session.scalar(select(func.count()).select_from(Passkey)) == 0


def test_the_only_way_in_cannot_be_removed(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    passkey = service.add_passkey(uow, person.id, made(b"one"), name="phone")
    uow.session.flush()
    with pytest.raises(DomainError) as error:
        service.remove_passkey(uow, person.id, passkey.id)
    assert refusal(error) == "last_credential"


def test_an_invitation_is_accepted_once(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    service.invite(
        uow,
        organisation_id=shop.id,
        email="Ren@Example.org",
        role=Role.SHIPPER,
        locale="ja",
        page="http://localhost/ja/identity/join",
    )
    (mail,) = mails(uow, "ren@example.org")
    ren, other = identity.user(uow), identity.user(uow)
    service.accept_invitation(uow, token_in(mail), user_id=ren.id)
    assert [m.role for m in queries.list_members(uow.session, shop.id)] == ["shipper"]
    with pytest.raises(DomainError) as error:
        service.accept_invitation(uow, token_in(mail), user_id=other.id)
    assert refusal(error) == "link_dead"


def test_a_newer_or_withdrawn_invitation_makes_the_older_link_useless(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    invitations = [
        service.invite(
            uow,
            organisation_id=shop.id,
            email="ren@example.org",
            role=role,
            locale="ja",
            page="http://localhost/x",
        )
        for role in (Role.SHIPPER, Role.EDITOR)
    ]
    first, second = (token_in(mail) for mail in mails(uow, "ren@example.org"))
    assert service.find_invitation(uow, first) is None
    assert service.find_invitation(uow, second) is not None
    service.withdraw_invitation(uow, organisation_id=shop.id, invitation_id=invitations[1].id)
    assert service.find_invitation(uow, second) is None
    with pytest.raises(NotFoundError):
        service.withdraw_invitation(
            uow, organisation_id=identity.vendor(uow).id, invitation_id=invitations[1].id
        )


def test_a_role_of_the_city_cannot_be_given_in_a_business(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    with pytest.raises(DomainError) as error:
        service.invite(
            uow,
            organisation_id=shop.id,
            email="ren@example.org",
            role=Role.CITY_ADMIN,
            locale="ja",
            page="http://localhost/x",
        )
    assert refusal(error) == "role_unfit"
    assert mails(uow, "ren@example.org") == []


def test_the_last_owner_stays_owner(uow: UnitOfWork) -> None:
    shop, owner, helper = identity.vendor(uow), identity.user(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    service.add_member(uow, user_id=helper.id, organisation_id=shop.id, role=Role.EDITOR)
    uow.session.flush()
    for attempt in (
        lambda: service.remove_member(uow, organisation_id=shop.id, user_id=owner.id),
        lambda: service.change_role(
            uow, organisation_id=shop.id, user_id=owner.id, role=Role.EDITOR
        ),
    ):
        with pytest.raises(DomainError) as error:
            attempt()
        assert refusal(error) == "last_one"
    service.change_role(uow, organisation_id=shop.id, user_id=helper.id, role=Role.OWNER)
    service.remove_member(uow, organisation_id=shop.id, user_id=owner.id)
    uow.session.flush()
    assert [m.user_id for m in queries.list_members(uow.session, shop.id)] == [helper.id]


def test_a_removed_member_may_do_nothing_at_their_next_page(uow: UnitOfWork) -> None:
    shop, owner, other = identity.vendor(uow), identity.user(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    service.add_member(uow, user_id=other.id, organisation_id=shop.id, role=Role.SHIPPER)
    token = service.start_sign_in(uow, other)
    uow.session.flush()
    before = queries.find_actor(uow.session, token, None, uow.now)
    assert before is not None
    assert "office:orders:ship" in before.actor.permissions
    service.remove_member(uow, organisation_id=shop.id, user_id=other.id)
    uow.session.flush()
    after = queries.find_actor(uow.session, token, None, uow.now)
    assert after is not None
    assert after.actor.permissions == frozenset()
    assert after.actor.organisation_id is None


def test_a_member_of_another_business_cannot_be_removed_from_here(uow: UnitOfWork) -> None:
    shop, other, owner = identity.vendor(uow), identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=other.id, role=Role.OWNER)
    uow.session.flush()
    with pytest.raises(NotFoundError):
        service.remove_member(uow, organisation_id=shop.id, user_id=owner.id)
    assert uow.session.scalar(select(func.count()).select_from(Membership)) == 1


def test_changes_of_members_and_credentials_are_written_down(
    uow: UnitOfWork, database: Database
) -> None:
    shop, owner = identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    with_codes(uow, owner)
    service.add_passkey(uow, owner.id, made(b"one"), name="phone")
    service.deactivate(uow, owner)
    uow.session.flush()
    assert uow.session.scalars(select(Entry.action).order_by(Entry.id)).all() == [
        "office:member:set",
        "identity:one_time_codes:start",
        "identity:passkey:add",
        "city:user:deactivate",
    ]
