"""Flask-Security behind one door: hashing, one-time codes, recovery codes, passkey options.

The library gets an application of its own that answers no request: its views, its session and
its user loader stay out of the market's, where permission, language, limits and design hold for
every page alike (docs/adr/0003-identity.md).
"""

import hashlib
import hmac
import threading
from base64 import urlsafe_b64encode
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, Final, cast

from flask import Flask
from flask_security import Security, Totp, UserDatastore, WebauthnUtil
from flask_security import hash_password as library_hash
from flask_security.utils import verify_password as library_verify
from passlib.exc import TokenError
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core.errors import UnavailableError
from core.identity import tokens
from core.identity.models import Passkey, User
from core.identity.ports import set_proofs
from core.settings import Settings

ISSUER: Final = "Yaizu Digital Market"
HASHES_AT_ONCE: Final = 2
HASH_PATIENCE: Final = 10.0
# OWASP's smallest: 19 MiB and two passes. The library's 64 MiB and three would let a handful of
# visitors hold a small server's memory and both of its processors.
ARGON2: Final = {
    "argon2__memory_cost": 19456,
    "argon2__time_cost": 2,
    "argon2__parallelism": 1,
}
STRENGTH_READ: Final = 72
CLOCK_SKEW: Final = 30


class _Datastore(UserDatastore):
    """What the library changes belongs to our unit of work, whose commit is ours."""

    def put(self, model: Any) -> Any:
        return model

    def commit(self) -> None:
        """Nothing: the unit of work commits."""


class _Totp(Totp):
    """One-time codes at a given instant, each accepted once."""

    def match_at(self, code: str, secret: str, at: datetime, after: int | None) -> int | None:
        try:
            match = cast("Any", self._totp).verify(
                code, secret, time=int(at.timestamp()), window=CLOCK_SKEW, last_counter=after
            )
        except TokenError:
            return None
        return cast("int", match.counter)

    def code_at(self, secret: str, at: datetime) -> str:
        return cast("Any", self._totp).from_source(secret).generate(int(at.timestamp())).token

    def secret_of(self, base32: str) -> str:
        return cast("Any", self._totp)(key=base32, format="base32").to_json(encrypt=True)


class _Webauthn(WebauthnUtil):
    """A phone's or a laptop's own passkey: findable without a name, and verifying the person.

    The library's default asks for a key on a cable, and a phone then waits for ever.
    """

    def authenticator_selection(
        self,
        user: Any,  # noqa: ARG002 - the library's signature
        usage: str,  # noqa: ARG002
    ) -> AuthenticatorSelectionCriteria:
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(
        self,
        user: Any,  # noqa: ARG002 - the library's signature
        usage: list[str],  # noqa: ARG002
    ) -> UserVerificationRequirement:
        return UserVerificationRequirement.REQUIRED


