"""Pictures as templates show them."""

from dataclasses import dataclass
from typing import Any, Final

from core.media.images import ENCODINGS
from core.media.models import Asset, AssetKind, AssetState


@dataclass(frozen=True)
class PhotoView:
    """A picture with its addresses; empty `sources` means one file for all."""

    src: str
    alt: str
    width: int
    height: int
    placeholder_colour: str
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Picture:
    """An asset read as plain columns: lists of many goods need no live rows."""

    key: str
    kind: AssetKind
    state: AssetState
    width: int
    height: int
    placeholder_colour: str
    widths: list[int]


COLUMNS: Final = (
    Asset.key.label("asset_key"),
    Asset.kind.label("asset_kind"),
    Asset.state.label("asset_state"),
    Asset.width.label("asset_width"),
    Asset.height.label("asset_height"),
    Asset.placeholder_colour.label("asset_colour"),
    Asset.widths.label("asset_widths"),
)
"""What a list selects of an asset, for `photo_of`."""


def photo_of(row: Any, alt: str = "") -> PhotoView | None:
    """How the picture of a row with `COLUMNS` is shown; None where it has none."""
    if row.asset_key is None:
        return None
    picture = Picture(
        row.asset_key,
        row.asset_kind,
        row.asset_state,
        row.asset_width,
        row.asset_height,
        row.asset_colour,
        row.asset_widths,
    )
    return photo(picture, alt)


def photo(asset: Asset | Picture | None, alt: str = "") -> PhotoView | None:
    """How a picture is shown; None while it has no files yet."""
    if asset is None or asset.state is not AssetState.READY:
        return None
    base = f"/media/{asset.key}"
    if asset.kind is AssetKind.DRAWING:
        return PhotoView(
            f"{base}/drawing.svg", alt, asset.width, asset.height, asset.placeholder_colour
        )
    sources = tuple(
        (kind, ", ".join(f"{base}/{width}.{extension} {width}w" for width in asset.widths))
        for extension, kind, _ in ENCODINGS
    )
    middle = asset.widths[len(asset.widths) // 2]
    return PhotoView(
        f"{base}/{middle}.jpg", alt, asset.width, asset.height, asset.placeholder_colour, sources
    )
