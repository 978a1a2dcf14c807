"""An accepted offer becomes a purchase with one order, at the offer's figures."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.addresses import checking
from shop.orders.events import OrderPlaced, PurchasePlaced
from shop.orders.models import Order, OrderLine, Parcel, ParcelContent, Purchase
from shop.orders.numbers import new_number
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.payments import invoices
from shop.pricing import goods
from shop.quotations import articles, figures, letters, service
from shop.quotations.letters import Letter
from shop.quotations.models import Quotation, QuotationLine
from shop.quotations.states import QuotationState, check
from shop.stock import service as stock
from shop.storefronts.models import StorefrontText

TIME_TO_PAY: Final = timedelta(days=2)
INVOICE_DAYS: Final = 14
"""Within how many days an invoice is to be paid; the goods are sent when it is."""


def accept(
    uow: UnitOfWork, token: str, *, total: int, address: Mapping[str, str], by_invoice: bool
) -> Purchase:
    """Take the offer at the `total` that was shown: goods set aside, one order, to be paid now or
    by invoice.

    Raises DomainError when the offer is over or another one now, an address is wrong, or its goods
    can no longer be had or sent.
    """
    quotation = service.get_by_token(uow, token, lock=True)
    if quotation.state is QuotationState.ACCEPTED and quotation.purchase_id is not None:
        return uow.session.get_one(Purchase, quotation.purchase_id)
    _check(uow, quotation, address)
    _check_goods(uow, quotation)
    if figures.of(quotation, tokyo_day(uow.now)).total != total:
        raise DomainError(
            "changed", "The total changed while you were here. Please look at it again."
        )
    purchase = _purchase(uow, quotation, address)
    uow.session.add(purchase)
    uow.session.flush()  # stock, payment and quotation name it
    stock.reserve(
        uow,
        reference=purchase.number,
        quantities={line.variant_id: line.quantity for line in quotation.lines},
        until=purchase.expires_at,
    )
    quotation.state, quotation.closed_at = QuotationState.ACCEPTED, uow.now
    quotation.purchase_id = purchase.id
    order = purchase.orders[0]
    uow.record(
        OrderPlaced(
            order_id=order.id, purchase_id=purchase.id, organisation_id=order.organisation_id
        )
    )
    uow.record(PurchasePlaced(purchase_id=purchase.id))
    if by_invoice:
        invoices.await_transfer(uow, purchase.id, until=uow.now + timedelta(days=INVOICE_DAYS))
    letters.send(uow, Letter.ACCEPTED, quotation)
    return purchase


def _check(uow: UnitOfWork, quotation: Quotation, address: Mapping[str, str]) -> None:
    check(quotation.state, QuotationState.ACCEPTED)
    if quotation.valid_until is None or quotation.valid_until < tokyo_day(uow.now):
        raise DomainError("offer_over", "This offer is over. Ask for a new one.")
    wrong = checking.problems(quotation.country, address)
    if wrong:
        name, sentence = wrong[0]
        raise DomainError("address", sentence.message, field=name, **sentence.params)


def _check_goods(uow: UnitOfWork, quotation: Quotation) -> None:
    """An offer opens nothing that is closed to a cart."""
    found = articles.load(uow, [line.variant_id for line in quotation.lines], quotation.country)
    for line in quotation.lines:
        article = found.get(line.variant_id)
        if article is None:
            raise DomainError("not_sold", "One of these articles is no longer sold.")
        reason = goods.obstacle(article, line.quantity, locale=quotation.locale)
        if reason is not None:
            raise reason


def _purchase(uow: UnitOfWork, quotation: Quotation, address: Mapping[str, str]) -> Purchase:
    number = new_number()
    found = figures.of(quotation, tokyo_day(uow.now))
    purchase = Purchase(
        number=number,
        token=secrets.token_urlsafe(32),
        placement_key=f"quotation:{quotation.id}",
        state=PurchaseState.PLACED,
        placed_at=uow.now,
        expires_at=uow.now + TIME_TO_PAY,
        locale=quotation.locale,
        email=quotation.email,
        country=quotation.country,
        address=dict(address),
        total=found.total,
        user_id=quotation.user_id,
    )
    purchase.orders = [_order(uow, quotation, f"{number}-1", found)]
    return purchase


def _order(uow: UnitOfWork, quotation: Quotation, number: str, found: figures.Figures) -> Order:
    order = Order(
        organisation_id=quotation.organisation_id,
        number=number,
        state=OrderState.PLACED,
        placed_at=uow.now,
        goods_total=found.goods,
        delivery_total=found.freight,
        discount_total=0,
        tax_added=found.tax,
        total=found.total,
        vendor_names=_names(uow, quotation.organisation_id),
        taxes=[asdict(each) for each in found.taxes],
    )
    lines = {line.id: _line(line, found.rates[line.id]) for line in quotation.lines}
    order.lines = list(lines.values())
    order.parcels = _parcels(quotation, lines)
    return order


def _line(line: QuotationLine, rate: int) -> OrderLine:
    return OrderLine(
        variant_id=line.variant_id,
        product_id=line.product_id,
        sku=line.sku,
        names=dict(line.names),
        unit_price=line.unit_price or 0,
        quantity=line.quantity,
        line_total=line.net_total,
        discount=0,
        tax_class=line.tax_class,
        tax_rate_percent=rate,
        temperature=line.temperature,
        net_weight_g=line.net_weight_g,
        label={"variant": dict(line.variant_labels)},
    )


def _parcels(quotation: Quotation, lines: Mapping[int, OrderLine]) -> list[Parcel]:
    """One consignment per temperature; the freight stands with the first."""
    parcels: list[Parcel] = []
    for temperature in sorted({line.temperature for line in quotation.lines}):
        own: Sequence[QuotationLine] = [
            line for line in quotation.lines if line.temperature is temperature
        ]
        parcel = Parcel(
            temperature=temperature,
            fee=0 if parcels else quotation.freight,
            state=ParcelState.PACKING,
            weight_g=sum(line.shipping_weight_g * line.quantity for line in own),
        )
        parcel.contents = [
            ParcelContent(quantity=line.quantity, line=lines[line.id]) for line in own
        ]
        parcels.append(parcel)
    return parcels


def _names(uow: UnitOfWork, organisation_id: int) -> dict[str, str]:
    rows = uow.session.execute(
        select(StorefrontText.locale, StorefrontText.name).where(
            StorefrontText.storefront_id == organisation_id
        )
    )
    return {locale: name for locale, name in rows}  # noqa: C416 - rows are typed, pairs are wanted
