"""The address of every page that somebody can open, made of the route table and the sample market.

A new route has to be named here when its address holds something that only the database knows.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask

from core.web.feature import Page

NOT_PAGES: Final = frozenset(
    {
        "analytics.reports.file",
        "promotion.links.city_code",
        "promotion.links.office_code",
        "shop.accounts.favourite_state",
        "shop.accounts.fetch_copy",
        "shop.addresses.postal_code",
        "shop.cart.badge",
        "shop.checkout.came_back",
        "shop.orders.open_link",
        "shop.returns.city_photo",
        "shop.returns.office_photo",
        "shop.returns.photo",
        "shop.search.suggest",
        "vendors.customs.paper",
        "vendors.customs.proof",
        "vendors.imports.export",
    }
)
"""Files, data for scripts, and addresses that only lead on."""

_PRODUCT: Final = "SELECT slug FROM shop_products WHERE state = 'published' ORDER BY id"
_MAKER: Final = "SELECT slug FROM shop_storefronts WHERE slug = 'kohakubushi'"
_OWNER: Final = "(SELECT organisation_id FROM shop_storefronts WHERE slug = 'kohakubushi')"
_OWN_PRODUCT: Final = f"SELECT id FROM shop_products WHERE organisation_id = {_OWNER} ORDER BY id"
_OWN_VARIANT: Final = (
    "SELECT v.product_id, v.id FROM shop_variants v JOIN shop_products p ON p.id = v.product_id"
    f" WHERE p.organisation_id = {_OWNER} ORDER BY v.id"
)
_OPEN_ORDER: Final = (
    f"SELECT id FROM shop_orders WHERE organisation_id = {_OWNER} AND state = 'paid' ORDER BY id"
)
_OPEN_PARCEL: Final = (
    "SELECT c.id FROM shop_parcels c JOIN shop_orders o ON o.id = c.order_id"
    f" WHERE o.organisation_id = {_OWNER} AND o.state = 'paid' ORDER BY c.id"
)
_ABROAD: Final = (
    "SELECT c.id FROM shop_parcels c JOIN shop_orders o ON o.id = c.order_id"
    " JOIN shop_purchases p ON p.id = o.purchase_id"
    f" WHERE o.organisation_id = {_OWNER} AND p.country <> 'JP' ORDER BY c.id DESC"
)
_PURCHASE: Final = (
    "SELECT p.token, o.id FROM shop_purchases p JOIN shop_orders o ON o.purchase_id = p.id"
    " JOIN core_users u ON u.id = p.user_id WHERE o.state = 'delivered' ORDER BY p.placed_at DESC"
)
_REVIEWED: Final = (
    f"SELECT id FROM shop_reviews WHERE organisation_id = {_OWNER} AND answer = '' ORDER BY id"
)
_RETURN: Final = (
    "SELECT p.token, r.id FROM shop_return_requests r JOIN shop_orders o ON o.id = r.order_id"
    " JOIN shop_purchases p ON p.id = o.purchase_id ORDER BY r.id"
)
_NOT_REVIEWED: Final = (
    "SELECT p.token, l.id FROM shop_order_lines l JOIN shop_orders o ON o.id = l.order_id"
    " JOIN shop_purchases p ON p.id = o.purchase_id WHERE o.state = 'delivered'"
    " AND l.id NOT IN (SELECT order_line_id FROM shop_reviews) ORDER BY l.id DESC"
)
_ON_ITS_WAY: Final = (
    "SELECT c.id FROM shop_parcels c JOIN shop_orders o ON o.id = c.order_id"
    f" WHERE o.organisation_id = {_OWNER} AND c.state = 'shipped' ORDER BY c.id"
)
_QUESTION: Final = (
    f"SELECT id FROM shop_questions WHERE organisation_id = {_OWNER} ORDER BY answered_at, id"
)

VALUES: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "analytics.targets.close": (("target_id",), "SELECT id FROM analytics_targets"),
    "analytics.targets.edit": (("target_id",), "SELECT id FROM analytics_targets"),
    "analytics.targets.show": (("target_id",), "SELECT id FROM analytics_targets"),
    "core.identity.confirm": (("token",), "SELECT 'gone'"),
    "core.identity.confirm_email_change": (("token",), "SELECT 'gone'"),
    "core.identity.join": (("token",), "SELECT 'gone'"),
    "core.identity.reset": (("token",), "SELECT 'gone'"),
    "i18n.drafts.edit": (("key",), "SELECT key FROM i18n_phrases ORDER BY key"),
    "i18n.glossary.edit": (("key",), "SELECT key FROM i18n_glossary_terms ORDER BY key"),
    "shop.accounts.change_address": (("address_id",), "SELECT id FROM shop_saved_addresses"),
    "shop.accounts.favourite": (
        ("kind", "subject_id"),
        "SELECT 'product', id FROM shop_products WHERE state = 'published' ORDER BY id",
    ),
    "shop.cart.edit_recipient": (("recipient_id",), "SELECT id FROM shop_cart_recipients"),
    "shop.catalogue.show": (("slug",), _PRODUCT),
    "shop.delivery.edit_list": (("name",), "SELECT 'time_slots'"),
    "shop.delivery.edit_rates": (("key",), "SELECT key FROM shop_carrier_services ORDER BY key"),
    "shop.delivery.show": (("slug",), _PRODUCT),
    "shop.export.edit": (("key",), "SELECT key FROM shop_export_rules ORDER BY key"),
    "shop.messages.ask": (("slug",), _PRODUCT),
    "shop.messages.index": (("slug",), _PRODUCT),
    "shop.messages.thread": (("token", "order_id"), _PURCHASE),
    "shop.notices.business": (("slug",), _MAKER),
    "shop.notices.decide": (("notice_id",), "SELECT id FROM shop_notices"),
    "shop.notices.product": (("slug",), _PRODUCT),
    "shop.orders.receipt": (("token", ""), _PURCHASE),
    "shop.orders.show": (("token", ""), _PURCHASE),
    "shop.quotations.accept": (
        ("token",),
        "SELECT token FROM shop_quotations WHERE state = 'answered'",
    ),
    "shop.quotations.ask": (("slug",), _MAKER),
    "shop.quotations.show": (
        ("token",),
        "SELECT token FROM shop_quotations WHERE state = 'answered'",
    ),
    "shop.returns.ask": (("token", "order_id"), _PURCHASE),
    "shop.returns.city_show": (("request_id",), "SELECT id FROM shop_return_requests"),
    "shop.returns.office_show": (
        ("request_id",),
        f"SELECT id FROM shop_return_requests WHERE organisation_id = {_OWNER}",
    ),
    "shop.returns.show": (("token", "request_id"), _RETURN),
    "shop.reviews.decide": (("review_id",), "SELECT id FROM shop_reviews"),
    "shop.reviews.index": (("slug",), _PRODUCT),
    "shop.reviews.write": (
        ("token", "line_id"),
        _NOT_REVIEWED,
    ),
    "shop.storefronts.show": (("slug",), _MAKER),
    "vendors.abroad.edit": (("product_id",), _OWN_PRODUCT),
    "vendors.customs.show": (("parcel_id",), _ABROAD),
    "vendors.delivery.edit_list": (("name",), "SELECT 'boxes'"),
    "vendors.fulfilment.ship": (("parcel_id",), _OPEN_PARCEL),
    "vendors.fulfilment.slip": (("parcel_id",), _OPEN_PARCEL),
    "vendors.imports.show": (("import_id",), "SELECT id FROM vendors_catalogue_imports"),
    "vendors.messages.answer": (("question_id",), _QUESTION),
    "vendors.messages.thread": (
        ("order_id",),
        f"SELECT order_id FROM shop_messages WHERE organisation_id = {_OWNER}",
    ),
    "vendors.onboarding.decide": (("application_id",), "SELECT id FROM vendors_applications"),
    "vendors.onboarding.status": (("token",), "SELECT token FROM vendors_applications"),
    "vendors.onboarding.withdraw": (("token",), "SELECT token FROM vendors_applications"),
    "vendors.orders.cancel": (("order_id",), _OPEN_ORDER),
    "vendors.orders.show": (("order_id",), _OPEN_ORDER),
    "vendors.orders.weigh": (
        ("order_id",),
        f"SELECT id FROM shop_orders WHERE organisation_id = {_OWNER} AND state = 'authorised'",
    ),
    "vendors.products.facts": (("product_id",), _OWN_PRODUCT),
    "vendors.products.label": (("product_id",), _OWN_PRODUCT),
    "vendors.products.photos": (("product_id",), _OWN_PRODUCT),
    "vendors.products.preview": (("product_id",), _OWN_PRODUCT),
    "vendors.products.show": (("product_id",), _OWN_PRODUCT),
    "vendors.products.texts": (
        ("product_id", "code"),
        f"SELECT id, 'th' FROM shop_products WHERE organisation_id = {_OWNER} ORDER BY id",
    ),
    "vendors.products.variant": (("product_id", "variant_id"), _OWN_VARIANT),
    "vendors.products.variants": (("product_id",), _OWN_PRODUCT),
    "vendors.quotations.refuse": (
        ("quotation_id",),
        f"SELECT id FROM shop_quotations WHERE organisation_id = {_OWNER} AND state = 'asked'",
    ),
    "vendors.quotations.show": (
        ("quotation_id",),
        f"SELECT id FROM shop_quotations WHERE organisation_id = {_OWNER} AND state = 'asked'",
    ),
    "vendors.reviews.answer": (("review_id",), _REVIEWED),
    "vendors.stock.show": (("", "variant_id"), _OWN_VARIANT),
    "vendors.storefront.rate": (
        ("temperature", "zone"),
        "SELECT 'ambient', 'jp-kanto'",
    ),
    "vendors.storefront.texts": (("code",), "SELECT 'th'"),
    "vendors.troubles.show": (
        ("parcel_id",),
        _ON_ITS_WAY,
    ),
}

QUERIES: Final = {
    "shop.search.index": "?q=katsuobushi",
    "shop.catalogue.index": "",
    "i18n.drafts.new": "",
}


@dataclass(frozen=True)
class Address:
    """Where a page is, without its language, and who may open it."""

    endpoint: str
    path: str
    who: str


def who_opens(page: Page) -> str:
    """The sample person for whom a page is made."""
    if page.permission.startswith("office:"):
        return "owner"
    if page.permission.startswith("city:"):
        return "staff"
    return "guest" if page.permission == "public" else "buyer"


def pages_of(app: Flask) -> list[Page]:
    """What is opened as a page with a language."""
    return [
        page
        for page in app.extensions["pages"].values()
        if "GET" in page.methods and page.has_language and page.endpoint not in NOT_PAGES
    ]


def addresses(app: Flask, data: Path) -> Iterator[Address | str]:
    """Every page's address; the endpoint alone where the market has nothing to show there."""
    database = sqlite3.connect(f"file:{data / 'market.sqlite3'}?mode=ro", uri=True)
    try:
        for page in pages_of(app):
            yield _address(page, database)
    finally:
        database.close()


def _address(page: Page, database: sqlite3.Connection) -> Address | str:
    path = page.rule.removeprefix("/<lang>")
    if "<" in path:
        if page.endpoint not in VALUES:
            return page.endpoint
        names, query = VALUES[page.endpoint]
        row = database.execute(query).fetchone()
        if row is None:
            return page.endpoint
        for name, value in zip(names, row, strict=True):
            path = re.sub(rf"<(?:\w+:)?{name}>", str(value), path) if name else path
    return Address(page.endpoint, path + QUERIES.get(page.endpoint, ""), who_opens(page))
