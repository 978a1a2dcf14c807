"""The buyer's side, and the marketplace's rules."""

from typing import Final

from flask import Flask

from core.audit import actions as audit_actions
from core.identity.permissions import Permission
from core.jobs import jobs
from core.privacy.ports import holders
from core.reference import ReferenceData, lists
from core.sample import SampleStep, steps
from core.settings import Settings
from core.text import lazy
from core.unit_of_work import UnitOfWork, in_transaction
from core.web.navigation import Area, MenuItem, menu
from core.web.slots import SlotFiller, fillers
from shop import trail
from shop.accounts import views as accounts_views
from shop.accounts.personal import PersonalDataOfAccounts
from shop.addresses import views as addresses_views
from shop.addresses.ports import destinations as address_destinations
from shop.cart import recipient_views
from shop.cart import views as cart_views
from shop.catalogue import jobs as catalogue_jobs
from shop.catalogue import views as catalogue_views
from shop.catalogue.events import (
    ProductArchived,
    ProductChanged,
    ProductPublished,
    ShelfRenamed,
)
from shop.catalogue.goods import GoodsOfCatalogue
from shop.catalogue.ports import card_readers, destination_readers, stock_readers
from shop.checkout import views as checkout_views
from shop.currencies import views as currencies_views
from shop.currencies.commands import currencies_group
from shop.delivery import desk_views as delivery_desk_views
from shop.delivery import jobs as delivery_jobs
from shop.delivery import views as delivery_views
from shop.delivery.loading import load as load_carriers
from shop.duties import notes
from shop.duties import views as duties_views
from shop.export import destination, prices
from shop.export import jobs as export_jobs
from shop.export import service as export_service
from shop.export import views as export_views
from shop.export.cards import CardsOfExport
from shop.export.reader import RulesOfExport
from shop.export.service import load as load_rules
from shop.export.subscribers import answer_product
from shop.messages import letters as messages_letters
from shop.messages import service as messages_service
from shop.messages import views as messages_views
from shop.messages.personal import PersonalDataOfMessages
from shop.notices import views as notices_views
from shop.notices.personal import PersonalDataOfNotices
from shop.orders import jobs as orders_jobs
from shop.orders import letters, lookup, mails
from shop.orders import views as orders_views
from shop.orders.events import OrderCancelled, ParcelGivenBack, PurchaseExpired, PurchaseWeighed
from shop.orders.personal import PersonalDataOfOrders
from shop.orders.ports import money_readers
from shop.pages import cookies as pages_cookies
from shop.pages import doors as pages_doors
from shop.pages import measures as pages_measures
from shop.pages import views as pages_views
from shop.pages import watching
from shop.pages.ports import measures
from shop.payments import capturing, gateway_of, name_services, refunds, subscribers, web, webhooks
from shop.payments import jobs as payments_jobs
from shop.payments import views as payments_views
from shop.payments.ports import PaymentGateway
from shop.payments.reader import MoneyOfMarket
from shop.quotations import jobs as quotations_jobs
from shop.quotations import views as quotations_views
from shop.quotations.personal import PersonalDataOfQuotations
from shop.returns import letters as returns_letters
from shop.returns import views as returns_views
from shop.returns.personal import PersonalDataOfReturns
from shop.reviews import views as reviews_views
from shop.reviews.personal import PersonalDataOfReviews
from shop.sample.buyer import load as load_buyer
from shop.sample.cutting import load as load_cut
from shop.sample.load import load_products
from shop.sample.money import load as load_rates
from shop.sample.orders import load as load_orders
from shop.sample.owners import load as load_owners
from shop.sample.voices import load as load_voices
from shop.sample.wholesale import load as load_wholesale
from shop.search import jobs as search_jobs
from shop.search import views as search_views
from shop.search.subscribers import forget_product, index_product, renew_maker, renew_shelf
from shop.stock import jobs as stock_jobs
from shop.stock import subscribers as stock_subscribers
from shop.stock.reader import StockOfMarket
from shop.storefronts import views as storefronts_views
from shop.storefronts.events import StorefrontChanged
from shop.storefronts.ports import goods_readers

FOOTER: Final = (
    ("shop.pages.about", lazy("About the market")),
    ("shop.pages.how_it_works", lazy("How buying works")),
    ("shop.pages.delivery", lazy("Delivery and fees")),
    ("shop.pages.contact", lazy("Help and contact")),
    ("shop.pages.law", lazy("Seller information required by Japanese law")),
    ("shop.pages.terms", lazy("Terms of use")),
    ("shop.pages.privacy", lazy("Privacy")),
    ("shop.pages.measurement", lazy("How we count visits")),
    ("shop.pages.cookies", lazy("Cookies and your choices")),
    ("shop.pages.measures", lazy("How we keep the market honest")),
    ("shop.pages.accessibility", lazy("Accessibility")),
    ("shop.pages.sell", lazy("Sell on the market")),
)


