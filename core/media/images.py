"""Photos: checked before they are decoded, turned upright, stripped, re-encoded in four widths."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final, cast

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import DomainError

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF")
WIDTHS: Final = (320, 640, 960, 1600)
MAX_PIXELS: Final = 50_000_000
MAX_BYTES: Final = 25 * 1024 * 1024
MIN_SIDE: Final = 200
ENCODINGS: Final = (
    ("avif", "image/avif", {"quality": 60, "speed": 9}),
    ("webp", "image/webp", {"quality": 75, "method": 4}),
    ("jpg", "image/jpeg", {"quality": 80, "progressive": True, "optimize": True}),
)


@dataclass(frozen=True)
class Rendition:
    """One file of a photo."""

    width: int
    extension: str
    content: bytes


@dataclass(frozen=True)
class CheckedPhoto:
    """A photo that may be kept: upright, without metadata."""

    image: Image.Image
    placeholder_colour: str


def check(stream: IO[bytes]) -> CheckedPhoto:
    """Decode an upload by its content, never by its name.

    Raises DomainError `photo_…` for anything that is not one still picture of sane size; the
    pixel count is read from the header, before memory is spent on it.
    """
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise DomainError("photo_too_large", "This photo is larger than 25 MB.", field="photo")
    try:
        image = Image.open(BytesIO(raw), formats=FORMATS)
        _check_shape(image)
        image.draft("RGB", (3200, 3200))
        upright = ImageOps.exif_transpose(image)
        clean = _flatten(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise DomainError(
            "photo_unreadable",
            "This file is not a photo that we can read. Send a JPEG, PNG, WebP or AVIF.",
            field="photo",
        ) from None
    return CheckedPhoto(clean, _placeholder(clean))


def _check_shape(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise DomainError(
            "photo_too_many_pixels", "This photo has more than 50 million pixels.", field="photo"
        )
    if min(width, height) < MIN_SIDE:
        raise DomainError(
            "photo_too_small",
            "This photo is too small. Each side needs 200 pixels or more.",
            field="photo",
        )
    if image.format != "MPO" and cast("int", getattr(image, "n_frames", 1)) > 1:
        raise DomainError("photo_moves", "Moving pictures cannot be used here.", field="photo")


def _flatten(image: Image.Image) -> Image.Image:
    """RGB on white, as a new picture: nothing of the file but its pixels goes on."""
    if image.mode in {"RGBA", "LA", "P"}:
        rgba = image.convert("RGBA")
        ground = Image.new("RGB", rgba.size, "white")
        ground.paste(rgba, mask=rgba.getchannel("A"))
        return ground
    rgb = image.convert("RGB")
    clean = Image.new("RGB", rgb.size)
    clean.paste(rgb)
    return clean


def _placeholder(image: Image.Image) -> str:
    pixel = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    red, green, blue = cast("tuple[int, int, int]", pixel)
    return f"#{red:02x}{green:02x}{blue:02x}"


def original(photo: CheckedPhoto) -> bytes:
    """The clean picture, kept so that renditions can be made again."""
    image = photo.image
    if max(image.size) > 3200:
        image = image.copy()
        image.thumbnail((3200, 3200))
    out = BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def renditions(content: bytes) -> Iterator[Rendition]:
    """Every width the picture is large enough for, in every encoding; never enlarged."""
    image = Image.open(BytesIO(content), formats=("JPEG",))
    image.load()
    for width in widths_for(image.width):
        height = max(1, round(image.height * width / image.width))
        scaled = image.resize((width, height), Image.Resampling.LANCZOS)
        for extension, _, options in ENCODINGS:
            out = BytesIO()
            name = "JPEG" if extension == "jpg" else extension.upper()
            scaled.save(out, name, **options)
            yield Rendition(width, extension, out.getvalue())


def widths_for(width: int) -> list[int]:
    """The widths a picture is offered in: the four, or its own when it is smaller."""
    fitting = [step for step in WIDTHS if step <= width]
    return fitting or [width]
