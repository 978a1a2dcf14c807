"""Taking pictures in."""

import hashlib
import secrets
from typing import IO, Any, Final

from sqlalchemy import select

from core.jobs import JobContext
from core.media import images
from core.media.models import Asset, AssetKind, AssetState
from core.media.storage import Storage
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web import versions

RENDER: Final = "core.media.render"
_storage: list[Storage] = []


def use_storage(storage: Storage) -> None:
    """Say where media lie, while the application is composed."""
    _storage[:] = [storage]


def storage() -> Storage:
    return _storage[0]


def upload(uow: UnitOfWork, stream: IO[bytes], *, organisation_id: int | None) -> Asset:
    """Take a photo in: checked now, its widths made by a job.

    Raises DomainError `photo_…` when it cannot be used. The clean original is written before
    the row is committed: a file without a row is harmless, a row without a file is not.
    """
    photo = images.check(stream)
    key = secrets.token_hex(12)
    storage().write(f"{key}/original.jpg", images.original(photo))
    asset = Asset(
        key=key,
        kind=AssetKind.PHOTO,
        state=AssetState.UPLOADED,
        organisation_id=organisation_id,
        width=photo.image.width,
        height=photo.image.height,
        placeholder_colour=photo.placeholder_colour,
        created_at=uow.now,
    )
    uow.session.add(asset)
    uow.session.flush()  # the job names the asset by its key
    uow.enqueue(RENDER, {"asset_id": asset.id})
    return asset


def render(context: JobContext, payload: dict[str, Any]) -> None:
    """Make a photo's widths, outside any transaction, then say that it is ready."""
    with context.database.unit_of_work(SYSTEM, read_only=True) as uow:
        key = uow.session.get_one(Asset, payload["asset_id"]).key
    content = storage().read(f"{key}/original.jpg")
    if content is None:
        raise FileNotFoundError(key)
    widths: set[int] = set()
    for rendition in images.renditions(content):
        storage().write(f"{key}/{rendition.width}.{rendition.extension}", rendition.content)
        widths.add(rendition.width)
    with context.database.unit_of_work(SYSTEM) as uow:
        asset = uow.session.get_one(Asset, payload["asset_id"])
        asset.widths = sorted(widths)
        asset.state = AssetState.READY
        versions.bump(uow, "media")


def add_drawing(
    uow: UnitOfWork, svg: str, *, width: int, height: int, colour: str = "#f4efe6"
) -> Asset:
    """Keep a drawing made by our own code; the same drawing is kept once."""
    content = svg.encode()
    key = "d" + hashlib.sha256(content).hexdigest()[:23]
    found = uow.session.scalar(select(Asset).where(Asset.key == key))
    if found is not None:
        return found
    storage().write(f"{key}/drawing.svg", content)
    asset = Asset(
        key=key,
        kind=AssetKind.DRAWING,
        state=AssetState.READY,
        organisation_id=None,
        width=width,
        height=height,
        placeholder_colour=colour,
        created_at=uow.now,
    )
    uow.session.add(asset)
    uow.session.flush()  # callers need the key
    return asset