PERSONAL: Final = (
    PersonalDataOfOrders(),
    PersonalDataOfQuotations(),
    PersonalDataOfReturns(),
    PersonalDataOfReviews(),
    PersonalDataOfMessages(),
    PersonalDataOfNotices(),
    PersonalDataOfAccounts(),
)
FEATURES: Final = (
    storefronts_views,
    catalogue_views,
    search_views,
    export_views,
    currencies_views,
    duties_views,
    pages_views,
    pages_doors,
    pages_cookies,
    pages_measures,
    addresses_views,
    cart_views,
    delivery_desk_views,
    delivery_views,
    recipient_views,
    checkout_views,
    orders_views,
    reviews_views,
    messages_views,
    notices_views,
    payments_views,
    webhooks,
    quotations_views,
    *returns_views.MODULES,
    *accounts_views.MODULES,
)
MENU: Final = (
    MenuItem(Area.SHOP, lazy("Goods"), "shop.catalogue.index", Permission.PUBLIC, 10, "fish"),
    MenuItem(Area.SHOP, lazy("Makers"), "shop.storefronts.index", Permission.PUBLIC, 20, "store"),
    MenuItem(Area.SHOP, lazy("About"), "shop.pages.about", Permission.PUBLIC, 30, "info"),
    MenuItem(
        Area.CITY, lazy("Searches"), "shop.search.misses", Permission.CITY_SEARCH_EDIT, 61, "search"
    ),
    MenuItem(
        Area.CITY,
        lazy("Carriers and fees"),
        "shop.delivery.services",
        Permission.CITY_DELIVERY_EDIT,
        64,
        "truck",
    ),
    MenuItem(
        Area.CITY,
        lazy("Rules abroad"),
        "shop.export.index",
        Permission.CITY_EXPORT_EDIT,
        65,
        "globe",
    ),
    MenuItem(
        Area.CITY,
        lazy("Import duty"),
        "shop.duties.index",
        Permission.CITY_EXPORT_EDIT,
        66,
        "globe",
    ),
    MenuItem(
        Area.CITY,
        lazy("Exchange rates"),
        "shop.currencies.index",
        Permission.CITY_EXPORT_EDIT,
        67,
        "chart",
    ),
    MenuItem(
        Area.CITY,
        lazy("Payments"),
        "shop.payments.index",
        Permission.CITY_PAYMENTS_CONFIRM,
        70,
        "lock",
    ),
    MenuItem(
        Area.OFFICE,
        lazy("Problems"),
        "shop.returns.office_index",
        Permission.OFFICE_ORDERS_VIEW,
        41,
        "warning",
    ),
    MenuItem(
        Area.CITY,
        lazy("Problems"),
        "shop.returns.city_index",
        Permission.CITY_RETURNS_DECIDE,
        71,
        "warning",
    ),
    MenuItem(
        Area.CITY, lazy("Reviews"), "shop.reviews.desk", Permission.CITY_REVIEWS_EDIT, 72, "star"
    ),
    MenuItem(
        Area.CITY, lazy("Notices"), "shop.notices.desk", Permission.CITY_NOTICES_EDIT, 73, "warning"
    ),
)
SLOTS: Final = (
    SlotFiller("city.home.tasks", export_views.tasks),
    SlotFiller("shop.catalogue.below", reviews_views.below),
    SlotFiller("shop.catalogue.below", messages_views.below),
    SlotFiller("shop.orders.order", returns_views.of_order),
    SlotFiller("shop.catalogue.below", notices_views.below_product),
    SlotFiller("shop.storefronts.below", notices_views.below_storefront),
    SlotFiller("shop.orders.order", reviews_views.of_order),
    SlotFiller("shop.orders.order", messages_views.of_order),
)


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
    audit_actions.name(trail.ACTIONS, trail.KINDS)
    for module in FEATURES:
        module.feature.register(app)
    for item in MENU:
        menu.add(item)
    for filler in SLOTS:
        fillers.add(filler)
    for figures in (watching.notice_figures, watching.review_figures):
        measures.add(figures)
    for position, (endpoint, label) in enumerate(FOOTER, start=1):
        menu.add(MenuItem(Area.FOOTER, label, endpoint, Permission.PUBLIC, 10 * position))
    _add_reference_data()
    _add_sample()
    _compose_catalogue(app)
    _compose_checkout(app, settings)
    _add_jobs()


def _add_reference_data() -> None:
    lists.add(ReferenceData("Rules of other countries", load_rules))
    lists.add(ReferenceData("Carriers", load_carriers))


def _add_sample() -> None:
    steps.add(SampleStep(17, "Sample exchange rates", load_rates))
    steps.add(SampleStep(16, "Rules of other countries", _load_rules))
    steps.add(SampleStep(20, "Shelves, businesses and goods", _load_sample))
    steps.add(SampleStep(25, "Owners", load_owners))
    steps.add(SampleStep(30, "A year of orders", load_orders))
    steps.add(SampleStep(31, "An order to weigh", load_cut))
    steps.add(SampleStep(36, "A buyer's account", load_buyer))
    steps.add(SampleStep(35, "Reviews, questions and messages", load_voices))
    steps.add(SampleStep(37, "Requests of shops and restaurants", load_wholesale))


