"""A business's view of its orders."""
