"""Anybody can tell the market that a listing should not be there; staff answer each notice."""
