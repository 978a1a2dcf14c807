"""The answer of a search for machines."""

from collections.abc import Callable, Sequence
from typing import Any

from shop.search.queries import Facet, Found

Address = Callable[..., str]


def answer(found: Found, url: Address) -> dict[str, Any]:
    """SKUs in rank order with their scores, the filters' counts, and what was understood."""
    return {
        "query": found.wish.words,
        "understood": {
            "folded": found.understood.folded,
            "also": found.understood.also,
            "corrected": found.understood.corrected,
        },
        "total": found.total,
        "page": found.wish.page,
        "pages": found.pages,
        "results": [
            {
                "sku": result.card.sku,
                "score": round(result.score, 4),
                "slug": result.card.slug,
                "name": result.card.name.text,
                "lang": result.card.name.locale,
                "price": result.card.price,
                "url": url("shop.catalogue.show", slug=result.card.slug),
            }
            for result in found.results
        ],
        "facets": {
            "category": _counts(found.categories),
            "business": _counts(found.makers),
            "temperature": found.temperatures,
            "price": {f"{first}-{last or ''}": n for (first, last), n in found.prices.items()},
            "free_of": found.free_of,
            "days_left": {str(days): count for days, count in found.days.items()},
            **({"sends_to": {found.wish.country: found.sendable}} if found.wish.is_abroad else {}),
        },
    }


def _counts(facets: Sequence[Facet]) -> dict[str, int]:
    return {facet.key: facet.count for facet in facets}
