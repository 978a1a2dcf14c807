"""`make migration NAME=0002_what`: write a migration from the models, and note it as the head."""

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic import command  # noqa: E402
from alembic.operations.ops import (  # noqa: E402
    AddColumnOp,
    CreateCheckConstraintOp,
    DropConstraintOp,
    MigrateOperation,
    ModifyTableOps,
    UpgradeOps,
)
from sqlalchemy import JSON, Boolean, Column, Enum, Integer, LargeBinary, String, text  # noqa: E402
from sqlalchemy.sql.elements import conv  # noqa: E402

from core import migrations  # noqa: E402
from core.database import Base, create_engine  # noqa: E402
from core.schema import CheckChange, check_changes  # noqa: E402

NOTHING: Final = (
    (Boolean, text("false")),
    (Integer, "0"),
    (JSON, "{}"),
    (String, ""),
    (LargeBinary, ""),
)
"""What a row that is there already gets in a new column, by type."""


def _starting_value(column: Column[Any]) -> Any:
    """The model's default, or the type's nothing."""
    found = _default_of(column)
    if isinstance(found, bool):
        return text("true" if found else "false")
    if isinstance(found, int | str):
        return str(found)
    if isinstance(found, list | dict):
        return json.dumps(found)
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    nothing = [value for kind, value in NOTHING if isinstance(column.type, kind)]
    if not nothing:
        raise SystemExit(f"{column}: say by hand what rows that are there already get")
    return nothing[0]


def _default_of(column: Column[Any]) -> Any:
    for mapper in Base.registry.mappers:
        if mapper.local_table is column.table:
            key = mapper.get_property_by_column(column).key
            field = mapper.class_.__dataclass_fields__[key]
            return field.default_factory() if callable(field.default_factory) else field.default
    return None


def _give_starting_values(operation: MigrateOperation) -> None:
    for inner in getattr(operation, "ops", ()):
        _give_starting_values(inner)
    if isinstance(operation, AddColumnOp):
        column = operation.column
        if isinstance(column.type, Enum):
            # Its CHECK is written on its own: only one of the two engines adds it with the column.
            column.type = String(column.type.length)
        if not column.nullable:
            known = Base.metadata.tables[operation.table_name].c[column.name]
            column.server_default = _starting(known)


def _starting(column: Column[Any]) -> Any:
    value = _starting_value(column)
    return Column("x", column.type, server_default=value).server_default


def _exchange(change: CheckChange, *, back: bool) -> ModifyTableOps:
    old, new = (change.after, change.before) if back else (change.before, change.after)
    operations: list[MigrateOperation] = []
    if old is not None:
        operations.append(DropConstraintOp(conv(change.name), change.table, type_="check"))
    if new is not None:
        operations.append(CreateCheckConstraintOp(conv(change.name), change.table, text(new)))
    return ModifyTableOps(change.table, operations)


def main(name: str) -> int:
    if not re.fullmatch(r"\d{4}_[a-z_]+", name):
        sys.stderr.write("Give a numbered name: make migration NAME=0002_what\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.sqlite3")
        migrations.upgrade(engine)
        migrations.import_models()
        with engine.connect() as connection:
            changes = check_changes(connection, Base.metadata)

        def finish(_context: Any, _revision: Any, directives: list[Any]) -> None:
            upgrade: UpgradeOps = directives[0].upgrade_ops
            _give_starting_values(upgrade)
            upgrade.ops += [_exchange(change, back=False) for change in changes]
            directives[0].downgrade_ops.ops[:0] = [_exchange(one, back=True) for one in changes]

        config = migrations.config(engine)
        config.set_main_option("file_template", "%%(rev)s")
        command.revision(
            config, message=name, autogenerate=True, rev_id=name, process_revision_directives=finish
        )
        engine.dispose()
    (ROOT / "migrations/.head").write_text(name + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
