"""Operators' commands about people: `flask --app wsgi users …`."""

import secrets

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from core.errors import DomainError
from core.identity import passwords, queries, service
from core.identity.models import Membership, Organisation, OrganisationKind, Role, User
from core.identity.ports import proofs
from core.identity.sample import ONE_TIME_KEY
from core.unit_of_work import SYSTEM, Database, UnitOfWork

group = AppGroup("users", help="People: add, list, close, make staff, reset a second factor.")
_database: list[Database] = []


def _find(uow: UnitOfWork, email: str) -> User:
    user = queries.find_user_by_email(uow.session, email)
    if user is None:
        raise click.ClickException(f"There is no account for {email}.")
    return user


@group.command()
@click.argument("email")
@click.argument("name")
@click.option("--locale", default="ja", show_default=True, help="Language of mails.")
@click.option("--password", default="", help="Empty: one is made and shown once.")
def add(email: str, name: str, locale: str, password: str) -> None:
    """Add a person whose address is known to be theirs."""
    chosen = password or secrets.token_urlsafe(15)
    try:
        password_hash = passwords.accept(chosen, about=[email, name])
        with _database[0].unit_of_work(SYSTEM) as uow:
            service.add_by_operator(
                uow, email=email, name=name, locale=locale, password_hash=password_hash
            )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} can sign in." if password else f"{email} can sign in with {chosen}")


@group.command("list")
def list_users() -> None:
    """Everybody, with what they may do and how they sign in."""
    with _database[0].unit_of_work(SYSTEM, read_only=True) as uow:
        for user in uow.session.scalars(select(User).order_by(User.email)):
            security = queries.get_security(uow.session, user.id)
            words = [f"{m.organisation.name}: {m.role}" for m in _memberships(uow, user)]
            words += ["second factor"] if security.has_second_factor else []
            words += [] if user.confirmed_at else ["address not confirmed"]
            words += [] if user.active else ["closed"]
            click.echo(f"{user.email}  {user.name}  {', '.join(words)}".rstrip())


def _memberships(uow: UnitOfWork, user: User) -> list[Membership]:
    return queries.list_memberships(uow.session, user.id)


@group.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Close an account and end everything that is signed in to it."""
    with _database[0].unit_of_work(SYSTEM) as uow:
        service.deactivate(uow, _find(uow, email))
    click.echo(f"{email} can no longer sign in.")


@group.command("make-staff")
@click.argument("email")
@click.option("--admin", is_flag=True, help="May also say who works at the city's desk.")
def make_staff(email: str, *, admin: bool) -> None:
    """Let a person work at the city's desk."""
    role = Role.CITY_ADMIN if admin else Role.CITY_STAFF
    with _database[0].unit_of_work(SYSTEM) as uow:
        user = _find(uow, email)
        service.add_member(uow, user_id=user.id, organisation_id=_city(uow).id, role=role)
    click.echo(f"{email} works at the city's desk, after setting up a second factor.")


def _city(uow: UnitOfWork) -> Organisation:
    city = uow.session.scalar(
        select(Organisation)
        .where(Organisation.kind == OrganisationKind.CITY)
        .order_by(Organisation.id)
        .limit(1)
    )
    return city or service.create_organisation(uow, kind=OrganisationKind.CITY, name="焼津市")


@group.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Forget one-time codes, recovery codes and passkeys of a person who lost theirs."""
    with _database[0].unit_of_work(SYSTEM) as uow:
        service.reset_second_factor(uow, _find(uow, email))
    click.echo(f"{email} signs in with the password alone, and sets up a second factor anew.")


@group.command("sample-code")
def sample_code() -> None:
    """The one-time code that the sample market's staff are asked for now."""
    with _database[0].unit_of_work(SYSTEM, read_only=True) as uow:
        found = uow.session.scalar(select(User.id).where(User.is_sample).limit(1))
        if found is None:
            raise click.ClickException("There are no sample people in this market.")
        click.echo(proofs().totp_code(proofs().totp_secret_of(ONE_TIME_KEY), at=uow.now))


def init_app(app: Flask, database: Database) -> None:
    _database[:] = [database]
    app.cli.add_command(group)
