"""Sales from facts, and the monthly tables."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from analytics.reports import jobs as report_jobs
from analytics.reports import preparing, queries, service, summaries
from analytics.reports.models import (
    MonthFigure,
    Origin,
    PreparedMonth,
    ReportAttribute,
    Sale,
    SaleLine,
)
from analytics.sources.models import Attribute, SourceDay, SourceFigure
from analytics.visits.models import Channel, Device, EventKind
from core.identity.models import Organisation
from core.jobs import run_due
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from shop.orders.events import OrderCancelled, OrderPaid
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState
from tests.factories import analytics as made
from tests.factories import shop

OCTOBER = date(2026, 10, 1)
MID_OCTOBER = datetime(2026, 10, 15, 3, tzinfo=UTC)
FROM_TAIWAN = {
    "country": "TW",
    "browser_language": "zh-Hant",
    "device": "mobile",
    "channel": "line",
    "campaign": "katsuobushi-autumn",
}


def sales(uow: UnitOfWork) -> list[Sale]:
    return list(uow.session.scalars(select(Sale).order_by(Sale.order_id)))


def line(report: queries.Report, attribute: ReportAttribute, value: str) -> queries.Line:
    table = next(table for table in report.tables if table.attribute is attribute)
    return next(line for line in table.lines if line.value == value)


def test_a_sale_keeps_the_attributes_of_its_visit_and_its_destination(uow: UnitOfWork) -> None:
    product = shop.product(uow, price=1000)
    purchase = made.paid_purchase(
        uow, product, country="HK", region="Kowloon", visit=FROM_TAIWAN, quantity=3, discount=200
    )
    service.load_sale(uow, purchase.orders[0].id)
    sale = sales(uow)[0]
    assert (sale.country, sale.language, sale.page_language) == ("TW", "zh-Hant", "ja")
    assert (sale.device, sale.channel, sale.campaign) == ("mobile", "line", "katsuobushi-autumn")
    assert (sale.destination, sale.region) == ("HK", "Kowloon")
    assert (sale.revenue, sale.day, sale.is_sample) == (2800, date(2026, 11, 2), False)


def test_who_is_not_measured_leaves_everything_unknown(uow: UnitOfWork) -> None:
    purchase = made.paid_purchase(uow)
    service.load_sale(uow, purchase.orders[0].id)
    sale = sales(uow)[0]
    assert (sale.country, sale.language, sale.device, sale.channel) == ("ZZ", "und", "", "unknown")


def test_loading_twice_changes_nothing_and_a_cancelled_order_goes_away(uow: UnitOfWork) -> None:
    purchase = made.paid_purchase(uow)
    order = purchase.orders[0]
    service.load_sale(uow, order.id)
    service.load_sale(uow, order.id)
    assert len(sales(uow)) == 1
    assert uow.session.scalar(select(func.count()).select_from(SaleLine)) == 1
    order.state = OrderState.CANCELLED
    service.load_sale(uow, order.id)
    assert sales(uow) == []
    assert uow.session.scalar(select(func.count()).select_from(SaleLine)) == 0


def test_test_purchases_count_only_where_everything_is_a_sample(uow: UnitOfWork) -> None:
    product, sample_product = shop.product(uow), shop.product(uow)
    organisation = uow.session.get_one(Organisation, sample_product.organisation_id)
    organisation.is_sample = True
    purchase = made.paid_purchase(uow, product, sample_product, is_test=True)
    for order in purchase.orders:
        service.load_sale(uow, order.id)
    assert [(sale.organisation_id, sale.is_sample) for sale in sales(uow)] == [
        (organisation.id, True)
    ]


def test_days_of_sales_are_loaded_whole(uow: UnitOfWork) -> None:
    early = made.paid_purchase(uow, at=datetime(2026, 10, 14, 15, 1, tzinfo=UTC))  # 00:01 on 15th
    made.paid_purchase(uow, at=datetime(2026, 10, 16, 14, 59, tzinfo=UTC))
    made.paid_purchase(uow, at=datetime(2026, 10, 16, 15, 0, tzinfo=UTC))  # the 17th in Tokyo
    assert service.load_sales(uow, date(2026, 10, 15), date(2026, 10, 16)) == 2
    early.orders[0].state = OrderState.CANCELLED
    assert service.load_sales(uow, date(2026, 10, 15), date(2026, 10, 16)) == 1
    assert len(sales(uow)) == 1


def test_the_shops_events_load_sales_once_each(app: Any, database: Database) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        order = made.paid_purchase(uow).orders[0]
        ids = {
            "order_id": order.id,
            "purchase_id": order.purchase_id,
            "organisation_id": order.organisation_id,
        }
        uow.record(OrderPaid(**ids))
    run_due(database)
    with database.unit_of_work(SYSTEM) as uow:
        assert [sale.order_id for sale in sales(uow)] == [ids["order_id"]]
        uow.session.get_one(Order, ids["order_id"]).state = OrderState.CANCELLED
        uow.record(OrderCancelled(**ids, was_paid=True, amount=1))
    run_due(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert sales(uow) == []


def test_a_month_shows_visits_funnel_and_sales_beside_one_another(uow: UnitOfWork) -> None:
    taiwan = {"country": "TW", "language": "zh-Hant", "channel": Channel.LINE}
    steps = (EventKind.VIEW_PRODUCT, EventKind.ADD_TO_CART, EventKind.BEGIN_CHECKOUT)
    for _ in range(3):
        made.visit(uow, at=MID_OCTOBER)
    made.visit(uow, at=MID_OCTOBER, views=5, steps=steps, **taiwan)
    made.visit(uow, at=MID_OCTOBER, device=Device.DESKTOP, steps=steps[:1])
    made.visit(uow, at=MID_OCTOBER + timedelta(days=31))
    first, second = shop.product(uow, price=1000), shop.product(uow, price=500)
    made.paid_purchase(uow, first, second, at=MID_OCTOBER, visit=FROM_TAIWAN)
    service.load_sales(uow, OCTOBER, date(2026, 10, 31))
    preparing.prepare(uow, OCTOBER)
    report = queries.find_report(uow, OCTOBER, Origin.OWN)
    assert report is not None
    assert (report.total.visits, report.total.views) == (5, 17)
    assert (report.total.purchases, report.total.orders, report.total.revenue) == (1, 2, 1500)
    assert report.funnel == queries.Funnel(
        visits=5, product_visits=2, cart_visits=1, checkout_visits=1, purchases=1
    )
    from_taiwan = line(report, ReportAttribute.COUNTRY, "TW")
    assert (from_taiwan.visits, from_taiwan.share, from_taiwan.views) == (1, 0.2, 5)
    assert (from_taiwan.purchases, from_taiwan.revenue, from_taiwan.rate) == (1, 1500, 1.0)
    assert line(report, ReportAttribute.LANGUAGE, "ja").visits == 4
    assert line(report, ReportAttribute.DEVICE, "desktop").visits == 1
    assert line(report, ReportAttribute.CHANNEL, "line").orders == 2
    assert (report.is_provisional, report.is_partial, report.has_sample) == (False, False, False)


def test_a_month_that_is_not_over_is_provisional_and_not_compared(uow: UnitOfWork) -> None:
    made.visit(uow, at=MID_OCTOBER)
    made.visit(uow)
    preparing.prepare(uow, OCTOBER)
    preparing.prepare(uow, uow.now.date())
    report = queries.find_report(uow, date(2026, 11, 1), Origin.OWN)
    assert report is not None
    assert (report.is_provisional, report.is_partial) == (True, True)
    assert (report.first_day, report.last_day) == (date(2026, 11, 1), date(2026, 11, 2))
    assert (report.total.month_before, report.total.year_before) == (None, None)


def test_whole_months_are_compared_with_the_month_and_the_year_before(uow: UnitOfWork) -> None:
    for at, visits in ((MID_OCTOBER, 3), (MID_OCTOBER - timedelta(days=30), 2)):
        for _ in range(visits):
            made.visit(uow, at=at, is_sample=True)
    made.visit(uow, at=MID_OCTOBER - timedelta(days=365), country="TH")
    for month in (OCTOBER, date(2026, 9, 1), date(2025, 10, 1)):
        preparing.prepare(uow, month)
    report = queries.find_report(uow, OCTOBER, Origin.OWN)
    assert report is not None
    assert (report.total.month_before, report.total.year_before) == (2, 1)
    japan = line(report, ReportAttribute.COUNTRY, "JP")
    assert (japan.visits, japan.month_before, japan.year_before) == (3, 2, 0)
    assert report.has_sample
    assert summaries.of_change(report) == "200.0% more than a year before"
    assert [total.visits for total in queries.month_totals(uow, Origin.OWN)] == [1, 2, 3]


def test_rare_values_are_summed_up_as_others(uow: UnitOfWork) -> None:
    codes = ["TW", "HK", "SG", "TH", "KR", "US", "CA", "AU", "GB", "FR", "DE", "IT", "MY", "VN"]
    for number, code in enumerate(codes):
        for _ in range(20 - number):
            made.visit(uow, at=MID_OCTOBER, country=code)
    preparing.prepare(uow, OCTOBER)
    report = queries.find_report(uow, OCTOBER, Origin.OWN)
    assert report is not None
    table = report.tables[0]
    assert [one.value for one in table.lines] == [*codes[:12], "other"]
    assert table.lines[-1].visits == 8 + 7
    assert sum(one.visits for one in table.lines) == report.total.visits


def ga4_day(uow: UnitOfWork, day: date, *, is_final: bool = True, **countries: int) -> None:
    total = sum(countries.values()) + 10
    uow.session.add(
        SourceDay(
            source="ga4", day=day, pulled_at=uow.now, is_final=is_final, sessions=total,
            users=total, views=2 * total, flags=["thresholded:country"],
        )
    )  # fmt: skip
    uow.session.add_all(
        SourceFigure(
            source="ga4", day=day, attribute=Attribute.COUNTRY, value=code, sessions=sessions,
            users=sessions, views=sessions,
        )
        for code, sessions in countries.items()
    )  # fmt: skip
    uow.session.flush()


def test_ga4_months_say_their_coverage_and_are_provisional_until_every_day_is_final(
    uow: UnitOfWork,
) -> None:
    for number in range(1, 32):
        ga4_day(uow, date(2026, 10, number), is_final=number < 31, JP=70, TW=20)
    preparing.prepare(uow, OCTOBER)
    report = queries.find_report(uow, OCTOBER, Origin.GA4)
    assert report is not None
    assert (report.total.visits, report.total.views) == (3100, 6200)
    assert line(report, ReportAttribute.COUNTRY, "TW").visits == 620
    assert report.tables[0].coverage == 0.9
    assert list(report.flags) == ["thresholded:country"]
    assert (report.is_provisional, report.is_partial) == (True, False)
    day = uow.session.get_one(SourceDay, ("ga4", date(2026, 10, 31)))
    day.is_final = True
    uow.session.flush()
    preparing.prepare(uow, OCTOBER)
    uow.session.expire_all()
    report = queries.find_report(uow, OCTOBER, Origin.GA4)
    assert report is not None
    assert not report.is_provisional


def test_ga4s_values_are_read_in_the_markets_vocabulary(uow: UnitOfWork) -> None:
    ga4_day(uow, OCTOBER, JP=5)
    values = {
        Attribute.CHANNEL: {"Organic Search": 1, "Paid Search": 2, "Unassigned": 4, "(other)": 8},
        Attribute.LANGUAGE: {"zh-tw": 1, "zh-hk": 2, "de-de": 4, "(not set)": 8},
        Attribute.DEVICE: {"smart tv": 1, "mobile": 2},
    }
    uow.session.add_all(
        SourceFigure(
            source="ga4",
            day=OCTOBER,
            attribute=attribute,
            value=value,
            sessions=n,
            users=n,
            views=n,
        )
        for attribute, found in values.items()
        for value, n in found.items()
    )
    uow.session.flush()
    preparing.prepare(uow, OCTOBER)
    rows = uow.session.scalars(
        select(MonthFigure).where(MonthFigure.attribute != ReportAttribute.TOTAL)
    )
    figures = {(row.attribute.value, row.value): row.visits for row in rows}
    assert figures == {
        ("country", "JP"): 5,
        ("channel", "search"): 1,
        ("channel", "campaign"): 2,
        ("channel", "unknown"): 4,
        ("channel", "other"): 8,
        ("language", "zh-Hant"): 3,
        ("language", "de"): 4,
        ("language", "und"): 8,
        ("device", "other"): 1,
        ("device", "mobile"): 2,
    }


def test_the_nightly_job_heals_sales_and_makes_missing_months(
    app: Any, database: Database, clock: FakeClock
) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        made.visit(uow, at=MID_OCTOBER - timedelta(days=60))
        made.paid_purchase(uow, at=uow.now - timedelta(days=5))
        uow.enqueue(report_jobs.PREPARE_AND_HEAL)
    run_due(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        months = uow.session.scalars(select(PreparedMonth.month).order_by(PreparedMonth.month))
        assert list(months) == [date(2026, 8, 1), date(2026, 10, 1)]
        assert len(sales(uow)) == 1
        assert uow.session.scalar(select(Purchase.email)) == "hanako@example.org"
