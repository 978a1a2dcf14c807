"""Recording changes."""

from typing import Any

from core.audit.models import Entry
from core.unit_of_work import UnitOfWork


def record(
    uow: UnitOfWork,
    action: str,
    subject: tuple[str, object],
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    organisation_id: int | None = None,
) -> Entry:
    """Write a trail entry; only the fields that differ between `before` and `after` are kept.

    `action` is `<area>:<thing>:<verb>`, `subject` is (kind, id).
    """
    old, new = before or {}, after or {}
    changes = {
        key: [old.get(key), new.get(key)]
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    }
    entry = Entry(
        at=uow.now,
        actor_kind=uow.actor.kind,
        user_id=uow.actor.user_id,
        organisation_id=organisation_id or uow.actor.organisation_id,
        action=action,
        subject_kind=subject[0],
        subject_id=str(subject[1]),
        changes=changes,
    )
    uow.session.add(entry)
    return entry
