"""The makers' pages."""

from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from core.web.state import shows
from core.web.versions import bucket
from shop.storefronts import disclosure, ports, queries

feature = Feature(__name__)
PAGE: Final = 48


@feature.page("", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    shows("storefronts", "media")
    after = request.args.get("after", "")
    cards = queries.list_open(
        uow, current_locale(), after=int(after) if after.isdecimal() else 0, limit=PAGE
    )
    last = cards[-1].organisation_id if len(cards) == PAGE else None
    next_url = url("shop.storefronts.index", after=last) if last else None
    return render("shop/storefronts/index.html", cards=cards, next_url=next_url)


@feature.page("/<slug>", permission=Permission.PUBLIC, is_kept=True)
def show(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    found = queries.get_page(uow, slug, current_locale())
    shows("catalogue", "media", bucket("storefront", found.maker.organisation_id))
    goods, cursor = ports.goods_of(
        uow, found.maker, current_locale(), after=request.args.get("after", "")
    )
    return render(
        "shop/storefronts/show.html",
        found=found,
        goods=goods,
        next_url=url("shop.storefronts.show", slug=slug, after=cursor) if cursor else None,
        disclosure=disclosure.lines(found.storefront),
    )
