"""Coupons: who may take off how much, and who bears it."""
