"""Quotations: what a wholesale buyer asks, what the business answers, what becomes of it."""
