"""Quotations in the state a test's name speaks of."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.quotations import service
from shop.quotations.models import Quotation
from shop.quotations.service import Asked, Offer
from shop.quotations.states import Incoterm
from tests.factories import shop as make


def asked(uow: UnitOfWork, wanted: Sequence[tuple[Product, int]], **more: Any) -> Quotation:
    """A request from Singapore, CIF, unless said otherwise."""
    for product, _ in wanted:
        if not product.export_class:
            product.export_class = "katsuobushi"
            make.abroad(uow, product)
    values: dict[str, Any] = {
        "organisation_id": wanted[0][0].organisation_id,
        "quantities": {make.variant(uow, product).id: number for product, number in wanted},
        "company": "Lion City Foods",
        "contact": "Tan Wei",
        "email": "tan@example.org",
        "phone": "+6561234567",
        "country": "SG",
        "place": "Singapore port",
        "incoterm": Incoterm.CIF,
        "wish": "",
        "wanted_on": None,
        "locale": "en",
        **more,
    }
    return service.ask(uow, Asked(**values))


def answered(
    uow: UnitOfWork,
    wanted: Sequence[tuple[Product, int]],
    prices: Sequence[int],
    *,
    freight: int = 0,
    days: int = 10,
    **more: Any,
) -> Quotation:
    """A request with the business's offer, a net price for each line in order."""
    quotation = asked(uow, wanted, **more)
    offer = Offer(
        prices={line.id: price for line, price in zip(quotation.lines, prices, strict=True)},
        freight=freight,
        valid_until=tokyo_day(uow.now) + timedelta(days=days),
        note="",
    )
    return service.answer(uow, quotation.id, offer, organisation_id=quotation.organisation_id)
