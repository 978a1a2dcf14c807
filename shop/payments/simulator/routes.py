"""What a resource module hands to the API face: a table of calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from shop.payments.simulator.documents import Document
from shop.payments.simulator.parameters import Fields, Text, WholeNumber
from shop.payments.simulator.state import Condition, State

if TYPE_CHECKING:
    from shop.payments.simulator.form import Raw
    from shop.payments.simulator.parameters import Rule

_CREATED = Fields({name: WholeNumber() for name in ("gt", "gte", "lt", "lte")})


@dataclass(frozen=True)
class Call:
    """One request to one route, its parameters read."""

    params: Document
    ids: dict[str, str]


Handler = Callable[[State, Call], Document]


@dataclass(frozen=True)
class Route:
    """A method and path with the parameters it takes and what answers it."""

    method: str
    path: str
    handler: Handler
    fields: Fields = field(default_factory=lambda: Fields({}))


class Created:
    """A moment, or an object with bounds, as lists take it."""

    def read(self, raw: Raw, path: str) -> object:
        """Conditions on the moment of creation."""
        if isinstance(raw, str):
            return {"": WholeNumber().read(raw, path)}
        return _CREATED.read(raw, path)


def list_fields(**filters: Rule) -> Fields:
    """The parameters of a list call, with this resource's own filters."""
    return Fields(
        {
            "created": Created(),
            "ending_before": Text(),
            "limit": WholeNumber(1, 100),
            "starting_after": Text(),
            **filters,
        }
    )


def listed(state: State, call: Call, kind: str, url: str, *filters: str) -> Document:
    """One page of objects of a kind, newest first."""
    params = call.params
    conditions = [Condition(name, _values(params[name])) for name in filters if name in params]
    for comparison, moment in params.get("created", {}).items():
        conditions.append(Condition("created", (moment,), comparison))
    for cursor in ("starting_after", "ending_before"):
        if cursor in params:
            state.get(kind, params[cursor], cursor)
    limit: int = params.get("limit", 10)
    before: str | None = params.get("ending_before")
    found = state.select(
        kind,
        tuple(conditions),
        limit=limit + 1,
        after=params.get("starting_after"),
        before=before,
    )
    page = found[-limit:] if before is not None else found[:limit]
    return {"object": "list", "data": page, "has_more": len(found) > limit, "url": url}


def _values(given: object) -> tuple[object, ...]:
    return tuple(cast("list[object]", given)) if isinstance(given, list) else (given,)
