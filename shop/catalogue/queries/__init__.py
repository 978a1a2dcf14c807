"""Reading the catalogue: cards, lists, the product page."""

from shop.catalogue.queries.cards import Offer, ProductCard, offers
from shop.catalogue.queries.listing import (
    CategoryLine,
    Highlights,
    Listing,
    Sort,
    Wish,
    highlights,
    list_categories,
    list_products,
    of_ids,
    of_maker,
)
from shop.catalogue.queries.product import (
    ProductPage,
    get_page,
    may_be_sold_in,
    name_of,
    not_reviewed,
)

__all__ = [
    "CategoryLine",
    "Highlights",
    "Listing",
    "Offer",
    "ProductCard",
    "ProductPage",
    "Sort",
    "Wish",
    "get_page",
    "highlights",
    "list_categories",
    "list_products",
    "may_be_sold_in",
    "name_of",
    "not_reviewed",
    "of_ids",
    "of_maker",
    "offers",
]
