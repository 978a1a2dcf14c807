"""The page that says where figures come from."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from analytics.sources import service as sources
from analytics.sources.models import Attribute
from analytics.sources.ports import Count, Fault, Pulled, PulledDay, SourceFaultError
from analytics.visits import service as visits
from analytics.visits.models import DropReason
from core.audit.models import Entry
from core.outbox import Job
from core.settings import Settings
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import analytics as made

DAY = date(2026, 10, 30)


@pytest.fixture
def with_ga4(settings: Settings) -> Settings:
    settings.ga4_property = "4711"
    return settings


def pulled(uow: UnitOfWork, day: date = DAY) -> None:
    pull = sources.begin(uow, "ga4", None)
    found = PulledDay(
        day=day,
        total=Count(100, 90, 300),
        parts={Attribute.COUNTRY: {"JP": Count(80, 70, 200)}},
    )
    flags = ["thresholded:country"]
    sources.store(
        uow, pull.id, (day, day), Pulled(days=[found], time_zone="Asia/Tokyo", flags=flags)
    )
    sources.finish(uow, pull.id)
    uow.session.commit()


def test_the_own_measurement_says_what_it_counts_and_what_not(
    staff: PageClient, uow: UnitOfWork
) -> None:
    made.visit(uow)
    made.visit(uow, country="ZZ")
    for reason in (DropReason.BOT, DropReason.BOT, DropReason.DO_NOT_TRACK):
        visits.drop(uow, reason)
    uow.session.commit()
    page = staff.get("/en/city/sources")
    assert "Country unknown 50.0%" in page.text
    assert "Search engines and other machines 2" in page.text
    assert "Visitors who ask not to be tracked 1" in page.text
    assert "Not set up" in page.text


def test_a_source_says_its_days_gaps_coverage_and_limits(
    with_ga4: Settings, staff: PageClient, uow: UnitOfWork
) -> None:
    pulled(uow)
    page = staff.get("/en/city/sources")
    assert "October 30, 2026 to October 30, 2026" in page.text
    assert "Missing: October 31, 2026 and November 1, 2026" in page.text
    assert "Country or region 80.0%" in page.text
    assert "Small groups are withheld to protect visitors: Country or region" in page.text
    assert "Asia/Tokyo" in page.text


def test_a_failed_pull_is_said_and_the_last_good_figures_keep_their_date(
    with_ga4: Settings, staff: PageClient, uow: UnitOfWork
) -> None:
    pulled(uow)
    pull = sources.begin(uow, "ga4", None)
    sources.finish(uow, pull.id, SourceFaultError(Fault.QUOTA, "Exhausted property tokens"))
    uow.session.commit()
    page = staff.get("/en/city/sources")
    assert "The last try failed" in page.text
    assert "The day's quota of questions is spent." in page.text
    assert "October 30, 2026 to October 30, 2026" in page.text


def test_the_button_enqueues_a_pull_and_leaves_a_trail(
    with_ga4: Settings, staff: PageClient, uow: UnitOfWork
) -> None:
    assert staff.post("/en/city/sources/ga4/pull").location == "/en/city/sources"
    job = uow.session.scalars(select(Job).where(Job.name == "analytics.sources.pull")).one()
    assert job.payload["source"] == "ga4"
    assert uow.session.scalars(select(Entry.action)).all()[-1] == "city:source:pull"


@pytest.mark.parametrize("key", ["ga4", "nobody"])
def test_a_source_that_is_not_set_up_cannot_be_pulled(staff: PageClient, key: str) -> None:
    staff.post(f"/en/city/sources/{key}/pull", status=404)


def test_the_command_names_what_it_pulls(app: Any) -> None:
    result = app.test_cli_runner().invoke(args=["analytics", "pull"])
    assert result.exit_code == 1
    assert "No source is set up" in result.output
