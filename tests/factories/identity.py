"""People and organisations."""

from datetime import timedelta
from itertools import count

import pyotp
from sqlalchemy import select

from core.identity import service
from core.identity.models import Organisation, OrganisationKind, Role, User
from core.identity.ports import proofs
from core.identity.service import NewPasskey
from core.mail.models import OutgoingMessage
from core.unit_of_work import UnitOfWork

_numbers = count(1)


def user(uow: UnitOfWork, *, email: str = "", name: str = "Hanako", locale: str = "ja") -> User:
    address = email or f"person{next(_numbers)}@example.org"
    return service.create_user(uow, email=address, name=name, locale=locale)


def vendor(uow: UnitOfWork, *, name: str = "丸山鰹節店") -> Organisation:
    return service.create_organisation(uow, kind=OrganisationKind.VENDOR, name=name)


def city(uow: UnitOfWork) -> Organisation:
    return service.create_organisation(uow, kind=OrganisationKind.CITY, name="焼津市")


def signed_in(
    uow: UnitOfWork,
    *,
    organisation: Organisation | None = None,
    role: Role = Role.OWNER,
    has_second_factor: bool = True,
) -> str:
    """A person with a role, signed in: the token for `PageClient.sign_in`."""
    person = user(uow)
    if organisation is not None:
        service.add_member(uow, user_id=person.id, organisation_id=organisation.id, role=role)
    token = service.start_sign_in(uow, person, has_second_factor=has_second_factor)
    uow.session.commit()
    return token


def mails(uow: UnitOfWork, to: str) -> list[OutgoingMessage]:
    """Mails to an address, the oldest first."""
    uow.session.flush()
    return list(
        uow.session.scalars(
            select(OutgoingMessage).where(OutgoingMessage.to == to).order_by(OutgoingMessage.id)
        )
    )


def token_in(mail: OutgoingMessage) -> str:
    """The secret part of the link in a mail."""
    return str(mail.context["link"]).rsplit("/", 1)[1]


def with_codes(uow: UnitOfWork, person: User) -> tuple[pyotp.TOTP, list[str]]:
    """A person who uses one-time codes since half a minute ago."""
    secret = proofs().new_totp_secret()
    app = pyotp.TOTP(proofs().totp_key(secret).replace("-", ""))
    code = app.at(uow.now - timedelta(seconds=30))
    codes = service.start_one_time_codes(uow, person.id, secret=secret, code=code)
    uow.session.flush()
    return app, codes


def new_passkey(key: bytes) -> NewPasskey:
    """A passkey as a device would have made it."""
    return NewPasskey(
        credential_id=key,
        public_key=b"public",
        sign_count=0,
        transports=["internal"],
        device_type="multi_device",
        backup_state=True,
    )
