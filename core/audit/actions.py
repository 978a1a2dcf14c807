"""What was done to what, in words: packages add theirs while the application is composed."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

_words: Final[dict[str, LazyText]] = {
    "identity:password:change": lazy("Password changed"),
    "identity:email:change": lazy("E-mail address changed"),
    "identity:copy:ask": lazy("Copy of the own data asked for"),
    "identity:passkey:add": lazy("Passkey registered"),
    "identity:passkey:remove": lazy("Passkey removed"),
    "identity:one_time_codes:start": lazy("One-time codes set up"),
    "identity:one_time_codes:stop": lazy("One-time codes stopped"),
    "identity:recovery_code:use": lazy("Recovery code used"),
    "identity:recovery_codes:renew": lazy("New recovery codes made"),
    "office:member:invite": lazy("Person invited"),
    "office:member:withdraw": lazy("Invitation withdrawn"),
    "office:member:set": lazy("Person given a role"),
    "office:member:remove": lazy("Person removed"),
    "city:user:add": lazy("Account added by an operator"),
    "city:user:deactivate": lazy("Account closed"),
    "city:user:reset_second_factor": lazy("Second factor reset"),
}

_kinds: Final[dict[str, LazyText]] = {
    "user": lazy("Account"),
    "invitation": lazy("Invitation"),
}


def name(actions: Mapping[str, LazyText], kinds: Mapping[str, LazyText]) -> None:
    """Say what actions, and the kinds of things they are done to, are called on the pages."""
    _words.update(actions)
    _kinds.update(kinds)


def words_of(action: str) -> str:
    """What a person reads for an action; its own name where nobody has given it words."""
    found = _words.get(action)
    return str(found) if found is not None else action


def kind_of(subject_kind: str) -> str:
    """What a person reads for the thing that was changed."""
    found = _kinds.get(subject_kind)
    return str(found) if found is not None else subject_kind
