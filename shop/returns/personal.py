"""What requests about deliveries say of a person."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from core.media import private
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.orders.models import Order, Purchase
from shop.returns.models import ReturnRequest

GONE: Final = "–"


class PersonalDataOfReturns:
    """Answers for requests: reason and amount stay with the books, words and photos go."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        rows = [
            {
                "order": each.order.number,
                "reason": each.reason.value,
                "state": each.state.value,
                "words": each.words,
                "at": each.asked_at.isoformat(),
                "refund_yen": each.refund_amount,
                "photos": len(each.photos),
                "answers": [
                    {"by": answer.by, "words": answer.words, "at": answer.at.isoformat()}
                    for answer in each.answers
                ],
            }
            for each in _of(uow, user_id)
        ]
        return (Part(key="returns", title=lazy("Problems you reported"), rows=rows),)

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Nothing here stands in the way."""

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        for request in _of(uow, user_id):
            request.words = GONE
            for answer in request.answers:
                answer.words = GONE
            for photo in request.photos:
                private.forget(photo.key)
                uow.session.delete(photo)

    def kept(self) -> Sequence[LazyText]:
        return ()


def _of(uow: UnitOfWork, user_id: int) -> Sequence[ReturnRequest]:
    query = (
        select(ReturnRequest)
        .join(Order, ReturnRequest.order_id == Order.id)
        .join(Purchase, Order.purchase_id == Purchase.id)
        .where(Purchase.user_id == user_id)
        .order_by(ReturnRequest.id)
    )
    return uow.session.scalars(query).all()
