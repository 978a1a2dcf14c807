"""Who changed what, for whom, and when."""
