"""Changing one's own e-mail address."""

import pytest
from sqlalchemy import select

from core.identity.models import User
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from tests.factories import identity

NEW = "new@example.org"


@pytest.fixture
def person(client: PageClient, uow: UnitOfWork) -> User:
    client.sign_in(identity.signed_in(uow))
    uow.session.commit()
    return uow.session.scalars(select(User)).one()


def letters(uow: UnitOfWork, name: str) -> list[OutgoingMessage]:
    query = select(OutgoingMessage).where(OutgoingMessage.template == f"core/identity/mail/{name}")
    return list(uow.session.scalars(query))


def link_of(client: PageClient, uow: UnitOfWork) -> str:
    client.post("/en/identity/email", {"email": " New@Example.org "})
    letter = letters(uow, "change_email")[-1]
    assert letter.to == NEW
    return str(letter.context["link"]).removeprefix("http://localhost")


def test_the_new_mailbox_confirms_and_the_old_one_is_told(
    client: PageClient, uow: UnitOfWork, database: Database, person: User
) -> None:
    old = person.email
    link = link_of(client, uow)
    assert NEW in client.get(link).text
    uow.session.refresh(person)
    assert person.email == old
    client.post(link)
    uow.session.refresh(person)
    assert person.email == NEW
    told = letters(uow, "email_changed")
    assert [(each.to, each.context["email"]) for each in told] == [(old, NEW)]
    client.get(link, status=410)
    run_due(database)
    uow.session.expire_all()
    assert all(
        each.subject and each.body_html for each in uow.session.scalars(select(OutgoingMessage))
    )


def test_an_address_that_has_an_account_is_told_and_the_page_says_the_same(
    client: PageClient, uow: UnitOfWork, person: User
) -> None:
    other = identity.user(uow)
    uow.session.commit()
    client.post("/en/identity/email", {"email": other.email})
    said = client.get("/en/identity/email").words(".banner")
    client.post("/en/identity/email", {"email": NEW})
    assert client.get("/en/identity/email").words(".banner") == said
    assert [each.to for each in letters(uow, "account_exists")] == [other.email]
    assert [each.to for each in letters(uow, "change_email")] == [NEW]
    assert person.email != NEW


def test_somebody_who_was_quicker_keeps_the_address(
    client: PageClient, uow: UnitOfWork, person: User
) -> None:
    link = link_of(client, uow)
    identity.user(uow, email=NEW)
    uow.session.commit()
    page = client.post(link, status=422)
    assert "has an account already" in page.words(".error-summary")
    uow.session.refresh(person)
    assert person.email != NEW


@pytest.mark.usefixtures("person")
def test_the_link_works_for_a_day(client: PageClient, uow: UnitOfWork, clock: FakeClock) -> None:
    link = link_of(client, uow)
    clock.advance(hours=25)
    client.get(link, status=410)


@pytest.mark.usefixtures("person")
def test_ones_own_address_and_none_are_refused(client: PageClient, uow: UnitOfWork) -> None:
    own = uow.session.scalars(select(User.email)).one()
    page = client.post("/en/identity/email", {"email": own}, status=422)
    assert "already" in page.words("#email-error")
    client.post("/en/identity/email", {"email": "nobody"}, status=422)


@pytest.mark.usefixtures("person")
def test_who_has_not_proved_themselves_lately_proves_first(
    client: PageClient, clock: FakeClock
) -> None:
    clock.advance(hours=1)
    assert "/prove" in client.post("/en/identity/email", {"email": NEW}).location
