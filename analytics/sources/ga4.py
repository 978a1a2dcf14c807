"""Google Analytics 4 through Google's own client: the only importer of it.

Imported in workers and commands only (see `SourceEntry`): it costs a quarter of a second, 57 MB,
and gRPC does not like being forked. The client has no retry of its own on any method, and its two
transports raise different classes: only `code` is compared.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Final, cast

import grpc
from google.analytics.data_v1beta import BetaAnalyticsDataClient
from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
    BetaAnalyticsDataGrpcTransport,
)
from google.analytics.data_v1beta.types import (
    DateRange,
    Dimension,
    Metric,
    ResponseMetaData,
    RunReportRequest,
    RunReportResponse,
)
from google.api_core.client_options import ClientOptions
from google.api_core.exceptions import GoogleAPICallError
from google.auth.credentials import AnonymousCredentials
from google.auth.exceptions import GoogleAuthError
from requests.exceptions import RequestException

from analytics.sources.models import Attribute
from analytics.sources.ports import Count, Fault, Pulled, PulledDay, SourceFaultError
from core.settings import Settings

TRIES: Final = 3
"""Ten server errors an hour are a quota of their own, so not more."""
PAGE: Final = 100_000
TIMEOUT: Final = 60.0
METRICS: Final = ("sessions", "activeUsers", "screenPageViews")
DIMENSIONS: Final = {
    Attribute.COUNTRY: "countryId",
    Attribute.LANGUAGE: "languageCode",
    Attribute.DEVICE: "deviceCategory",
    Attribute.CHANNEL: "sessionDefaultChannelGroup",
}
PASSING: Final = frozenset({500, 502, 503, 504})
FAULTS: Final = {
    HTTPStatus.TOO_MANY_REQUESTS: Fault.QUOTA,
    HTTPStatus.UNAUTHORIZED: Fault.REFUSED,
    HTTPStatus.FORBIDDEN: Fault.REFUSED,
    HTTPStatus.NOT_FOUND: Fault.REFUSED,
    HTTPStatus.BAD_REQUEST: Fault.INVALID,
}
Figures = dict[date, dict[str, Count]]


@dataclass
class _Findings:
    """What the answers said besides their rows."""

    time_zone: str = ""
    flags: list[str] = field(default_factory=list[str])

    def add(self, metadata: ResponseMetaData, about: str) -> None:
        self.time_zone = metadata.time_zone or self.time_zone
        named = {
            "thresholded": metadata.subject_to_thresholding,
            "other_row": metadata.data_loss_from_other_row,
            "sampled": bool(metadata.sampling_metadatas),
            "truncated": bool(metadata.data_truncation_reasons),
            "restricted": bool(metadata.schema_restriction_response.active_metric_restrictions),
        }
        for flag in (f"{name}:{about}" for name, is_so in named.items() if is_so):
            if flag not in self.flags:
                self.flags.append(flag)


class Ga4Source:
    """The figures of one property."""

    def __init__(
        self,
        client: BetaAnalyticsDataClient,
        property_id: str,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._property = f"properties/{property_id}"
        self._pause = pause

    def pull(self, first: date, last: date) -> Pulled:
        """Totals and parts of whole days. Raises SourceFaultError when anything is missing.

        An attribute that the service refuses to combine is left out and flagged: its
        compatibility check and its reports do not always agree.
        """
        findings = _Findings()
        totals = self._report(first, last, None, findings)
        parts: dict[Attribute, Figures] = {}
        for attribute in Attribute:
            try:
                parts[attribute] = self._report(first, last, attribute, findings)
            except SourceFaultError as error:
                if error.fault is not Fault.INVALID:
                    raise
                findings.flags.append(f"refused:{attribute.value}")
        days = [
            PulledDay(
                day=day,
                total=total[""],
                parts={attribute: found.get(day, {}) for attribute, found in parts.items()},
            )
            for day, total in sorted(totals.items())
        ]
        return Pulled(days=days, time_zone=findings.time_zone, flags=findings.flags)

    def _report(
        self, first: date, last: date, attribute: Attribute | None, findings: _Findings
    ) -> Figures:
        """Every row of one report, by day and value; the total's value is empty."""
        names = ["date", *([DIMENSIONS[attribute]] if attribute else [])]
        about = attribute.value if attribute else "total"
        figures: Figures = {}
        offset = 0
        while True:
            response = self._run(first, last, names, offset)
            findings.add(response.metadata, about)
            _read(response, figures)
            offset += len(response.rows)
            if not response.rows or offset >= response.row_count:
                return figures

    def _run(
        self, first: date, last: date, dimensions: Sequence[str], offset: int
    ) -> RunReportResponse:
        request = RunReportRequest(
            property=self._property,
            date_ranges=[DateRange(start_date=first.isoformat(), end_date=last.isoformat())],
            dimensions=[Dimension(name=name) for name in dimensions],
            metrics=[Metric(name=name) for name in METRICS],
            limit=PAGE,
            offset=offset,
            return_property_quota=True,
        )
        for left in reversed(range(TRIES)):
            try:
                return cast("Any", self._client).run_report(request=request, timeout=TIMEOUT)
            except (GoogleAPICallError, GoogleAuthError, RequestException) as error:
                fault = fault_of(error)
                if fault.fault is not Fault.UNAVAILABLE or not left:
                    raise fault from error
                self._pause(2.0 ** (TRIES - left))
        raise AssertionError("the last try returns or raises")


def _read(response: RunReportResponse, figures: Figures) -> None:
    for row in response.rows:
        day = datetime.strptime(row.dimension_values[0].value, "%Y%m%d").date()  # noqa: DTZ007 - a calendar day
        value = row.dimension_values[1].value if len(row.dimension_values) > 1 else ""
        counts = [int(float(metric.value or 0)) for metric in row.metric_values]
        figures.setdefault(day, {})[value[:120]] = Count(*counts)


def fault_of(error: Exception) -> SourceFaultError:
    """Our name for what went wrong, from the code that both transports give."""
    code = int(cast("Any", error).code or 0) if isinstance(error, GoogleAPICallError) else 0
    if isinstance(error, GoogleAuthError):
        return SourceFaultError(Fault.REFUSED, str(error)[:500])
    fault = Fault.UNAVAILABLE if code in PASSING or not code else FAULTS.get(HTTPStatus(code))
    return SourceFaultError(fault or Fault.INVALID, str(error)[:500])


def open_source(settings: Settings) -> Ga4Source:
    """The configured property. Raises SourceFaultError when there are no credentials."""
    try:
        return Ga4Source(client_of(settings), settings.ga4_property)
    except GoogleAuthError as error:
        raise fault_of(error) from error


def client_of(settings: Settings) -> BetaAnalyticsDataClient:
    """A client by settings: transport, address, and without TLS for test servers."""
    endpoint, is_grpc = settings.ga4_endpoint, settings.ga4_transport == "grpc"
    if settings.ga4_insecure and is_grpc:
        channel = grpc.insecure_channel(endpoint)
        return BetaAnalyticsDataClient(transport=BetaAnalyticsDataGrpcTransport(channel=channel))
    options = ClientOptions(api_endpoint=endpoint or None)
    if settings.ga4_insecure:
        options.api_endpoint = endpoint if "://" in endpoint else f"http://{endpoint}"
        return BetaAnalyticsDataClient(
            transport="rest", credentials=AnonymousCredentials(), client_options=options
        )
    return BetaAnalyticsDataClient(transport="grpc" if is_grpc else "rest", client_options=options)
