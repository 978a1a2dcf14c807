"""Passkeys: kept, used, removed. What the device signed is checked before, in core.identity.passkeys."""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity.models import Passkey, User
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class NewPasskey:
    """What a device told of a passkey it has just made, verified."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    device_type: str
    backup_state: bool


def add_passkey(uow: UnitOfWork, user_id: int, made: NewPasskey, *, name: str) -> Passkey:
    """Keep a passkey. Raises DomainError `passkey_known` when it is kept already."""
    known = select(Passkey.id).where(Passkey.credential_id == made.credential_id)
    if uow.session.scalar(known) is not None:
        raise DomainError("passkey_known", "This passkey is registered already.")
    passkey = Passkey(
        user_id=user_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=made.transports,
        device_type=made.device_type,
        backup_state=made.backup_state,
        name=name[:64],
        created_at=uow.now,
    )
    uow.session.add(passkey)
    audit.record(uow, "identity:passkey:add", ("user", user_id), after={"name": passkey.name})
    return passkey


def use_passkey(uow: UnitOfWork, passkey_id: int, *, sign_count: int) -> User:
    """Note that a passkey was used; the person it belongs to."""
    passkey = uow.session.get_one(Passkey, passkey_id)
    passkey.sign_count, passkey.last_used_at = sign_count, uow.now
    return uow.session.get_one(User, passkey.user_id)


def remove_passkey(uow: UnitOfWork, user_id: int, passkey_id: int) -> None:
    """Forget a passkey. Raises DomainError `last_credential` when nothing else signs them in."""
    passkey = uow.session.get(Passkey, passkey_id)
    if passkey is None or passkey.user_id != user_id:
        raise NotFoundError("no such passkey")
    left = uow.session.scalar(select(func.count()).where(Passkey.user_id == user_id))
    user = uow.session.get_one(User, user_id)
    if left == 1 and user.password is None:
        raise DomainError(
            "last_credential", "Set a password first, or you could no longer sign in."
        )
    audit.record(uow, "identity:passkey:remove", ("user", user_id), before={"name": passkey.name})
    uow.session.delete(passkey)
