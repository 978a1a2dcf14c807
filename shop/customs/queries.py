"""Reading proofs, and parcels that still lack some."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.customs.models import ExportProof, ProofKind
from shop.customs.service import needed
from shop.export.countries import HOME
from shop.orders.models import Order, Parcel, Purchase
from shop.orders.states import ParcelState


@dataclass(frozen=True, kw_only=True)
class Unproven:
    """A parcel that left the country and lacks a proof."""

    parcel_id: int
    number: str
    country: str
    missing: tuple[ProofKind, ...]


def proofs_of(session: Session, parcel_id: int) -> Sequence[ExportProof]:
    """What is kept with a parcel, oldest first."""
    return session.scalars(
        select(ExportProof).where(ExportProof.parcel_id == parcel_id).order_by(ExportProof.id)
    ).all()


def missing_of(carrier: str, value: int, kept: Sequence[ProofKind]) -> tuple[ProofKind, ...]:
    """Proofs that are still to be kept."""
    return tuple(kind for kind in needed(carrier, value) if kind not in kept)


def unproven(session: Session, organisation_id: int, *, limit: int = 100) -> list[Unproven]:
    """Parcels of a business that were sent abroad and lack a proof, oldest first."""
    rows = session.execute(
        select(Parcel.id, Parcel.carrier, Order.number, Order.goods_total, Order.discount_total,
               Purchase.country)
        .join(Order, Order.id == Parcel.order_id)
        .join(Purchase, Purchase.id == Order.purchase_id)
        .where(
            Order.organisation_id == organisation_id,
            Purchase.country != HOME,
            Parcel.state != ParcelState.PACKING,
        )
        .order_by(Parcel.id)
    ).all()  # fmt: skip
    kept: dict[int, list[ProofKind]] = {}
    for parcel_id, kind in session.execute(
        select(ExportProof.parcel_id, ExportProof.kind).where(
            ExportProof.parcel_id.in_([row.id for row in rows])
        )
    ):
        kept.setdefault(parcel_id, []).append(kind)
    found = [
        Unproven(
            parcel_id=row.id,
            number=row.number,
            country=row.country,
            missing=missing_of(
                row.carrier, row.goods_total - row.discount_total, kept.get(row.id, [])
            ),
        )
        for row in rows
    ]
    return [each for each in found if each.missing][:limit]
