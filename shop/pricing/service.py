"""What a cart costs: the one computation that cart, checkout and order share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.dates import tokyo_day
from core.errors import DomainError
from core.money import allocate
from core.unit_of_work import UnitOfWork
from shop.pricing import goods, seen, sending, tax
from shop.pricing.arrivals import arrivals
from shop.pricing.goods import Article
from shop.pricing.ports import (
    Adjustment,
    PriceRequest,
    Refusal,
    RequestedLine,
    adjusters,
)
from shop.pricing.quotes import (
    Problem,
    Quote,
    QuoteLine,
    QuoteParcel,
    QuoteReduction,
    QuoteRequest,
    VendorQuote,
    Wanted,
)
from shop.pricing.reductions import Spread, spread


@dataclass(frozen=True)
class _Basket:
    """The lines of a request that can be found, with what was read of them."""

    request: QuoteRequest
    items: Sequence[Wanted]
    articles: Mapping[int, Article]
    parcels: Mapping[int, Sequence[QuoteParcel]]

    def organisation_ids(self) -> list[int]:
        return list(dict.fromkeys(self.article(item).product.organisation_id
                                  for item in self.items))  # fmt: skip

    def article(self, item: Wanted) -> Article:
        return self.articles[item.variant_id]

    def supplied_on(self, variant_id: int, today: date) -> date:
        """The day whose tax rate counts for a line: when the last box with it leaves."""
        days = [
            parcel.leaves_on
            for parcels in self.parcels.values()
            for parcel in parcels
            if parcel.leaves_on and any(key == variant_id for key, _ in parcel.contents)
        ]
        return max(days, default=today)


def quote(uow: UnitOfWork, request: QuoteRequest) -> Quote:
    """What the goods of a request cost, with everything that keeps them from being bought.

    Reads only: asking twice gives the same answer as long as nothing changed in between.
    """
    articles = goods.load(uow, [item.variant_id for item in request.items], request.country)
    items = [item for item in request.items if item.variant_id in articles]
    parcels = sending.parcels(uow, request, items, articles)
    days = arrivals(parcel for each in parcels.values() for parcel in each)
    basket = _Basket(request, items, goods.arriving(uow, articles, days), parcels)
    adjustments, refusals = _ask_adjusters(uow, basket)
    fees = {key: sum(parcel.fee for parcel in each) for key, each in parcels.items()}
    reduced = spread(adjustments, _requested(basket), fees)
    answer = Quote(
        country=request.country,
        region=request.region,
        vendors=_vendors(uow, basket, reduced),
        refusals=refusals,
        changes=(),
        problems=_problems(basket),
    )
    return replace(answer, changes=seen.changes(answer, _before(request)))


def _before(request: QuoteRequest) -> seen.Seen:
    """What the buyer saw: of prices what stood at each line, of the rest what was shown last."""
    before = seen.Seen.read(request.seen)
    prices = {
        str(item.variant_id): item.seen_price
        for item in request.items
        if item.seen_price is not None
    }
    total = before.total if request.seen_total is None else request.seen_total
    return replace(before, prices={**prices, **before.prices}, total=total)


def _requested(basket: _Basket) -> list[RequestedLine]:
    lines: list[RequestedLine] = []
    for item in basket.items:
        article = basket.article(item)
        lines.append(
            RequestedLine(
                variant_id=item.variant_id,
                product_id=article.product.id,
                organisation_id=article.product.organisation_id,
                category_id=article.product.category_id,
                quantity=item.quantity,
                unit_price=article.variant.price,
            )
        )
    return lines


def _ask_adjusters(
    uow: UnitOfWork, basket: _Basket
) -> tuple[list[Adjustment], tuple[Refusal, ...]]:
    """What packages above take off; a code that nobody knows is refused here."""
    request = basket.request
    codes = tuple(dict.fromkeys(code.strip().upper() for code in request.codes if code.strip()))
    asked = PriceRequest(
        lines=tuple(_requested(basket)),
        locale=request.locale,
        country=request.country,
        codes=codes,
        user_id=request.user_id,
        email=request.email.strip().lower(),
    )
    proposals = [adjuster.propose(uow, asked) for adjuster in adjusters]
    adjustments = [each for proposal in proposals for each in proposal.adjustments]
    refusals = [each for proposal in proposals for each in proposal.refusals]
    known = {each.code for each in adjustments} | {each.code for each in refusals}
    refusals += [
        Refusal(code=code, reason=DomainError("unknown_code", "There is no such coupon code."))
        for code in codes
        if code not in known
    ]
    return adjustments, tuple(refusals)


def _vendors(uow: UnitOfWork, basket: _Basket, reduced: Spread) -> tuple[VendorQuote, ...]:
    keys = basket.organisation_ids()
    names = goods.vendor_names(uow, keys)
    found: list[VendorQuote] = []
    for key in keys:
        lines = tuple(
            _line(uow, basket, item, reduced)
            for item in basket.items
            if basket.article(item).product.organisation_id == key
        )
        found.append(
            VendorQuote(
                organisation_id=key,
                slug=names[key][0],
                names=names[key][1],
                lines=lines,
                parcels=tuple(basket.parcels[key]),
                reductions=tuple(
                    QuoteReduction(adjustment=adjustment, amount=shares[key])
                    for adjustment, shares in reduced.shares
                    if key in shares
                ),
                taxes=_taxes(uow, basket, key, lines, reduced),
            )
        )
    return tuple(found)


def _line(uow: UnitOfWork, basket: _Basket, item: Wanted, reduced: Spread) -> QuoteLine:
    article, country = basket.article(item), basket.request.country
    variant, product = article.variant, article.product
    supplied_on = basket.supplied_on(variant.id, tokyo_day(uow.now))
    return QuoteLine(
        variant_id=variant.id,
        product_id=product.id,
        organisation_id=product.organisation_id,
        category_id=product.category_id,
        slug=product.slug,
        sku=variant.sku,
        names=article.names,
        variant_labels=variant.labels,
        label={"allergens": product.allergens, "may_contain": product.may_contain,
               "fields": product.label},
        quantity=item.quantity,
        unit_price=variant.price,
        discount=reduced.by_variant.get(variant.id, 0),
        tax_class=product.tax_class,
        tax_rate_percent=tax.rate_of(product.tax_class, supplied_on, country),
        supplied_on=supplied_on,
        temperature=product.temperature,
        net_weight_g=variant.net_weight_g,
        least_weight_g=variant.least_weight_g,
        shipping_weight_g=variant.shipping_weight_g,
        free=article.free,
        condition=goods.condition(article),
    )  # fmt: skip


def _taxes(
    uow: UnitOfWork, basket: _Basket, key: int, lines: Sequence[QuoteLine], reduced: Spread
) -> tuple[tax.TaxAmount, ...]:
    country, today = basket.request.country, tokyo_day(uow.now)
    amounts = [(line.tax_rate_percent, line.paid) for line in lines]
    parcels = basket.parcels[key]
    off = allocate(reduced.by_delivery.get(key, 0), [parcel.fee for parcel in parcels])
    for parcel, less in zip(parcels, off, strict=True):
        rate = tax.rate_of(tax.DELIVERY, parcel.leaves_on or today, country)
        if charged := parcel.fee + parcel.wrapping - less:
            amounts.append((rate, charged))
    return tax.buckets(amounts, country)


def _problems(basket: _Basket) -> tuple[Problem, ...]:
    """Everything that keeps this from being bought, line by line, then parcel by parcel."""
    request = basket.request
    problems = [
        Problem(
            reason=DomainError("not_sold", "Something in your cart is no longer sold."),
            variant_id=item.variant_id,
        )
        for item in request.items
        if item.variant_id not in basket.articles
    ]
    for item in basket.items:
        reason = goods.obstacle(basket.article(item), item.quantity, locale=request.locale)
        if reason is not None:
            problems.append(Problem(reason=reason, variant_id=item.variant_id))
    return tuple(problems or sending.problems(basket.parcels))
