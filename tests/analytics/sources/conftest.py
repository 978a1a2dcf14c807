"""The double of GA4 over both transports, and the real client towards it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics.sources.ga4 import Ga4Source, client_of
from core.settings import Environment, Settings
from tests.analytics.sources.ga4_server import Property, Seen, grpc_server, rest_server

NOVEMBER = date(2026, 11, 1)


def day_of(number: int, *, scale: int = 1) -> list[Seen]:
    """A day with 93 sessions times `scale`: 60 from Japan, 24 from Taiwan, 9 from Thailand."""
    day = NOVEMBER + timedelta(days=number - 1)
    return [
        Seen(day, "JP", "ja-jp", "mobile", "Organic Search", 60 * scale, 50 * scale, 180 * scale),
        Seen(day, "TW", "zh-tw", "mobile", "Organic Social", 24 * scale, 20 * scale, 72 * scale),
        Seen(day, "TH", "th-th", "desktop", "Direct", 9 * scale, 8 * scale, 18 * scale),
    ]


@pytest.fixture
def known() -> Property:
    return Property(seen=[seen for number in range(1, 11) for seen in day_of(number)])


@pytest.fixture(params=["grpc", "rest"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def endpoint(known: Property, transport: str) -> Iterator[str]:
    serve = grpc_server if transport == "grpc" else rest_server
    with serve(known) as address:
        yield address


@pytest.fixture
def ga4_settings(tmp_path: Path, endpoint: str, transport: str) -> Settings:
    return Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=tmp_path,
        secret_key="a-secret-key-for-tests-only-32-chars",
        ga4_property="4711",
        ga4_endpoint=endpoint,
        ga4_transport=transport,
        ga4_insecure=True,
    )


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def source(ga4_settings: Settings, pauses: list[float]) -> Ga4Source:
    """The real client towards the double, waiting only on paper."""
    return Ga4Source(client_of(ga4_settings), "4711", pause=pauses.append)
