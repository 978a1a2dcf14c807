"""What drafting asks of machines outside."""

from collections.abc import Sequence
from typing import Protocol

from core.registry import Registry


class Translator(Protocol):
    """A machine that translates: asked in a job, outside of any transaction."""

    @property
    def name(self) -> str:
        """What readers are told the draft was made by."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Each text in the target's written form. Raises UnavailableError when it cannot."""
        ...


translators: Registry[Translator] = Registry("i18n.drafts.translators")
