"""Pages about what arrived: the buyer's, the business's desk, the city's."""

from shop.returns.views import buyer, desks

MODULES = (buyer, desks)
of_order = buyer.of_order
