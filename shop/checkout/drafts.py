"""An order made of a quote: names, prices and labels frozen as the buyer saw them."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from shop.delivery.gifts import Gift, Noshi
from shop.orders.models import (
    Order,
    OrderAdjustment,
    OrderLine,
    Parcel,
    ParcelContent,
)
from shop.orders.states import OrderState, ParcelState
from shop.pricing.quotes import QuoteLine, QuoteParcel, QuoteReduction, VendorQuote


def order_of(
    vendor: VendorQuote,
    number: str,
    now: datetime,
    addresses: Mapping[str, Mapping[str, str]] | None = None,
) -> Order:
    """One business's order; `addresses` are of recipients other than the buyer, by their key."""
    order = Order(
        organisation_id=vendor.organisation_id,
        number=number,
        state=OrderState.PLACED,
        placed_at=now,
        goods_total=vendor.goods_total,
        delivery_total=vendor.delivery_total,
        discount_total=vendor.discount_total,
        total=vendor.total,
        wrapping_total=vendor.wrapping_total,
        vendor_names=dict(vendor.names),
        taxes=[asdict(each) for each in vendor.taxes],
    )
    lines = {line.variant_id: _line(line) for line in vendor.lines}
    order.lines = list(lines.values())
    order.adjustments = [_adjustment(each) for each in vendor.reductions]
    others = addresses or {}
    order.parcels = [
        _parcel(each, lines, others.get(each.recipient, {})) for each in vendor.parcels
    ]
    return order


def _line(line: QuoteLine) -> OrderLine:
    return OrderLine(
        variant_id=line.variant_id,
        product_id=line.product_id,
        sku=line.sku,
        names=dict(line.names),
        unit_price=line.unit_price,
        quantity=line.quantity,
        line_total=line.line_total,
        discount=line.discount,
        tax_class=line.tax_class,
        tax_rate_percent=line.tax_rate_percent,
        temperature=line.temperature,
        net_weight_g=line.net_weight_g,
        least_weight_g=line.least_weight_g,
        label={**line.label, "variant": dict(line.variant_labels)},
    )


def _adjustment(reduction: QuoteReduction) -> OrderAdjustment:
    return OrderAdjustment(
        source=reduction.adjustment.source,
        reference=reduction.adjustment.reference,
        labels=dict(reduction.adjustment.labels),
        amount=reduction.amount,
        borne_by=reduction.adjustment.borne_by.value,
    )


def _parcel(parcel: QuoteParcel, lines: dict[int, OrderLine], address: Mapping[str, str]) -> Parcel:
    made = Parcel(
        temperature=parcel.temperature,
        fee=parcel.fee,
        state=ParcelState.PACKING,
        weight_g=parcel.weight_g,
        earliest_on=parcel.earliest_on,
        latest_on=parcel.latest_on,
        service=parcel.service,
        carrier=parcel.carrier,
        size_cm=parcel.size_cm,
        leaves_on=parcel.leaves_on,
        wanted_on=parcel.wish.day,
        slot=_slot(parcel),
        recipient=dict(address),
        gift=_gift(parcel).as_dict(),
        wrapping_fee=parcel.wrapping,
    )
    made.contents = [
        ParcelContent(quantity=quantity, line=lines[variant_id])
        for variant_id, quantity in parcel.contents
    ]
    return made


def _gift(parcel: QuoteParcel) -> Gift:
    """What really goes with a parcel: what its business does not offer is left out."""
    gift = parcel.gift
    return replace(
        gift,
        is_wrapped=gift.is_wrapped and parcel.is_wrapping_offered,
        noshi=gift.noshi if parcel.is_noshi_offered else Noshi.NONE,
    )


def _slot(parcel: QuoteParcel) -> dict[str, Any]:
    """The time of day as it was agreed: it stays readable when the carrier gives it up."""
    slot = next((each for each in parcel.slots if each.key == parcel.wish.slot), None)
    if slot is None:
        return {}
    return {
        "carrier": slot.carrier,
        "key": slot.key,
        "begins": slot.begins,
        "ends": slot.ends,
        "labels": dict(slot.labels),
    }
