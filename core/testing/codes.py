"""One-time codes, made independently of the library that checks them."""

import base64
import hashlib
import hmac
import time


def one_time_code(key: str) -> str:
    """The six digits of now (RFC 6238, SHA-1, 30 seconds)."""
    counter = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(key), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
