"""The life of a quotation, and the terms of delivery it may be asked on."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.errors import DomainError


class QuotationState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    """The buyer does not want it."""
    REFUSED = "refused"
    """The business cannot offer it."""
    EXPIRED = "expired"


class Incoterm(StrEnum):
    """Incoterms 2020 (International Chamber of Commerce): who carries cost and risk to where."""

    EXW = "EXW"
    FCA = "FCA"
    FAS = "FAS"
    FOB = "FOB"
    CFR = "CFR"
    CIF = "CIF"
    CPT = "CPT"
    CIP = "CIP"
    DAP = "DAP"
    DPU = "DPU"
    DDP = "DDP"


SELLER_CLEARS_IMPORT: Final = frozenset({Incoterm.DDP})
"""Under every other term import duty and tax are the buyer's."""
BUYER_CARRIES: Final = frozenset({Incoterm.EXW, Incoterm.FCA, Incoterm.FAS, Incoterm.FOB})
"""The buyer arranges and pays the main carriage: the price holds no freight to the destination."""

TRANSITIONS: Final[Mapping[QuotationState, frozenset[QuotationState]]] = {
    QuotationState.ASKED: frozenset(
        {QuotationState.ANSWERED, QuotationState.REFUSED, QuotationState.DECLINED}
    ),
    QuotationState.ANSWERED: frozenset(
        {
            QuotationState.ANSWERED,  # a better offer takes the place of the first one
            QuotationState.ACCEPTED,
            QuotationState.DECLINED,
            QuotationState.REFUSED,
            QuotationState.EXPIRED,
        }
    ),
    QuotationState.ACCEPTED: frozenset(),
    QuotationState.DECLINED: frozenset(),
    QuotationState.REFUSED: frozenset(),
    QuotationState.EXPIRED: frozenset(),
}


def check(current: QuotationState, target: QuotationState) -> None:
    """Raises DomainError when a quotation cannot go there any more."""
    if target not in TRANSITIONS[current]:
        raise DomainError("quotation_over", "This quotation can no longer be changed like this.")
