"""Products and makers that somebody wants to find again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.accounts.models import Favourite, FavouriteKind
from shop.catalogue.models import Product, ProductState
from shop.catalogue.queries import listing
from shop.catalogue.queries.cards import ProductCard
from shop.storefronts import queries as storefronts
from shop.storefronts.models import Storefront, StorefrontState
from shop.storefronts.queries import Maker

MOST: Final = 300


@dataclass(frozen=True, kw_only=True)
class Favourites:
    """What somebody keeps and can still see; `gone` counts what is no longer on show."""

    products: Sequence[ProductCard]
    makers: Sequence[Maker]
    gone: int


def _find(uow: UnitOfWork, kind: FavouriteKind, subject_id: int) -> Favourite | None:
    return uow.session.scalar(
        select(Favourite).where(
            Favourite.user_id == uow.actor.user_id,
            Favourite.kind == kind,
            Favourite.subject_id == subject_id,
        )
    )


def is_favourite(uow: UnitOfWork, kind: FavouriteKind, subject_id: int) -> bool:
    """Whether the signed-in person keeps this; no for guests."""
    return uow.actor.user_id is not None and _find(uow, kind, subject_id) is not None


def keep(uow: UnitOfWork, kind: FavouriteKind, subject_id: int) -> None:
    """Keep something, once. Raises NotFoundError for what is not on show, DomainError when full."""
    if uow.actor.user_id is None or not _is_there(uow, kind, subject_id):
        raise NotFoundError
    if _find(uow, kind, subject_id):
        return
    query = select(Favourite.id).where(Favourite.user_id == uow.actor.user_id).limit(MOST)
    if len(uow.session.scalars(query).all()) >= MOST:
        raise DomainError(
            "too_many_favourites", "You may keep up to %(most)s favourites.", most=MOST
        )
    uow.session.add(
        Favourite(user_id=uow.actor.user_id, kind=kind, subject_id=subject_id, created_at=uow.now)
    )
    uow.session.flush()


def forget(uow: UnitOfWork, kind: FavouriteKind, subject_id: int) -> None:
    """Keep something no longer; what is not kept stays so."""
    if found := _find(uow, kind, subject_id):
        uow.session.delete(found)
        uow.session.flush()


def _is_there(uow: UnitOfWork, kind: FavouriteKind, subject_id: int) -> bool:
    if kind is FavouriteKind.PRODUCT:
        product = uow.session.get(Product, subject_id)
        return product is not None and product.state is ProductState.PUBLISHED
    maker = uow.session.get(Storefront, subject_id)
    return maker is not None and maker.state is StorefrontState.OPEN


def list_favourites(uow: UnitOfWork, locale: str) -> Favourites:
    """The signed-in person's favourites, newest first, in a language."""
    rows = uow.session.execute(
        select(Favourite.kind, Favourite.subject_id)
        .where(Favourite.user_id == uow.actor.user_id)
        .order_by(Favourite.id.desc())
    ).all()
    goods = [key for kind, key in rows if kind is FavouriteKind.PRODUCT]
    firms = [key for kind, key in rows if kind is FavouriteKind.MAKER]
    shown = {card.id: card for card in listing.of_ids(uow, goods, locale)} if goods else {}
    faces = storefronts.makers(uow, firms, locale) if firms else {}
    return Favourites(
        products=[shown[key] for key in goods if key in shown],
        makers=[faces[key] for key in firms if key in faces],
        gone=len(rows) - len(shown) - len(faces),
    )


def forget_gone(uow: UnitOfWork, locale: str) -> None:
    """Let go of what can no longer be seen."""
    there = list_favourites(uow, locale)
    kept = {(FavouriteKind.PRODUCT, card.id) for card in there.products}
    kept |= {(FavouriteKind.MAKER, maker.organisation_id) for maker in there.makers}
    rows = uow.session.scalars(select(Favourite).where(Favourite.user_id == uow.actor.user_id))
    for row in rows:
        if (row.kind, row.subject_id) not in kept:
            uow.session.delete(row)
