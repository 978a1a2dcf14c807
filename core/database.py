"""The database: declarative base, column types, and both engines behind one promise."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Engine, Enum, Integer, MetaData, event
from sqlalchemy import create_engine as sqlalchemy_create_engine
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database (SQLite keeps no zone of its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSON_TYPE: TypeEngine[Any] = JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)
KEY_TYPE = BigInteger().with_variant(Integer(), "sqlite")

PrimaryKey = Annotated[int, mapped_column(KEY_TYPE, primary_key=True)]
Instant = Annotated[datetime, mapped_column(UtcDateTime())]
Yen = Annotated[int, mapped_column(BigInteger())]


def _text_enum(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


def enum_type(enum: type[StrEnum], name: str | None = None) -> Enum:
    """Text of an enum's values with a CHECK; `name` tells two columns of one table apart."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=_text_enum,
        name=name,
    )


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Every table is named `<package>_<plural>` after the module that declares it."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON_TYPE,
        list[str]: JSON_TYPE,
        list[int]: JSON_TYPE,
        list[dict[str, Any]]: JSON_TYPE,
        StrEnum: enum_type(StrEnum),
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        plural = cls.__dict__.get("plural")
        if plural and "__tablename__" not in cls.__dict__:
            cls.__tablename__ = f"{cls.__module__.split('.', 1)[0]}_{plural}"
        super().__init_subclass__(**kwargs)


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, and BEGIN IMMEDIATE for writers, so that no writer dies half-way.

    The driver must not begin transactions itself, or reads would take a stale snapshot.
    FULL, because an order that was confirmed must survive a power cut.
    """

    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            "cache_size=-32000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def create_engine(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the same promises on both."""
    if url.startswith("sqlite"):
        engine = sqlalchemy_create_engine(url, json_serializer=_dumps, pool_size=20)
        _prepare_sqlite(engine)
        return engine
    return sqlalchemy_create_engine(
        url, json_serializer=_dumps, pool_size=10, max_overflow=10, pool_pre_ping=True
    )
