"""The monthly report as staff see it."""

from datetime import UTC, date, datetime

import pytest

from analytics.reports import preparing, service
from analytics.visits.models import Channel
from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from tests.factories import analytics as made
from tests.factories import identity, shop

OCTOBER = datetime(2026, 10, 15, 3, tzinfo=UTC)


@pytest.fixture
def figures(uow: UnitOfWork) -> None:
    """October and the first days of November."""
    for _ in range(7):
        made.visit(uow, at=OCTOBER, is_sample=True)
    for _ in range(3):
        made.visit(uow, at=OCTOBER, country="TW", language="zh-Hant", channel=Channel.LINE)
    made.visit(uow)
    made.paid_purchase(
        uow, shop.product(uow, price=1200), at=OCTOBER, visit={"country": "TW", "channel": "line"}
    )
    service.load_sales(uow, date(2026, 10, 1), date(2026, 10, 31))
    preparing.prepare(uow, date(2026, 10, 1))
    preparing.prepare(uow, date(2026, 11, 1))
    uow.session.commit()


def test_the_last_whole_month_is_shown_with_source_period_and_state(
    staff: PageClient, figures: None
) -> None:
    page = staff.get("/en/city/reports")
    assert page.words("h2#shown-month") == "October 2026 Sample data"
    assert [stat.text_content() for stat in page.all(".stat__figure")] == [
        "10", "30", "1", "¥1,200",
    ]  # fmt: skip
    assert "Source: The market's own measurement" in page.text
    assert "October 1, 2026 to October 31, 2026" in page.text
    assert "Provisional" not in page.words("h2#shown-month")


def test_countries_have_a_sentence_a_chart_and_a_table(staff: PageClient, figures: None) -> None:
    page = staff.get("/en/city/reports")
    section = page.one("section[aria-labelledby='by-country']").text_content()
    assert "Japan leads with 70% of the visits; 30.0% came from named countries" in section
    rows = page.all("section[aria-labelledby='by-country'] table.table tbody tr")
    cells = [[cell.text_content() for cell in row] for row in rows]
    assert cells == [
        ["Japan", "7", "70.0%", "–", "–", "21", "0", "0", "0.00%", "¥0"],
        ["Taiwan", "3", "30.0%", "–", "–", "9", "1", "1", "33.33%", "¥1,200"],
    ]


def test_another_month_is_chosen_and_provisional(staff: PageClient, figures: None) -> None:
    page = staff.get("/en/city/reports?month=2026-11")
    assert page.words("h2#shown-month") == "November 2026 Provisional"
    assert "The month is not over" in page.text


@pytest.mark.parametrize("query", ["month=1999-01", "month=nonsense", "source=nobody"])
def test_an_unknown_choice_shows_the_last_whole_month(
    staff: PageClient, figures: None, query: str
) -> None:
    assert staff.get(f"/en/city/reports?{query}").words("h2#shown-month").startswith("October 2026")


def test_the_file_holds_every_line_as_a_spreadsheet_expects(
    staff: PageClient, figures: None
) -> None:
    answer = staff.get("/ja/city/reports/csv?month=2026-10").response
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="visits-own-2026-10.csv"'
    )
    text = answer.get_data().decode("utf-8")
    assert text.startswith("\ufeff")
    lines = text.removeprefix("\ufeff").split("\r\n")
    assert lines[1].split(",")[7:] == ["10", "1.0000", "", "", "30", "1", "1", "1200"]
    taiwan = next(line for line in lines if ",TW," in line)
    assert taiwan.split(",")[7:] == ["3", "0.3000", "", "", "9", "1", "1", "1200"]


def test_without_figures_the_page_says_so(staff: PageClient) -> None:
    assert "There are no figures yet" in staff.get("/en/city/reports").text
    staff.get("/en/city/reports/csv", status=404)
    assert "There are no figures yet" in staff.get("/en/city").text


@pytest.mark.parametrize("locale", CODES)
def test_the_desk_opens_in_every_written_form(
    staff: PageClient, figures: None, locale: str
) -> None:
    for page in ("city", "city/reports", "city/targets", "city/sources"):
        staff.get(f"/{locale}/{page}")


def test_the_first_page_shows_the_month_and_the_way_to_a_purchase(
    staff: PageClient, figures: None
) -> None:
    page = staff.get("/en/city")
    assert page.words("h2#shown-month") == "October 2026 Sample data"
    assert "Of 100 visits, 0 saw a product" in page.text
    assert "No target is set" in page.text


def test_figures_are_for_staff_only(client: PageClient, uow: UnitOfWork) -> None:
    vendor = identity.vendor(uow)
    client.sign_in(identity.signed_in(uow, organisation=vendor, role=Role.OWNER), vendor.id)
    client.get("/ja/city/reports", status=403)
    client.get("/ja/city/reports/csv", status=403)
