"""What changed since the buyer last looked, in sentences: which, and by how much."""

from collections.abc import Callable, Mapping
from typing import Final

from core.text import gettext
from i18n.formatting import yen
from i18n.translated import shown
from shop.pricing.quotes import Change, ChangeKind, Quote


def of_changes(quote: Quote, locale: str) -> list[str]:
    """One sentence for each figure that is another one now."""
    names = {line.variant_id: shown(line.names, locale).text for line in quote.lines}
    vendors = {
        parcel.group: shown(vendor.names, locale).text
        for vendor in quote.vendors
        for parcel in vendor.parcels
    }
    return [
        _SAYERS[change.kind](change, names.get(change.variant_id or 0, ""), vendors)
        for change in quote.changes
    ]


def _price(change: Change, name: str, _vendors: Mapping[str, str]) -> str:
    return gettext(
        "The price of %(name)s changed from %(before)s to %(after)s.",
        name=name,
        before=yen(change.before),
        after=yen(change.after),
    )


def _tax(change: Change, name: str, _vendors: Mapping[str, str]) -> str:
    return gettext(
        "The consumption tax on %(name)s changed from %(before)s %% to %(after)s %%.",
        name=name,
        before=change.before,
        after=change.after,
    )


def _stock(change: Change, name: str, _vendors: Mapping[str, str]) -> str:
    return gettext(
        "Of %(name)s you could have %(before)s when you looked; now there are %(after)s left.",
        name=name,
        before=change.before,
        after=max(change.after, 0),
    )


def _fee(change: Change, _name: str, vendors: Mapping[str, str]) -> str:
    return gettext(
        "Delivery of a parcel from %(vendor)s changed from %(before)s to %(after)s.",
        vendor=vendors[change.group],
        before=yen(change.before),
        after=yen(change.after),
    )


def _total(change: Change, _name: str, _vendors: Mapping[str, str]) -> str:
    return gettext(
        "The total changed from %(before)s to %(after)s.",
        before=yen(change.before),
        after=yen(change.after),
    )


_SAYERS: Final[Mapping[ChangeKind, Callable[[Change, str, Mapping[str, str]], str]]] = {
    ChangeKind.PRICE: _price,
    ChangeKind.TAX: _tax,
    ChangeKind.STOCK: _stock,
    ChangeKind.FEE: _fee,
    ChangeKind.TOTAL: _total,
}
