"""The answer of a search for machines."""

from collections.abc import Callable
from typing import Any

from shop.search.queries import Found

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
            "category": {facet.key: facet.count for facet in found.categories},
            "business": {facet.key: facet.count for facet in found.makers},
            "temperature": found.temperatures,
        },
    }
