"""Reaching the right people: links and coupons."""

from typing import Final

from flask import Flask

from core.audit import actions as audit_actions
from core.identity.permissions import Permission
from core.sample import SampleStep, steps
from core.settings import Settings
from core.text import lazy
from core.web.navigation import Area, MenuItem, menu
from promotion import trail
from promotion.coupons import views as coupons
from promotion.coupons.adjuster import CouponAdjuster
from promotion.links import views as links
from promotion.sample import load as load_sample
from shop.pricing.ports import adjusters

P: Final = Permission
MENU: Final = (
    (Area.OFFICE, lazy("Coupons"), "promotion.coupons.office", P.OFFICE_COUPONS_EDIT, 70, "tag"),
    (Area.OFFICE, lazy("Links"), "promotion.links.office", P.OFFICE_LINKS_EDIT, 75, "link"),
    (Area.CITY, lazy("Coupons"), "promotion.coupons.city", P.CITY_COUPONS_EDIT, 50, "tag"),
    (Area.CITY, lazy("Links"), "promotion.links.city", P.CITY_LINKS_EDIT, 55, "link"),
)


def init_app(app: Flask, _settings: Settings) -> None:
    """Compose the package: features, the answer to what changes a price, the sample's part."""
    audit_actions.name(trail.ACTIONS, trail.KINDS)
    adjusters.add(CouponAdjuster())
    for views in (coupons, links):
        views.feature.register(app)
    for area, label, endpoint, permission, position, icon in MENU:
        menu.add(MenuItem(area, label, endpoint, permission, position, icon))
    steps.add(SampleStep(40, "Coupon and link", load_sample))
