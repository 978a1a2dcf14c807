"""What waits for the scale in the sample market: an order of goods that are cut to order."""

import json
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, Variant
from shop.checkout import service as checkout
from shop.checkout.service import Placement
from shop.orders import weighing
from shop.payments.capturing import HOLD, SAMPLE
from shop.payments.models import Payment, PaymentState
from shop.pricing.quotes import QuoteRequest, Wanted
from shop.pricing.service import quote
from shop.sample.orders import PEOPLE
from shop.sample.owners import OWNED
from shop.storefronts.models import Storefront

PIECES: Final = 2


def load(uow: UnitOfWork) -> None:
    """One order to weigh for each business whose owner can be tried and that cuts to order."""
    address: dict[str, str] = json.loads(PEOPLE.read_text("utf-8"))["JP"][0]
    cut = uow.session.scalars(
        select(Variant.id)
        .join(Product, Product.id == Variant.product_id)
        .join(Storefront, Storefront.organisation_id == Product.organisation_id)
        .where(Storefront.slug.in_(OWNED), Variant.least_weight_g.is_not(None))
        .order_by(Variant.id)
    )
    for variant_id in cut.all():
        _buy(uow, variant_id, address)


def _buy(uow: UnitOfWork, variant_id: int, address: dict[str, str]) -> None:
    """Through checkout itself; its highest amount is set aside, at no provider."""
    asked = QuoteRequest(
        items=(Wanted(variant_id=variant_id, quantity=PIECES),),
        locale="ja",
        country="JP",
        region=address.get("region", ""),
        email="hana@sample.example",
    )
    answer = quote(uow, asked)
    if not answer.is_payable:
        return
    agreed = replace(asked, seen_total=answer.total)
    key = f"sample-cut-{variant_id}-{uow.now.timestamp()}"
    placement = Placement(key=key, request=agreed, address=address, is_test=True)
    purchase = checkout.place_order(uow, placement)
    until = uow.now + HOLD
    payment = Payment(
        purchase_id=purchase.id,
        gateway=SAMPLE,
        state=PaymentState.AUTHORISED,
        amount=purchase.total,
        created_at=uow.now,
        idempotency_key=f"sample-{purchase.number}",
        method="card",
        expires_at=until,
    )
    payment.authorised = purchase.total
    uow.session.add(payment)
    weighing.mark_authorised(uow, purchase.id, until=until)
