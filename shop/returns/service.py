"""Asking for a return, answering it, and taking it to the market's staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Final

from sqlalchemy import func, select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.media import private
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.orders import worth as paid
from shop.orders.models import Order, OrderLine, Parcel, ParcelTrouble
from shop.orders.service import get_order
from shop.orders.states import ParcelState
from shop.payments import refunds
from shop.returns import letters, states
from shop.returns.events import ReturnAccepted, ReturnAsked, ReturnRefused
from shop.returns.models import ReturnAnswer, ReturnItem, ReturnPhoto, ReturnRequest
from shop.returns.states import BORNE_BY, NEEDS_PHOTO, Reason, Remedy, ReturnState
from shop.storefronts.disclosure import terms

MOST_PHOTOS: Final = 5
SHORTEST: Final = 5
LONGEST: Final = 2000
NON_FOOD: Final = "non_food"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the buyer says: which lines and how many, why, in which words and language."""

    quantities: Mapping[int, int]
    reason: Reason
    words: str
    locale: str
    photos: Sequence[IO[bytes]] = ()


def ends_at(order: Order) -> datetime | None:
    """Until when a buyer may say that something is wrong; None while something is to come."""
    coming = [each for each in order.parcels if each.state is not ParcelState.GIVEN_BACK]
    delivered = [parcel.delivered_at for parcel in coming if parcel.delivered_at]
    if not delivered or len(delivered) < len(coming):
        return None
    return max(delivered) + timedelta(days=int(terms()["complaint_days"]))


def may_ask(order: Order, now: datetime) -> bool:
    """From the first parcel that left until the days for complaints are over."""
    if all(parcel.state is ParcelState.PACKING for parcel in order.parcels):
        return False
    end = ends_at(order)
    return end is None or now < end


def left_of(uow: UnitOfWork, order: Order) -> dict[int, int]:
    """How many of each line may still be asked about.

    What was refused may be asked no more; what was given back with its parcel neither.
    """
    asked = uow.session.execute(
        select(ReturnItem.order_line_id, func.sum(ReturnItem.quantity))
        .join(ReturnRequest, ReturnItem.request_id == ReturnRequest.id)
        .where(ReturnRequest.order_id == order.id, ReturnRequest.state != ReturnState.WITHDRAWN)
        .group_by(ReturnItem.order_line_id)
    )
    left = {line.id: line.quantity for line in order.lines}
    for line_id, count in asked:
        left[line_id] -= int(count)
    for parcel in order.parcels:
        for content in parcel.contents if parcel.state is ParcelState.GIVEN_BACK else ():
            left[content.order_line_id] -= content.quantity
    return {line_id: max(count, 0) for line_id, count in left.items()}


def ask(uow: UnitOfWork, order_id: int, *, purchase_id: int, asked: Asked) -> ReturnRequest:
    """Write a request down, tell the business, and confirm it to the buyer.

    Raises NotFoundError for an order of another purchase, DomainError saying what is in the way.
    """
    purchase, order = get_order(uow, order_id)
    if purchase.id != purchase_id:
        raise NotFoundError
    lines = _check(uow, order, asked)
    request = ReturnRequest(
        order_id=order.id,
        organisation_id=order.organisation_id,
        reason=asked.reason,
        borne_by=BORNE_BY[asked.reason],
        state=ReturnState.ASKED,
        words=asked.words.strip(),
        locale=asked.locale,
        asked_at=uow.now,
    )
    request.items = [
        ReturnItem(order_line_id=line.id, quantity=asked.quantities[line.id]) for line in lines
    ]
    request.photos = [ReturnPhoto(key=private.keep(stream)) for stream in asked.photos]
    uow.session.add(request)
    uow.session.flush()  # the event and the mails name the request by its key
    uow.record(ReturnAsked(**_names(request)))
    letters.enqueue(uow, request.id, letters.Letter.ASKED)
    letters.enqueue(uow, request.id, letters.Letter.TO_BUSINESS)
    return request


