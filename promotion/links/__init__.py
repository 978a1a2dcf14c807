"""Tracked links: short addresses on our own domain, with QR codes, counted without people."""
