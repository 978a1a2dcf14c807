"""Photos are judged by content, cleaned, and offered in widths that fit."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.errors import DomainError
from core.jobs import jobs, run_due
from core.media import service
from core.media.models import Asset, AssetState
from core.media.storage import FolderStorage
from core.media.urls import photo
from core.unit_of_work import SYSTEM, Database

ORIENTATION, GPS = 0x0112, 0x8825


@pytest.fixture(autouse=True)
def _storage(tmp_path: Path) -> None:
    service.use_storage(FolderStorage(tmp_path))
    jobs.add_manual(service.RENDER, service.render)


def jpeg(width: int, height: int, *, orientation: int = 1) -> BytesIO:
    image = Image.new("RGB", (width, height), "navy")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def test_a_photo_is_kept_upright_without_metadata_in_widths_that_fit(
    database: Database, tmp_path: Path
) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        asset = service.upload(uow, jpeg(1000, 500, orientation=6), organisation_id=None)
        # Orientation 6 means: turn it a quarter clockwise to look at it.
        assert (asset.width, asset.height) == (500, 1000)
        assert photo(asset) is None
    assert run_due(database) == 1
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        ready = uow.session.get_one(Asset, asset.id)
    assert (ready.state, ready.widths) == (AssetState.READY, [320])
    files = sorted(path.name for path in (tmp_path / asset.key).iterdir())
    assert files == ["320.avif", "320.jpg", "320.webp", "original.jpg"]
    for name in files:
        with Image.open(tmp_path / asset.key / name) as picture:
            assert dict(picture.getexif()) == {}
    with Image.open(tmp_path / asset.key / "320.jpg") as picture:
        assert picture.size == (320, 640)
        red, _, blue = picture.getpixel((160, 20))
        assert red > 200
        assert blue < 100


def test_a_large_photo_is_offered_in_four_widths(database: Database) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        asset = service.upload(uow, jpeg(1700, 400), organisation_id=None)
    run_due(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        view = photo(uow.session.get_one(Asset, asset.id), "Skipjack")
    assert view is not None
    assert [kind for kind, _ in view.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert view.sources[0][1].split(", ")[-1] == f"/media/{asset.key}/1600.avif 1600w"


def bomb() -> BytesIO:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert out.tell() < 20_000
    out.seek(0)
    return out


def moving() -> BytesIO:
    out = BytesIO()
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (lambda: BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "photo_unreadable"),
        (lambda: BytesIO(b"\xff\xd8\xff\xe0 not really"), "photo_unreadable"),
        (lambda: BytesIO(b""), "photo_unreadable"),
        (lambda: jpeg(199, 400), "photo_too_small"),
        (bomb, "photo_too_many_pixels"),
        (moving, "photo_moves"),
    ],
)
def test_what_is_not_one_still_photo_is_refused(database: Database, stream, code: str) -> None:
    with database.unit_of_work(SYSTEM) as uow, pytest.raises(DomainError) as refusal:
        service.upload(uow, stream(), organisation_id=None)
    assert refusal.value.code == code


def test_what_follows_the_pixels_is_not_kept(database: Database, tmp_path: Path) -> None:
    stream = BytesIO(jpeg(400, 400).getvalue() + b"<script>alert(1)</script>")
    with database.unit_of_work(SYSTEM) as uow:
        asset = service.upload(uow, stream, organisation_id=None)
    assert b"script" not in (tmp_path / asset.key / "original.jpg").read_bytes()


def test_the_same_drawing_is_kept_once(database: Database) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        first = service.add_drawing(uow, "<svg/>", width=800, height=600)
        second = service.add_drawing(uow, "<svg/>", width=800, height=600)
    assert first.id == second.id
