"""People and organisations."""

from itertools import count

from core.identity import service
from core.identity.models import Organisation, OrganisationKind, Role, User
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
