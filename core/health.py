"""Whether the market lives, for whoever watches it."""

from flask import Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core.unit_of_work import SYSTEM
from core.web.state import market


def health() -> tuple[Response, int]:
    """200 when the database answers and is migrated, 503 when not; which payments run."""
    settings = market().settings
    try:
        with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
            head = uow.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return jsonify(status="unavailable", database="down"), 503
    return jsonify(status="ok", migration=head, payments=settings.effective_payments.value), 200


def live() -> tuple[Response, int]:
    """200 as soon as the process answers."""
    return jsonify(status="ok"), 200


def init_app(app: Flask) -> None:
    app.add_url_rule("/-/health", endpoint="health", view_func=health)
    app.add_url_rule("/-/live", endpoint="live", view_func=live)
