"""The first page, and what everybody should be able to read."""

from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.outside import services_on
from core.web.pages import render
from core.web.state import market, shows
from shop.catalogue import queries as catalogue
from shop.catalogue.ports import card_notes
from shop.export import queries as export
from shop.export.countries import HOME, LANES
from shop.pages import accessibility as statement
from shop.pages import operator
from shop.storefronts import queries as storefronts

feature = Feature(__name__)
MAKERS = 6


@feature.page("/", at="", permission=Permission.PUBLIC, is_kept=True)
def home(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "storefronts", "media", "day", "export")
    locale = current_locale()
    highlights = catalogue.highlights(uow, locale)
    return render(
        "shop/pages/home.html",
        highlights=highlights,
        ships=card_notes(uow, [card.id for card in (*highlights.newest, *highlights.in_season)]),
        categories=catalogue.list_categories(uow, locale),
        destinations=(HOME, *LANES),
        base=market().settings.effective_public_url,
    )


@feature.page("/about", permission=Permission.PUBLIC, is_kept=True)
def about(uow: UnitOfWork) -> ResponseReturnValue:
    shows("storefronts", "media")
    makers = storefronts.list_open(uow, current_locale(), limit=MAKERS)
    return render("shop/pages/about.html", makers=makers)


@feature.page("/how-it-works", permission=Permission.PUBLIC, is_kept=True)
def how_it_works(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/pages/how_it_works.html", terms=operator.trade_terms())


@feature.page("/delivery", permission=Permission.PUBLIC, is_kept=True)
def delivery(uow: UnitOfWork) -> ResponseReturnValue:
    shows("export")
    return render("shop/pages/delivery.html", countries=export.open_regions(uow.session))


@feature.page("/contact", permission=Permission.PUBLIC, is_kept=True)
def contact(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/pages/contact.html", particulars=operator.particulars())


@feature.page("/law", permission=Permission.PUBLIC, is_kept=True)
def law(_uow: UnitOfWork) -> ResponseReturnValue:
    return render(
        "shop/pages/law.html",
        particulars=operator.particulars(),
        terms=operator.trade_terms(),
        as_of=operator.as_of(),
    )


@feature.page("/terms", permission=Permission.PUBLIC, is_kept=True)
def terms(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/pages/terms.html", terms=operator.trade_terms())


@feature.page("/privacy", permission=Permission.PUBLIC, is_kept=True)
def privacy(_uow: UnitOfWork) -> ResponseReturnValue:
    return render(
        "shop/pages/privacy.html",
        contact=operator.contact("privacy"),
        services=services_on(market().settings),
    )


@feature.page("/measurement", permission=Permission.PUBLIC, is_kept=True)
def measurement(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/pages/measurement.html")


@feature.page("/accessibility", permission=Permission.PUBLIC, is_kept=True)
def accessibility(_uow: UnitOfWork) -> ResponseReturnValue:
    return render(
        "shop/pages/accessibility.html",
        standards=statement.standards(),
        checks=statement.checks(),
        limits=statement.limits(),
        contact=operator.contact("accessibility"),
    )


@feature.page("/sell", permission=Permission.PUBLIC, is_kept=True)
def sell(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/pages/sell.html")
