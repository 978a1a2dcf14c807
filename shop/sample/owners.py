"""Owners of some sample businesses, so that their desks can be tried."""

from typing import Final

from sqlalchemy import select

from core.identity.models import Organisation
from core.identity.sample import add_sample_owner
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.storefronts.models import Storefront

OWNED: Final = ("kohakubushi", "kiribata", "tomorihama")
"""A maker of katsuobushi, a tea garden, and a fishmonger: one purchase may hold all three."""


def load(uow: UnitOfWork) -> None:
    """Give the first businesses that have goods an owner who can sign in."""
    rows = uow.session.execute(
        select(Organisation, Storefront.slug)
        .join(Storefront, Storefront.organisation_id == Organisation.id)
        .where(Organisation.is_sample, Organisation.id.in_(select(Product.organisation_id)))
        .order_by(Organisation.id)
    ).all()
    for organisation, slug in rows:
        if slug in OWNED:
            add_sample_owner(uow, organisation, slug)
