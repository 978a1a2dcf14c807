"""Purchases, orders and parcels."""
