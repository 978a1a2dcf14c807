"""What questions and messages say of a person: what they wrote goes with them."""

from collections.abc import Sequence

from sqlalchemy import select

from core.identity.models import User
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.messages import facts, service
from shop.orders.models import Purchase


class PersonalDataOfMessages:
    """Answers for what somebody asked, and wrote about orders."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        found = facts.written_by(
            uow.session,
            user_id=user_id,
            purchase_ids=_purchases(uow, user_id),
            email=_email(uow, user_id),
        )
        return (
            Part(key="questions", title=lazy("Your questions"), rows=found["questions"]),
            Part(key="messages", title=lazy("Your messages"), rows=found["messages"]),
        )

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Nothing here stands in the way."""

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        purchases, email = _purchases(uow, user_id), _email(uow, user_id)
        service.erase_of(uow, user_id=user_id, purchase_ids=purchases, email=email)

    def kept(self) -> Sequence[LazyText]:
        return (lazy("What businesses wrote to you about an order stays with the order."),)


def _email(uow: UnitOfWork, user_id: int) -> str:
    return uow.session.get_one(User, user_id).email


def _purchases(uow: UnitOfWork, user_id: int) -> list[int]:
    return list(uow.session.scalars(select(Purchase.id).where(Purchase.user_id == user_id)))
