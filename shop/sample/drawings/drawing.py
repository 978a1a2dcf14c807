"""What a drawing is asked to show: a shape and the facts by which it differs from the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Drawing:
    """The facts of one product that its picture shows."""

    shape: str
    ground: str = "ambient"
    facts: Mapping[str, str | int] = field(default_factory=dict[str, str | int])

    def text(self, name: str, otherwise: str) -> str:
        """Give a fact that is a word."""
        return str(self.facts.get(name, otherwise))

    def number(self, name: str, otherwise: int) -> int:
        """Give a fact that is a number."""
        return int(self.facts.get(name, otherwise))
