"""Postal addresses: every country's own form, Japan's postal codes, telephones, saved addresses."""
