"""The sample market: fictional, plausible, and marked as sample."""
