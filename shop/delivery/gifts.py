"""What goes with a present: who it is from, the noshi, wrapping and a message."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from core.errors import DomainError
from core.text import LazyText, lazy

LONGEST_NOSHI: Final = 20
LONGEST_MESSAGE: Final = 300


class Noshi(StrEnum):
    """The paper band by its knot, which says what kind of occasion it is."""

    NONE = ""
    BOW = "bow"
    KNOT = "knot"
    MOURNING = "mourning"


NOSHI_WORDS: Final[Mapping[Noshi, LazyText]] = {
    Noshi.NONE: lazy("No noshi"),
    Noshi.BOW: lazy("Red and white bow: thanks, seasons, births"),
    Noshi.KNOT: lazy("Red and white knot: weddings, recovery from illness"),
    Noshi.MOURNING: lazy("Yellow and white knot: mourning and memorial days"),
}
NOSHI_JA: Final[Mapping[Noshi, str]] = {
    Noshi.NONE: "",
    Noshi.BOW: "紅白 蝶結び",
    Noshi.KNOT: "紅白 結び切り",
    Noshi.MOURNING: "黄白 結び切り",
}
"""What the packer reads, who works in Japanese."""


@dataclass(frozen=True, kw_only=True)
class Gift:
    """What goes with a parcel; an empty one is no present."""

    sender: str = ""
    noshi: Noshi = Noshi.NONE
    noshi_above: str = ""
    noshi_below: str = ""
    is_wrapped: bool = False
    message: str = ""

    def __bool__(self) -> bool:
        return self != NO_GIFT

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Gift":
        """A gift as it was written down; the words of a noshi count only with a noshi."""
        word = str(values.get("noshi") or "")
        noshi = Noshi(word) if word in set(Noshi) else Noshi.NONE
        return cls(
            sender=_line(values, "sender"),
            noshi=noshi,
            noshi_above=_line(values, "noshi_above") if noshi else "",
            noshi_below=_line(values, "noshi_below") if noshi else "",
            is_wrapped=bool(values.get("is_wrapped")),
            message=str(values.get("message") or "").strip(),
        )

    def as_dict(self) -> dict[str, Any]:
        """How it is written down; nothing of an empty one."""
        return {**asdict(self), "noshi": self.noshi.value} if self else {}

    def check(self) -> None:
        """Raise DomainError for words that fit on no band or card."""
        if max(len(self.noshi_above), len(self.noshi_below)) > LONGEST_NOSHI:
            raise DomainError(
                "noshi_too_long",
                "At most %(longest)s characters fit on a line of the noshi.",
                field="noshi_above",
                longest=LONGEST_NOSHI,
            )
        if len(self.message) > LONGEST_MESSAGE or len(self.sender) > LONGEST_MESSAGE:
            raise DomainError(
                "message_too_long",
                "At most %(longest)s characters fit on the card.",
                field="message",
                longest=LONGEST_MESSAGE,
            )

    def fee(self, wrapping_fee: int | None, noshi_fee: int | None) -> int:
        """What a business charges for one parcel of it; what it does not offer costs nothing."""
        wrapping = wrapping_fee or 0 if self.is_wrapped else 0
        return wrapping + (noshi_fee or 0 if self.noshi else 0)


NO_GIFT: Final = Gift()


def _line(values: Mapping[str, Any], name: str) -> str:
    return " ".join(str(values.get(name) or "").split())
