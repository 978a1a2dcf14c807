"""What the market keeps of a person: a copy on request, and its erasure."""
