"""The businesses' desk, and how businesses come in."""

from flask import Flask

from core.identity.permissions import Permission
from core.settings import Settings
from core.text import lazy
from core.web.navigation import Area, MenuItem, menu
from vendors.onboarding import views as onboarding
from vendors.products import views as products
from vendors.storefront import views as storefront

FEATURES = (onboarding, storefront, products)
MENU = (
    MenuItem(
        Area.OFFICE,
        lazy("Products"),
        "vendors.products.index",
        Permission.OFFICE_PRODUCTS_VIEW,
        position=30,
        icon="fish",
    ),
    MenuItem(
        Area.OFFICE,
        lazy("Shop page"),
        "vendors.storefront.index",
        Permission.OFFICE_STOREFRONT_EDIT,
        position=50,
        icon="store",
    ),
    MenuItem(
        Area.CITY,
        lazy("Businesses"),
        "vendors.onboarding.applications",
        Permission.CITY_ONBOARDING_DECIDE,
        position=60,
        icon="store",
    ),
)


def init_app(app: Flask, settings: Settings) -> None:  # noqa: ARG001 - every package is composed alike
    """Compose the package: features, hearers, answers to lower packages' questions."""
    for views in FEATURES:
        views.feature.register(app)
    for item in MENU:
        menu.add(item)
