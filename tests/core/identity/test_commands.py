"""Operators' commands about people, and the people of the sample market."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from core.audit.models import Entry
from core.identity import queries, sample, service
from core.identity.models import Organisation, OrganisationKind, Role
from core.identity.ports import proofs
from core.settings import Environment, Settings
from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from tests.factories import identity


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["users", *words])


def test_an_operator_adds_a_person_who_can_sign_in(app: Flask, uow: UnitOfWork) -> None:
    said = run(app, "add", "Ren@example.org", "Ren")
    assert said.exit_code == 0, said.output
    found = queries.find_credentials(uow.session, "ren@example.org")
    assert found is not None
    assert found.is_confirmed
    password = said.output.strip().rsplit(" ", 1)[1]
    assert proofs().is_password(password, found.password)
    assert uow.session.scalars(select(Entry.action)).all() == ["city:user:add"]


def test_a_weak_password_and_a_taken_address_are_refused(app: Flask, uow: UnitOfWork) -> None:
    weak = run(app, "add", "ren@example.org", "Ren", "--password", "password1234")
    assert weak.exit_code == 1
    assert "easy to guess" in weak.output
    identity.user(uow, email="ren@example.org")
    uow.session.commit()
    assert run(app, "add", "ren@example.org", "Ren").exit_code == 1


def test_staff_are_made_and_listed(app: Flask, uow: UnitOfWork) -> None:
    ren = identity.user(uow, email="ren@example.org", name="Ren")
    uow.session.commit()
    assert run(app, "make-staff", "ren@example.org", "--admin").exit_code == 0
    (member,) = queries.list_memberships(uow.session, ren.id)
    assert (member.organisation.kind, member.role) == (OrganisationKind.CITY, Role.CITY_ADMIN)
    assert run(app, "list").output == (
        "ren@example.org  Ren  焼津市: city_admin, address not confirmed\n"
    )


def test_staff_join_the_city_that_is_there(app: Flask, uow: UnitOfWork) -> None:
    city = identity.city(uow)
    ren = identity.user(uow, email="ren@example.org")
    uow.session.commit()
    run(app, "make-staff", "ren@example.org")
    assert [m.organisation_id for m in queries.list_memberships(uow.session, ren.id)] == [city.id]


def test_deactivation_and_reset_end_sign_ins(app: Flask, uow: UnitOfWork) -> None:
    for command, action in (
        ("deactivate", "city:user:deactivate"),
        ("reset-second-factor", "city:user:reset_second_factor"),
    ):
        person = identity.user(uow)
        token = service.start_sign_in(uow, person, has_second_factor=True)
        uow.session.commit()
        assert run(app, command, person.email).exit_code == 0
        uow.session.expire_all()
        assert queries.find_sign_in(uow.session, token) is None
        assert action in uow.session.scalars(select(Entry.action)).all()


def test_an_unknown_address_is_said(app: Flask) -> None:
    said = run(app, "deactivate", "nobody@example.org")
    assert (said.exit_code, said.output) == (
        1,
        "Error: There is no account for nobody@example.org.\n",
    )


def test_sample_people_can_sign_in_and_are_kept_for_the_operator(
    app: Flask, settings: Settings, uow: UnitOfWork, clock: FakeClock
) -> None:
    people = sample.add_sample_people(uow)
    shop = identity.vendor(uow, name="甲水産")
    people.append(sample.add_sample_owner(uow, shop, "kou"))
    uow.session.commit()
    path: Path = settings.data / "sample-sign-ins.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [person["who"] for person in kept] == [
        "Buyer",
        "City staff",
        "City administrator",
        "Owner of 甲水産",
    ]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [person.password for person in people] == [one["password"] for one in kept]
    for person in kept:
        found = queries.find_credentials(uow.session, person["email"])
        assert found is not None
        assert found.is_confirmed
        assert proofs().is_password(person["password"], found.password)
    assert [m.name for m in queries.list_members(uow.session, shop.id)] == ["甲水産"]
    staff = queries.find_user_by_email(uow.session, "staff@sample.example")
    code = run(app, "sample-code").output.strip()
    assert proofs().match_totp(code, staff.tf_totp_secret, at=clock(), after=None) is not None
    cities = uow.session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.CITY)
    ).all()
    assert [city.is_sample for city in cities] == [True]


def test_sample_codes_are_for_sample_markets_only(app: Flask, uow: UnitOfWork) -> None:
    identity.user(uow)
    uow.session.commit()
    assert run(app, "sample-code").exit_code == 1


def test_sample_people_are_refused_in_production(uow: UnitOfWork, settings: Settings) -> None:
    sample.init_app(settings.model_copy(update={"environment": Environment.PRODUCTION}))
    with pytest.raises(sample.NotHereError):
        sample.add_sample_people(uow)
    assert queries.find_user_by_email(uow.session, "staff@sample.example") is None
    sample.init_app(settings)
