"""How goods reach a buyer, and for how much."""
