"""Where media lie: a folder, or an S3-compatible store, by URL."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, Protocol, cast
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

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


class S3Storage:
    """Objects in a bucket, under a prefix."""

    def __init__(self, bucket: str, prefix: str, endpoint: str) -> None:
        self._bucket, self._prefix = bucket, prefix.strip("/")
        settings = Config(connect_timeout=3, read_timeout=20, retries={"max_attempts": 2})
        make = cast("Any", boto3).client
        self._client: Any = make("s3", endpoint_url=endpoint or None, config=settings)

    def _key(self, name: str) -> str:
        return f"{self._prefix}/{name}" if self._prefix else name

    def write(self, name: str, content: bytes) -> None:
        kind = TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
        self._client.put_object(
            Bucket=self._bucket, Key=self._key(name), Body=content, ContentType=kind
        )

    def read(self, name: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name))
        except ClientError as error:
            if cast("Any", error).response["Error"]["Code"] in {"NoSuchKey", "404"}:
                return None
            raise
        return cast("bytes", answer["Body"].read())


def storage_of(settings: Settings) -> Storage:
    """The store that MEDIA_URL names."""
    address = settings.effective_media_url
    if address.startswith("s3://"):
        parts = urlsplit(address)
        return S3Storage(parts.netloc, parts.path, settings.s3_endpoint)
    return FolderStorage(Path(address))
