"""Media in an S3-compatible store: the real client against a store of the test's own."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from core.media.s3 import S3Storage
from core.media.storage import FolderStorage, storage_of
from core.settings import Settings

MISSING = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>'


class Store:
    """Keeps what is put, by path; answers as S3 does for what is not there."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, str]] = {}

    @Request.application
    def application(self, request: Request) -> Response:
        if request.method == "PUT":
            self.objects[request.path] = (_decoded(request), request.content_type)
            return Response(status=200, headers={"ETag": '"x"'})
        found = self.objects.get(request.path)
        if found is None:
            return Response(MISSING, status=404, content_type="application/xml")
        return Response(found[0], content_type=found[1])


def _decoded(request: Request) -> bytes:
    """The body without the chunk frames in which the client may send it."""
    body = request.get_data()
    if "aws-chunked" not in request.headers.get("Content-Encoding", ""):
        return body
    size, rest = body.split(b"\r\n", 1)
    return rest[: int(size.split(b";")[0], 16)]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def endpoint(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")
    server = make_server("127.0.0.1", 0, store.application)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_written_is_read_back_from_under_its_prefix(store: Store, endpoint: str) -> None:
    storage = S3Storage("fish", "market/media", endpoint)
    storage.write("abc/320.avif", b"picture")
    assert store.objects == {"/fish/market/media/abc/320.avif": (b"picture", "image/avif")}
    assert storage.read("abc/320.avif") == b"picture"


def test_what_is_not_there_is_none(endpoint: str) -> None:
    assert S3Storage("fish", "", endpoint).read("abc/640.avif") is None


def test_the_address_chooses_the_store(settings: Settings, endpoint: str) -> None:
    far = settings.model_copy(update={"media_url": "s3://fish/x", "s3_endpoint": endpoint})
    assert isinstance(storage_of(far), S3Storage)
    assert isinstance(storage_of(settings), FolderStorage)
