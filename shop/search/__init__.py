"""Finding products in every language they have."""
