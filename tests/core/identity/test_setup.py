"""The library behind its door: few hashes at once, and as much work for strangers."""

import threading
import time

import pytest

from core.errors import UnavailableError
from core.identity import setup
from core.identity.setup import Library

SECRET = "another-secret-key-for-tests-only-32-chars"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SECRET)


def test_no_more_hashes_are_made_at_once_than_memory_allows(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "HASH_PATIENCE", 0.01)
    for _ in range(setup.HASHES_AT_ONCE):
        library._slots.acquire()
    try:
        with pytest.raises(UnavailableError):
            library.hash_password("namiuchi-giwa no shirasu 7")
    finally:
        for _ in range(setup.HASHES_AT_ONCE):
            library._slots.release()
    assert library.hash_password("namiuchi-giwa no shirasu 7").startswith("$argon2id$")


def test_many_at_once_are_all_answered(library: Library) -> None:
    hashed = library.hash_password("namiuchi-giwa no shirasu 7")
    answers: list[bool] = []

    def ask() -> None:
        answers.append(library.is_password("namiuchi-giwa no shirasu 7", hashed))

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 12


def test_an_unknown_account_costs_a_hash_as_well(library: Library) -> None:
    hashed = library.hash_password("namiuchi-giwa no shirasu 7")
    library.is_password("warm", None)

    def cost(known: str | None) -> float:
        before = time.thread_time()
        library.is_password("not the password", known)
        return time.thread_time() - before

    known, unknown = min(cost(hashed) for _ in range(5)), min(cost(None) for _ in range(5))
    assert unknown > known / 2


def test_a_secret_is_kept_encrypted_with_this_markets_key(library: Library) -> None:
    other = Library("a-third-secret-key-for-tests-only-32-chars")
    foreign = other.new_totp_secret()
    assert other.totp_key(foreign).replace("-", "") not in foreign
    assert library.totp_key(foreign) != other.totp_key(foreign)
