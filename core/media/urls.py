"""Pictures as templates show them."""

from dataclasses import dataclass

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


def photo(asset: Asset | None, alt: str = "") -> PhotoView | None:
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
