"""Facts that packages above may hear."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """The base of every fact: past tense, plain values, a stable name."""

    name: ClassVar[str]

    def payload(self) -> dict[str, Any]:
        return asdict(self)
