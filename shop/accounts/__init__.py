"""A buyer's own pages: orders, addresses, consents."""
