"""Text that travels pressed, for browsers that can read it so."""

from typing import Any, Final, cast

import brotli
from flask import Response, request

BEST: Final = 11
QUICK: Final = 5


def press(content: bytes, quality: int) -> bytes:
    """The content with Brotli; BEST for what is kept, QUICK for what is made for one answer."""
    return cast("bytes", cast("Any", brotli).compress(content, quality=quality))


def is_wanted() -> bool:
    """Whether this reader's browser takes it."""
    return "br" in request.headers.get("Accept-Encoding", "")


def mark(response: Response) -> Response:
    """Say of an answer that its body is pressed."""
    response.headers["Content-Encoding"] = "br"
    return response
