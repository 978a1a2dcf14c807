"""Alcohol is a class of its own: what is said beside its price, and what a buyer states."""

from typing import Final

from core.text import lazy

AGE: Final = 20
NOTICE: Final = lazy("Alcohol is not sold to anybody under 20.")
"""Stands beside every price of alcohol, in type that is not smaller than the price."""
STATEMENT: Final = lazy("I am 20 years old or older.")
"""What the buyer confirms before paying; it is kept with the purchase as it was shown."""
