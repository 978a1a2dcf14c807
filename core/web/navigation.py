"""Menus by area, filled by every package."""

from dataclasses import dataclass
from enum import StrEnum

from core.identity.permissions import Permission
from core.registry import Registry
from core.text import LazyText


class Area(StrEnum):
    SHOP = "shop"
    OFFICE = "office"
    CITY = "city"
    FOOTER = "footer"
    """At the foot of the shop's pages: about, law, privacy, help."""


@dataclass(frozen=True)
class MenuItem:
    """A line of a menu: shown to whoever may open it."""

    area: Area
    label: LazyText
    endpoint: str
    permission: Permission
    position: int
    icon: str = ""


menu: Registry[MenuItem] = Registry("core.web.menu")
