"""Prices in the buyer's own currency, as estimates; what is charged is yen."""
