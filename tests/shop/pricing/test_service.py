"""A quote: goods, reductions, parcels, tax, totals, changes and obstacles."""

from datetime import date

import pytest
from sqlalchemy import update

from core.unit_of_work import UnitOfWork
from i18n.translated import TextState
from shop.catalogue.models import (
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.delivery.service import Carriage
from shop.pricing.quotes import Change, ChangeKind, Quote, QuoteRequest, Wanted
from shop.pricing.service import quote
from shop.pricing.tax import TaxAmount
from tests.factories import shop as make
from tests.factories.pricing import CodeAdjuster, registered


def ask(uow: UnitOfWork, *wanted: tuple[Product, int], **more: object) -> Quote:
    items = tuple(
        Wanted(variant_id=make.variant(uow, product).id, quantity=quantity)
        for product, quantity in wanted
    )
    values: dict[str, object] = {
        "items": items,
        "locale": "ja",
        "country": "JP",
        "region": "大阪府",
        **more,
    }
    return quote(uow, QuoteRequest(**values))  # type: ignore[arg-type]


@pytest.fixture
def two_shops(uow: UnitOfWork) -> tuple[Product, Product, Product]:
    """Katsuobushi and frozen tuna of one business, a bottle of sake of another."""
    first, second = make.storefront(uow, name="丸山"), make.storefront(uow, name="蔵元")
    for shop in (first, second):
        make.delivery_rate(uow, shop=shop, zone="jp-kansai", fee=880)
    make.delivery_rate(uow, shop=first, zone="jp-kansai", temperature=Temperature.FROZEN, fee=1210)
    return (
        make.product(uow, shop=first, price=1480),
        make.product(uow, shop=first, price=2400, temperature=Temperature.FROZEN),
        make.product(uow, shop=second, price=3300, tax_class=TaxClass.ALCOHOL),
    )


def test_a_cart_over_two_businesses(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    dry, tuna, sake = two_shops
    answer = ask(uow, (dry, 2), (sake, 1), (tuna, 1))
    first, second = answer.vendors
    assert (first.goods_total, first.delivery_total, first.total) == (5360, 2090, 7450)
    assert (second.goods_total, second.delivery_total, second.total) == (3300, 880, 4180)
    assert [(p.temperature, p.fee) for p in first.parcels] == [
        (Temperature.AMBIENT, 880),
        (Temperature.FROZEN, 1210),
    ]
    assert first.parcels[0].earliest_on == date(2026, 11, 4)
    assert first.parcels[0].latest_on == date(2026, 11, 5)
    assert first.taxes == (
        TaxAmount(rate_percent=10, amount=2090, tax=190),
        TaxAmount(rate_percent=8, amount=5360, tax=397),
    )
    assert second.taxes == (TaxAmount(rate_percent=10, amount=4180, tax=380),)
    assert answer.total == 11630
    assert answer.taxes == (
        TaxAmount(rate_percent=10, amount=6270, tax=570),
        TaxAmount(rate_percent=8, amount=5360, tax=397),
    )
    assert answer.is_payable
    assert second.names["ja"] == "蔵元"


def test_a_code_reduces_every_business_by_its_share(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    dry, _, sake = two_shops
    with registered(CodeAdjuster(amount=1000)):
        answer = ask(uow, (dry, 1), (sake, 1), codes=(" umi500",))
    first, second = answer.vendors
    assert [line.discount for line in answer.lines] == [310, 690]
    assert (first.discount_total, second.discount_total) == (310, 690)
    assert answer.total == 1480 + 3300 + 880 + 880 - 1000
    assert [(each.adjustment.code, each.amount) for each in answer.reductions] == [("UMI500", 1000)]
    assert first.taxes[1] == TaxAmount(rate_percent=8, amount=1170, tax=86)
    assert answer.refusals == ()


def test_an_unknown_code_is_refused_and_changes_nothing(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    answer = ask(uow, (two_shops[0], 1), codes=("NOPE",))
    assert [(each.code, each.reason.code) for each in answer.refusals] == [("NOPE", "unknown_code")]
    assert answer.discount_total == 0


def test_a_refused_code_says_its_own_reason(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    with registered(CodeAdjuster(is_over=True)):
        answer = ask(uow, (two_shops[0], 1), codes=("UMI500",))
    assert [each.reason.code for each in answer.refusals] == ["coupon_over"]


def test_without_a_prefecture_the_fee_is_not_known(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    answer = ask(uow, (two_shops[0], 1), region="")
    assert answer.vendors[0].parcels[0].carriage is Carriage.ZONE_UNKNOWN
    assert answer.delivery_total == 0
    assert not answer.is_payable


def test_a_zone_without_a_rate_is_a_problem(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    answer = ask(uow, (two_shops[0], 1), region="沖縄県")
    assert [each.reason.code for each in answer.problems] == ["not_carried"]
    assert not answer.is_payable
    assert answer.goods_paid == 1480


def test_a_newer_table_replaces_the_older_one_from_its_day_on(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    product = make.product(uow, shop=shop)
    make.delivery_rate(uow, shop=shop, zone="jp-kansai", fee=880)
    newer = make.delivery_rate(uow, shop=shop, zone="jp-kansai", fee=990, up_to_g=2000)
    newer.valid_from = date(2026, 11, 2)
    later = make.delivery_rate(uow, shop=shop, zone="jp-kansai", fee=1500, up_to_g=1000)
    later.valid_from = date(2026, 11, 3)
    uow.session.flush()
    assert ask(uow, (product, 1)).delivery_total == 990


def test_exports_carry_no_tax(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    product = make.product(uow, shop=shop, price=1480, export_class="katsuobushi")
    make.delivery_rate(uow, shop=shop, zone="TW", fee=2400)
    answer = ask(uow, (product, 1), country="TW", region="", locale="zh-Hant")
    assert answer.vendors[0].taxes == (
        TaxAmount(rate_percent=0, amount=3880, tax=0, reason="export"),
    )
    assert answer.is_payable


def test_a_condition_of_the_country_is_said_before_the_cart_is_paid(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    product = make.product(uow, shop=shop, export_class="katsuobushi")
    make.delivery_rate(uow, shop=shop, zone="TH", fee=2400)
    answer = ask(uow, (product, 1), country="TH", region="", locale="th")
    assert answer.is_payable
    assert answer.lines[0].condition is not None


def test_what_may_not_go_there_is_a_problem_of_its_line(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    dry, tuna, _ = two_shops
    dry.export_class = "katsuobushi"
    make.abroad(uow, dry)
    uow.session.flush()
    answer = ask(uow, (dry, 1), (tuna, 1), country="TW", region="", locale="zh-Hant")
    tuna_id = make.variant(uow, tuna).id
    assert [(each.variant_id, each.reason.code) for each in answer.problems] == [
        (tuna_id, "may_not_be_sent")
    ]


def test_more_than_there_is_says_what_is_left(uow: UnitOfWork) -> None:
    answer = ask(uow, (make.product(uow, stock=2), 3))
    assert [(p.reason.code, p.reason.params["left"]) for p in answer.problems] == [
        ("out_of_stock", 2)
    ]


def test_a_product_taken_off_sale_is_a_problem(uow: UnitOfWork) -> None:
    answer = ask(uow, (make.product(uow, state=ProductState.ARCHIVED), 1))
    assert [each.reason.code for each in answer.problems] == ["not_sold"]


def test_an_unreviewed_label_blocks_the_sale_in_that_language_only(uow: UnitOfWork) -> None:
    shop = make.storefront(uow)
    make.delivery_rate(uow, shop=shop, zone="jp-kansai")
    product = make.product(uow, shop=shop)
    uow.session.execute(
        update(ProductText)
        .where(ProductText.product_id == product.id, ProductText.locale == "th")
        .values(safety_state=TextState.DRAFT)
    )
    assert [each.reason.code for each in ask(uow, (product, 1), locale="th").problems] == [
        "text_not_reviewed"
    ]
    assert ask(uow, (product, 1), locale="ja").is_payable


def test_what_changed_since_the_buyer_looked_is_listed(
    uow: UnitOfWork, two_shops: tuple[Product, Product, Product]
) -> None:
    variant = make.variant(uow, two_shops[0])
    uow.session.execute(update(Variant).where(Variant.id == variant.id).values(price=1580))
    item = Wanted(variant_id=variant.id, quantity=1, seen_price=1480)
    group = ask(uow, items=(item,)).vendors[0].parcels[0].group
    seen = {"rates": {str(variant.id): 10}, "fees": {group: 770}}
    answer = ask(uow, items=(item,), seen=seen, seen_total=2250)
    assert answer.changes == (
        Change(kind=ChangeKind.PRICE, before=1480, after=1580, variant_id=variant.id),
        Change(kind=ChangeKind.TAX, before=10, after=8, variant_id=variant.id),
        Change(kind=ChangeKind.FEE, before=770, after=880, group=group),
        Change(kind=ChangeKind.TOTAL, before=2250, after=2460),
    )
