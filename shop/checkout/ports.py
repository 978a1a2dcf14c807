"""What checkout asks upward: where did this buyer come from?"""

from collections.abc import Mapping
from typing import Protocol

from core.registry import Registry


class VisitSource(Protocol):
    """Says what is known of the visit that led to a purchase, without naming anybody."""

    def facts(self) -> Mapping[str, str]:
        """Plain words such as channel, country, device, link; asked while the form is handled."""
        ...


visit_sources: Registry[VisitSource] = Registry("shop.checkout.visit_sources")


def visit() -> dict[str, str]:
    """Everything that packages above know of this visit."""
    return {name: value for source in visit_sources for name, value in source.facts().items()}
