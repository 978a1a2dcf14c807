"""The real client over gRPC and REST: paging, quality flags, faults."""

import subprocess
import sys
from datetime import date

import pytest

from analytics.sources import ga4
from analytics.sources.ga4 import Ga4Source
from analytics.sources.models import Attribute
from analytics.sources.ports import Count, Fault, SourceFaultError
from tests.analytics.sources.conftest import NOVEMBER
from tests.analytics.sources.ga4_server import Property, Seen

FIRST, LAST = NOVEMBER, date(2026, 11, 3)


def test_whole_days_with_totals_and_parts(source: Ga4Source, known: Property) -> None:
    pulled = source.pull(FIRST, LAST)
    assert [day.day for day in pulled.days] == [date(2026, 11, n) for n in (1, 2, 3)]
    day = pulled.days[0]
    assert day.total == Count(93, 78, 270)
    assert day.parts[Attribute.COUNTRY] == {
        "JP": Count(60, 50, 180),
        "TW": Count(24, 20, 72),
        "TH": Count(9, 8, 18),
    }
    assert day.parts[Attribute.LANGUAGE]["zh-tw"] == Count(24, 20, 72)
    assert day.parts[Attribute.DEVICE]["mobile"] == Count(84, 70, 252)
    assert day.parts[Attribute.CHANNEL]["Direct"] == Count(9, 8, 18)
    assert (pulled.time_zone, list(pulled.flags)) == ("Asia/Tokyo", [])
    assert {request.property for request in known.requests} == {"properties/4711"}


def test_every_page_of_a_long_report_is_fetched(source: Ga4Source, known: Property) -> None:
    codes = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLM"]
    known.seen = [Seen(FIRST, code, "en-us", "mobile", "Direct", 2, 1, 3) for code in codes]
    known.page = 50
    day = source.pull(FIRST, FIRST).days[0]
    assert len(day.parts[Attribute.COUNTRY]) == 130
    assert sum(count.sessions for count in day.parts[Attribute.COUNTRY].values()) == 260
    offsets = [r.offset for r in known.requests if "countryId" in {d.name for d in r.dimensions}]
    assert offsets == [0, 50, 100]


def test_withheld_rows_are_flagged_and_missing_from_the_parts(
    source: Ga4Source, known: Property
) -> None:
    known.threshold = 10
    pulled = source.pull(FIRST, FIRST)
    assert "TH" not in pulled.days[0].parts[Attribute.COUNTRY]
    assert pulled.days[0].total.sessions == 93
    assert list(pulled.flags) == [f"thresholded:{a.value}" for a in Attribute]


def test_the_other_row_is_flagged(source: Ga4Source, known: Property) -> None:
    known.most_rows = 2
    pulled = source.pull(FIRST, FIRST)
    assert pulled.days[0].parts[Attribute.COUNTRY]["(other)"] == Count(9, 8, 18)
    assert "other_row:country" in pulled.flags
    assert "other_row:device" not in pulled.flags


def test_sampling_and_restricted_metrics_are_flagged(source: Ga4Source, known: Property) -> None:
    known.is_sampled = True
    known.restricted = ("screenPageViews",)
    pulled = source.pull(FIRST, FIRST)
    assert pulled.days[0].total == Count(93, 78, 0)
    assert {"sampled:total", "restricted:total", "sampled:country"} <= set(pulled.flags)


def test_an_attribute_that_the_service_refuses_is_left_out_and_flagged(
    source: Ga4Source, known: Property
) -> None:
    known.incompatible = ("sessionDefaultChannelGroup",)
    pulled = source.pull(FIRST, FIRST)
    assert Attribute.CHANNEL not in pulled.days[0].parts
    assert pulled.days[0].parts[Attribute.COUNTRY]["TW"].sessions == 24
    assert list(pulled.flags) == ["refused:channel"]


def test_a_passing_server_error_is_tried_again(
    source: Ga4Source, known: Property, pauses: list[float]
) -> None:
    known.faults.extend([503, 500])
    assert source.pull(FIRST, FIRST).days[0].total.sessions == 93
    assert pauses == [2.0, 4.0]


def test_three_server_errors_are_enough(
    source: Ga4Source, known: Property, pauses: list[float]
) -> None:
    known.faults.extend([503, 503, 503, 503])
    with pytest.raises(SourceFaultError) as caught:
        source.pull(FIRST, FIRST)
    assert caught.value.fault is Fault.UNAVAILABLE
    assert len(known.requests) == 3
    assert len(pauses) == 2


@pytest.mark.parametrize(
    ("code", "fault"), [(429, Fault.QUOTA), (403, Fault.REFUSED), (400, Fault.INVALID)]
)
def test_other_faults_are_told_by_their_code_and_not_tried_again(
    source: Ga4Source, known: Property, pauses: list[float], code: int, fault: Fault
) -> None:
    known.faults.append(code)
    with pytest.raises(SourceFaultError) as caught:
        source.pull(FIRST, FIRST)
    assert caught.value.fault is fault
    assert len(known.requests) == 1
    assert pauses == []


def test_a_spent_quota_half_way_gives_nothing(source: Ga4Source, known: Property) -> None:
    known.tokens = 20
    with pytest.raises(SourceFaultError) as caught:
        source.pull(FIRST, FIRST)
    assert caught.value.fault is Fault.QUOTA


def test_an_address_where_nobody_answers_is_unavailable() -> None:
    assert ga4.fault_of(ConnectionError("refused")).fault is Fault.UNAVAILABLE


def test_web_servers_never_import_googles_client(tmp_path: object) -> None:
    script = (
        "import sys; from pathlib import Path; from core.settings import Environment, Settings\n"
        "from wsgi import create_app\n"
        f"settings = Settings(environment=Environment.TEST, data=Path({str(tmp_path)!r}),"
        " secret_key='a-secret-key-for-tests-only-32-chars', ga4_property='4711')\n"
        "create_app(settings, testing=True)\n"
        "print([name for name in sys.modules if name.startswith(('google.', 'grpc'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
