"""Module scripts that packages put on every page of an area."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import request

from core.registry import Registry
from core.settings import Settings
from core.web.navigation import Area
from core.web.outside import always
from core.web.state import market


def nothing(_settings: Settings) -> Mapping[str, str]:
    """For scripts that need no settings."""
    return {}


@dataclass(frozen=True)
class PageScript:
    """A static file such as `analytics/js/visit.js`, and the areas whose pages load it.

    `data` are the attributes that its element carries, for the script to read.
    """

    path: str
    areas: frozenset[Area]
    is_on: Callable[[Settings], bool] = always
    data: Callable[[Settings], Mapping[str, str]] = nothing


scripts: Registry[PageScript] = Registry("core.web.scripts")


def area_of(path: str) -> Area:
    """The area that an address belongs to: its second word says it."""
    words = path.split("/", 3)
    word = words[2] if len(words) > 2 else ""
    return Area(word) if word in {Area.OFFICE.value, Area.CITY.value} else Area.SHOP


def page_scripts() -> list[tuple[str, Mapping[str, str]]]:
    """The scripts of the page being shown, for `static()`, and their elements' attributes."""
    area, settings = area_of(request.path), market().settings
    return [
        (script.path, script.data(settings))
        for script in scripts
        if area in script.areas and script.is_on(settings)
    ]
