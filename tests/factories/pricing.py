"""An adjuster for tests of pricing: what packages above would answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.pricing.ports import (
    Adjustment,
    BorneBy,
    Granted,
    PriceRequest,
    Proposal,
    Refusal,
    Target,
    adjusters,
)


@dataclass(eq=False)
class CodeAdjuster:
    """Takes a fixed amount off for one code, at most `uses` times."""

    code: str = "UMI500"
    amount: int = 500
    uses: int = 100
    is_over: bool = False
    target: Target = Target.GOODS
    redeemed: list[int] = field(default_factory=list[int])
    given_back: list[int] = field(default_factory=list[int])
    granted: list[Granted] = field(default_factory=list[Granted])

    def propose(self, _uow: UnitOfWork, request: PriceRequest) -> Proposal:
        if self.code not in request.codes:
            return Proposal()
        if self.is_over:
            reason = DomainError("coupon_over", "This coupon is over.")
            return Proposal(refusals=(Refusal(code=self.code, reason=reason),))
        adjustment = Adjustment(
            source="test.codes",
            reference=self.code,
            code=self.code,
            labels={"en": "Sea day", "ja": "海の日"},
            amount=self.amount,
            borne_by=BorneBy.CITY,
            target=self.target,
        )
        return Proposal(adjustments=(adjustment,))

    def redeem(self, _uow: UnitOfWork, purchase_id: int, granted: Sequence[Granted]) -> None:
        own = [each for each in granted if each.adjustment.source == "test.codes"]
        if own and len(self.redeemed) >= self.uses:
            raise DomainError("coupon_used_up", "This coupon was used up.")
        if own:
            self.redeemed.append(purchase_id)
            self.granted += own

    def give_back(self, _uow: UnitOfWork, purchase_id: int) -> None:
        if purchase_id in self.redeemed:
            self.given_back.append(purchase_id)


@contextmanager
def registered(adjuster: CodeAdjuster) -> Iterator[CodeAdjuster]:
    """The adjuster answers for a while; then the registry is as it was."""
    items = adjusters._items
    items.append(adjuster)
    try:
        yield adjuster
    finally:
        items.remove(adjuster)
