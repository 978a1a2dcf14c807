"""The shelves and the product pages."""

from functools import partial
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from core.web.state import market, shows
from core.web.versions import bucket
from shop.catalogue import allergens, freshness, label_lines, ports, queries, structured_data
from shop.catalogue.models import Temperature
from shop.catalogue.queries import Sort, Wish

feature = Feature(__name__)


def _wish() -> Wish:
    """The filters of the address; what we do not know is as if it were not there."""
    wanted = request.args
    bands, sorts = set(Temperature), set(Sort)
    temperature, sort = wanted.get("temperature", ""), wanted.get("sort", "")
    return Wish(
        category=wanted.get("category", "")[:60],
        business=wanted.get("business", "")[:80],
        temperature=Temperature(temperature) if temperature in bands else None,
        sort=Sort(sort) if sort in sorts else Sort.NEWEST,
        after=wanted.get("after", ""),
        before=wanted.get("before", ""),
    )


def _address(base: str, wish: Wish, **other: str) -> str:
    """The list's address with this wish, changed by `other`; empty values are left out.

    `base` is made once a page: a list asks for dozens of addresses.
    """
    values = {
        "category": wish.category,
        "business": wish.business,
        "temperature": wish.temperature.value if wish.temperature else "",
        "sort": "" if wish.sort is Sort.NEWEST else wish.sort.value,
        **other,
    }
    query = urlencode({key: value for key, value in values.items() if value})
    return f"{base}?{query}" if query else base


@feature.page("", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "storefronts", "media", "day", "export")
    wish = _wish()
    listing = queries.list_products(uow, wish, current_locale())
    address = partial(_address, url("shop.catalogue.index"), wish)
    return render(
        "shop/catalogue/index.html",
        wish=wish,
        listing=listing,
        ships=ports.card_notes(uow, [card.id for card in listing.cards]),
        category=next((c for c in listing.categories if c.key == wish.category), None),
        maker=next((m for m in listing.makers if m.slug == wish.business), None),
        temperatures=list(Temperature),
        sorts=list(Sort),
        address=address,
        next_url=address(after=listing.next) if listing.next else None,
        previous_url=address(before=listing.previous) if listing.previous else None,
    )


@feature.page("/<slug>", permission=Permission.PUBLIC, is_kept=True)
def show(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    found = queries.get_page(uow, slug, current_locale())
    product = found.product
    ids = [product.id, *(other.id for other in found.others)]
    shows("media", "day", "export", bucket("storefront", product.organisation_id))
    shows(*(bucket("product", key) for key in ids))
    day = tokyo_day(uow.now)
    return render(
        "shop/catalogue/show.html",
        found=found,
        few=ports.FEW,
        freshness=freshness.of_product(
            product, found.offers, day, lead_days=found.storefront.lead_days
        ),
        contains=partial(allergens.said_in, product.allergens, day),
        may_contain=partial(allergens.said_in, product.may_contain, day),
        by_destination=allergens.by_destination(product.allergens, day),
        label=label_lines.of_page(found),
        structured=structured_data.of_page(found, market().settings.effective_public_url, url),
    )