def _check(uow: UnitOfWork, order: Order, asked: Asked) -> list[OrderLine]:
    """The lines that are meant. Raises DomainError for what cannot be asked."""
    if not may_ask(order, uow.now):
        raise DomainError(
            "too_late_to_ask",
            "The days in which something can be reported for this order are over.",
        )
    left = left_of(uow, order)
    lines = [line for line in order.lines if asked.quantities.get(line.id, 0) > 0]
    if not lines:
        raise DomainError("nothing_chosen", "Say which goods it is about.", field="quantities")
    for line in lines:
        if asked.quantities[line.id] > left[line.id]:
            raise DomainError(
                "more_than_bought",
                "That is more than was bought, or than nothing was asked for yet.",
                field="quantities",
            )
    if asked.reason is Reason.CHANGED_MIND and not may_change_mind(uow, lines):
        raise DomainError(
            "food_stays", "Food cannot be sent back because you changed your mind.", field="reason"
        )
    _check_account(asked)
    return lines


def _check_account(asked: Asked) -> None:
    if not SHORTEST <= len(asked.words.strip()) <= LONGEST:
        raise DomainError(
            "words_missing",
            "Say in a few words what happened, in at most %(longest)s characters.",
            field="words",
            longest=LONGEST,
        )
    if asked.reason in NEEDS_PHOTO and not asked.photos:
        raise DomainError("photo_missing", "Add a photo that shows it.", field="photos")
    if len(asked.photos) > MOST_PHOTOS:
        raise DomainError(
            "too_many_photos", "Add up to %(most)s photos.", field="photos", most=MOST_PHOTOS
        )


def may_change_mind(uow: UnitOfWork, lines: Sequence[OrderLine]) -> bool:
    """Whether none of it is food: only that may be sent back for no reason."""
    kinds = uow.session.scalars(
        select(Product.export_class).where(Product.id.in_([line.product_id for line in lines]))
    )
    return all(kind == NON_FOOD for kind in kinds)


def worth(uow: UnitOfWork, request: ReturnRequest) -> int:
    """What the buyer paid for the goods of a request, and of the order nobody has given back."""
    goods = sum(paid.of_goods(request.order, item.line, item.quantity) for item in request.items)
    return max(min(goods, request.order.total - _given_back(uow, request.order_id)), 0)


def _given_back(uow: UnitOfWork, order_id: int) -> int:
    """What went back of an order: for parcels that did not arrive, and for other requests."""
    parcels = select(func.coalesce(func.sum(ParcelTrouble.given_back), 0)).where(
        ParcelTrouble.parcel_id == Parcel.id, Parcel.order_id == order_id
    )
    requests = select(func.coalesce(func.sum(ReturnRequest.refund_amount), 0)).where(
        ReturnRequest.order_id == order_id, ReturnRequest.state == ReturnState.ACCEPTED
    )
    return uow.session.scalars(parcels).one() + uow.session.scalars(requests).one()


def get_request(
    uow: UnitOfWork, request_id: int, *, organisation_id: int | None = None
) -> ReturnRequest:
    """A request, locked; another business's is not found."""
    found = uow.session.scalar(
        select(ReturnRequest)
        .where(ReturnRequest.id == request_id)
        .with_for_update(of=ReturnRequest)
        .execution_options(populate_existing=True)
    )
    if found is None or organisation_id not in {None, found.organisation_id}:
        raise NotFoundError
    return found


def accept(
    uow: UnitOfWork,
    request_id: int,
    *,
    remedy: Remedy,
    words: str,
    locale: str,
    organisation_id: int | None = None,
    amount: int | None = None,
) -> None:
    """Give right to a request: money back, all of the goods' price where no amount is said, or
    the goods again. Without an organisation it is staff who decide.
    """
    request = get_request(uow, request_id, organisation_id=organisation_id)
    before = request.state
    _may_answer(request, organisation_id)
    states.check(before, ReturnState.ACCEPTED)
    most = worth(uow, request)
    wanted = most if amount is None else amount
    if remedy is Remedy.REFUND and not 0 < wanted <= most:
        raise DomainError(
            "amount_wrong", "Write an amount from ¥1 to ¥%(most)s.", field="amount", most=most
        )
    request.remedy = remedy
    request.refund_amount = wanted if remedy is Remedy.REFUND else 0
    if request.refund_amount:
        refunds.give_back(
            uow, request.order.purchase_id, request.refund_amount, reason=f"return:{request.id}"
        )
    _answer(uow, request, ReturnState.ACCEPTED, words, locale, organisation_id)
    uow.record(ReturnAccepted(**_names(request), amount=request.refund_amount))


