"""Migrations: one head, numbered, up from nothing to the models, and down again."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine as plain_engine
from sqlalchemy import inspect

from core import migrations
from core.database import Base, create_engine
from core.schema import check_changes
from tests.conftest import new_postgresql

FOLDER = migrations.FOLDER


@pytest.fixture
def empty_url(engine_name: str, tmp_path: Path) -> str:
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return new_postgresql("market_migrations")


def test_upgrade_from_nothing_gives_the_models_and_downgrade_gives_nothing(empty_url: str) -> None:
    engine = create_engine(empty_url)
    migrations.import_models()
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert check_changes(connection, Base.metadata) == []
    assert migrations.current(engine) == migrations.head()
    migrations.downgrade(engine, "base")
    engine.dispose()
    bare = plain_engine(empty_url)
    assert set(inspect(bare).get_table_names()) == {"alembic_version"}
    bare.dispose()


def test_names_are_numbered_and_the_head_is_noted() -> None:
    names = sorted(path.stem for path in (FOLDER / "versions").glob("*.py"))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert (FOLDER / ".head").read_text(encoding="ascii").strip() == names[-1] == migrations.head()
