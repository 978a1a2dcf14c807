"""Reading stock for screens."""

from collections.abc import Mapping
from datetime import date
from itertools import accumulate
from operator import sub

from sqlalchemy import Date, and_, select, type_coerce
from sqlalchemy.orm import Session

from shop.catalogue.ports import Supply
from shop.stock.models import StockItem, StockLot, StockMovement


def supplies(session: Session, arrivals: Mapping[int, date]) -> Mapping[int, Supply]:
    """What may still be promised of each variant for its day of arrival; nothing where unknown.

    Lots that would arrive too old do not count, and the first one that does says how long it
    keeps.
    """
    rows = session.execute(
        select(
            StockItem.variant_id,
            StockItem.on_hand - StockItem.reserved,
            StockLot.sell_until,
            StockLot.expires_on,
            StockLot.on_hand - StockLot.reserved,
        )
        .outerjoin(
            StockLot,
            and_(StockLot.variant_id == StockItem.variant_id, StockLot.on_hand > StockLot.reserved),
        )
        .where(StockItem.variant_id.in_(arrivals))
        .order_by(StockItem.variant_id, StockLot.expires_on)
    )
    found: dict[int, Supply] = {}
    for variant_id, free, sell_until, expires_on, in_lot in rows:
        earlier = found.get(variant_id, Supply(free=free))
        if sell_until is not None and sell_until < arrivals[variant_id]:
            found[variant_id] = Supply(free=earlier.free - in_lot, keeps_until=earlier.keeps_until)
        else:
            found[variant_id] = Supply(
                free=earlier.free, keeps_until=earlier.keeps_until or expires_on
            )
    return {variant_id: found.get(variant_id, Supply()) for variant_id in arrivals}


def last_arrivals(session: Session, quantities: Mapping[int, int]) -> dict[int, date]:
    """The last day on which so many of each variant can arrive as fresh as they are promised.

    A variant of which enough is there without such a day, or not enough at all, is left out.
    """
    rows = session.execute(
        select(
            StockLot.variant_id,
            type_coerce(StockLot.sell_until, Date).label("sell_until"),
            (StockLot.on_hand - StockLot.reserved).label("free"),
        ).where(
            StockLot.variant_id.in_(quantities),
            StockLot.on_hand > StockLot.reserved,
            StockLot.sell_until.is_not(None),
        )
    ).all()
    if not rows:
        return {}
    free = dict(
        session.execute(
            select(StockItem.variant_id, StockItem.on_hand - StockItem.reserved).where(
                StockItem.variant_id.in_({row.variant_id for row in rows})
            )
        ).all()
    )
    found: dict[int, date] = {}
    for variant_id, left in free.items():
        lots = sorted((each.sell_until, each.free) for each in rows if each[0] == variant_id)
        fresh = accumulate((in_lot for _, in_lot in lots), sub, initial=left)
        enough = [number >= quantities[variant_id] for number in fresh]
        if enough[0] and not enough[-1]:
            found[variant_id] = lots[enough.index(False) - 1][0]
    return found


def list_lots(session: Session, variant_id: int) -> list[StockLot]:
    """A variant's lots that are not used up, first expired first."""
    rows = session.scalars(
        select(StockLot)
        .where(StockLot.variant_id == variant_id, StockLot.on_hand > 0)
        .order_by(StockLot.expires_on.is_(None), StockLot.expires_on, StockLot.id)
    )
    return list(rows)


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
