"""How the market is spoken to over HTTP: features, requests, security, pages."""
