"""How a business comes in: application, decision, a desk of its own."""
