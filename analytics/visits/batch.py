"""Counts that wait a moment and are then written together: one transaction for many answers.

Nobody waits for them, and a purchase never fails on one. What waits is written when the server is
stopped; a server that dies loses what it counted in its last second.
"""

import threading
from collections import Counter
from dataclasses import astuple, dataclass
from time import monotonic, sleep
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from analytics.visits import service
from analytics.visits.gate import Gate
from analytics.visits.models import DropReason, EventKind
from analytics.visits.service import Hit, Visitor
from analytics.visits.traits import Traits
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from shop.catalogue import facts as catalogue

log = structlog.get_logger(__name__)
SECONDS: Final = 1.0
"""How long a count waits at most."""
LOOK: Final = 0.1
"""How often it is seen whether the server is being stopped."""
MOST: Final = 20_000
"""What waits at most while the database cannot be written to; the rest is not counted."""


@dataclass(frozen=True)
class Seen:
    """What one answer has to count. A product's key is looked up when it is written."""

    visitor: Visitor
    traits: Traits
    hits: tuple[Hit, ...]
    product_slug: str | None = None


class Batch:
    """Takes counts of one web server and writes them after some seconds; with 0 each at once.

    With None they wait for `flush`.
    """

    def __init__(self, database: Database, pepper: str, *, seconds: float | None = SECONDS) -> None:
        self.gate = Gate(pepper)
        self._database = database
        self._pepper = pepper
        self._seconds = seconds
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._seen: list[Seen] = []
        self._dropped: Counter[DropReason] = Counter()
        self._writer: threading.Thread | None = None

    def add(self, what: Seen | DropReason) -> None:
        """Count something soon."""
        with self._lock:
            if isinstance(what, DropReason):
                self._dropped[what] += 1
            elif len(self._seen) < MOST:
                self._seen.append(what)
            if self._seconds and (self._writer is None or not self._writer.is_alive()):
                # No daemon: the interpreter waits for it, so that a stopped server loses nothing.
                self._writer = threading.Thread(
                    target=self._write_on, args=[self._seconds], name="visits", daemon=False
                )
                self._writer.start()
        if self._seconds == 0:
            self.flush()

    def waiting_for(self, visitor: Visitor) -> Traits | None:
        """How a visitor came whose visit is not written yet."""
        with self._lock:
            return next((seen.traits for seen in self._seen if seen.visitor == visitor), None)

    def flush(self) -> None:
        """Write what waits; what cannot be written now goes on waiting."""
        with self._writing:
            with self._lock:
                seen, self._seen = self._seen, []
                dropped, self._dropped = self._dropped, Counter()
            try:
                with self._database.unit_of_work(SYSTEM) as uow:
                    dropped_more = self._write(uow, seen)
                    for reason, count in sorted((dropped + dropped_more).items()):
                        service.drop(uow, reason, count)
                    self.gate.share(uow)
            except SQLAlchemyError as error:
                log.warning("visits_not_counted", waiting=len(seen), error=str(error))
                with self._lock:
                    self._seen = [*seen, *self._seen][:MOST]
                    self._dropped += dropped

    def _write(self, uow: UnitOfWork, seen: list[Seen]) -> Counter[DropReason]:
        """Count each visitor's answers together; how many were too many."""
        too_many: Counter[DropReason] = Counter()
        by_visitor: dict[Visitor, list[Seen]] = {}
        for each in seen:
            by_visitor.setdefault(each.visitor, []).append(each)
        products = catalogue.find_product_ids(
            uow.session, {each.product_slug for each in seen if each.product_slug}
        )
        # In one order: of two servers that write the same visitors, one waits for the other.
        for visitor, answers in sorted(by_visitor.items(), key=lambda item: astuple(item[0])):
            views = [products[each.product_slug] for each in answers
                     if each.product_slug in products]  # fmt: skip
            hits = [hit for each in answers for hit in each.hits]
            hits += [Hit(EventKind.VIEW_PRODUCT, product_id) for product_id in views]
            traits = answers[0].traits
            if not service.count(
                uow, visitor=visitor, pepper=self._pepper, traits=traits, hits=hits
            ):
                too_many[DropReason.TOO_MANY] += len(answers)
        return too_many

    def _write_on(self, seconds: float) -> None:
        """Write every second while something waits, and once more when the server is stopped."""
        while True:
            ends = monotonic() + seconds
            while threading.main_thread().is_alive() and monotonic() < ends:
                sleep(LOOK)
            self.flush()
            with self._lock:
                if threading.main_thread().is_alive() and (self._seen or self._dropped):
                    continue
                self._writer = None
                return
