"""What goods are compared by."""

from typing import Any

import pytest

from shop.catalogue.models import TaxClass
from shop.catalogue.unit_prices import Measure, UnitPrice, unit_price


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"net_weight_g": 80}, UnitPrice(1250, Measure.MASS, 100)),
        ({"net_weight_g": 300}, UnitPrice(333, Measure.MASS, 100)),
        ({"net_weight_g": 80, "pieces": 4}, UnitPrice(1250, Measure.MASS, 100)),
        (
            {"volume_ml": 720, "tax_class": TaxClass.ALCOHOL},
            UnitPrice(139, Measure.VOLUME, 100),
        ),
        ({"pieces": 8, "tax_class": TaxClass.OTHER}, UnitPrice(125, Measure.PIECE, 1)),
        ({"pieces": 1, "tax_class": TaxClass.OTHER}, None),
        ({"tax_class": TaxClass.OTHER}, None),
    ],
)
def test_a_thousand_yen_by_measure(facts: dict[str, Any], expected: UnitPrice | None) -> None:
    values = {
        "tax_class": TaxClass.FOOD,
        "net_weight_g": 100,
        "volume_ml": None,
        "pieces": None,
        **facts,
    }
    assert unit_price(1000, **values) == expected