def refuse(
    uow: UnitOfWork,
    request_id: int,
    *,
    words: str,
    locale: str,
    organisation_id: int | None = None,
) -> None:
    """Say no, with words; the buyer may then ask the market's staff."""
    request = get_request(uow, request_id, organisation_id=organisation_id)
    _may_answer(request, organisation_id)
    states.check(request.state, ReturnState.REFUSED)
    if len(words.strip()) < SHORTEST:
        raise DomainError("words_missing", "Say why, so that the buyer understands.", field="words")
    _answer(uow, request, ReturnState.REFUSED, words, locale, organisation_id)
    uow.record(ReturnRefused(**_names(request)))


def _may_answer(request: ReturnRequest, organisation_id: int | None) -> None:
    """A business answers what it was asked; what was taken to staff, staff answer."""
    if organisation_id is not None and request.state is ReturnState.DISPUTED:
        raise DomainError("with_staff", "The market's staff decide about this one now.")


def dispute(uow: UnitOfWork, request_id: int, *, purchase_id: int, words: str, locale: str) -> None:
    """The buyer does not agree with a refusal: staff are asked, once."""
    request = _of_buyer(uow, request_id, purchase_id)
    states.check(request.state, ReturnState.DISPUTED)
    if any(each.state is ReturnState.DISPUTED for each in request.answers):
        raise DomainError("decided", "The market has decided about this already.")
    if len(words.strip()) < SHORTEST:
        raise DomainError("words_missing", "Say why you do not agree.", field="words")
    _note(uow, request, "buyer", ReturnState.DISPUTED, words, locale)


def withdraw(uow: UnitOfWork, request_id: int, *, purchase_id: int, locale: str) -> None:
    """The buyer takes a request back before it is answered."""
    request = _of_buyer(uow, request_id, purchase_id)
    states.check(request.state, ReturnState.WITHDRAWN)
    _note(uow, request, "buyer", ReturnState.WITHDRAWN, "", locale)


def _of_buyer(uow: UnitOfWork, request_id: int, purchase_id: int) -> ReturnRequest:
    request = get_request(uow, request_id)
    if request.order.purchase_id != purchase_id:
        raise NotFoundError
    return request


def _answer(
    uow: UnitOfWork,
    request: ReturnRequest,
    state: ReturnState,
    words: str,
    locale: str,
    organisation_id: int | None,
) -> None:
    """Write an answer of the business or of staff down, and tell the buyer."""
    before = request.state
    by = "staff" if organisation_id is None else "business"
    _note(uow, request, by, state, words, locale)
    audit.record(
        uow,
        f"{'city' if by == 'staff' else 'office'}:return:{state.value}",
        ("return", request.id),
        before={"state": before.value},
        after={"state": state.value, "amount": request.refund_amount},
        organisation_id=request.organisation_id,
    )
    letters.enqueue(uow, request.id, letters.Letter.ANSWERED)


def _note(
    uow: UnitOfWork,
    request: ReturnRequest,
    by: str,
    state: ReturnState,
    words: str,
    locale: str,
) -> None:
    request.state = state
    request.answers.append(
        ReturnAnswer(
            by=by,
            state=state,
            words=words.strip()[:LONGEST],
            locale=locale,
            at=uow.now,
            user_id=uow.actor.user_id,
        )
    )
    uow.session.flush()


def _names(request: ReturnRequest) -> dict[str, int]:
    return {
        "request_id": request.id,
        "order_id": request.order_id,
        "organisation_id": request.organisation_id,
    }
