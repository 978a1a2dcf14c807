"""The finer lines of a label, in the reader's words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from core.text import gettext
from i18n import formatting
from shop.catalogue import labels


def species(rows: list[dict[str, str]]) -> str:
    """Each species with its Latin name, which every language knows."""
    return formatting.listing(
        [f"{row['ja']} ({row['latin']})" if row["latin"] else row["ja"] for row in rows]
    )


def ingredients(rows: list[dict[str, Any]]) -> str:
    """Ingredients with the share and the origin of each, as far as they are known."""
    return formatting.listing([_ingredient(row) for row in rows])


def _ingredient(row: Mapping[str, Any]) -> str:
    percent = row["percent"]
    share = "" if percent is None else f"{formatting.number(percent)} %"
    known = [part for part in (share, row["origin"]) if part]
    return f"{row['name']} ({', '.join(known)})" if known else str(row["name"])


def degrees(value: Mapping[str, int]) -> str:
    """Between which temperatures goods are kept."""
    low, high = value.get("min_c"), value.get("max_c")
    if low is not None and high is not None:
        return gettext("%(low)s to %(high)s °C", low=low, high=high)
    if high is not None:
        return gettext("%(degrees)s °C or colder", degrees=high)
    return gettext("%(degrees)s °C or warmer", degrees=low)


def plant(value: Mapping[str, Any]) -> str:
    """Where it was made, with the numbers under which authorities know the plant."""
    numbers = [f"{labels.PLANT[key]}: {value[key]}" for key in labels.PLANT if value.get(key)]
    place = " ".join(str(value[key]) for key in ("name", "address") if value.get(key))
    parts = [place, *numbers, *(["HACCP"] if value.get("haccp") else [])]
    return " / ".join(part for part in parts if part)


WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "species": species,
    "ingredient_list": ingredients,
    "keep_between": degrees,
    "plant": plant,
    "solid_g": formatting.weight,
    "starch_percent": lambda value: gettext("%(percent)s %%", percent=formatting.number(value)),
}
IN_JAPANESE: Final = frozenset({"species", "ingredient_list", "plant"})
"""Names and places that stay as they are in every language."""
