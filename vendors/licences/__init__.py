"""The licences that a business files: without one, some goods are not sold."""
