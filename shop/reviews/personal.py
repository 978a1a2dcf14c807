"""What reviews say of a person: all of it goes with them."""

from collections.abc import Sequence

from sqlalchemy import select

from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.orders.models import Purchase
from shop.reviews import facts, service


class PersonalDataOfReviews:
    """Answers for what a buyer wrote of goods."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        rows = facts.written_by(uow.session, _purchases(uow, user_id))
        return (Part(key="reviews", title=lazy("Your reviews"), rows=rows),)

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Nothing here stands in the way."""

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        service.erase_of(uow, _purchases(uow, user_id))

    def kept(self) -> Sequence[LazyText]:
        return ()


def _purchases(uow: UnitOfWork, user_id: int) -> list[int]:
    return list(uow.session.scalars(select(Purchase.id).where(Purchase.user_id == user_id)))
