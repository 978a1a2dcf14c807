"""Keeping the proofs of exports."""

from typing import IO, Final

from core.audit import service as audit
from core.errors import NotFoundError
from core.media import private
from core.unit_of_work import UnitOfWork
from shop.customs.models import ExportProof, ProofKind
from shop.orders.models import Order, Parcel

LEAST_WITH_PERMIT: Final = 200_000
"""Mail up to this value in yen is proven by label copy and receipt; above it by the permit."""
MAIL: Final = frozenset({"ems", "japanpost", "epacket_light", "japanpost_ems", ""})


def needed(carrier: str, value: int) -> tuple[ProofKind, ...]:
    """Which proofs the tax office asks for, so that no consumption tax is due."""
    is_mail = carrier in MAIL or "ems" in carrier or "post" in carrier
    if is_mail and value <= LEAST_WITH_PERMIT:
        return (ProofKind.LABEL_COPY, ProofKind.ACCEPTANCE)
    return (ProofKind.PERMIT,)


def keep_proof(
    uow: UnitOfWork, parcel_id: int, kind: ProofKind, stream: IO[bytes], *, organisation_id: int
) -> ExportProof:
    """Keep a picture of a paper with a parcel of this business. Raises NotFoundError."""
    order = _own(uow, parcel_id, organisation_id)
    proof = ExportProof(
        parcel_id=parcel_id,
        kind=kind,
        key=private.keep(stream),
        kept_at=uow.now,
        user_id=uow.actor.user_id,
    )
    uow.session.add(proof)
    audit.record(
        uow, "office:parcel:proof", ("parcel", parcel_id),
        after={"order": order.number, "kind": kind.value}, organisation_id=organisation_id,
    )  # fmt: skip
    return proof


def picture(uow: UnitOfWork, proof_id: int, *, organisation_id: int) -> bytes:
    """The picture, for the business whose parcel it is about. Raises NotFoundError."""
    proof = uow.session.get(ExportProof, proof_id)
    if proof is None:
        raise NotFoundError(str(proof_id))
    _own(uow, proof.parcel_id, organisation_id)
    content = private.read(proof.key)
    if content is None:
        raise NotFoundError(str(proof_id))
    return content


def _own(uow: UnitOfWork, parcel_id: int, organisation_id: int) -> Order:
    parcel = uow.session.get(Parcel, parcel_id)
    order = uow.session.get(Order, parcel.order_id) if parcel else None
    if order is None or order.organisation_id != organisation_id:
        raise NotFoundError(str(parcel_id))
    return order
