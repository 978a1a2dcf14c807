"""What quotations keep of a person who has an account."""

from collections.abc import Sequence

from sqlalchemy import select

from core.errors import DomainError
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.quotations.models import Quotation
from shop.quotations.states import QuotationState

ERASED = "erased@invalid"


class PersonalDataOfQuotations:
    """An offer that was taken stays with its order; of all others the person's part goes."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        return (
            Part(
                key="quotations",
                title=lazy("Quotations"),
                rows=[
                    {
                        "number": each.number,
                        "state": each.state.value,
                        "asked": each.asked_at.isoformat(),
                        "company": each.company,
                        "contact": each.contact,
                        "email": each.email,
                        "phone": each.phone,
                        "words": each.wish,
                    }
                    for each in _of(uow, user_id)
                ],
            ),
        )

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """An answer on its way to somebody must reach them first."""
        if any(each.state is QuotationState.ASKED for each in _of(uow, user_id)):
            raise DomainError(
                "quotation_open", "A business is still to answer your request for a quotation."
            )

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        for each in _of(uow, user_id):
            each.user_id = None
            each.contact, each.email, each.phone, each.wish = "–", ERASED, "", ""

    def kept(self) -> Sequence[LazyText]:
        return ()


def _of(uow: UnitOfWork, user_id: int) -> Sequence[Quotation]:
    return uow.session.scalars(
        select(Quotation).where(Quotation.user_id == user_id).order_by(Quotation.id)
    ).all()
