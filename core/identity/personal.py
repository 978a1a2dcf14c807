"""What identity keeps of a person: account, ways of signing in, mails that were sent."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select

from core.errors import DomainError
from core.identity import queries
from core.identity.models import Membership, Passkey, SignIn, User
from core.identity.service import end_all_sign_ins
from core.mail.models import OutgoingMessage
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork


class PersonalDataOfIdentity:
    """Answers for the account itself; erased last, for everything else names it."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        user = uow.session.get_one(User, user_id)
        passkeys = [
            {"name": each.name, "since": each.created_at.isoformat()}
            for each in queries.list_passkeys(uow.session, user_id)
        ]
        return (
            Part(key="account", title=lazy("Your account"), rows=[_account(user)]),
            Part(key="passkeys", title=lazy("Passkeys"), rows=passkeys),
            Part(key="sign_ins", title=lazy("Where you signed in"), rows=_sign_ins(uow, user_id)),
            Part(key="mails", title=lazy("Mails we wrote to you"), rows=_mails(uow, user.email)),
        )

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Raises DomainError while the person works for an organisation."""
        query = select(Membership.id).where(Membership.user_id == user_id).limit(1)
        if uow.session.scalar(query) is not None:
            raise DomainError(
                "is_member", "You work for a business here. Ask its owner to let you go first."
            )

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        user = uow.session.get_one(User, user_id)
        uow.session.execute(delete(OutgoingMessage).where(OutgoingMessage.to == user.email))
        uow.session.execute(delete(Passkey).where(Passkey.user_id == user_id))
        end_all_sign_ins(uow, user_id)
        for sign_in in uow.session.scalars(select(SignIn).where(SignIn.user_id == user_id)):
            sign_in.device = ""
        user.email = f"erased-{secrets.token_hex(12)}@invalid"
        user.name, user.password, user.active = "", None, False
        user.tf_totp_secret, user.mf_recovery_codes = None, None

    def kept(self) -> Sequence[LazyText]:
        return ()


def _account(user: User) -> Mapping[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "language": user.locale,
        "since": user.created_at.isoformat(),
        "has_password": user.password is not None,
        "has_one_time_codes": user.tf_totp_secret is not None,
    }


def _sign_ins(uow: UnitOfWork, user_id: int) -> list[Mapping[str, Any]]:
    rows = uow.session.scalars(select(SignIn).where(SignIn.user_id == user_id))
    return [
        {
            "device": each.device,
            "since": each.created_at.isoformat(),
            "last_seen": each.seen_at.isoformat(),
        }
        for each in rows
    ]


def _mails(uow: UnitOfWork, email: str) -> list[Mapping[str, Any]]:
    rows = uow.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.to == email).order_by(OutgoingMessage.id)
    )
    return [{"at": each.created_at.isoformat(), "subject": each.subject or ""} for each in rows]
