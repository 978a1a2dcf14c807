"""Between the label's form and the label as the catalogue keeps it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, cast

from i18n.locales import DEFAULT
from shop.catalogue.labels import NUTRIENTS
from shop.catalogue.models import Product
from vendors.products import label_details

PLAIN: Final = ("net_content", "date_kind", "raw_use")
PLACES: Final = ("catch_area", "landing_port", "country_of_origin")
"""Written per language; the form asks for the Japanese, which the others are made from."""
PERCENTS: Final = ("alcohol_percent", "starch_percent")
FLAGS: Final = ("is_farmed", "is_thawed", "is_heated_before_freezing")


def present(product: Product) -> dict[str, Any]:
    """The form's values for a product's label."""
    label = product.label
    responsible = _mapping(label.get("responsible"))
    nutrition = _mapping(label.get("nutrition"))
    return {
        "kind": label.get("kind") or "processed",
        **{key: str(label.get(key) or "") for key in PLAIN},
        **{key: _in_japanese(label.get(key)) for key in PLACES},
        **{key: bool(label.get(key)) for key in FLAGS},
        **label_details.present(label),
        "shelf_life_days": product.shelf_life_days,
        "days_left_on_arrival": product.days_left_on_arrival,
        "starch_percent": label.get("starch_percent"),
        "alcohol_percent": label.get("alcohol_percent"),
        "responsible_kind": responsible.get("kind", "maker"),
        "responsible_name": responsible.get("name", ""),
        "responsible_address": responsible.get("address", ""),
        "nutrition_per": nutrition.get("per", ""),
        **{key: nutrition.get(key) for key in NUTRIENTS},
        "is_estimated": bool(nutrition.get("estimated")),
        "allergens": product.allergens,
        "may_contain": product.may_contain,
    }


def _in_japanese(value: Any) -> str:
    if isinstance(value, dict):
        return str(cast("dict[str, str]", value).get(DEFAULT, ""))
    return str(value or "")


def _mapping(value: Any) -> Mapping[str, Any]:
    """A part of the label; an importer may have left plain words where a form has fields."""
    if isinstance(value, dict):
        return cast("dict[str, Any]", value)
    return {"name": str(value)} if value else {}


def label_of(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The label that a form's values make; what the form does not ask stays as it was."""
    asked = {"kind", *PLAIN, *PLACES, *FLAGS, *PERCENTS, "responsible", "nutrition"}
    label = {key: value for key, value in before.items() if key not in asked}
    label["kind"] = values["kind"]
    for key in PLAIN:
        label[key] = (values[key] or "").strip()
    if str(label["net_content"]).isdecimal():
        label["net_content"] = int(label["net_content"])
    for key in PLACES:
        label[key] = _place((values.get(key) or "").strip(), before.get(key))
    for key in FLAGS:
        # "not farmed" is a statement of its own where somebody had made it
        label[key] = bool(values.get(key)) if values.get(key) or key in before else None
    for key in PERCENTS:
        label[key] = _number(values.get(key))
    label |= label_details.details_of(values, before)
    label["responsible"] = _responsible(values)
    label["nutrition"] = _nutrition(values)
    return {key: value for key, value in label.items() if value not in ("", None, {}, [])}


def _place(written: str, before: Any) -> Any:
    """A place; its other languages are kept while the Japanese is the same."""
    if before is not None and written == _in_japanese(before):
        return before
    return {DEFAULT: written} if written else {}


def _responsible(values: Mapping[str, Any]) -> dict[str, str]:
    name = (values["responsible_name"] or "").strip()
    address = (values["responsible_address"] or "").strip()
    if not name and not address:
        return {}
    return {"kind": values["responsible_kind"], "name": name, "address": address}


def _nutrition(values: Mapping[str, Any]) -> dict[str, Any]:
    amounts = {key: _number(values[key]) for key in NUTRIENTS if values[key] is not None}
    if not amounts:
        return {}
    per = (values["nutrition_per"] or "").strip()
    return {
        **amounts,
        **({"per": per} if per else {}),
        **({"estimated": True} if values["is_estimated"] else {}),
    }


def _number(value: Decimal | float | None) -> float | int | None:
    """A number as JSON keeps it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
