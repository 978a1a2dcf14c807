"""Writing rules and what products are abroad."""

from shop.export.service.products import Abroad, Place, abroad_of, set_abroad
from shop.export.service.rules import RuleFacts, add_rule, end_rule, facts_of, load, replace_rule

__all__ = [
    "Abroad",
    "Place",
    "RuleFacts",
    "abroad_of",
    "add_rule",
    "end_rule",
    "facts_of",
    "load",
    "replace_rule",
    "set_abroad",
]
