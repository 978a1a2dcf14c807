"""Sales from facts, and the monthly tables from visits, sources and sales."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import delete, insert, select

from analytics.reports.models import Sale, SaleLine
from analytics.visits.models import Channel
from analytics.visits.traits import UNKNOWN_COUNTRY, UNKNOWN_LANGUAGE
from core.dates import day_start, tokyo_day
from core.identity.models import Organisation
from core.unit_of_work import UnitOfWork
from shop.orders import facts
from shop.orders.facts import SoldLine

INSTANT = timedelta(microseconds=1)


def load_sale(uow: UnitOfWork, order_id: int) -> None:
    """Make an order's figures again from what is true now; twice changes nothing."""
    order = facts.find_order(uow.session, order_id)
    lines: list[SoldLine] = []
    if order is not None and order.paid_at is not None:
        at = order.paid_at
        found = facts.sold_lines(
            uow.session, at, at + INSTANT, organisation_id=order.organisation_id
        )
        lines = [line for line in found if line.order_id == order_id]
    _replace(uow, [order_id], lines)


def load_sales(uow: UnitOfWork, first: date, last: date) -> int:
    """Make the figures of all orders paid on these days again; how many there are."""
    known = uow.session.scalars(select(Sale.order_id).where(Sale.day >= first, Sale.day <= last))
    lines = facts.sold_lines(uow.session, day_start(first), day_start(last + timedelta(days=1)))
    ids = {line.order_id for line in lines}
    _replace(uow, {*known, *ids}, lines)
    return len(ids)


def _replace(uow: UnitOfWork, order_ids: Iterable[int], lines: Sequence[SoldLine]) -> None:
    ids = sorted(order_ids)
    for at in range(0, len(ids), 500):
        part = ids[at : at + 500]
        uow.session.execute(delete(SaleLine).where(SaleLine.order_id.in_(part)))
        uow.session.execute(delete(Sale).where(Sale.order_id.in_(part)))
    samples = set(uow.session.scalars(select(Organisation.id).where(Organisation.is_sample)))
    counted = [line for line in lines if _counts(line, samples)]
    if not counted:
        return
    counted.sort(key=lambda line: line.order_id)
    orders = [list(group) for _, group in groupby(counted, key=lambda line: line.order_id)]
    uow.session.execute(
        insert(Sale), [_sale(order, order[0].organisation_id in samples) for order in orders]
    )
    uow.session.execute(insert(SaleLine), [_line(line) for line in counted])


def _counts(line: SoldLine, samples: set[int]) -> bool:
    """No money moved for a test purchase: it counts only where everything is a sample."""
    return not line.is_test or line.organisation_id in samples


def _sale(lines: list[SoldLine], is_sample: bool) -> dict[str, object]:  # noqa: FBT001 - a column
    line = lines[0]
    visit = line.visit
    return {
        "order_id": line.order_id,
        "purchase_id": line.purchase_id,
        "organisation_id": line.organisation_id,
        "day": tokyo_day(line.paid_at),
        "country": str(visit.get("country") or UNKNOWN_COUNTRY)[:2],
        "language": str(visit.get("browser_language") or UNKNOWN_LANGUAGE)[:10],
        "page_language": line.locale,
        "device": str(visit.get("device") or "")[:20],
        "channel": str(visit.get("channel") or Channel.UNKNOWN)[:20],
        "campaign": str(visit.get("campaign") or "")[:60],
        "destination": line.country,
        "region": line.region,
        "revenue": sum(each.amount for each in lines),
        "is_sample": is_sample,
    }


def _line(line: SoldLine) -> dict[str, object]:
    return {
        "line_id": line.line_id,
        "order_id": line.order_id,
        "product_id": line.product_id,
        "product_class": line.category_key,
        "quantity": line.quantity,
        "revenue": line.amount,
    }
