"""What carts and checkouts say of import duty and tax."""

from typing import Any, cast

from flask import Flask

from core.web.state import request_state
from shop.duties import queries
from shop.duties.queries import DutyEstimate
from shop.export.countries import region_of


def duty(country: str, value: int) -> DutyEstimate | None:
    """What the recipient may have to pay to the country; None where the page reads nothing."""
    uow = request_state().uow
    return queries.estimate(uow, region_of(country), value) if uow else None


def install(app: Flask) -> None:
    """Make the estimate known to templates."""
    cast("dict[str, Any]", app.jinja_env.globals).update(duty_estimate=duty)
