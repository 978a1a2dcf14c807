"""Stock: what is there, what is promised, and every movement."""
