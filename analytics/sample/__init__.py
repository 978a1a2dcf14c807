"""The sample market's year of visitors: invented, seeded, and marked as a sample."""
