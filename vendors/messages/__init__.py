"""A business answers: questions about its goods, and messages about its orders."""
