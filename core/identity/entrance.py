"""Proving who somebody is, step by step: hashing stays outside the database's transactions."""

from collections.abc import Callable

from core.errors import DomainError
from core.identity import ceremony, passwords, queries, service, session
from core.identity.destinations import address
from core.identity.jobs import SEND_RECOVERY
from core.identity.models import User
from core.identity.ports import proofs
from core.text import current_locale
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web import limits
from core.web.limits import Limit
from core.web.state import market, request_state

BY_VISITOR = Limit(30, 900)
"""Tries with credentials from one address."""
BY_PERSON = Limit(10, 900)
"""Tries with one e-mail address, whoever makes them."""
MAILS_TO = Limit(5, 3600)
"""Mails that strangers may cause to one address."""


def enter_by_password(email: str, password: str) -> bool:
    """Sign in. True when a one-time code is still to come. Raises DomainError `not_recognised`.

    The same words and the same work whether the account, the password or nothing is right.
    """
    limits.spend(BY_PERSON, "core.identity.sign_in", service.normal_email(email))
    database = market().database
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        found = queries.find_credentials(uow.session, email)
    fits = proofs().is_password(password, found.password if found else None)
    if found is None or not fits or not found.is_active:
        raise DomainError(
            "not_recognised", "The e-mail address or the password is not right. Please try again."
        )
    if not found.is_confirmed:
        _confirm_first(found.user_id)
    with database.unit_of_work(SYSTEM) as uow:
        user = uow.session.get_one(User, found.user_id)
        _begin(uow, user, has_second_factor=False)
        return user.tf_totp_secret is not None


def _confirm_first(user_id: int) -> None:
    with market().database.unit_of_work(SYSTEM) as uow:
        user = uow.session.get_one(User, user_id)
        page = address("core.identity.confirm_start")
        service.send_confirmation(uow, user, locale=current_locale(), page=page)
    raise DomainError(
        "unconfirmed",
        "Please confirm your e-mail address first: we have sent you the link again.",
    )


def enter_by_passkey(answer: str, state: str) -> None:
    """Sign in with a passkey, which is a second factor as well. Raises DomainError."""
    with market().database.unit_of_work(SYSTEM) as uow:
        passkey, count = ceremony.check(uow, answer, state)
        user = service.use_passkey(uow, passkey.id, sign_count=count)
        _begin(uow, user, has_second_factor=True)


def join(token: str, email: str, name: str, password: str) -> None:
    """Make an account for an invited person, whose mailbox the link proves. Raises DomainError."""
    password_hash = passwords.accept(password, about=[email, *email.split("@"), name])
    with market().database.unit_of_work(SYSTEM) as uow:
        user = service.create_user(
            uow, email=email, name=name, locale=current_locale(), password_hash=password_hash
        )
        user.confirmed_at = uow.now
        service.accept_invitation(uow, token, user_id=user.id)
        _begin(uow, user, has_second_factor=False)


def _begin(uow: UnitOfWork, user: User, *, has_second_factor: bool) -> None:
    """Start a session; the one this browser had before ends."""
    if old := session.current_token():
        service.end_sign_in(uow, old)
    token = service.start_sign_in(
        uow, user, device=session.device(), has_second_factor=has_second_factor
    )
    session.remember(token)


def sign_up(email: str, name: str, password: str) -> None:
    """Take a sign-up. Raises DomainError for a password that will not do."""
    password_hash = passwords.accept(password, about=[email, *email.split("@"), name])
    limits.spend(MAILS_TO, "core.identity.sign_up", service.normal_email(email))
    with market().database.unit_of_work(SYSTEM) as uow:
        service.sign_up(
            uow,
            email=email,
            name=name,
            locale=current_locale(),
            password_hash=password_hash,
            page=address("core.identity.confirm_start"),
        )


def recover(email: str) -> None:
    """Ask for a recovery mail; the work is the same whether or not there is an account."""
    limits.spend(MAILS_TO, "core.identity.recover", service.normal_email(email))
    with market().database.unit_of_work(SYSTEM) as uow:
        payload = {
            "email": service.normal_email(email),
            "locale": current_locale(),
            "page": address("core.identity.recover"),
        }
        uow.enqueue(SEND_RECOVERY, payload)


def reset_password(token: str, password: str) -> None:
    """Choose a new password by a mailed link. Raises DomainError."""
    password_hash = passwords.accept(password, about=[])
    with market().database.unit_of_work(SYSTEM) as uow:
        service.reset_password(uow, token, password_hash=password_hash)
    session.forget()


def change_password(user_id: int, current: str | None, password: str) -> None:
    """Change the password of whoever is signed in; only this browser stays signed in.

    `current` is None for a person without a password, who has shown a passkey instead.
    """
    database = market().database
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        user = uow.session.get_one(User, user_id)
    check_password(user, current)
    password_hash = passwords.accept(password, about=[user.email, user.name])
    with database.unit_of_work(request_state().actor) as uow:
        changed = service.change_password(uow, user_id, password_hash=password_hash)
        _begin(uow, changed, has_second_factor=request_state().actor.has_second_factor)


def check_password(user: User, password: str | None) -> None:
    """Raises DomainError `password_wrong` when it is not this person's."""
    limits.spend(BY_PERSON, "core.identity.password", str(user.id))
    if user.password is None and password is None:
        return
    if not proofs().is_password(password or "", user.password):
        raise DomainError("password_wrong", "This password is not right.", field="current")


def show_second_factor(user_id: int, prove: Callable[[UnitOfWork], object]) -> None:
    """Take a second factor; the session gets a new token. Raises DomainError.

    A refusal is raised through the unit of work, so nothing of what was tried is kept.
    """
    limits.spend(BY_PERSON, "core.identity.second_factor", str(user_id))
    with market().database.unit_of_work(SYSTEM) as uow:
        prove(uow)
        session.replace(service.renew_with_second_factor(uow, session.current_token()))


def give_code(user_id: int, code: str) -> None:
    """Take a one-time code or a recovery code as the second factor. Raises DomainError."""
    digits = "".join(code.split())

    def prove(uow: UnitOfWork) -> None:
        if digits.isdecimal() and len(digits) <= 8:
            service.check_one_time_code(uow, user_id, digits)
        else:
            service.use_recovery_code(uow, user_id, digits)

    show_second_factor(user_id, prove)


def give_passkey(user_id: int, answer: str, state: str) -> None:
    """Take a passkey of this person as the second factor. Raises DomainError."""

    def prove(uow: UnitOfWork) -> None:
        passkey, count = ceremony.check(uow, answer, state)
        if passkey.user_id != user_id:
            raise DomainError("passkey_foreign", "This passkey belongs to another account.")
        service.use_passkey(uow, passkey.id, sign_count=count)

    show_second_factor(user_id, prove)


def prove_again(user_id: int, password: str) -> None:
    """Show again who one is, by password. Raises DomainError `password_wrong`."""
    database = market().database
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        user = uow.session.get_one(User, user_id)
    check_password(user, password)
    with database.unit_of_work(SYSTEM) as uow:
        service.prove_again(uow, session.current_token())
