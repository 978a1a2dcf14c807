"""A buyer's own pages: `/<lang>/accounts/…`, one file a subject."""

from shop.accounts.views import addresses, consents, favourites, orders, privacy, profile

MODULES = (orders, addresses, favourites, consents, profile, privacy)
