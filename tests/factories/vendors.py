"""A business's people at their desk."""

from collections.abc import Callable
from dataclasses import replace

from core.identity.models import Role
from core.identity.permissions import ROLES
from core.testing.client import PageClient
from core.unit_of_work import Actor, ActorKind, UnitOfWork
from shop.storefronts.models import Storefront
from tests.factories import identity, shop

Desk = Callable[..., PageClient]


def acting(uow: UnitOfWork, storefront: Storefront, *, role: Role = Role.OWNER) -> UnitOfWork:
    """The same transaction, with a person of this business acting in it."""
    person = identity.user(uow)
    actor = Actor(
        kind=ActorKind.USER,
        user_id=person.id,
        organisation_id=storefront.organisation_id,
        permissions=frozenset(ROLES[role]),
        display_name=person.name,
    )
    return replace(uow, actor=actor)


def sign_in(
    client: PageClient,
    uow: UnitOfWork,
    storefront: Storefront | None = None,
    *,
    role: Role = Role.OWNER,
) -> Storefront:
    """Sit a person of this business (or of a new one) down at the desk; the business."""
    owned = storefront or shop.storefront(uow)
    token = identity.signed_in(uow, organisation=owned.organisation, role=role)
    client.sign_in(token, owned.organisation_id)
    return owned
