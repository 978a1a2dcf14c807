"""The address of a search: what it asks for, and how one search leads to the next."""

from collections.abc import Mapping
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from shop.catalogue.allergens import by_key
from shop.catalogue.models import Temperature
from shop.search.facets import KEPT_DAYS, PRICES
from shop.search.queries import SearchWish

MOST_PAGES = 200


def wish_of(given: "MultiDict[str, str]", country: str) -> SearchWish:
    """What the address asks for; what we do not know is as if it were not there."""
    temperature = given.get("temperature", "")
    page, days = given.get("page", ""), given.get("days", "")
    return SearchWish(
        words=given.get("q", "").strip()[:100],
        category=given.get("category", "")[:60],
        business=given.get("business", "")[:80],
        temperature=Temperature(temperature) if temperature in set(Temperature) else None,
        price=next((band for band in PRICES if price_key(band) == given.get("price")), None),
        free_of=frozenset(given.getlist("free_of")) & by_key().keys(),
        days=next((number for number in KEPT_DAYS if str(number) == days), 0),
        country=country,
        is_sent_there=given.get("sent") == "1",
        page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 4 and int(page) else 1,
    )


def price_key(band: tuple[int, int]) -> str:
    """A band of prices as it stands in an address."""
    first, last = band
    return f"{first}-{last or ''}"


def query_of(wish: SearchWish, **other: str) -> str:
    """The address's question for this wish, changed by `other`; the first page unless said."""
    values: Mapping[str, str] = {
        "q": wish.words,
        "category": wish.category,
        "business": wish.business,
        "temperature": wish.temperature.value if wish.temperature else "",
        "price": price_key(wish.price) if wish.price else "",
        "days": str(wish.days or ""),
        "sent": "1" if wish.is_sent_there else "",
        **other,
    }
    pairs = [(key, value) for key, value in values.items() if value]
    if "free_of" not in other:
        pairs += [("free_of", key) for key in sorted(wish.free_of)]
    return urlencode(pairs)
