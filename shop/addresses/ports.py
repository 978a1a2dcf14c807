"""What addresses ask upward: which countries may somebody choose?"""

from collections.abc import Sequence
from typing import Protocol

from core.registry import Registry
from shop.addresses.formats import HOME


class Destinations(Protocol):
    """Says to which countries anything may be sent."""

    def countries(self) -> Sequence[str]:
        """Codes of countries, in any order."""
        ...


destinations: Registry[Destinations] = Registry("shop.addresses.destinations")


def offered() -> list[str]:
    """The countries that an address may be in, home first; home alone where nobody says."""
    codes = {code for source in destinations for code in source.countries()}
    return [HOME, *sorted(codes - {HOME})]
