"""Tables: ownership in the name, keys that point down and have an index, values as text."""

from sqlalchemy import ForeignKeyConstraint

from core.database import Base
from core.migrations import import_models

LAYERS = {"core": 0, "i18n": 1, "shop": 2, "vendors": 3, "promotion": 3, "analytics": 4}

import_models()


def package_of(table: str) -> str:
    return table.split("_", 1)[0]


def test_every_table_says_its_package() -> None:
    assert [t for t in Base.metadata.tables if package_of(t) not in LAYERS] == []


def test_foreign_keys_point_down() -> None:
    upwards = []
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            own, other = package_of(table.name), package_of(key.column.table.name)
            if own != other and LAYERS[own] <= LAYERS[other]:
                upwards.append(f"{table.name} → {key.column.table.name}")
    assert upwards == []


def test_every_foreign_key_has_an_index() -> None:
    bare = []
    for table in Base.metadata.tables.values():
        starts = {next(iter(index.columns)).name for index in table.indexes}
        starts |= {
            next(iter(c.columns)).name
            for c in table.constraints
            if tuple(c.columns) and not isinstance(c, ForeignKeyConstraint)
        }
        starts |= {c.name for c in table.columns if c.unique}
        bare += [
            f"{table.name}.{key.parent.name}"
            for key in table.foreign_keys
            if key.parent.name not in starts
        ]
    assert bare == []
