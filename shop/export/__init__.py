"""Across borders: where goods may go, by dated rules with their sources."""
