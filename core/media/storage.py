"""Where media lie: a folder, or an S3-compatible store, by URL."""

from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, Protocol, cast
from urllib.parse import urlsplit

from core.settings import Settings

TYPES: Final = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
}


class Storage(Protocol):
    """Keeps files by name; a name is written once."""

    def write(self, name: str, content: bytes) -> None: ...
    def read(self, name: str) -> bytes | None: ...
    def remove(self, name: str) -> None: ...


class FolderStorage:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)

    def read(self, name: str) -> bytes | None:
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


def storage_of(settings: Settings) -> Storage:
    """The store that MEDIA_URL names."""
    address = settings.effective_media_url
    if address.startswith("s3://"):
        parts = urlsplit(address)
        make = import_module("core.media.s3").S3Storage
        return cast("Storage", make(parts.netloc, parts.path, settings.s3_endpoint))
    return FolderStorage(Path(address))
