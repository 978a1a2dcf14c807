"""A quote as a page shows it: by business, then by what comes together, as it will be packed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.media.models import Asset
from core.media.urls import PhotoView, photo
from core.text import LazyText, gettext
from i18n.formatting import short_day
from i18n.translated import Shown, shown
from shop.addresses import writing
from shop.cart import savings, sentences
from shop.catalogue.models import TaxClass, Temperature
from shop.delivery import carriers
from shop.delivery.gifts import Gift
from shop.delivery.service import Carriage
from shop.delivery.zones import HOME
from shop.pricing.quotes import (
    ChangeKind,
    Problem,
    Quote,
    QuoteLine,
    QuoteParcel,
    Recipient,
    VendorQuote,
    Wish,
)
from shop.pricing.seen import Seen
from shop.pricing.sending import slots_of

Pictures = Mapping[int, tuple[Asset, Mapping[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One article in a parcel: `share` of the `quantity` in the cart lies here.

    `problem` says why it cannot be bought, `was` what it cost when put in. The quantity is
    changed where the article stands first.
    """

    variant_id: int
    slug: str
    name: Shown
    variant: Shown
    photo: PhotoView | None
    quantity: int
    share: int
    is_first: bool
    unit_price: int
    line_total: int
    discount: int
    was: int | None
    problem: str
    condition: LazyText | None
    is_alcohol: bool = False
    net_weight_g: int = 0
    least_weight_g: int | None = None
    """Of one piece, where it is cut to order: prices are then the most it may cost."""


@dataclass(frozen=True, kw_only=True)
class ParcelView:
    """What comes together, in as many boxes as it takes."""

    group: str
    temperature: Temperature
    lines: tuple[LineView, ...]
    box_count: int
    weight_g: int
    fee: int | None
    wrapping: int
    carrier: str
    earliest_on: date | None
    latest_on: date | None
    days: tuple[tuple[str, str], ...]
    """(date as it is sent, date as it is read)"""
    slots: tuple[tuple[str, Shown], ...]
    wish: Wish
    gift: Gift
    recipient: str
    is_remote: bool
    lacks_wrapping: bool
    lacks_noshi: bool
    problem: str
    hints: tuple[str, ...]

    @property
    def slot(self) -> Shown | None:
        """The time of day that is asked for, in words."""
        return next((words for key, words in self.slots if key == self.wish.slot), None)


@dataclass(frozen=True, kw_only=True)
class VendorView:
    """One business's part of a cart."""

    organisation_id: int
    slug: str
    name: Shown
    parcels: tuple[ParcelView, ...]
    goods_total: int
    delivery_total: int
    discount_total: int
    total: int


