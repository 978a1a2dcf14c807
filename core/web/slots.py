"""Places on pages that packages above may fill."""

from collections.abc import Callable
from dataclasses import dataclass

from core.registry import Registry


@dataclass(frozen=True)
class SlotFiller:
    """Answers "what goes into this place?" with safe HTML, or nothing."""

    slot: str
    render: Callable[..., str]
    """Receives the unit of work and what the page says the place is about."""


header_tools: Registry[Callable[[], str]] = Registry("core.web.header_tools")
"""Small tools at the end of the shop's menu; each answers with safe HTML and asks no database."""
fillers: Registry[SlotFiller] = Registry("core.web.slots")
