"""schema.org data of a product page: Product with its offers, and the way to it."""

from collections.abc import Callable
from typing import Any

from core.text import gettext
from shop.catalogue.queries import Offer, ProductPage
from shop.catalogue.queries.cards import rating

Address = Callable[..., str]


def of_page(page: ProductPage, base: str, url: Address) -> list[dict[str, Any]]:
    """What a search engine may read of this page; addresses are absolute."""
    address = base + url("shop.catalogue.show", slug=page.product.slug)
    seller = {"@type": "Organization", "name": page.maker.name.text}
    product: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": f"{address}#product",
        "name": page.name.text,
        "url": address,
        "category": page.category.text,
        "brand": seller,
        "image": [base + picture.src for picture in page.pictures],
    }
    if page.is_sold_here:
        product["offers"] = [_offer(page, offer, address, seller) for offer in page.offers]
    words = page.summary or page.description
    if words:
        product["description"] = words.text
    product.update(_rating(page))
    if page.best:
        product["sku"] = page.best.sku
    steps = [
        (gettext("Home"), url("shop.pages.home")),
        (page.category.text, url("shop.catalogue.index", category=page.category_key)),
        (page.name.text, url("shop.catalogue.show", slug=page.product.slug)),
    ]
    way = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": base + path}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }
    return [product, way]


def _rating(page: ProductPage) -> dict[str, Any]:
    """What buyers think, where any of them has said so."""
    count = page.product.review_count
    if not count:
        return {}
    mean = rating(count, page.product.stars_total)
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": f"{mean / 10:.1f}",
            "reviewCount": count,
            "bestRating": 5,
            "worstRating": 1,
        }
    }


def _offer(page: ProductPage, offer: Offer, address: str, seller: dict[str, str]) -> dict[str, Any]:
    is_there = offer.available > 0
    found: dict[str, Any] = {
        "@type": "Offer",
        "sku": offer.sku,
        "url": address,
        "price": str(offer.price),
        "priceCurrency": "JPY",
        "itemCondition": "https://schema.org/NewCondition",
        "availability": "https://schema.org/InStock" if is_there else "https://schema.org/SoldOut",
        "seller": seller,
    }
    if offer.label:
        found["name"] = f"{page.name.text} {offer.label.text}"
    return found
