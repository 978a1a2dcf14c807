"""Migrations after the first run on a market that is open: they neither break nor rewrite it."""

import ast
from pathlib import Path

import pytest

from core import migrations

FIRST = "0001_market"
CAREFUL = "# careful:"
"""A line with this and a reason lets its call pass."""
GOING = {"drop_table", "drop_column", "rename_table"}


def faults(source: str) -> list[str]:
    """What would hold up or break a running market, by line of the upgrade."""
    lines = source.splitlines()
    upgrade = next(
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == "upgrade"
    )
    return [
        f"{call.lineno}: {fault}"
        for call in ast.walk(upgrade)
        if isinstance(call, ast.Call) and (fault := fault_of(call))
        if CAREFUL not in lines[call.lineno - 1]
    ]


def fault_of(call: ast.Call) -> str:
    name = name_of(call)
    given = {word.arg: word.value for word in call.keywords}
    if name in GOING:
        return f"{name}: servers of the version before still use it"
    if name == "alter_column" and "type_" in given:
        return "alter_column with type_: the whole table is written anew"
    if name == "alter_column" and is_false(given.get("nullable")):
        return "alter_column to NOT NULL: the whole table is read under a lock"
    if name == "add_column" and any(is_bare(each) for each in call.args):
        return "add_column with NOT NULL and no server_default: it fails where there are rows"
    return ""


def name_of(call: ast.expr) -> str:
    is_method = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    return call.func.attr if is_method else ""


def is_bare(column: ast.expr) -> bool:
    """A column that must not be empty and does not say what it holds in rows that are there."""
    if not isinstance(column, ast.Call) or name_of(column) != "Column":
        return False
    given = {word.arg: word.value for word in column.keywords}
    return is_false(given.get("nullable")) and "server_default" not in given


def is_false(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def later() -> list[Path]:
    found = sorted((migrations.FOLDER / "versions").glob("*.py"))
    return [path for path in found if path.stem != FIRST]


def test_no_migration_after_the_first_is_careless() -> None:
    found = {path.stem: faults(path.read_text(encoding="utf-8")) for path in later()}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('op.drop_column("a", "b")', "drop_column"),
        ('op.alter_column("a", "b", type_=sa.Text())', "written anew"),
        ('op.alter_column("a", "b", nullable=False)', "under a lock"),
        ('op.add_column("a", sa.Column("b", sa.Text(), nullable=False))', "server_default"),
        ('op.add_column("a", sa.Column("b", sa.Text(), nullable=False, server_default=""))', ""),
        ('op.add_column("a", sa.Column("b", sa.Text(), nullable=True))', ""),
        ('op.create_table("a", sa.Column("b", sa.Text(), nullable=False))', ""),
        ('op.drop_column("a", "b")  # careful: nobody has used it for a version', ""),
    ],
)
def test_a_careless_line_is_found(line: str, fault: str) -> None:
    found = faults(f"def upgrade() -> None:\n    {line}\n")
    assert [fault in each for each in found] == ([True] if fault else [])
