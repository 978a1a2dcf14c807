"""Product classes: what a product counts as, and which rules speak about it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy
from shop.catalogue.models import OriginStage, Temperature

NAMES: Final[Mapping[str, LazyText]] = {
    "katsuobushi": lazy("Katsuobushi and other dried fish flakes"),
    "fishery_processed": lazy("Processed fish and shellfish"),
    "fishery_raw": lazy("Raw fish and shellfish"),
    "fishery_puffer": lazy("Puffer fish"),
    "composite": lazy("Fish together with egg, milk or meat"),
    "tea": lazy("Tea"),
    "food_processed": lazy("Other processed food"),
    "fruit_veg": lazy("Fresh fruit and vegetables"),
    "alcohol": lazy("Alcohol"),
    "non_food": lazy("Things that are not food"),
}
COLD_GOODS: Final = "cold_goods"
"""What is kept cold: rows about it say what parcels can do."""
RULE_CLASSES: Final[Mapping[str, LazyText]] = {
    "fishery_all": lazy("All fish and shellfish"),
    "food_any": lazy("All food"),
    "food_nonfishery": lazy("Food without fish"),
    "dairy_fruit_veg": lazy("Milk, fruit and vegetables"),
    COLD_GOODS: lazy("Chilled and frozen goods"),
    "goods_for_sale": lazy("Everything that is sold"),
    **NAMES,
}
"""Classes that rows are written for: wider ones first."""
_ALSO: Final[Mapping[str, frozenset[str]]] = {
    "katsuobushi": frozenset({"fishery_all", "food_processed", "food_any"}),
    "fishery_processed": frozenset({"fishery_all", "food_processed", "food_any"}),
    "fishery_raw": frozenset({"fishery_all", "food_any"}),
    "fishery_puffer": frozenset({"fishery_all", "fishery_raw", "food_any"}),
    "composite": frozenset({"fishery_all", "fishery_processed", "food_processed", "food_any"}),
    "tea": frozenset({"food_nonfishery", "food_processed", "food_any"}),
    "food_processed": frozenset({"food_nonfishery", "food_any"}),
    "fruit_veg": frozenset({"dairy_fruit_veg", "food_nonfishery", "food_any"}),
    "alcohol": frozenset({"food_any"}),
    "non_food": frozenset(),
}
_FISH: Final = frozenset(
    {"katsuobushi", "fishery_processed", "fishery_raw", "fishery_puffer", "composite"}
)


def classes_of(export_class: str, temperature: Temperature) -> frozenset[str]:
    """Every class whose rows speak about goods of a class at a temperature; none when not said."""
    if export_class not in NAMES:
        return frozenset()
    cold = frozenset({COLD_GOODS}) if temperature is not Temperature.AMBIENT else frozenset[str]()
    return _ALSO[export_class] | {export_class, "goods_for_sale"} | cold


def stages_of(export_class: str) -> tuple[OriginStage, ...]:
    """Whose places must be known before rules about origins can be answered."""
    if export_class in {"fishery_raw", "fishery_puffer"}:
        return (OriginStage.LANDING, OriginStage.PACKING)
    if export_class in _FISH or export_class not in {"non_food", "fruit_veg"}:
        return (OriginStage.MAKING, OriginStage.PACKING)
    return (OriginStage.PACKING,)
