"""Members: invited by mail, given a role, removed at once; in the office and at the city's desk."""

import pytest
from sqlalchemy import select

from core.identity import queries, service
from core.identity.models import Role
from core.identity.ports import proofs
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import identity

GOOD = "namiuchi-giwa no shirasu 7"


def invite(
    client: PageClient, uow: UnitOfWork, email: str = "ren@example.org", role: str = "shipper"
) -> str:
    """The path of the mailed link."""
    client.post("/ja/office/members/", {"email": email, "role": role})
    mail = uow.session.scalars(select(OutgoingMessage).where(OutgoingMessage.to == email)).one()
    assert mail.template == "core/identity/mail/invite"
    return str(mail.context["link"]).removeprefix("http://localhost")


def test_an_invited_stranger_makes_an_account_and_works_at_once(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = identity.vendor(uow, name="甲水産")
    client.sign_in(identity.signed_in(uow, organisation=shop))
    link = invite(client, uow)
    assert "ren@example.org" in client.get("/ja/office/members/").text
    client.http.delete_cookie("market")
    assert "甲水産" in client.get(link).words("h1")
    client.post(link, {"name": "Ren", "password": "short"}, status=422)
    assert client.post(link, {"name": "Ren", "password": GOOD}).location == "/ja/identity/"
    person = queries.find_user_by_email(uow.session, "ren@example.org")
    assert person is not None
    assert person.confirmed_at == uow.now
    (member,) = queries.list_memberships(uow.session, person.id)
    assert (member.organisation_id, member.role) == (shop.id, Role.SHIPPER)
    client.get(link, status=410)


def test_an_invited_person_with_an_account_signs_in_and_joins(
    client: PageClient, uow: UnitOfWork
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    ren = identity.user(uow, email="ren@example.org")
    ren.password, ren.confirmed_at = proofs().hash_password(GOOD), uow.now
    uow.session.commit()
    link = invite(client, uow)
    client.http.delete_cookie("market")
    way = client.get(link).one("main a.button").get("href")
    assert client.post(way, {"email": ren.email, "password": GOOD}).location == link
    assert client.get(link).words("main form button")
    client.post(link)
    assert [m.role for m in queries.list_memberships(uow.session, ren.id)] == [Role.SHIPPER]


def test_a_withdrawn_invitation_no_longer_opens(client: PageClient, uow: UnitOfWork) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    link = invite(client, uow)
    action = client.get("/ja/office/members/").one("form[action$=withdraw]").get("action")
    client.post(action)
    client.get(link, status=410)


def test_a_member_cannot_be_invited_again_and_what_was_typed_stays(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=shop))
    ren = identity.user(uow, email="ren@example.org")
    service.add_member(uow, user_id=ren.id, organisation_id=shop.id, role=Role.EDITOR)
    uow.session.commit()
    sent = {"email": "Ren@example.org", "role": "accountant"}
    page = client.post("/ja/office/members/", sent, status=422)
    assert page.one("#email").get("value") == "Ren@example.org"
    assert page.one("#role option[selected]").get("value") == "accountant"
    assert uow.session.scalars(select(OutgoingMessage)).all() == []


def test_a_role_is_changed_and_a_person_removed_at_once(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop, ren = identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=ren.id, organisation_id=shop.id, role=Role.EDITOR)
    theirs = service.start_sign_in(uow, ren)
    owners = identity.signed_in(uow, organisation=shop)
    client.sign_in(owners)
    client.post(f"/ja/office/members/{ren.id}/role", {"role": "shipper"})
    assert {m.role for m in queries.list_members(uow.session, shop.id)} == {"owner", "shipper"}
    client.post(f"/ja/office/members/{ren.id}/role", {"role": "city_admin"}, status=409)
    client.post(f"/ja/office/members/{ren.id}/remove")
    uow.session.expire_all()
    found = queries.find_actor(uow.session, theirs, None, uow.now)
    assert found is not None
    assert found.actor.permissions == frozenset()


def test_the_last_owner_cannot_be_removed(client: PageClient, uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=shop))
    (owner,) = queries.list_members(uow.session, shop.id)
    client.post(f"/ja/office/members/{owner.user_id}/remove", status=409)
    assert len(queries.list_members(uow.session, shop.id)) == 1


def test_people_of_another_business_are_not_found(client: PageClient, uow: UnitOfWork) -> None:
    mine, theirs, ren = identity.vendor(uow), identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=ren.id, organisation_id=theirs.id, role=Role.EDITOR)
    client.sign_in(identity.signed_in(uow, organisation=mine))
    client.post(f"/ja/office/members/{ren.id}/remove", status=404)
    client.post(f"/ja/office/members/{ren.id}/role", {"role": "owner"}, status=404)
    assert [m.role for m in queries.list_members(uow.session, theirs.id)] == ["editor"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SHIPPER, Role.ACCOUNTANT, Role.HELPER])
def test_only_the_owner_says_who_works_here(
    client: PageClient, uow: UnitOfWork, role: Role
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow), role=role))
    client.get("/ja/office/members/", status=403)


def test_the_citys_administrator_manages_the_citys_people(
    client: PageClient, uow: UnitOfWork
) -> None:
    city = identity.city(uow)
    client.sign_in(identity.signed_in(uow, organisation=city, role=Role.CITY_ADMIN))
    page = client.get("/ja/city/members/")
    roles = [option.get("value") for option in page.all("#role option")]
    assert roles == ["city_staff", "city_admin"]
    client.post("/ja/city/members/", {"email": "ren@example.org", "role": "owner"}, status=422)
    client.post("/ja/city/members/", {"email": "ren@example.org", "role": "city_staff"})
    assert [i.role for i in queries.list_invitations(uow.session, city.id)] == [Role.CITY_STAFF]


def test_ordinary_staff_do_not_manage_the_citys_people(client: PageClient, uow: UnitOfWork) -> None:
    token = identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF)
    client.sign_in(token)
    client.get("/ja/city/members/", status=403)
