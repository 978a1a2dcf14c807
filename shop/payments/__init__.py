"""Taking money: one payment for one purchase."""