def _compose_catalogue(app: Flask) -> None:
    """The buyer's reading side: storefronts, shelves, search, destinations."""
    destination.install(app)
    prices.install(app)
    notes.install(app)
    app.cli.add_command(currencies_group)
    stock_readers.add(StockOfMarket())
    goods_readers.add(GoodsOfCatalogue())
    destination_readers.add(RulesOfExport())
    card_readers.add(CardsOfExport())
    address_destinations.add(RulesOfExport())
    in_transaction.subscribe(ProductPublished, answer_product)
    in_transaction.subscribe(ProductChanged, answer_product)
    in_transaction.subscribe(ProductPublished, index_product)
    in_transaction.subscribe(ProductChanged, index_product)
    in_transaction.subscribe(ProductArchived, forget_product)
    in_transaction.subscribe(ShelfRenamed, renew_shelf)
    in_transaction.subscribe(StorefrontChanged, renew_maker)
    in_transaction.subscribe(ProductPublished, stock_subscribers.keep_promise)
    in_transaction.subscribe(ProductChanged, stock_subscribers.keep_promise)


def _load_rules(uow: UnitOfWork) -> None:
    export_service.load(uow)


def _load_sample(uow: UnitOfWork) -> None:
    load_products(uow)


def _compose_checkout(app: Flask, settings: Settings) -> None:
    """The buying side: orders and their money."""
    gateway = gateway_of(settings)
    web.install(app, gateway)
    name_services()
    for holder in PERSONAL:
        holders.add(holder)
    money_readers.add(MoneyOfMarket(settings.effective_bank_account))
    in_transaction.subscribe(OrderCancelled, subscribers.give_back)
    in_transaction.subscribe(ParcelGivenBack, subscribers.give_parcel_back)
    in_transaction.subscribe(PurchaseExpired, subscribers.close_pages)
    in_transaction.subscribe(PurchaseWeighed, subscribers.take)
    _add_checkout_jobs(gateway)


def _add_checkout_jobs(gateway: PaymentGateway) -> None:
    jobs.add(mails.JOB, letters.write)
    jobs.add(lookup.JOB, lookup.look)
    jobs.add(returns_letters.JOB, returns_letters.write)
    jobs.add(messages_service.TELL, messages_letters.tell)
    jobs.add_manual(payments_jobs.LOOK, payments_jobs.Look(gateway))
    jobs.add_manual(payments_jobs.CLOSE, payments_jobs.Close(gateway))
    jobs.add_manual(payments_jobs.RECEIPT, payments_jobs.HandleReceipt(gateway))
    jobs.add_manual(capturing.CAPTURE, capturing.Capture(gateway))
    jobs.add_manual(capturing.RELEASE, capturing.Release(gateway))
    jobs.add_manual(refunds.SEND, payments_jobs.SendRefund(gateway))
    jobs.add(payments_jobs.LOOK_AGAIN, payments_jobs.look_again)
    jobs.every(payments_jobs.LOOK_AGAIN, minutes=10)


def _add_jobs() -> None:
    jobs.add(delivery_jobs.LOAD, delivery_jobs.load_lists)
    jobs.every(delivery_jobs.LOAD, minutes=0, at_hour=4)
    jobs.add(catalogue_jobs.NEW_DAY, catalogue_jobs.new_day)
    jobs.every(catalogue_jobs.NEW_DAY, minutes=0, at_hour=0)
    jobs.add(export_jobs.NEW_DAY, export_jobs.new_day)
    jobs.every(export_jobs.NEW_DAY, minutes=0, at_hour=0)
    jobs.add(catalogue_jobs.RECOUNT, catalogue_jobs.recount_shelves)
    jobs.every(catalogue_jobs.RECOUNT, minutes=0, at_hour=3)
    jobs.add(search_jobs.RENEW, search_jobs.renew)
    jobs.add(search_jobs.FILL, search_jobs.fill)
    jobs.every(search_jobs.FILL, minutes=5)
    jobs.add(search_jobs.FORGET_MISSES, search_jobs.forget_misses)
    jobs.every(search_jobs.FORGET_MISSES, minutes=0, at_hour=4)
    jobs.add(stock_jobs.EXPIRE, stock_jobs.expire)
    jobs.every(stock_jobs.EXPIRE, minutes=10)
    jobs.add(orders_jobs.SWEEP, orders_jobs.expire_due)
    jobs.add(orders_jobs.EXPIRE, orders_jobs.expire)
    jobs.every(orders_jobs.SWEEP, minutes=1)
    jobs.add(quotations_jobs.EXPIRE, quotations_jobs.expire)
    jobs.every(quotations_jobs.EXPIRE, minutes=0, at_hour=0)
