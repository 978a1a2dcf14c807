"""What Alembic does not compare: the CHECKs, an enum's values among them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import CheckConstraint, Connection, MetaData, Table, inspect


@dataclass(frozen=True)
class CheckChange:
    """A CHECK of a table that is in the database and in the models with different words."""

    table: str
    name: str
    before: str | None
    after: str | None


def check_changes(connection: Connection, metadata: MetaData) -> list[CheckChange]:
    """CHECKs that are missing, left over or other than the models say, in tables that exist."""
    inspector = inspect(connection)
    existing = set(inspector.get_table_names())
    found: list[CheckChange] = []
    for table in metadata.sorted_tables:
        if table.name not in existing:
            continue
        before = {
            str(check["name"]): str(check["sqltext"])
            for check in inspector.get_check_constraints(table.name)
        }
        found += _differences(table.name, before, dict(_checks(connection, table)))
    return found


def _checks(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    dialect = connection.dialect
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            name = dialect.identifier_preparer.format_constraint(constraint)
            text = constraint.sqltext.compile(
                dialect=dialect, compile_kwargs={"literal_binds": True, "include_table": False}
            )
            yield cast("str", name).strip('"'), str(text)


def _differences(
    table: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[CheckChange]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None or _meaning(old) != _meaning(new):
            yield CheckChange(table, name, old, new)


def _meaning(text: str) -> tuple[object, ...]:
    """What can be compared over two engines that write one condition differently: its literals."""
    return (frozenset(re.findall(r"'([^']*)'", text)), tuple(sorted(re.findall(r"\b\d+\b", text))))
