"""What happens to pulled figures."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class SourcePulled(Event):
    """Days of a source were replaced; tables made from these months are out of date."""

    name: ClassVar[str] = "analytics.source_pulled"
    source: str
    months: list[str]
