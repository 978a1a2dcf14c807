"""A business reads its reviews, and answers each once."""
