"""Applying, withdrawing, deciding."""

import re
import secrets
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity import service as identity
from core.identity.models import OrganisationKind, Role
from core.mail import service as mail
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.locales import DEFAULT
from i18n.translated import TextState
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from vendors.onboarding.models import Application
from vendors.onboarding.states import ApplicationState, check

TERMS_VERSION: Final = "2026-11"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a business says about itself when it applies."""

    business_name: str
    representative: str
    email: str
    phone: str
    sells: str
    postal_code: str
    prefecture: str
    city: str
    street: str


def apply(uow: UnitOfWork, details: Details, *, locale: str, has_consented: bool) -> Application:
    """Take an application in and confirm it by mail.

    The same business sending the form twice keeps its first application, so that a second
    click makes no second case for the staff.
    """
    if not has_consented:
        raise DomainError(
            "consent_missing", "Please agree to the terms to send the form.", field="consent"
        )
    email = details.email.strip().lower()
    waiting = uow.session.scalar(
        select(Application).where(
            Application.email == email,
            Application.business_name == details.business_name.strip(),
            Application.state == ApplicationState.PENDING,
        )
    )
    if waiting is not None:
        return waiting
    application = Application(
        token=secrets.token_urlsafe(24),
        state=ApplicationState.PENDING,
        created_at=uow.now,
        locale=locale,
        consented_at=uow.now,
        terms_version=TERMS_VERSION,
        **_stripped(details, email=email),
    )
    uow.session.add(application)
    uow.session.flush()  # the trail names the application by its key
    audit.record(uow, "shop:application:send", ("application", application.id))
    _tell(uow, application, "received")
    return application


def _stripped(details: Details, **more: str) -> dict[str, Any]:
    return {name: str(value).strip() for name, value in {**vars(details), **more}.items()}


def withdraw(uow: UnitOfWork, token: str) -> Application:
    """The applicant takes the application back. Raises NotFoundError for a wrong link."""
    application = uow.session.scalar(
        select(Application).where(Application.token == token).with_for_update()
    )
    if application is None:
        raise NotFoundError
    _move(uow, application, ApplicationState.WITHDRAWN)
    return application


def refuse(uow: UnitOfWork, application_id: int, *, reason: str, note: str = "") -> Application:
    """Say no, with a reason that the applicant reads."""
    if not reason.strip():
        raise DomainError(
            "reason_missing", "Please write a reason: the applicant will read it.", field="reason"
        )
    application = _get(uow, application_id)
    if _move(uow, application, ApplicationState.REFUSED, reason=reason, note=note):
        _tell(uow, application, "refused")
    return application


def approve(
    uow: UnitOfWork,
    application_id: int,
    *,
    slug: str,
    join_page: str,
    reason: str = "",
    note: str = "",
) -> Application:
    """Say yes: a business, its owner's invitation and a storefront in preparation, in one step.

    `join_page` is the address that the invitation's token is added to.
    """
    application = _get(uow, application_id)
    if not check(application.state, ApplicationState.APPROVED):
        return application
    _check_slug(uow, slug)
    organisation = identity.create_organisation(
        uow, kind=OrganisationKind.VENDOR, name=application.business_name
    )
    application.organisation_id = organisation.id
    _move(uow, application, ApplicationState.APPROVED, reason=reason, note=note)
    _open_storefront(uow, application, organisation.id, slug)
    _invite_owner(uow, application, organisation.id, join_page)
    _tell(uow, application, "approved")
    return application


def _get(uow: UnitOfWork, application_id: int) -> Application:
    application = uow.session.scalar(
        select(Application).where(Application.id == application_id).with_for_update()
    )
    if application is None:
        raise NotFoundError
    return application


def _move(
    uow: UnitOfWork,
    application: Application,
    target: ApplicationState,
    *,
    reason: str = "",
    note: str = "",
) -> bool:
    """Change the state once; False when it was there already."""
    before = application.state
    if not check(before, target):
        return False
    application.state = target
    application.decided_at = uow.now
    application.decided_by_id = uow.actor.user_id
    application.reason, application.note = reason.strip(), note.strip()
    audit.record(
        uow,
        f"city:application:{target.value}",
        ("application", application.id),
        before={"state": before.value},
        after={"state": target.value, "reason": reason.strip(), "note": note.strip()},
        organisation_id=application.organisation_id,
    )
    return True


def _check_slug(uow: UnitOfWork, slug: str) -> None:
    if not _SLUG.fullmatch(slug) or len(slug) > 80:
        raise DomainError(
            "slug_wrong",
            "Please use small letters, digits and single hyphens only, for example maruyama.",
            field="slug",
        )
    taken = select(Storefront.organisation_id).where(Storefront.slug == slug)
    if uow.session.scalar(taken) is not None:
        raise DomainError("slug_taken", "Another shop has this address already.", field="slug")


def _open_storefront(
    uow: UnitOfWork, application: Application, organisation_id: int, slug: str
) -> None:
    """A storefront in preparation, filled with what the business has told us already."""
    uow.session.add(
        Storefront(
            organisation_id=organisation_id,
            slug=slug,
            state=StorefrontState.PREPARING,
            created_at=uow.now,
            source_locale=DEFAULT,
            prefecture=application.prefecture,
            city=application.city,
            street=application.street,
            postal_code=application.postal_code,
            phone=application.phone,
            email=application.email,
            legal_name=application.business_name,
            representative=application.representative,
        )
    )
    uow.session.flush()  # the text refers to the storefront
    uow.session.add(
        StorefrontText(
            storefront_id=organisation_id,
            locale=DEFAULT,
            name=application.business_name,
            state=TextState.REVIEWED,
        )
    )
    versions.bump(uow, "storefronts")


def _invite_owner(
    uow: UnitOfWork, application: Application, organisation_id: int, join_page: str
) -> None:
    """The applicant becomes the owner by a mailed link: only who reads that mailbox comes in."""
    identity.invite(
        uow,
        organisation_id=organisation_id,
        email=application.email,
        role=Role.OWNER,
        locale=application.locale,
        page=join_page,
    )


def _tell(uow: UnitOfWork, application: Application, message: str) -> None:
    context: dict[str, Any] = {
        "business_name": application.business_name,
        "representative": application.representative,
        "reason": application.reason,
        "token": application.token,
    }
    mail.send(
        uow,
        to=application.email,
        locale=application.locale,
        template=f"vendors/onboarding/mail/{message}",
        context=context,
    )
