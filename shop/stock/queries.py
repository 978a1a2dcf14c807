"""Reading stock for screens."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.stock.models import StockItem, StockMovement


def free_of(session: Session, variant_ids: Collection[int]) -> Mapping[int, int]:
    """How many of each variant may still be promised; 0 where nothing is recorded."""
    rows = session.execute(
        select(StockItem.variant_id, StockItem.on_hand - StockItem.reserved).where(
            StockItem.variant_id.in_(variant_ids)
        )
    )
    found = {row[0]: row[1] for row in rows}
    return {variant_id: found.get(variant_id, 0) for variant_id in variant_ids}


def list_movements(session: Session, variant_id: int, *, limit: int = 50) -> list[StockMovement]:
    """A variant's latest movements, newest first."""
    return list(
        session.scalars(
            select(StockMovement)
            .where(StockMovement.variant_id == variant_id)
            .order_by(StockMovement.id.desc())
            .limit(limit)
        )
    )
