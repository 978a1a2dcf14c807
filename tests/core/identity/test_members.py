"""Members and invitations: the rules, on both engines."""

import pytest
from sqlalchemy import func, select

from core.errors import DomainError, NotFoundError
from core.identity import queries, service
from core.identity.models import Membership, Role
from core.unit_of_work import UnitOfWork
from tests.factories import identity


def refusal(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_an_invitation_is_accepted_once(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    service.invite(
        uow,
        organisation_id=shop.id,
        email="Ren@Example.org",
        role=Role.SHIPPER,
        locale="ja",
        page="http://localhost/ja/identity/join",
    )
    (mail,) = identity.mails(uow, "ren@example.org")
    ren, other = identity.user(uow), identity.user(uow)
    service.accept_invitation(uow, identity.token_in(mail), user_id=ren.id)
    assert [m.role for m in queries.list_members(uow.session, shop.id)] == ["shipper"]
    with pytest.raises(DomainError) as error:
        service.accept_invitation(uow, identity.token_in(mail), user_id=other.id)
    assert refusal(error) == "link_dead"


def test_a_newer_or_withdrawn_invitation_makes_the_older_link_useless(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    invitations = [
        service.invite(
            uow,
            organisation_id=shop.id,
            email="ren@example.org",
            role=role,
            locale="ja",
            page="http://localhost/x",
        )
        for role in (Role.SHIPPER, Role.EDITOR)
    ]
    first, second = (identity.token_in(mail) for mail in identity.mails(uow, "ren@example.org"))
    assert service.find_invitation(uow, first) is None
    assert service.find_invitation(uow, second) is not None
    service.withdraw_invitation(uow, organisation_id=shop.id, invitation_id=invitations[1].id)
    assert service.find_invitation(uow, second) is None
    with pytest.raises(NotFoundError):
        service.withdraw_invitation(
            uow, organisation_id=identity.vendor(uow).id, invitation_id=invitations[1].id
        )


def test_a_role_of_the_city_cannot_be_given_in_a_business(uow: UnitOfWork) -> None:
    shop = identity.vendor(uow)
    with pytest.raises(DomainError) as error:
        service.invite(
            uow,
            organisation_id=shop.id,
            email="ren@example.org",
            role=Role.CITY_ADMIN,
            locale="ja",
            page="http://localhost/x",
        )
    assert refusal(error) == "role_unfit"
    assert identity.mails(uow, "ren@example.org") == []


def test_the_last_owner_stays_owner(uow: UnitOfWork) -> None:
    shop, owner, helper = identity.vendor(uow), identity.user(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    service.add_member(uow, user_id=helper.id, organisation_id=shop.id, role=Role.EDITOR)
    uow.session.flush()
    for attempt in (
        lambda: service.remove_member(uow, organisation_id=shop.id, user_id=owner.id),
        lambda: service.change_role(
            uow, organisation_id=shop.id, user_id=owner.id, role=Role.EDITOR
        ),
    ):
        with pytest.raises(DomainError) as error:
            attempt()
        assert refusal(error) == "last_one"
    service.change_role(uow, organisation_id=shop.id, user_id=helper.id, role=Role.OWNER)
    service.remove_member(uow, organisation_id=shop.id, user_id=owner.id)
    uow.session.flush()
    assert [m.user_id for m in queries.list_members(uow.session, shop.id)] == [helper.id]


def test_a_removed_member_may_do_nothing_at_their_next_page(uow: UnitOfWork) -> None:
    shop, owner, other = identity.vendor(uow), identity.user(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)
    service.add_member(uow, user_id=other.id, organisation_id=shop.id, role=Role.SHIPPER)
    token = service.start_sign_in(uow, other)
    uow.session.flush()
    before = queries.find_actor(uow.session, token, None, uow.now)
    assert before is not None
    assert "office:orders:ship" in before.actor.permissions
    service.remove_member(uow, organisation_id=shop.id, user_id=other.id)
    uow.session.flush()
    after = queries.find_actor(uow.session, token, None, uow.now)
    assert after is not None
    assert after.actor.permissions == frozenset()
    assert after.actor.organisation_id is None


def test_a_member_of_another_business_cannot_be_removed_from_here(uow: UnitOfWork) -> None:
    shop, other, owner = identity.vendor(uow), identity.vendor(uow), identity.user(uow)
    service.add_member(uow, user_id=owner.id, organisation_id=other.id, role=Role.OWNER)
    uow.session.flush()
    with pytest.raises(NotFoundError):
        service.remove_member(uow, organisation_id=shop.id, user_id=owner.id)
    assert uow.session.scalar(select(func.count()).select_from(Membership)) == 1
