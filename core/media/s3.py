"""Media in an S3-compatible store; imported only where MEDIA_URL names one, for boto3 is heavy."""

from typing import Any, cast

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from core.media.storage import TYPES


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

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._key(name))
