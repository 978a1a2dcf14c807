"""Where figures of visitors come from besides the market's own measurement."""
