"""Module scripts that packages put on every page of an area."""

from dataclasses import dataclass

from flask import request

from core.registry import Registry
from core.web.navigation import Area


@dataclass(frozen=True)
class PageScript:
    """A static file such as `analytics/js/visit.js`, and the areas whose pages load it."""

    path: str
    areas: frozenset[Area]


scripts: Registry[PageScript] = Registry("core.web.scripts")


def area_of(path: str) -> Area:
    """The area that an address belongs to: its second word says it."""
    words = path.split("/", 3)
    word = words[2] if len(words) > 2 else ""
    return Area(word) if word in {Area.OFFICE.value, Area.CITY.value} else Area.SHOP


def page_scripts() -> list[str]:
    """The scripts of the page being shown, for `static()`."""
    area = area_of(request.path)
    return [script.path for script in scripts if area in script.areas]
