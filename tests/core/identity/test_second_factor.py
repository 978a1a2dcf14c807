"""One-time codes, recovery codes and passkeys: the rules, on both engines."""

import pytest
from sqlalchemy import func, select

from core.errors import DomainError, NotFoundError
from core.identity import queries, service
from core.identity.models import Passkey
from core.identity.ports import proofs
from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from tests.factories import identity


def refusal(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_a_one_time_code_is_accepted_once(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    app, _ = identity.with_codes(uow, person)
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
    _, codes = identity.with_codes(uow, person)
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
    _, old = identity.with_codes(uow, person)
    new = service.renew_recovery_codes(uow, person.id)
    with pytest.raises(DomainError):
        service.use_recovery_code(uow, person.id, old[0])
    assert service.use_recovery_code(uow, person.id, new[0]) == 9


def test_a_password_alone_makes_nobody_of_a_person_with_one_time_codes(
    uow: UnitOfWork, clock: FakeClock
) -> None:
    person = identity.user(uow)
    identity.with_codes(uow, person)
    token = service.start_sign_in(uow, person)
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert queries.find_pending(uow.session, token, uow.now) == person.id
    clock.advance(minutes=10)
    assert queries.find_pending(uow.session, token, clock()) is None


def test_a_second_factor_renews_the_token(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    identity.with_codes(uow, person)
    old = service.start_sign_in(uow, person)
    new = service.renew_with_second_factor(uow, old)
    uow.session.flush()
    assert queries.find_actor(uow.session, old, None, uow.now) is None
    found = queries.find_actor(uow.session, new, None, uow.now)
    assert found is not None
    assert found.actor.has_second_factor


def test_resetting_the_second_factor_forgets_all_of_it_and_ends_sign_ins(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    identity.with_codes(uow, person)
    service.add_passkey(uow, person.id, identity.new_passkey(b"one"), name="phone")
    token = service.start_sign_in(uow, person, has_second_factor=True)
    service.reset_second_factor(uow, person)
    uow.session.flush()
    assert queries.find_actor(uow.session, token, None, uow.now) is None
    assert not queries.get_security(uow.session, person.id).has_second_factor


def test_a_passkey_is_kept_once_and_removed_by_its_owner_only(uow: UnitOfWork) -> None:
    mine, theirs = identity.user(uow), identity.user(uow)
    mine.password = "a hash"
    passkey = service.add_passkey(uow, mine.id, identity.new_passkey(b"one"), name="phone")
    uow.session.flush()
    with pytest.raises(DomainError) as error:
        service.add_passkey(uow, theirs.id, identity.new_passkey(b"one"), name="phone")
    assert refusal(error) == "passkey_known"
    with pytest.raises(NotFoundError):
        service.remove_passkey(uow, theirs.id, passkey.id)
    service.remove_passkey(uow, mine.id, passkey.id)
    uow.session.flush()
    assert uow.session.scalar(select(func.count()).select_from(Passkey)) == 0


def test_the_only_way_in_cannot_be_removed(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    passkey = service.add_passkey(uow, person.id, identity.new_passkey(b"one"), name="phone")
    uow.session.flush()
    with pytest.raises(DomainError) as error:
        service.remove_passkey(uow, person.id, passkey.id)
    assert refusal(error) == "last_credential"
