"""A server of the GA4 Data API made of the library's own protocol classes, over gRPC and REST."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import grpc
from google.analytics.data_v1beta import types as ga4

SERVICE = "google.analytics.data.v1beta.BetaAnalyticsData"
DIMENSIONS = ("date", "countryId", "languageCode", "deviceCategory", "sessionDefaultChannelGroup")
METRICS = ("sessions", "activeUsers", "screenPageViews")
GRPC_CODES = {
    400: grpc.StatusCode.INVALID_ARGUMENT,
    403: grpc.StatusCode.PERMISSION_DENIED,
    429: grpc.StatusCode.RESOURCE_EXHAUSTED,
    500: grpc.StatusCode.INTERNAL,
    503: grpc.StatusCode.UNAVAILABLE,
}
INCOMPATIBLE = (
    "Please remove {} to make the request compatible for example. "
    "The request's dimensions & metrics are incompatible."
)


class RefusedError(Exception):
    """An answer that is an error, as both transports carry it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Seen:
    """Sessions of one day that share their attributes."""

    day: date
    country: str
    language: str
    device: str
    channel: str
    sessions: int
    users: int
    views: int

    def value(self, dimension: str) -> str:
        values = (self.day.strftime("%Y%m%d"), self.country, self.language, self.device)
        return dict(zip(DIMENSIONS, (*values, self.channel), strict=True))[dimension]


@dataclass
class Property:
    """What the double knows, and how it misbehaves."""

    seen: list[Seen] = field(default_factory=list)
    time_zone: str = "Asia/Tokyo"
    threshold: int = 0
    most_rows: int = 0
    page: int = 250_000
    is_sampled: bool = False
    restricted: tuple[str, ...] = ()
    incompatible: tuple[str, ...] = ()
    faults: deque[int] = field(default_factory=deque)
    tokens: int = 200_000
    requests: list[ga4.RunReportRequest] = field(default_factory=list)

    def run(self, request: ga4.RunReportRequest) -> ga4.RunReportResponse:
        """Answer as the service does. Raises RefusedError."""
        self.requests.append(request)
        if self.faults and (code := self.faults.popleft()):
            raise RefusedError(code, f"code {code} as the test wished")
        if self.tokens <= 0:
            raise RefusedError(429, "Exhausted property tokens for a project per day.")
        self.tokens -= 10
        names = [dimension.name for dimension in request.dimensions]
        for name in names:
            if name in self.incompatible:
                raise RefusedError(400, INCOMPATIBLE.format(name))
            if name not in DIMENSIONS:
                raise RefusedError(400, f"Field {name} is not a valid dimension.")
        for metric in request.metrics:
            if metric.name not in METRICS:
                raise RefusedError(400, f"Field {metric.name} is not a valid metric.")
        return self._answer(request, names)

    def _answer(self, request: ga4.RunReportRequest, names: list[str]) -> ga4.RunReportResponse:
        totals = self._grouped(request, names)
        metadata = ga4.ResponseMetaData(time_zone=self.time_zone, currency_code="JPY")
        is_split = len(names) > 1
        if is_split and self.threshold:
            metadata.subject_to_thresholding = True
            totals = {k: v for k, v in totals.items() if v[1] >= self.threshold}
        if is_split and self.most_rows and len(totals) > self.most_rows:
            metadata.data_loss_from_other_row = True
            totals = self._rolled_up(totals)
        if self.is_sampled:
            metadata.sampling_metadatas = [
                ga4.SamplingMetadata(samples_read_count=500, sampling_space_size=2000)
            ]
        if self.restricted:
            restriction = ga4.ResponseMetaData.SchemaRestrictionResponse
            metadata.schema_restriction_response = restriction(
                active_metric_restrictions=[
                    restriction.ActiveMetricRestriction(metric_name=name)
                    for name in self.restricted
                ]
            )
        rows = sorted(totals.items())
        limit = min(request.limit or 10_000, self.page)
        return ga4.RunReportResponse(
            dimension_headers=[ga4.DimensionHeader(name=name) for name in names],
            metric_headers=[ga4.MetricHeader(name=metric.name) for metric in request.metrics],
            rows=[
                ga4.Row(
                    dimension_values=[ga4.DimensionValue(value=value) for value in key],
                    metric_values=[
                        ga4.MetricValue(value=str(counts[METRICS.index(metric.name)]))
                        for metric in request.metrics
                    ],
                )
                for key, counts in rows[request.offset : request.offset + limit]
            ],
            row_count=len(rows),
            metadata=metadata,
            property_quota=ga4.PropertyQuota(
                tokens_per_day=ga4.QuotaStatus(consumed=10, remaining=self.tokens)
            ),
            kind="analyticsData#runReport",
        )

    def _grouped(
        self, request: ga4.RunReportRequest, names: list[str]
    ) -> dict[tuple[str, ...], list[int]]:
        span = request.date_ranges[0]
        totals: dict[tuple[str, ...], list[int]] = {}
        for seen in self.seen:
            if span.start_date <= seen.day.isoformat() <= span.end_date:
                key = tuple(seen.value(name) for name in names)
                row = totals.setdefault(key, [0, 0, 0])
                for at, number in enumerate((seen.sessions, seen.users, seen.views)):
                    row[at] += 0 if METRICS[at] in self.restricted else number
        return totals

    def _rolled_up(
        self, totals: dict[tuple[str, ...], list[int]]
    ) -> dict[tuple[str, ...], list[int]]:
        kept = dict(sorted(totals.items(), key=lambda item: -item[1][0])[: self.most_rows])
        for key, counts in totals.items():
            if key not in kept:
                other = kept.setdefault((key[0], "(other)"), [0, 0, 0])
                kept[key[0], "(other)"] = [a + b for a, b in zip(other, counts, strict=True)]
        return kept


@contextmanager
def grpc_server(known: Property) -> Iterator[str]:
    """The address of a gRPC server of the property, without TLS."""

    def run_report(request: ga4.RunReportRequest, context: grpc.ServicerContext) -> Any:
        try:
            return known.run(request)
        except RefusedError as refused:
            context.abort(GRPC_CODES[refused.code], refused.message)

    handler = grpc.unary_unary_rpc_method_handler(
        run_report,
        request_deserializer=ga4.RunReportRequest.deserialize,
        response_serializer=ga4.RunReportResponse.serialize,
    )
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler(SERVICE, {"RunReport": handler}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(0).wait()


@contextmanager
def rest_server(known: Property) -> Iterator[str]:
    """The address of a REST server of the property."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            path, _, verb = self.path.partition("?")[0].rpartition(":")
            assert verb == "runReport"
            request = ga4.RunReportRequest.from_json(body.decode())
            request.property = path.removeprefix("/v1beta/")
            try:
                self._send(200, ga4.RunReportResponse.to_json(known.run(request)))
            except RefusedError as refused:
                error = {"code": refused.code, "message": refused.message, "status": "ERROR"}
                self._send(refused.code, json.dumps({"error": error}))

        def _send(self, code: int, text: str) -> None:
            data = text.encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
