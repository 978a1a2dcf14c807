"""The businesses' desk, and how businesses come in."""

from flask import Flask

from core.audit import actions as audit_actions
from core.identity.permissions import Permission
from core.jobs import jobs
from core.settings import Settings
from core.text import lazy
from core.unit_of_work import after_commit
from core.web.navigation import Area, MenuItem, menu
from shop.orders.events import OrderPaid
from shop.pages.ports import measures
from vendors import trail
from vendors.abroad import views as abroad
from vendors.customs import views as customs
from vendors.delivery import views as delivery
from vendors.figures import views as figures
from vendors.fulfilment import views as fulfilment
from vendors.home import views as home
from vendors.imports import service as import_service
from vendors.imports import views as imports
from vendors.imports.commands import catalogue_group
from vendors.licences import views as licences
from vendors.messages import views as messages
from vendors.onboarding import measures as onboarding_measures
from vendors.onboarding import views as onboarding
from vendors.orders import letters
from vendors.orders import views as orders
from vendors.products import views as products
from vendors.quotations import views as quotations
from vendors.reviews import views as reviews
from vendors.stock import views as stock
from vendors.storefront import views as storefront
from vendors.troubles import views as troubles

FEATURES = (
    home,
    onboarding,
    storefront,
    delivery,
    licences,
    products,
    abroad,
    imports,
    stock,
    orders,
    fulfilment,
    customs,
    troubles,
    reviews,
    messages,
    figures,
    quotations,
)
OFFICE = (
    (lazy("Today"), "vendors.home.index", Permission.OFFICE_HOME, "home"),
    (lazy("Orders"), "vendors.orders.index", Permission.OFFICE_ORDERS_VIEW, "list"),
    (lazy("Pack"), "vendors.fulfilment.index", Permission.OFFICE_ORDERS_SHIP, "box"),
    (lazy("Answer"), "vendors.messages.index", Permission.OFFICE_ANSWERS_WRITE, "speech"),
    (lazy("Quotations"), "vendors.quotations.index", Permission.OFFICE_ORDERS_VIEW, "tag"),
    (lazy("Products"), "vendors.products.index", Permission.OFFICE_PRODUCTS_VIEW, "fish"),
    (lazy("Stock"), "vendors.stock.index", Permission.OFFICE_STOCK_EDIT, "can"),
    (lazy("Shop page"), "vendors.storefront.index", Permission.OFFICE_STOREFRONT_EDIT, "store"),
    (lazy("Reviews"), "vendors.reviews.index", Permission.OFFICE_ANSWERS_WRITE, "star"),
    (lazy("Figures"), "vendors.figures.index", Permission.OFFICE_FIGURES_VIEW, "chart"),
)
ONBOARDING = MenuItem(
    Area.CITY,
    lazy("Businesses"),
    "vendors.onboarding.applications",
    Permission.CITY_ONBOARDING_DECIDE,
    position=60,
    icon="store",
)


def init_app(app: Flask, settings: Settings) -> None:  # noqa: ARG001 - every package is composed alike
    """Compose the package: features, hearers, answers to lower packages' questions."""
    audit_actions.name(trail.ACTIONS, trail.KINDS)
    for views in FEATURES:
        views.feature.register(app)
    for place, (label, endpoint, permission, icon) in enumerate(OFFICE, start=1):
        menu.add(MenuItem(Area.OFFICE, label, endpoint, permission, place * 10, icon))
    menu.add(ONBOARDING)
    measures.add(onboarding_measures.applications)
    app.cli.add_command(catalogue_group)
    jobs.add(letters.NEW, letters.tell_of_order)
    after_commit.subscribe(OrderPaid, letters.NEW)
    jobs.add(import_service.JOB, import_service.run)
    jobs.add(import_service.FORGET, import_service.forget_old)
    jobs.every(import_service.FORGET, minutes=0, at_hour=3)
