"""Passkeys: what a device is asked, and whether what it signed is right."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticatorTransport, PublicKeyCredentialDescriptor

from core.errors import DomainError
from core.identity.models import Passkey, User
from core.identity.service import NewPasskey
from core.identity.setup import ISSUER, library


@dataclass(frozen=True, kw_only=True)
class Site:
    """Whose passkeys they are: the host, and the address a browser shows."""

    host: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a browser asks its device, and the challenge that the answer must carry."""

    options: dict[str, Any]
    challenge: str


def ask_for_new(site: Site, user: User, known: Sequence[Passkey]) -> Question:
    """Ask a device to make a passkey."""
    challenge = secrets.token_urlsafe(32)
    wishes: dict[str, Any] = {
        "rp_id": site.host,
        "rp_name": ISSUER,
        "user_id": user.fs_webauthn_user_handle.encode(),
        "user_name": user.email,
        "user_display_name": user.name,
        "challenge": challenge.encode(),
        "exclude_credentials": _described(known),
    }
    options = generate_registration_options(**library().registration_options(user, wishes))
    return Question(options=options_to_json_dict(options), challenge=challenge)


def ask_for_known(site: Site, allowed: Sequence[Passkey] = ()) -> Question:
    """Ask a device for one of these passkeys, or for any it has of this site."""
    challenge = secrets.token_urlsafe(32)
    wishes: dict[str, Any] = {
        "rp_id": site.host,
        "challenge": challenge.encode(),
        "allow_credentials": _described(allowed),
    }
    options = generate_authentication_options(**library().authentication_options(wishes))
    return Question(options=options_to_json_dict(options), challenge=challenge)


def check_new(answer: str, challenge: str, site: Site) -> NewPasskey:
    """The passkey a device made. Raises DomainError `passkey_refused`."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        transports = cast("list[str]", json.loads(answer)["response"].get("transports") or [])
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refused() from error
    return NewPasskey(
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=[text for text in transports if text in _TRANSPORTS],
        device_type=made.credential_device_type.value,
        backup_state=made.credential_backed_up,
    )


def check_known(answer: str, challenge: str, passkey: Passkey, site: Site) -> int:
    """The passkey's new counter. Raises DomainError `passkey_refused`."""
    try:
        shown = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise _refused() from error
    return shown.new_sign_count


def credential_id_of(answer: str) -> bytes:
    """Which passkey an answer comes from. Raises DomainError `passkey_refused`."""
    try:
        return base64url_to_bytes(cast("str", json.loads(answer)["rawId"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _refused() from error


def _refused() -> DomainError:
    return DomainError(
        "passkey_refused",
        "This passkey could not be checked. Please try again, or sign in another way.",
    )


_TRANSPORTS = {transport.value for transport in AuthenticatorTransport}


def _described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential_id,
            transports=[AuthenticatorTransport(text) for text in passkey.transports],
        )
        for passkey in known
    ]
