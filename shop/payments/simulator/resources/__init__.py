"""The calls that the API face answers, one module a resource; a new resource is a line here."""

from __future__ import annotations

from shop.payments.simulator.resources import (
    balance,
    events,
    payment_intents,
    refunds,
    sessions,
)

ROUTES = (
    *sessions.ROUTES,
    *payment_intents.ROUTES,
    *refunds.ROUTES,
    *events.ROUTES,
    *balance.ROUTES,
)
