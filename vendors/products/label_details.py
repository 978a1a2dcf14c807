"""Between the label's finer fields as they are typed and as the catalogue keeps them."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast

from core.errors import DomainError
from core.web.fields import plain_number
from i18n.locales import CODES, DEFAULT
from shop.catalogue import allergens

KEYS: Final = ("species", "ingredient_list", "main_origin", "solid_g", "keep_between", "plant")
PLANT: Final = ("name", "address", "code", "permit_no", "eu_no", "gacc_no")
BETWEEN: Final = "|"
SLASHES: Final = frozenset("/／")
COLUMNS: Final = 4


def present(label: Mapping[str, Any]) -> dict[str, Any]:
    """The form's values for what a label holds."""
    origin, plant = _part(label, "main_origin"), _part(label, "plant")
    keep = _part(label, "keep_between")
    return {
        "species": "\n".join(_joined(one["ja"], one["latin"]) for one in _rows(label, "species")),
        "ingredient_list": _ingredients_typed(_rows(label, "ingredient_list")),
        "main_origin_kind": origin.get("kind", ""),
        "main_origin_text": _part(origin, "text").get(DEFAULT, ""),
        "solid_g": label.get("solid_g"),
        "min_c": keep.get("min_c"),
        "max_c": keep.get("max_c"),
        **{f"plant_{key}": plant.get(key, "") for key in PLANT},
        "plant_haccp": bool(plant.get("haccp")),
    }


def details_of(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the form's values make of a label. Raises DomainError `ingredient_wrong`."""
    keep = {key: values[key] for key in ("min_c", "max_c") if values.get(key) is not None}
    plant = {key: _said(values, f"plant_{key}") for key in PLANT}
    haccp = {"haccp": True} if values.get("plant_haccp") else {}
    return {
        "species": _species(_said(values, "species")),
        "ingredient_list": _ingredients(_said(values, "ingredient_list")),
        "main_origin": _origin(values, _part(before, "main_origin")),
        "solid_g": values.get("solid_g"),
        "keep_between": keep,
        "plant": {**{key: said for key, said in plant.items() if said}, **haccp},
    }


def _part(label: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = label.get(key)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _rows(label: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", label.get(key) or [])


def _said(values: Mapping[str, Any], key: str) -> str:
    return str(values.get(key) or "").strip()


def _joined(*parts: str) -> str:
    return f" {BETWEEN} ".join(parts).rstrip(f" {BETWEEN}")


def _cells(line: str, count: int) -> list[str]:
    cells = [cell.strip() for cell in line.split(BETWEEN)]
    return (cells + [""] * count)[:count]


def _species(text: str) -> list[dict[str, str]]:
    lines = (_cells(line, 2) for line in text.splitlines() if line.strip())
    return [{"ja": ja, "latin": latin} for ja, latin in lines]


def _ingredients_typed(rows: list[dict[str, Any]]) -> str:
    lines: list[str] = []
    for row in rows:
        if row["is_additive"] and "/" not in lines:
            lines.append("/")
        percent = "" if row["percent"] is None else f"{row['percent']}"
        lines.append(_joined(row["name"], percent, row["origin"], ", ".join(row["allergens"])))
    return "\n".join(lines)


def _ingredients(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    is_additive = False
    for line in text.splitlines():
        if line.strip() in SLASHES:
            is_additive = True
        elif line.strip():
            name, percent, origin, keys = _cells(line, COLUMNS)
            found.append(
                {
                    "name": name,
                    "percent": _percent(percent, line),
                    "origin": origin,
                    "is_additive": is_additive,
                    "allergens": [_allergen(word, line) for word in _words(keys)],
                }
            )
    return found


def _percent(text: str, line: str) -> float | int | None:
    plain = plain_number(text.rstrip("%％"))
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise _wrong(line) from None
    if not (number.is_finite() and 0 <= number <= 100):
        raise _wrong(line)
    return int(number) if number == int(number) else float(number)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("、", ",").split(",") if word.strip()]


def _allergen(word: str, line: str) -> str:
    """An allergen's key, or its name in any written form."""
    for key, one in allergens.by_key().items():
        if word == key or word in (one.names[code] for code in CODES):
            return key
    raise _wrong(line)


def _wrong(line: str) -> DomainError:
    return DomainError(
        "ingredient_wrong",
        "This line cannot be read: %(line)s. Write: name | per cent | origin | allergens.",
        field="ingredient_list",
        line=line.strip(),
    )


def _origin(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The main ingredient's origin; its other languages are kept while the Japanese is the same."""
    text = _said(values, "main_origin_text")
    if not values.get("main_origin_kind") or not text:
        return {}
    known = _part(before, "text")
    texts = known if known.get(DEFAULT) == text else {DEFAULT: text}
    return {"kind": values["main_origin_kind"], "text": texts}
