"""The inbox of webhooks: a verified event is kept once by its id, and worked on by a job."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.unit_of_work import UnitOfWork
from shop.payments.jobs import RECEIPT
from shop.payments.models import WebhookReceipt


def keep(uow: UnitOfWork, event: Mapping[str, Any]) -> bool:
    """Store a verified event and the job for it; False when it was stored before."""
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    data = cast("dict[str, Any]", event.get("data") or {})
    subject = cast("dict[str, Any]", data.get("object") or {})
    receipt_id = uow.session.execute(
        insert(WebhookReceipt)
        .values(
            event_id=str(event["id"]),
            event_type=str(event.get("type", ""))[:100],
            object_id=str(subject.get("id", ""))[:100],
            received_at=uow.now,
            payload=dict(event),
        )
        .on_conflict_do_nothing(index_elements=["event_id"])
        .returning(WebhookReceipt.id)
    ).scalar_one_or_none()
    if receipt_id is None:
        return False
    uow.enqueue(RECEIPT, {"receipt_id": receipt_id})
    return True
