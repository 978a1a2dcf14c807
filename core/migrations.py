"""Migrations, configured in code: the database's shape moves with the application."""

from importlib import import_module
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from core.web.assets import PACKAGES, ROOT

FOLDER: Final = ROOT / "migrations"


def import_models() -> None:
    """Import every module that declares tables, so that the metadata is whole."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.name == "models.py" or "models" in path.parts or _declares_tables(path):
                relative = path.relative_to(ROOT).with_suffix("")
                import_module(".".join(relative.parts).removesuffix(".__init__"))


def _declares_tables(path: Path) -> bool:
    return path.name in {"outbox.py", "versions.py", "limits.py"} and path.parent.name in {
        "core",
        "web",
    }


def config(engine: Engine) -> Config:
    """Alembic's configuration for an engine."""
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    configuration.set_main_option("version_path_separator", "os")
    configuration.attributes["engine"] = engine
    return configuration


def head() -> str | None:
    """The newest migration's name."""
    script = Config()
    script.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(script).get_current_head()


def current(engine: Engine) -> str | None:
    """The migration a database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Move the database forward."""
    command.upgrade(config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Move the database back."""
    command.downgrade(config(engine), revision)
