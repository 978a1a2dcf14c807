"""The parcels of a quote: whose goods go to whom, what each box costs, and what was wished."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.delivery import service as delivery
from shop.delivery.gifts import Gift
from shop.delivery.models import TimeSlot
from shop.delivery.parcels import Goods
from shop.delivery.service import Carriage, Consignment, PlannedParcel
from shop.delivery.words import refusal
from shop.delivery.zones import zone_of
from shop.pricing.goods import Article
from shop.pricing.quotes import Problem, QuoteParcel, QuoteRequest, Wanted, Wish
from shop.stock import queries as stock

ME: Final = ""
"""The key of the buyer's own place among the recipients."""


def parcels(
    uow: UnitOfWork,
    request: QuoteRequest,
    items: Sequence[Wanted],
    articles: Mapping[int, Article],
) -> dict[int, list[QuoteParcel]]:
    """The parcels of each business (by organisation), the buyer's own before the others'."""
    keeps = stock.last_arrivals(uow.session, {item.variant_id: item.quantity for item in items})
    consignments = [
        Consignment(
            organisation_id=organisation_id,
            goods=[
                _goods(articles[key], quantity, keeps.get(key))
                for key, quantity in quantities.items()
            ],
            zone=zone_of(request.country, region),
            recipient=recipient,
            prefecture=region,
            city=city,
        )
        for recipient, region, city, wanted in _shares(request, items)
        for organisation_id, quantities in _by_business(wanted, articles).items()
    ]
    planned = delivery.plan(uow, consignments)
    gifts = {ME: request.gift} | {each.key: each.gift for each in request.recipients}
    found: dict[int, list[QuoteParcel]] = {
        articles[item.variant_id].product.organisation_id: [] for item in items
    }
    for each in planned:
        found[each.organisation_id].append(_parcel(request, each, gifts[each.recipient]))
    return found


def _shares(
    request: QuoteRequest, items: Sequence[Wanted]
) -> list[tuple[str, str, str, dict[int, int]]]:
    """(recipient, prefecture, city, quantities): nobody gets more than there is in the cart."""
    left = {item.variant_id: item.quantity for item in items}
    shares: list[tuple[str, str, str, dict[int, int]]] = []
    for each in request.recipients:
        wanted = {
            key: min(quantity, left[key])
            for key, quantity in each.quantities.items()
            if left.get(key, 0) and quantity > 0
        }
        for key, quantity in wanted.items():
            left[key] -= quantity
        address = each.address
        shares.append((each.key, address.get("region", ""), address.get("city", ""), wanted))
    own = {key: quantity for key, quantity in left.items() if quantity}
    return [(ME, request.region, request.city, own), *shares]


def _by_business(
    wanted: Mapping[int, int], articles: Mapping[int, Article]
) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for key, quantity in wanted.items():
        found.setdefault(articles[key].product.organisation_id, {})[key] = quantity
    return found


def _goods(article: Article, quantity: int, keeps_until: date | None) -> Goods:
    return Goods(
        variant_id=article.variant.id,
        quantity=quantity,
        weight_g=article.variant.shipping_weight_g,
        temperature=article.product.temperature,
        sides=article.variant.pack_sides,
        keeps_until=keeps_until,
    )


def _parcel(request: QuoteRequest, planned: PlannedParcel, gift: Gift) -> QuoteParcel:
    return QuoteParcel(
        temperature=planned.temperature,
        contents=planned.contents,
        weight_g=planned.weight_g,
        carriage=planned.carriage,
        fee=planned.fee,
        earliest_on=planned.earliest_on,
        latest_on=planned.latest_on,
        group=planned.group,
        recipient=planned.recipient,
        size_cm=planned.size_cm,
        service=planned.service,
        carrier=planned.carrier,
        leaves_on=planned.dates.leaves_on if planned.dates else None,
        days=planned.dates.choices if planned.dates else (),
        slots=planned.slots,
        wish=request.wishes.get(planned.group, Wish()),
        gift=gift,
        wrapping=gift.fee(planned.wrapping_fee, planned.noshi_fee),
        is_wrapping_offered=planned.wrapping_fee is not None,
        is_noshi_offered=planned.noshi_fee is not None,
        is_remote=planned.is_remote,
        room_g=planned.room_g,
    )


def problems(vendors: Mapping[int, Sequence[QuoteParcel]]) -> list[Problem]:
    """Why parcels cannot be sent, or not as it was wished; one sentence a group."""
    found: dict[str, Problem] = {}
    for key, boxes in vendors.items():
        for box in boxes:
            reason = refusal(box.carriage) or _wish_refusal(box)
            if reason is not None:
                problem = Problem(reason=reason, organisation_id=key, group=box.group)
                found.setdefault(box.group, problem)
    return list(found.values())


def _wish_refusal(box: QuoteParcel) -> DomainError | None:
    """A day or a time of day that is not to be had (any more)."""
    if box.carriage is not Carriage.PRICED:
        return None
    if box.wish.day is not None and box.wish.day not in box.days:
        return DomainError(
            "day_gone", "The chosen day is no longer possible for this parcel. Choose another one."
        )
    if box.wish.slot and box.wish.slot not in {slot.key for slot in slots_of(box)}:
        return DomainError(
            "slot_gone",
            "The chosen time of day is not possible for this parcel. Choose another one.",
        )
    return None


def slots_of(box: QuoteParcel) -> list[TimeSlot]:
    """The times of day that may be asked for on the wished day, or on the first one."""
    day = box.wish.day or next(iter(box.days), None)
    return [slot for slot in box.slots if day is not None and slot.counts_on(day)]
