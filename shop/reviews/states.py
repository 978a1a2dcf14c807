"""States and fixed lists of reviews."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.text import LazyText, lazy


class ReviewState(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"


class Relation(StrEnum):
    """What a writer received from the business: buyers must be able to know."""

    BOUGHT = "bought"
    GIFT = "gift"
    PAID = "paid"


class HideReason(StrEnum):
    """Why staff may hide a review. A low number of stars is none of them."""

    NOT_ABOUT_GOODS = "not_about_goods"
    INSULTING = "insulting"
    PERSONAL = "personal"
    HEALTH_CLAIM = "health_claim"
    ADVERTISING = "advertising"
    UNDECLARED = "undeclared"
    UNLAWFUL = "unlawful"


RELATIONS: Final[Mapping[Relation, LazyText]] = {
    Relation.BOUGHT: lazy("I bought it, and got nothing for this review"),
    Relation.GIFT: lazy("The business gave me goods or a reduction"),
    Relation.PAID: lazy("The business pays me, or I work with it"),
}
DECLARED: Final[Mapping[Relation, LazyText]] = {
    Relation.GIFT: lazy("The writer got goods or a reduction from the business."),
    Relation.PAID: lazy("The writer is paid by the business or works with it."),
}
HIDE_REASONS: Final[Mapping[HideReason, LazyText]] = {
    HideReason.NOT_ABOUT_GOODS: lazy("It is not about the goods, their packing or their delivery"),
    HideReason.INSULTING: lazy("It insults or threatens somebody"),
    HideReason.PERSONAL: lazy("It holds somebody's personal data"),
    HideReason.HEALTH_CLAIM: lazy("It says that food heals or prevents an illness"),
    HideReason.ADVERTISING: lazy("It advertises something else"),
    HideReason.UNDECLARED: lazy("It does not say that the writer got something for it"),
    HideReason.UNLAWFUL: lazy("It breaks the law"),
}
STARS: Final[Mapping[int, LazyText]] = {
    5: lazy("5 stars: very good"),
    4: lazy("4 stars: good"),
    3: lazy("3 stars: all right"),
    2: lazy("2 stars: not so good"),
    1: lazy("1 star: bad"),
}
