"""A quote as a page shows it: by business, then by temperature, as it will be packed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.media.models import Asset
from core.media.urls import PhotoView, photo
from core.text import LazyText, gettext
from i18n.formatting import yen
from i18n.translated import Shown, shown
from shop.catalogue.models import Temperature
from shop.delivery.service import Carriage
from shop.pricing.quotes import ChangeKind, Problem, Quote, QuoteLine, QuoteParcel, VendorQuote

Pictures = Mapping[int, tuple[Asset, Mapping[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One article: `problem` says why it cannot be bought, `was` what it cost when put in."""

    variant_id: int
    slug: str
    name: Shown
    variant: Shown
    photo: PhotoView | None
    quantity: int
    unit_price: int
    line_total: int
    discount: int
    was: int | None
    problem: str
    condition: LazyText | None


@dataclass(frozen=True, kw_only=True)
class ParcelView:
    """What travels together: one temperature of one business, in as many boxes as it takes."""

    temperature: Temperature
    lines: tuple[LineView, ...]
    box_count: int
    weight_g: int
    fee: int | None
    earliest_on: date | None
    latest_on: date | None


@dataclass(frozen=True, kw_only=True)
class VendorView:
    """One business's part of a cart."""

    organisation_id: int
    slug: str
    name: Shown
    parcels: tuple[ParcelView, ...]
    problem: str
    goods_total: int
    delivery_total: int
    discount_total: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A whole quote as a page shows it."""

    quote: Quote
    vendors: tuple[VendorView, ...]
    reductions: tuple[tuple[Shown, int], ...]
    changes: tuple[str, ...]
    problems: tuple[str, ...]


def summarise(quote: Quote, pictures: Pictures, locale: str) -> Summary:
    """The quote in the reader's language."""
    return Summary(
        quote=quote,
        vendors=tuple(_vendor(quote, vendor, pictures, locale) for vendor in quote.vendors),
        reductions=tuple(
            (shown(each.adjustment.labels, locale), each.amount) for each in quote.reductions
        ),
        changes=tuple(_changes(quote, locale)),
        problems=tuple(_sentence(problem) for problem in quote.problems),
    )


def _vendor(quote: Quote, vendor: VendorQuote, pictures: Pictures, locale: str) -> VendorView:
    problems = [p for p in quote.problems if p.organisation_id == vendor.organisation_id]
    groups = dict.fromkeys(parcel.temperature for parcel in vendor.parcels)
    return VendorView(
        organisation_id=vendor.organisation_id,
        slug=vendor.slug,
        name=shown(vendor.names, locale),
        parcels=tuple(_parcel(quote, vendor, each, pictures, locale) for each in groups),
        problem=_sentence(problems[0]) if problems else "",
        goods_total=vendor.goods_total,
        delivery_total=vendor.delivery_total,
        discount_total=vendor.discount_total,
        total=vendor.total,
    )


def _parcel(
    quote: Quote,
    vendor: VendorQuote,
    temperature: Temperature,
    pictures: Pictures,
    locale: str,
) -> ParcelView:
    boxes = [each for each in vendor.parcels if each.temperature is temperature]
    is_priced = all(each.carriage is Carriage.PRICED for each in boxes)
    lines = [line for line in vendor.lines if line.temperature is temperature]
    return ParcelView(
        temperature=temperature,
        lines=tuple(_line(quote, line, pictures, locale) for line in lines),
        box_count=len(boxes),
        weight_g=sum(each.weight_g for each in boxes),
        fee=sum(each.fee for each in boxes) if is_priced else None,
        earliest_on=_last(boxes, "earliest_on"),
        latest_on=_last(boxes, "latest_on"),
    )


def _last(boxes: list[QuoteParcel], name: str) -> date | None:
    days = [getattr(each, name) for each in boxes if getattr(each, name) is not None]
    return max(days) if days else None


def _line(quote: Quote, line: QuoteLine, pictures: Pictures, locale: str) -> LineView:
    name = shown(line.names, locale)
    problems = [p for p in quote.problems if p.variant_id == line.variant_id]
    before = [
        change.before
        for change in quote.changes
        if change.kind is ChangeKind.PRICE and change.variant_id == line.variant_id
    ]
    picture = pictures.get(line.product_id)
    return LineView(
        variant_id=line.variant_id,
        slug=line.slug,
        name=name,
        variant=shown(line.variant_labels, locale),
        photo=photo(picture[0], shown(picture[1], locale).text) if picture else None,
        quantity=line.quantity,
        unit_price=line.unit_price,
        line_total=line.line_total,
        discount=line.discount,
        was=before[0] if before else None,
        problem=_sentence(problems[0]) if problems else "",
        condition=line.condition,
    )


def _sentence(problem: Problem) -> str:
    return gettext(problem.reason.message, **problem.reason.params)


def _changes(quote: Quote, locale: str) -> list[str]:
    """What is no longer as the buyer saw it, in sentences."""
    names = {line.variant_id: shown(line.names, locale).text for line in quote.lines}
    sentences: list[str] = []
    for change in quote.changes:
        figures = {"before": yen(change.before), "after": yen(change.after)}
        if change.kind is ChangeKind.PRICE and change.variant_id is not None:
            name = names[change.variant_id]
            sentences.append(
                gettext(
                    "The price of %(name)s changed from %(before)s to %(after)s.",
                    name=name,
                    **figures,
                )
            )
        elif change.kind is ChangeKind.DELIVERY:
            sentences.append(gettext("Delivery changed from %(before)s to %(after)s.", **figures))
        else:
            sentences.append(gettext("The total changed from %(before)s to %(after)s.", **figures))
    return sentences