@dataclass(frozen=True, kw_only=True)
class RecipientView:
    """Somebody else who gets a part."""

    id: str
    name: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A whole quote as a page shows it."""

    quote: Quote
    vendors: tuple[VendorView, ...]
    reductions: tuple[tuple[Shown, int], ...]
    changes: tuple[str, ...]
    problems: tuple[str, ...]
    recipients: tuple[RecipientView, ...]
    seen: Mapping[str, Any]
    """What this page shows, for the next one to compare."""


@dataclass(frozen=True)
class _Teller:
    """Puts one quote into the reader's words."""

    quote: Quote
    pictures: Pictures
    locale: str
    names: Mapping[str, str]
    """Recipients by key."""

    def vendor(self, vendor: VendorQuote) -> VendorView:
        groups = dict.fromkeys(parcel.group for parcel in vendor.parcels)
        seen: set[int] = set()
        return VendorView(
            organisation_id=vendor.organisation_id,
            slug=vendor.slug,
            name=shown(vendor.names, self.locale),
            parcels=tuple(self._parcel(vendor, group, seen) for group in groups),
            goods_total=vendor.goods_total,
            delivery_total=vendor.delivery_total,
            discount_total=vendor.discount_total,
            total=vendor.total,
        )

    def _parcel(self, vendor: VendorQuote, group: str, seen: set[int]) -> ParcelView:
        boxes = [each for each in vendor.parcels if each.group == group]
        first = boxes[0]
        is_priced = all(each.carriage is Carriage.PRICED for each in boxes)
        problems = [each for each in self.quote.problems if each.group == group]
        return ParcelView(
            group=group,
            temperature=first.temperature,
            lines=self._lines(vendor, boxes, seen),
            box_count=len(boxes),
            weight_g=sum(each.weight_g for each in boxes),
            fee=sum(each.fee for each in boxes) if is_priced else None,
            wrapping=sum(each.wrapping for each in boxes),
            carrier=carriers.name_of(first.carrier),
            earliest_on=first.earliest_on if is_priced else None,
            latest_on=first.latest_on if is_priced else None,
            days=tuple((day.isoformat(), short_day(day)) for day in first.days),
            slots=tuple((slot.key, shown(slot.labels, self.locale)) for slot in slots_of(first)),
            wish=first.wish,
            gift=first.gift,
            recipient=self.names.get(first.recipient, ""),
            is_remote=first.is_remote,
            lacks_wrapping=first.gift.is_wrapped and not first.is_wrapping_offered,
            lacks_noshi=bool(first.gift.noshi) and not first.is_noshi_offered,
            problem=_sentence(problems[0]) if problems else "",
            hints=tuple(savings.sentences_of(vendor, boxes, self.locale)) if is_priced else (),
        )

    def _lines(
        self, vendor: VendorQuote, boxes: Sequence[QuoteParcel], seen: set[int]
    ) -> tuple[LineView, ...]:
        shares: dict[int, int] = {}
        for box in boxes:
            for key, quantity in box.contents:
                shares[key] = shares.get(key, 0) + quantity
        views = [
            self._line(line, shares[line.variant_id], is_first=line.variant_id not in seen)
            for line in vendor.lines
            if line.variant_id in shares
        ]
        seen |= set(shares)
        return tuple(views)

    def _line(self, line: QuoteLine, share: int, *, is_first: bool) -> LineView:
        problems = [p for p in self.quote.problems if p.variant_id == line.variant_id]
        before = [
            change.before
            for change in self.quote.changes
            if change.kind is ChangeKind.PRICE and change.variant_id == line.variant_id
        ]
        picture = self.pictures.get(line.product_id)
        return LineView(
            variant_id=line.variant_id,
            slug=line.slug,
            name=shown(line.names, self.locale),
            variant=shown(line.variant_labels, self.locale),
            photo=photo(picture[0], shown(picture[1], self.locale).text) if picture else None,
            quantity=line.quantity,
            share=share,
            is_first=is_first,
            unit_price=line.unit_price,
            line_total=line.unit_price * share,
            discount=line.discount,
            was=before[0] if before else None,
            problem=_sentence(problems[0]) if problems else "",
            condition=line.condition,
            is_alcohol=line.tax_class is TaxClass.ALCOHOL,
            net_weight_g=line.net_weight_g,
            least_weight_g=line.least_weight_g,
        )


def summarise(
    quote: Quote, pictures: Pictures, locale: str, recipients: Sequence[Recipient] = ()
) -> Summary:
    """The quote in the reader's language."""
    names = {each.key: writing.full_name(HOME, each.address) for each in recipients}
    teller = _Teller(quote, pictures, locale, names)
    return Summary(
        quote=quote,
        vendors=tuple(teller.vendor(vendor) for vendor in quote.vendors),
        reductions=tuple(
            (shown(each.adjustment.labels, locale), each.amount) for each in quote.reductions
        ),
        changes=tuple(sentences.of_changes(quote, locale)),
        problems=tuple(_sentence(problem) for problem in quote.problems),
        recipients=tuple(
            RecipientView(
                id=each.key,
                name=names[each.key],
                place=each.address.get("region", "") + each.address.get("city", ""),
            )
            for each in recipients
        ),
        seen=Seen.of(quote).as_dict(),
    )


def _sentence(problem: Problem) -> str:
    return gettext(problem.reason.message, **problem.reason.params)