class Library:
    """Answers `core.identity.ports.Proofs`, and makes the options of passkeys."""

    def __init__(self, secret: str) -> None:
        self._app = Flask("core.identity")
        cast("dict[str, Any]", self._app.config).update(_configuration(secret))
        self._security = Security(
            self._app,
            _Datastore(cast("Any", User), cast("Any", None), cast("Any", Passkey)),
            register_blueprint=False,
            totp_cls=_Totp,
            webauthn_util_cls=_Webauthn,
        )
        self._slots = threading.BoundedSemaphore(HASHES_AT_ONCE)
        self._nobody = ""

    @contextmanager
    def _hashing(self) -> Generator[None, None, None]:
        """A place among the few that may hash at once: each takes memory and a processor."""
        if not self._slots.acquire(timeout=HASH_PATIENCE):
            raise UnavailableError("too many passwords are being checked")
        try:
            with self._app.app_context():
                yield
        finally:
            self._slots.release()

    def _normal(self, password: str) -> str:
        return self._security.password_util.normalize(password)

    def hash_password(self, password: str) -> str:
        with self._hashing():
            return library_hash(self._normal(password))

    def is_password(self, password: str, hashed: str | None) -> bool:
        if hashed is None and not self._nobody:
            self._nobody = self.hash_password("nobody's password")
        with self._hashing():
            fits = library_verify(self._normal(password), hashed or self._nobody)
        return fits and hashed is not None

    def is_guessable(self, password: str, about: Sequence[str]) -> bool:
        known = {f"known{number}": word for number, word in enumerate(about)}
        with self._app.app_context():
            problems, _ = cast("Any", self._security.password_util).validate(
                self._normal(password)[:STRENGTH_READ],
                True,
                **known,
            )
        return bool(problems)

    @property
    def _totp(self) -> _Totp:
        return cast("_Totp", self._security.totp_factory)

    def new_totp_secret(self) -> str:
        return self._totp.generate_totp_secret()

    def totp_secret_of(self, base32: str) -> str:
        return self._totp.secret_of(base32)

    def totp_key(self, secret: str) -> str:
        return self._totp.get_totp_pretty_key(secret)

    def totp_uri(self, secret: str, email: str) -> str:
        return self._totp.get_totp_uri(email, secret)

    def totp_code(self, secret: str, *, at: datetime) -> str:
        return self._totp.code_at(secret, at)

    def match_totp(self, code: str, secret: str, *, at: datetime, after: int | None) -> int | None:
        return self._totp.match_at("".join(code.split()), secret, at, after)

    def new_recovery_codes(self, user: User) -> list[str]:
        with self._app.app_context():
            return self._security.mf_recovery_codes_util.create_recovery_codes(cast("Any", user))

    def take_recovery_code(self, user: User, code: str) -> bool:
        plain = code.strip().lower()
        util, person = self._security.mf_recovery_codes_util, cast("Any", user)
        with self._app.app_context():
            if not util.check_recovery_code(person, plain):
                return False
            return util.delete_recovery_code(person, plain)

    def registration_options(self, user: User, options: dict[str, Any]) -> dict[str, Any]:
        """What `webauthn` needs to offer a new passkey, completed by our wishes."""
        with self._app.app_context():
            util = self._security.webauthn_util
            return util.registration_options(cast("Any", user), "first", options)

    def authentication_options(self, options: dict[str, Any]) -> dict[str, Any]:
        """What `webauthn` needs to ask for a passkey, completed by our wishes."""
        with self._app.app_context():
            return self._security.webauthn_util.authentication_options(None, ["first"], options)


def _configuration(secret: str) -> dict[str, Any]:
    key = hmac.new(secret.encode(), b"core.identity.recovery_codes", hashlib.sha256).digest()
    totp = hmac.new(secret.encode(), b"core.identity.one_time_codes", hashlib.sha256).hexdigest()
    return {
        "SECRET_KEY": secret,
        "WTF_CSRF_ENABLED": False,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        # No pepper: a changed secret key must not lock everybody out.
        "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_PASSWORD_COMPLEXITY_CHECKER": "zxcvbn",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [urlsafe_b64encode(key)],
        "SECURITY_TOTP_SECRETS": {"1": totp},
        "SECURITY_TOTP_ISSUER": ISSUER,
    }


@cache
def library_of(secret: str) -> Library:
    """The library with keys made of a secret; made once, however many applications there are."""
    return Library(secret)


_current: list[Library] = []


def use_secret(secret: str) -> None:
    """Let identities be proved with keys made of this secret."""
    _current[:] = [library_of(secret)]
    set_proofs(_current[0])
    tokens.set_secret(secret)


def library() -> Library:
    """The library of this process. Raises IndexError before composition."""
    return _current[0]


def init_app(app: Flask, settings: Settings) -> None:
    """Set identity up for an application, its worker and its commands."""
    use_secret(settings.effective_secret_key)
    cast("dict[str, Any]", app.config).update(
        SIGN_IN_ENDPOINT="core.identity.sign_in",
        SECOND_FACTOR_ENDPOINT="core.identity.second_factor",
    )
