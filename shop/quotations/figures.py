"""What a quotation comes to: net sums, tax added once per rate, and the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shop.pricing import tax
from shop.pricing.tax import TaxAmount
from shop.quotations.models import Quotation


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All in yen. `taxes` name per rate what is paid with tax, and the tax in it."""

    goods: int
    freight: int
    taxes: tuple[TaxAmount, ...]
    rates: Mapping[int, int]
    """Tax rate in per cent by line."""

    @property
    def tax(self) -> int:
        return sum(each.tax for each in self.taxes)

    @property
    def total(self) -> int:
        return self.goods + self.freight + self.tax


def of(quotation: Quotation, on: date) -> Figures:
    """The figures of a quotation supplied on a day: rates by that day, none on exports."""
    country = quotation.country
    rates = {line.id: tax.rate_of(line.tax_class, on, country) for line in quotation.lines}
    amounts = [(rates[line.id], line.net_total) for line in quotation.lines]
    if quotation.freight:
        amounts.append((tax.rate_of(tax.DELIVERY, on, country), quotation.freight))
    return Figures(
        goods=sum(line.net_total for line in quotation.lines),
        freight=quotation.freight,
        taxes=tax.net_buckets(amounts, country),
        rates=rates,
    )
