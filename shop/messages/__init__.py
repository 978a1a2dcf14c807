"""Questions about goods, and what buyer and business write to each other about an order."""
