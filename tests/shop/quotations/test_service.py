"""Quotations from the question to the order."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError, NotFoundError
from core.mail.models import OutgoingMessage
from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import ProductState, TaxClass, Temperature
from shop.export.engine import Effect
from shop.export.models import ExportRule
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.payments import service as payments
from shop.payments.lines import items_of
from shop.payments.models import Payment
from shop.pricing import tax
from shop.quotations import acceptance, figures, service
from shop.quotations.models import Quotation
from shop.quotations.service import Offer
from shop.quotations.states import Incoterm, QuotationState
from shop.stock.models import StockItem
from tests.factories import quotations
from tests.factories import shop as make

SINGAPORE = {
    "given_name": "Wei",
    "family_name": "Tan",
    "company": "Lion City Foods",
    "street": "1 Fishery Port Road",
    "postal_code": "619729",
    "phone": "+6561234567",
}
OSAKA = {
    "family_name": "鈴木",
    "given_name": "花子",
    "postal_code": "530-0001",
    "region": "大阪府",
    "city": "大阪市北区",
    "street": "梅田1-1-1",
    "phone": "06-1234-5678",
}
AT_HOME = {"country": "JP", "incoterm": None, "locale": "ja"}


def take(
    uow: UnitOfWork, quotation: Quotation, *, address: dict[str, str], by_invoice: bool
) -> Purchase:
    """Take an offer at the total that it shows today."""
    total = figures.of(quotation, tokyo_day(uow.now)).total
    return acceptance.accept(
        uow, quotation.token, total=total, address=address, by_invoice=by_invoice
    )


def letters(uow: UnitOfWork) -> list[tuple[str, str]]:
    rows = uow.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id))
    return [(row.template.rsplit("/", 1)[1], row.to) for row in rows]


def test_a_request_is_sent_to_the_business_and_confirmed_to_the_buyer(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    shop.email = "desk@example.org"
    quotation = quotations.asked(uow, [(make.product(uow, shop=shop), 40)])
    assert quotation.state is QuotationState.ASKED
    assert quotation.lines[0].quantity == 40
    assert letters(uow) == [("asked", "tan@example.org"), ("to_answer", "desk@example.org")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"quantities": {}}, "nothing_asked"),
        ({"incoterm": None}, "incoterm_missing"),
        ({"wanted_on": date(2020, 1, 1)}, "past_day"),
        ({"quantities": {0: 5}}, "not_sold"),
    ],
)
def test_a_request_that_says_too_little_is_refused(
    uow: UnitOfWork, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        quotations.asked(uow, [(make.product(uow), 1)], **changed)
    assert refused.value.code == code


def test_another_makers_goods_cannot_be_asked_of_this_one(uow: UnitOfWork) -> None:
    ours, theirs = make.product(uow), make.product(uow)
    with pytest.raises(DomainError) as refused:
        quotations.asked(uow, [(ours, 1), (theirs, 1)])
    assert refused.value.code == "not_sold"


def test_three_articles_of_99_yen_net_carry_23_yen_of_tax(uow: UnitOfWork) -> None:
    # The example of the National Tax Agency's rule: 297 x 8 % = 23.76, rounded once; not 3 x 7.
    shop = make.storefront(uow)
    goods = [(make.product(uow, shop=shop), 1) for _ in range(3)]
    quotation = quotations.answered(uow, goods, [99, 99, 99], **AT_HOME)
    found = figures.of(quotation, date(2026, 11, 22))
    assert (found.goods, found.tax, found.total) == (297, 23, 320)
    purchase = take(uow, quotation, address=OSAKA, by_invoice=False)
    order = purchase.orders[0]
    assert (order.goods_total, order.tax_added, order.total, purchase.total) == (297, 23, 320, 320)
    assert order.taxes == [{"rate_percent": 8, "amount": 320, "tax": 23, "reason": ""}]


def test_carriage_and_alcohol_at_10_per_cent_are_taxed_apart_from_food(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    food = make.product(uow, shop=shop)
    sake = make.product(uow, shop=shop, tax_class=TaxClass.ALCOHOL)
    quotation = quotations.answered(
        uow, [(food, 10), (sake, 5)], [105, 1005], freight=999, **AT_HOME
    )
    found = figures.of(quotation, date(2026, 11, 22))
    by_rate = {each.rate_percent: (each.amount, each.tax) for each in found.taxes}
    # 5,025 + 999 = 6,024 at 10 % -> 602; 1,050 at 8 % -> 84
    assert by_rate == {10: (6626, 602), 8: (1134, 84)}
    assert found.total == 1050 + 5025 + 999 + 602 + 84


def test_an_export_carries_no_tax_and_says_why(uow: UnitOfWork) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 10)], [500], freight=20_000)
    found = figures.of(quotation, date(2026, 11, 22))
    assert (found.tax, found.total) == (0, 25_000)
    assert [each.reason for each in found.taxes] == ["export"]


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=20), st.sampled_from([8, 10]))
def test_tax_on_net_prices_is_rounded_once_and_down(amounts: list[int], rate: int) -> None:
    (found,) = tax.net_buckets([(rate, amount) for amount in amounts], "JP")
    assert found.tax * 100 <= sum(amounts) * rate < (found.tax + 1) * 100
    assert found.amount == sum(amounts) + found.tax


def test_an_accepted_offer_becomes_one_payable_order_at_the_offers_figures(
    uow: UnitOfWork,
) -> None:
    product = make.product(uow, stock=100)
    quotation = quotations.answered(uow, [(product, 40)], [900], freight=12_000)
    purchase = take(uow, quotation, address=SINGAPORE, by_invoice=False)
    assert (purchase.state, purchase.total) == (PurchaseState.PLACED, 48_000)
    order = purchase.orders[0]
    assert [(line.unit_price, line.quantity) for line in order.lines] == [(900, 40)]
    assert [parcel.fee for parcel in order.parcels] == [12_000]
    assert sum(each.unit_amount * each.quantity for each in items_of(purchase)) == 48_000
    assert uow.session.get_one(StockItem, make.variant(uow, product).id).reserved == 40
    assert quotation.state is QuotationState.ACCEPTED
    again = take(uow, quotation, address=SINGAPORE, by_invoice=False)
    assert again is purchase


def test_an_invoice_waits_fourteen_days_and_is_confirmed_by_staff(uow: UnitOfWork) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 2)], [900])
    purchase = take(uow, quotation, address=SINGAPORE, by_invoice=True)
    assert purchase.state is PurchaseState.PENDING
    assert purchase.expires_at == uow.now + timedelta(days=14)
    payment = uow.session.scalars(select(Payment)).one()
    payments.confirm_transfer(uow, payment.id, received=1800)
    assert purchase.state is PurchaseState.PAID


def test_more_than_is_in_stock_is_not_promised(uow: UnitOfWork) -> None:
    quotation = quotations.answered(uow, [(make.product(uow, stock=3), 4)], [900])
    with pytest.raises(DomainError) as refused:
        take(uow, quotation, address=SINGAPORE, by_invoice=False)
    assert refused.value.code == "out_of_stock"


def test_an_offer_is_taken_on_its_last_day_and_not_after(uow: UnitOfWork, clock: FakeClock) -> None:
    first = quotations.answered(uow, [(make.product(uow), 1)], [900], days=0)
    take(uow, first, address=SINGAPORE, by_invoice=False)
    second = quotations.answered(uow, [(make.product(uow), 1)], [900], days=0)
    uow.now += timedelta(days=1)
    with pytest.raises(DomainError) as refused:
        take(uow, second, address=SINGAPORE, by_invoice=False)
    assert refused.value.code == "offer_over"
    assert service.expire(uow) == 1
    assert (first.state, second.state) == (QuotationState.ACCEPTED, QuotationState.EXPIRED)


@pytest.mark.parametrize(
    ("days", "prices", "freight", "code"),
    [(-1, [5], 0, "validity"), (181, [5], 0, "validity"), (5, [0], 0, "price"),
     (5, [5], -1, "price"), (5, [], 0, "price_missing")],
)  # fmt: skip
def test_an_offer_needs_a_day_and_a_price_for_every_line(
    uow: UnitOfWork, days: int, prices: list[int], freight: int, code: str
) -> None:
    quotation = quotations.asked(uow, [(make.product(uow), 1)])
    offer = Offer(
        prices={line.id: price for line, price in zip(quotation.lines, prices, strict=False)},
        freight=freight,
        valid_until=tokyo_day(uow.now) + timedelta(days=days),
        note="",
    )
    with pytest.raises(DomainError) as refused:
        service.answer(uow, quotation.id, offer, organisation_id=quotation.organisation_id)
    assert refused.value.code == code
    assert quotation.state is QuotationState.ASKED


def test_a_better_offer_takes_the_place_of_the_first_until_it_is_taken(uow: UnitOfWork) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 1)], [900])
    better = Offer(
        prices={quotation.lines[0].id: 800},
        freight=0,
        valid_until=tokyo_day(uow.now),
        note="",
    )
    service.answer(uow, quotation.id, better, organisation_id=quotation.organisation_id)
    assert take(uow, quotation, address=SINGAPORE, by_invoice=False).total == 800
    with pytest.raises(DomainError) as refused:
        service.answer(uow, quotation.id, better, organisation_id=quotation.organisation_id)
    assert refused.value.code == "quotation_over"


def test_a_no_of_either_side_ends_it(uow: UnitOfWork) -> None:
    product = make.product(uow)
    first = quotations.asked(uow, [(product, 1)])
    service.refuse(uow, first.id, organisation_id=first.organisation_id, reason="不漁")
    second = quotations.answered(uow, [(product, 1)], [5])
    service.decline(uow, second.token)
    assert (first.state, second.state) == (QuotationState.REFUSED, QuotationState.DECLINED)
    for quotation in (first, second):
        with pytest.raises(DomainError):
            take(uow, quotation, address=SINGAPORE, by_invoice=False)


def test_another_business_cannot_read_or_answer_it(uow: UnitOfWork) -> None:
    quotation = quotations.asked(uow, [(make.product(uow), 1)])
    with pytest.raises(NotFoundError):
        service.get(uow, quotation.id, organisation_id=make.storefront(uow).organisation_id)


def test_within_japan_no_incoterm_is_kept(uow: UnitOfWork) -> None:
    more = {**AT_HOME, "incoterm": Incoterm.FOB}
    assert quotations.asked(uow, [(make.product(uow), 1)], **more).incoterm is None


def test_an_offer_that_was_changed_is_not_taken_at_a_total_that_was_never_shown(
    uow: UnitOfWork,
) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 1)], [900])
    dearer = Offer(
        prices={quotation.lines[0].id: 1200}, freight=0, valid_until=tokyo_day(uow.now), note=""
    )
    service.answer(uow, quotation.id, dearer, organisation_id=quotation.organisation_id)
    with pytest.raises(DomainError) as refused:
        acceptance.accept(uow, quotation.token, total=900, address=SINGAPORE, by_invoice=False)
    assert refused.value.code == "changed"
    assert quotation.state is QuotationState.ANSWERED


def test_what_may_not_be_sent_to_a_country_is_not_offered_there(uow: UnitOfWork) -> None:
    with pytest.raises(DomainError) as refused:
        quotations.asked(uow, [(make.product(uow), 1)], country="US")
    assert refused.value.code == "may_not_be_sent"


def test_freight_is_not_held_to_what_parcels_can_keep_cold(uow: UnitOfWork) -> None:
    frozen: dict[str, Any] = {"temperature": Temperature.FROZEN, "export_class": "fishery_raw"}
    quotation = quotations.answered(uow, [(make.product(uow, **frozen), 1)], [900])
    assert take(uow, quotation, address=SINGAPORE, by_invoice=False).total == 900
    with pytest.raises(DomainError) as refused:
        quotations.asked(uow, [(make.product(uow, **frozen), 1)], country="CN")
    assert refused.value.code == "may_not_be_sent"


def test_an_offer_is_not_taken_when_its_country_was_closed_in_the_meantime(
    uow: UnitOfWork,
) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 1)], [900])
    rule = uow.session.scalars(
        select(ExportRule).where(
            ExportRule.destination == "SG", ExportRule.product_class == "food_any"
        )
    ).one()
    rule.effect = Effect.BLOCK
    with pytest.raises(DomainError) as refused:
        take(uow, quotation, address=SINGAPORE, by_invoice=False)
    assert refused.value.code == "may_not_be_sent"


def test_an_offer_of_goods_that_are_no_longer_sold_is_not_taken(uow: UnitOfWork) -> None:
    product = make.product(uow)
    quotation = quotations.answered(uow, [(product, 1)], [900])
    product.state = ProductState.DRAFT
    with pytest.raises(DomainError) as refused:
        take(uow, quotation, address=SINGAPORE, by_invoice=False)
    assert refused.value.code == "not_sold"
