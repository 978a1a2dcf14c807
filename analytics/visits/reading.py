"""Reading a visit's attributes from the request being answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from analytics.visits import traits
from analytics.visits.batch import Batch
from analytics.visits.geo import GeoResolver, network_of
from analytics.visits.models import DropReason
from analytics.visits.service import Visitor
from analytics.visits.traits import Traits
from core.web.navigation import Area
from core.web.scripts import area_of
from core.web.state import request_state

EXTENSION: Final = "analytics_geo"
BATCH: Final = "analytics_visits"
KINDS: Final = {
    "pages.home": "home",
    "catalogue.show": "product",
    "catalogue": "list",
    "search": "search",
    "storefronts.show": "storefront",
    "storefronts": "list",
    "stories": "story",
    "cart": "cart",
    "checkout": "checkout",
    "orders": "order",
}
PRODUCT_PAGE: Final = "shop.catalogue.show"


@dataclass(frozen=True)
class SeenPage:
    """A page of the shop that a visitor says to have seen."""

    kind: str
    language: str
    query: Mapping[str, str]
    product_slug: str | None


def page_at(address: str) -> SeenPage | None:
    """The page behind an address as the browser gives it; None when it is none of the shop's."""
    parts = urlsplit(address)
    if not parts.path.startswith("/") or area_of(parts.path) is not Area.SHOP:
        return None
    try:
        matched = current_app.create_url_adapter(request).match(parts.path, method="GET")  # pyright: ignore[reportOptionalMemberAccess]
    except (HTTPException, RequestRedirect):
        return None
    endpoint, values = cast("tuple[str, dict[str, Any]]", matched)
    language = str(values.get("lang", ""))
    if not language:
        return None
    slug = str(values["slug"]) if endpoint == PRODUCT_PAGE and "slug" in values else None
    return SeenPage(kind_of(endpoint), language, dict(parse_qsl(parts.query)), slug)


def kind_of(endpoint: str) -> str:
    """What sort of page an endpoint shows."""
    name = endpoint.split(".", 1)[-1]
    return KINDS.get(name) or KINDS.get(name.split(".")[0]) or "page"


def refusal() -> DropReason | None:
    """Why this request is not counted, if it is not."""
    user_agent = request.user_agent.string
    if not user_agent.strip():
        return DropReason.NO_USER_AGENT
    if request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1":
        return DropReason.DO_NOT_TRACK
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return DropReason.PREFETCH
    return DropReason.BOT if traits.is_bot(user_agent) else None


def visitor() -> Visitor:
    """Who asks; forgotten as soon as it is counted."""
    return Visitor(network_of(request.remote_addr or ""), request.user_agent.string)


def geo() -> GeoResolver:
    """What tells countries in this process."""
    return cast("GeoResolver", current_app.extensions[EXTENSION])


def batch() -> Batch:
    """What counts for this web server."""
    return cast("Batch", current_app.extensions[BATCH])


def traits_of(page: SeenPage | None, referrer: str) -> Traits:
    """The attributes of a visit that begins with this request."""
    user_agent = request.user_agent.string
    resolver = geo()
    arrival = traits.arrival_of(
        query=page.query if page else {},
        referrer=referrer,
        own_host=request.host,
        user_agent=user_agent,
    )
    return Traits(
        country=resolver.country(
            request.remote_addr or "", request.headers.get(resolver.header, "")
        ),
        language=page.language if page else request_state().locale,
        browser_language=traits.browser_language(request.headers.get("Accept-Language", "")),
        device=traits.device_of(user_agent),
        channel=arrival.channel,
        landing=page.kind if page else kind_of(request.endpoint or ""),
        source=arrival.source,
        medium=arrival.medium,
        campaign=arrival.campaign,
    )
