"""Records in the state a test's name speaks of: flushed, never committed."""
