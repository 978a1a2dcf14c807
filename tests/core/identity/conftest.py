"""What proves identities, without an application around it."""

import pytest

from core.identity import setup

SECRET = "a-secret-key-for-tests-only-32-chars"


@pytest.fixture(autouse=True)
def _proofs() -> None:
    setup.use_secret(SECRET)
