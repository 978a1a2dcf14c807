"""The food label as structure: which fields a kind of goods has, and which it must have."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import LazyText, lazy

DATA: Final = Path(__file__).parent / "data" / "label_fields.json"


class LabelKind(StrEnum):
    FRESH = "fresh"
    PROCESSED = "processed"
    LIQUOR = "liquor"
    NONFOOD = "nonfood"


TITLES: Final = {
    "label_name": lazy("Name by the labelling standard"),
    "ingredients": lazy("Ingredients"),
    "origin": lazy("Origin"),
    "storage": lazy("How to keep"),
    "usage": lazy("How to use"),
    "net_content": lazy("Net content"),
    "date_kind": lazy("Kind of date"),
    "is_farmed": lazy("Farmed"),
    "is_thawed": lazy("Thawed after freezing"),
    "raw_use": lazy("Eaten raw or cooked"),
    "catch_area": lazy("Catch area"),
    "landing_port": lazy("Landed at"),
    "species": lazy("Species"),
    "ingredient_list": lazy("Shares and origins of the ingredients"),
    "main_origin": lazy("Origin of the main ingredient"),
    "country_of_origin": lazy("Country of origin"),
    "starch_percent": lazy("Starch"),
    "is_heated_before_freezing": lazy("Heated before it was frozen"),
    "solid_g": lazy("Weight without the liquid"),
    "keep_between": lazy("Keep at"),
    "plant": lazy("Plant"),
    "responsible": lazy("Responsible for the label"),
    "nutrition": lazy("Nutrition facts"),
    "alcohol_percent": lazy("Alcohol by volume"),
}
NUTRIENTS: Final = {
    "kcal": lazy("Energy"),
    "protein": lazy("Protein"),
    "fat": lazy("Fat"),
    "carbohydrate": lazy("Carbohydrate"),
    "salt": lazy("Salt equivalent"),
}
RESPONSIBLE: Final = {
    "maker": lazy("Manufacturer"),
    "processor": lazy("Processor"),
    "seller": lazy("Distributor"),
    "importer": lazy("Importer"),
}
ORIGIN_KINDS: Final = {
    "country": lazy("From a country"),
    "area": lazy("From a water area"),
    "made_in": lazy("Made in, where its own ingredients are not known"),
}
PLANT: Final = {
    "code": lazy("Code"),
    "permit_no": lazy("Permit"),
    "eu_no": lazy("European Union"),
    "gacc_no": lazy("China (GACC)"),
}
DATE_KINDS: Final = {"use_by": lazy("Use by"), "best_before": lazy("Best before")}
RAW_USES: Final = {"raw": lazy("May be eaten raw"), "cook": lazy("To be cooked")}


@dataclass(frozen=True)
class LabelField:
    """A field of the label: where it is kept (`text` per language, or `label`), and for what."""

    key: str
    kept_in: str
    kinds: tuple[LabelKind, ...]
    required_for: tuple[LabelKind, ...]
    law_name: str

    @property
    def title(self) -> LazyText:
        return TITLES[self.key]


@cache
def fields() -> tuple[LabelField, ...]:
    """All fields, in the order of a Japanese label."""
    data = cast("dict[str, Any]", json.loads(DATA.read_text(encoding="utf-8")))
    return tuple(
        LabelField(
            key=row["key"],
            kept_in=row["kept_in"],
            kinds=tuple(LabelKind(kind) for kind in row["kinds"]),
            required_for=tuple(LabelKind(kind) for kind in row["required_for"]),
            law_name=row["law_name"],
        )
        for row in data["fields"]
    )


def kind_of(label: Mapping[str, Any]) -> LabelKind:
    """The label's kind; processed food where nothing was said, which asks for the most."""
    return LabelKind(label.get("kind") or LabelKind.PROCESSED)


def missing(label: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    """Keys of the fields that this kind must have and that are empty."""
    kind = kind_of(label)
    sources: dict[str, Mapping[str, Any]] = {"text": texts, "label": label}
    return [
        field.key
        for field in fields()
        if kind in field.required_for and not sources[field.kept_in].get(field.key)
    ]


def allergens_in(label: Mapping[str, Any]) -> set[str]:
    """Keys of the allergens that the ingredients bring with them, as far as they say so."""
    rows = cast("list[dict[str, Any]]", label.get("ingredient_list") or [])
    return {key for row in rows for key in row["allergens"]}
