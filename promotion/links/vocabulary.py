"""The fixed words for where a link stands: free words cannot be added up later."""

from typing import Final

from core.text import LazyText, lazy

MEDIA: Final[tuple[tuple[str, LazyText], ...]] = (
    ("print", lazy("Print (poster, leaflet, shelf card)")),
    ("parcel", lazy("Leaflet in a parcel")),
    ("social", lazy("Social network")),
    ("message", lazy("Message (mail, LINE)")),
    ("video", lazy("Video")),
    ("press", lazy("Press and municipal bulletin")),
    ("partner", lazy("Another site")),
)
MEDIUM_KEYS: Final = frozenset(key for key, _ in MEDIA)
