"""Form bodies and query strings with bracketed names, as the library encodes nested values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from shop.payments.simulator.errors import BadParameter

if TYPE_CHECKING:
    from collections.abc import Iterable

Raw: TypeAlias = "str | dict[str, Raw]"

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Raw]:
    """`a[b][0]=c` becomes {"a": {"b": {"0": "c"}}}; lists stay mappings until a rule reads them."""
    tree: dict[str, Raw] = {}
    for name, value in pairs:
        match = _NAME.fullmatch(name)
        if match is None:
            message = f"Invalid parameter name: {name}"
            raise BadParameter(message, name)
        _put(tree, [match[1], *_PART.findall(match[2])], value, name)
    return tree


def _put(tree: dict[str, Raw], parts: list[str], value: str, name: str) -> None:
    for part in parts[:-1]:
        step = tree.setdefault(part or str(len(tree)), {})
        if isinstance(step, str):
            message = f"Invalid object: {name} is given both as a value and as an object."
            raise BadParameter(message, name)
        tree = step
    tree[parts[-1] or str(len(tree))] = value
