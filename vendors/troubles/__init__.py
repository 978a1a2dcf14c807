"""Parcels that did not arrive: what happened, and what comes of it."""
