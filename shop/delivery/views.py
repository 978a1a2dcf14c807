"""What delivery of a product costs and when it comes, for the reader's country."""

from flask import request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render
from i18n.translated import shown
from shop.delivery import offers
from shop.delivery.zones import HOME
from shop.export import destination
from shop.export import queries as export

feature = Feature(__name__)


@feature.page("/<slug>", permission=Permission.PUBLIC)
def show(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    """Fees and days of one pack; `part` asks for the piece that stands on the product's page."""
    pack = offers.find_pack(uow, slug)
    going = destination.current()
    verdict = export.exactly(uow, [pack.product], going.code)[pack.product.id]
    found = offers.offers(uow, pack, going.code) if verdict.is_open else []
    name = "_offers.html" if "part" in request.args else "show.html"
    return render(
        f"shop/delivery/{name}",
        slug=slug,
        name=shown(pack.names, current_locale()),
        going=going,
        is_home=going.code == HOME,
        offers=found,
        groups=offers.together(found),
        verdict=verdict,
    )
