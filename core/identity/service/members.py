"""Organisations and who works in them."""

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from core.identity.service.accounts import normal_email
from core.identity.tokens import Purpose, read, sign
from core.mail import service as mail
from core.unit_of_work import UnitOfWork

JOIN_WITHIN: Final = timedelta(days=14)
ROLES_OF: Final = {
    OrganisationKind.VENDOR: (
        Role.OWNER,
        Role.EDITOR,
        Role.SHIPPER,
        Role.ACCOUNTANT,
        Role.HELPER,
    ),
    OrganisationKind.CITY: (Role.CITY_STAFF, Role.CITY_ADMIN),
}
_LAST: Final = {OrganisationKind.VENDOR: Role.OWNER, OrganisationKind.CITY: Role.CITY_ADMIN}
"""The role that somebody must always have, or nobody could let anybody in again."""


def create_organisation(
    uow: UnitOfWork, *, kind: OrganisationKind, name: str, is_sample: bool = False
) -> Organisation:
    """Add a business or the city."""
    organisation = Organisation(kind=kind, name=name, created_at=uow.now, is_sample=is_sample)
    uow.session.add(organisation)
    uow.session.flush()  # callers need the key
    return organisation


def add_member(uow: UnitOfWork, *, user_id: int, organisation_id: int, role: Role) -> Membership:
    """Give a person a role in an organisation, or change the role they have."""
    member = uow.session.scalar(
        select(Membership).where(
            Membership.user_id == user_id, Membership.organisation_id == organisation_id
        )
    )
    before = {"role": member.role.value} if member else None
    if member:
        member.role = role
    else:
        member = Membership(
            user_id=user_id, organisation_id=organisation_id, role=role, created_at=uow.now
        )
        uow.session.add(member)
    audit.record(
        uow,
        "office:member:set",
        ("user", user_id),
        before=before,
        after={"role": role.value},
        organisation_id=organisation_id,
    )
    return member


def change_role(uow: UnitOfWork, *, organisation_id: int, user_id: int, role: Role) -> None:
    """Give a member another role. Raises DomainError `last_one` for the last who may do this."""
    member = _get_member(uow, organisation_id, user_id)
    _check_role(member.organisation.kind, role)
    if role is not member.role:
        _keep_one(uow, member)
        add_member(uow, user_id=user_id, organisation_id=organisation_id, role=role)


def remove_member(uow: UnitOfWork, *, organisation_id: int, user_id: int) -> None:
    """Take a person out at once: the next page they ask for is refused."""
    member = _get_member(uow, organisation_id, user_id)
    _keep_one(uow, member)
    audit.record(
        uow,
        "office:member:remove",
        ("user", user_id),
        before={"role": member.role.value},
        organisation_id=organisation_id,
    )
    uow.session.delete(member)


def invite(
    uow: UnitOfWork, *, organisation_id: int, email: str, role: Role, locale: str, page: str
) -> Invitation:
    """Ask somebody by mail to join; `page` is the address that the link's token is added to.

    Raises DomainError `member_already` when the address belongs to a member.
    """
    organisation = uow.session.get_one(Organisation, organisation_id)
    _check_role(organisation.kind, role)
    address = normal_email(email)
    _check_stranger(uow, organisation_id, address)
    for older in _open_invitations(uow, organisation_id, address):
        older.withdrawn_at = uow.now
    invitation = Invitation(
        organisation_id=organisation_id,
        email=address,
        role=role,
        created_at=uow.now,
        invited_by=uow.actor.user_id,
    )
    uow.session.add(invitation)
    uow.session.flush()  # the link names the invitation by its key
    token = sign(Purpose.JOIN, {"invitation": invitation.id}, until=uow.now + JOIN_WITHIN)
    mail.send(
        uow,
        to=address,
        locale=locale,
        template="core/identity/mail/invite",
        context={
            "organisation": organisation.name,
            "inviter": uow.actor.display_name,
            "link": f"{page}/{token}",
            "days": JOIN_WITHIN.days,
        },
    )
    audit.record(
        uow,
        "office:member:invite",
        ("invitation", invitation.id),
        after={"email": address, "role": role.value},
        organisation_id=organisation_id,
    )
    return invitation


def withdraw_invitation(uow: UnitOfWork, *, organisation_id: int, invitation_id: int) -> None:
    """Take an invitation back; its link stops working."""
    invitation = uow.session.get(Invitation, invitation_id)
    if invitation is None or invitation.organisation_id != organisation_id:
        raise NotFoundError("no such invitation")
    if invitation.accepted_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = uow.now
        audit.record(
            uow,
            "office:member:withdraw",
            ("invitation", invitation.id),
            before={"email": invitation.email},
            organisation_id=organisation_id,
        )


def find_invitation(uow: UnitOfWork, token: str) -> Invitation | None:
    """The open invitation of a link."""
    values = read(Purpose.JOIN, token, now=uow.now)
    found = uow.session.get(Invitation, values["invitation"]) if values else None
    is_open = found is not None and found.accepted_at is None and found.withdrawn_at is None
    return found if is_open else None


def accept_invitation(uow: UnitOfWork, token: str, *, user_id: int) -> Membership:
    """Join by a mailed link. Raises DomainError `link_dead` when it was used or withdrawn."""
    invitation = find_invitation(uow, token)
    if invitation is None:
        raise DomainError("link_dead", "This link no longer works. Please ask for a new one.")
    invitation.accepted_at = uow.now
    return add_member(
        uow,
        user_id=user_id,
        organisation_id=invitation.organisation_id,
        role=invitation.role,
    )


def _get_member(uow: UnitOfWork, organisation_id: int, user_id: int) -> Membership:
    # All rows of the organisation are locked, in one order, so that two who remove each other
    # at the same moment do not leave nobody.
    members = uow.session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.id)
        .with_for_update(of=Membership)
    ).all()
    found = next((member for member in members if member.user_id == user_id), None)
    if found is None:
        raise NotFoundError("no such member")
    return found


def _keep_one(uow: UnitOfWork, member: Membership) -> None:
    last = _LAST[member.organisation.kind]
    if member.role is not last:
        return
    count = uow.session.scalar(
        select(func.count()).where(
            Membership.organisation_id == member.organisation_id, Membership.role == last
        )
    )
    if count == 1:
        raise DomainError(
            "last_one",
            "Somebody must be able to manage the members. Give another person this role first.",
        )


def _check_role(kind: OrganisationKind, role: Role) -> None:
    if role not in ROLES_OF[kind]:
        raise DomainError("role_unfit", "Choose a role from the list.", field="role")


def _check_stranger(uow: UnitOfWork, organisation_id: int, address: str) -> None:
    found = uow.session.scalar(
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id == organisation_id, User.email == address)
    )
    if found is not None:
        raise DomainError("member_already", "This person is a member already.", field="email")


def _open_invitations(uow: UnitOfWork, organisation_id: int, address: str) -> list[Invitation]:
    return list(
        uow.session.scalars(
            select(Invitation).where(
                Invitation.organisation_id == organisation_id,
                Invitation.email == address,
                Invitation.accepted_at.is_(None),
                Invitation.withdrawn_at.is_(None),
            )
        )
    )
