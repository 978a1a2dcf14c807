"""Sees whether a form of a desk that changed something was written into the trail."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import event

DESK: Final = re.compile(r"^/[\w-]+/(office|city)(/|$)")
WRITE: Final = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
ENTRIES: Final = "core_audit_entries"
OWN_RECORD: Final = {
    "core_rate_counters": "tries, not changes",
    "core_page_versions": "what kept pages compare",
    "core_jobs": "work to be done; what it changes, it writes down itself",
    "core_sign_ins": "when somebody was here last",
}
"""Tables that are no change of a business's or the city's things, with the reason."""
UNWRITTEN: Final = {
    "vendors.imports.index": "a file is only looked through; doing it writes the entry",
    "vendors.imports.apply": "the job that does it writes the entry",
}
"""Forms of desks that need no entry, by endpoint, with the reason."""


@contextmanager
def written_down(bind: Any, path: str, endpoint: str) -> Generator[list[int]]:
    """The block answers a form; its last status is put into the list that is given."""
    tables: set[str] = set()

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if found := WRITE.match(statement):
            tables.add(found[1])

    statuses: list[int] = []
    event.listen(bind, "before_cursor_execute", note)
    try:
        yield statuses
    finally:
        event.remove(bind, "before_cursor_execute", note)
    changed = tables - OWN_RECORD.keys() - {ENTRIES}
    is_kept = bool(statuses) and statuses[-1] < 400
    if DESK.match(path) and is_kept and changed and endpoint not in UNWRITTEN:
        assert ENTRIES in tables, f"{endpoint} changed {sorted(changed)} without an audit entry"
