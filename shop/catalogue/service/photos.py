"""A product's pictures, in order from 1; the first stands on its card."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Photo, Product
from shop.catalogue.service.products import touch

MOST: Final = 12


def add_photo(
    uow: UnitOfWork, product: Product, asset_id: int, *, alts: Mapping[str, str] | None = None
) -> Photo:
    """Put a picture behind the others. Raises DomainError `photos_too_many`."""
    others = _photos(uow, product)
    if len(others) >= MOST:
        raise DomainError(
            "photos_too_many", "A product can have %(most)s pictures.", field="photo", most=MOST
        )
    photo = Photo(
        product_id=product.id,
        asset_id=asset_id,
        position=len(others) + 1,
        alts=dict(alts or {}),
    )
    uow.session.add(photo)
    uow.session.flush()  # callers order photos by key
    _record(uow, product, "add", photo.id)
    return photo


def order_photos(uow: UnitOfWork, product: Product, photo_ids: Sequence[int]) -> None:
    """Put the pictures into this order. Raises NotFoundError unless all are named once."""
    by_id = {photo.id: photo for photo in _photos(uow, product)}
    if sorted(by_id) != sorted(photo_ids):
        raise NotFoundError("photo")
    for position, photo_id in enumerate(photo_ids, start=1):
        by_id[photo_id].position = position
    _record(uow, product, "order", *photo_ids)


def describe_photo(
    uow: UnitOfWork, product: Product, photo_id: int, alts: Mapping[str, str]
) -> None:
    """Say what is on a picture, per written form."""
    photo = _one(uow, product, photo_id)
    photo.alts = {code: words for code, words in alts.items() if words}
    _record(uow, product, "describe", photo_id)


def remove_photo(uow: UnitOfWork, product: Product, photo_id: int) -> None:
    """Take a picture away; the others close up."""
    uow.session.delete(_one(uow, product, photo_id))
    uow.session.flush()  # the rest is numbered again
    for position, photo in enumerate(_photos(uow, product), start=1):
        photo.position = position
    _record(uow, product, "remove", photo_id)


def _one(uow: UnitOfWork, product: Product, photo_id: int) -> Photo:
    found = next((photo for photo in _photos(uow, product) if photo.id == photo_id), None)
    if found is None:
        raise NotFoundError(str(photo_id))
    return found


def _photos(uow: UnitOfWork, product: Product) -> list[Photo]:
    return list(
        uow.session.scalars(
            select(Photo).where(Photo.product_id == product.id).order_by(Photo.position)
        )
    )


def _record(uow: UnitOfWork, product: Product, verb: str, *photo_ids: int) -> None:
    audit.record(
        uow,
        f"office:product_photo:{verb}",
        ("product", product.id),
        after={"photos": list(photo_ids)},
        organisation_id=product.organisation_id,
    )
    touch(uow, product)
