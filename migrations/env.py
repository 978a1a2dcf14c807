"""Runs migrations on both engines."""

from typing import Any, Literal, cast

from alembic import context
from sqlalchemy import JSON, Connection, Engine, text

from core.database import Base, UtcDateTime
from core.migrations import import_models

LOCK = 7_226_104


def written(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Our column types as plain SQLAlchemy: a migration must not change with the application."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        jsonb = "postgresql.JSONB(none_as_null=True)"
        return f"sa.JSON(none_as_null=True).with_variant({jsonb}, 'postgresql')"
    return False


def pragma(connection: Connection, words: str) -> list[Any]:
    """Ask SQLite itself, outside any transaction: inside one it does not listen."""
    driver = cast("Any", connection.connection.driver_connection)
    return driver.execute(f"PRAGMA {words}").fetchall()


def run() -> None:
    """One transaction per migration; on PostgreSQL one migrator at a time, and no long waits."""
    import_models()
    engine = cast("Engine", context.config.attributes["engine"])
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # A table that is made anew is dropped in between: nothing may follow it out.
            pragma(connection, "foreign_keys=OFF")
        else:
            connection.execute(text("SET lock_timeout = '1s'"))
            connection.execute(text("SET statement_timeout = '60s'"))
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=is_sqlite,
            compare_type=True,
            render_item=written,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if is_sqlite:
            lost = pragma(connection, "foreign_key_check")
            if lost:
                raise RuntimeError(f"rows that refer to nothing: {lost[:5]}")
            pragma(connection, "foreign_keys=ON")
        else:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
            connection.commit()


run()
