"""What a cart costs: goods, adjustments, delivery, tax, total."""
