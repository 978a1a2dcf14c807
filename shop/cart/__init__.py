"""Carts: what a buyer means to buy, from several businesses at once."""
