"""From cart to purchase: the one place an order is born."""
