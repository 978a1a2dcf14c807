"""What would save a parcel, or what still goes into one at the same fee."""

from collections.abc import Iterator, Sequence

from core.text import gettext
from i18n.formatting import weight, yen
from i18n.translated import shown
from shop.pricing.quotes import QuoteParcel, VendorQuote

LITTLE_G = 200
"""Room for less than this is not worth a sentence."""


def sentences_of(vendor: VendorQuote, boxes: Sequence[QuoteParcel], locale: str) -> Iterator[str]:
    """Sentences about the boxes of one group.

    Boxes are filled one after the other, so what lies in the last one needs it: without it the
    others stay as they are.
    """
    last = boxes[-1]
    names = {line.variant_id: shown(line.names, locale).text for line in vendor.lines}
    if len(boxes) > 1 and len(last.contents) == 1:
        key, quantity = last.contents[0]
        yield gettext(
            "Without %(quantity)s × %(name)s one parcel fewer is needed, which saves %(fee)s.",
            quantity=quantity,
            name=names[key],
            fee=yen(last.fee + last.wrapping),
        )
    if last.room_g is not None and last.room_g >= LITTLE_G:
        yield gettext(
            "Up to %(weight)s more from this business travel in this parcel at the same fee.",
            weight=weight(last.room_g),
        )
