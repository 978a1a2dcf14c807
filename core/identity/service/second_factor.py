"""The second factor: one-time codes, and recovery codes for when the phone is lost."""

from typing import Final

from sqlalchemy import delete, select

from core.audit import service as audit
from core.errors import DomainError
from core.identity.models import Passkey, User
from core.identity.ports import proofs
from core.identity.service.sign_ins import end_all_sign_ins
from core.unit_of_work import UnitOfWork

_WRONG: Final = "This code is not right. Wait for the next one and try again."


def _lock(uow: UnitOfWork, user_id: int) -> User:
    """The person's row, held: a code that is sent twice at once is taken once."""
    return uow.session.scalars(select(User).where(User.id == user_id).with_for_update()).one()


def start_one_time_codes(uow: UnitOfWork, user_id: int, *, secret: str, code: str) -> list[str]:
    """Take a secret into use once a code shows that the person's app knows it.

    Answers the recovery codes, to be shown once. Raises DomainError `code_wrong`.
    """
    user = _lock(uow, user_id)
    counter = proofs().match_totp(code, secret, at=uow.now, after=None)
    if counter is None:
        raise DomainError("code_wrong", _WRONG, field="code")
    user.tf_totp_secret, user.tf_last_counter = secret, counter
    audit.record(uow, "identity:one_time_codes:start", ("user", user_id))
    return proofs().new_recovery_codes(user)


def stop_one_time_codes(uow: UnitOfWork, user_id: int) -> None:
    """Take the secret and the recovery codes out of use."""
    user = _lock(uow, user_id)
    user.tf_totp_secret = user.tf_last_counter = user.mf_recovery_codes = None
    audit.record(uow, "identity:one_time_codes:stop", ("user", user_id))


def check_one_time_code(uow: UnitOfWork, user_id: int, code: str) -> None:
    """Accept a code once. Raises DomainError `code_wrong`."""
    user = _lock(uow, user_id)
    secret, after = user.tf_totp_secret, user.tf_last_counter
    counter = proofs().match_totp(code, secret, at=uow.now, after=after) if secret else None
    if counter is None:
        raise DomainError("code_wrong", _WRONG, field="code")
    user.tf_last_counter = counter


def use_recovery_code(uow: UnitOfWork, user_id: int, code: str) -> int:
    """Accept a recovery code and use it up; how many are left. Raises DomainError `code_wrong`."""
    user = _lock(uow, user_id)
    if not proofs().take_recovery_code(user, code):
        raise DomainError(
            "code_wrong", "This recovery code is not right, or was used before.", field="code"
        )
    left = len(user.mf_recovery_codes or [])
    audit.record(uow, "identity:recovery_code:use", ("user", user_id), after={"left": left})
    return left


def renew_recovery_codes(uow: UnitOfWork, user_id: int) -> list[str]:
    """New recovery codes in place of the old ones, to be shown once."""
    user = _lock(uow, user_id)
    if user.tf_totp_secret is None:
        raise DomainError("no_one_time_codes", "Set up one-time codes first.")
    audit.record(uow, "identity:recovery_codes:renew", ("user", user_id))
    return proofs().new_recovery_codes(user)


def reset_second_factor(uow: UnitOfWork, user: User) -> None:
    """Forget every second factor of a person who lost theirs, and end every sign-in."""
    user.tf_totp_secret = user.tf_last_counter = user.mf_recovery_codes = None
    uow.session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    end_all_sign_ins(uow, user.id)
    audit.record(uow, "city:user:reset_second_factor", ("user", user.id))
