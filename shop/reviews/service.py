"""Writing, answering and hiding reviews."""

import re
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import exists, func, or_, select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity.models import Membership, User
from core.unit_of_work import UnitOfWork
from core.web.versions import bucket
from core.written import check_length
from i18n.drafts import service as drafts
from i18n.scripts import language_of
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product
from shop.orders import service as orders
from shop.orders.models import Order, OrderLine, Parcel, ParcelContent, Purchase
from shop.orders.states import OrderState, ParcelState
from shop.reviews import letters
from shop.reviews.events import ReviewWritten
from shop.reviews.models import Review
from shop.reviews.states import HideReason, Relation, ReviewState

LONGEST: Final = 2000
_LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a buyer wants to say; `locale` is the language of the page it was written on."""

    stars: int
    words: str
    name: str
    relation: Relation
    locale: str


@dataclass(frozen=True)
class Bought:
    """The line of an order that a review is about."""

    purchase: Purchase
    order: Order
    line: OrderLine


def get_bought(uow: UnitOfWork, token: str, line_id: int) -> Bought:
    """A line of the purchase that a link opens. Raises NotFoundError for any other."""
    row = uow.session.execute(
        select(Purchase, Order, OrderLine)
        .join(Order, Order.purchase_id == Purchase.id)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Purchase.token == token, OrderLine.id == line_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return Bought(*row)


def may_review(uow: UnitOfWork, bought: Bought) -> None:
    """Only goods that were sent, and not by the people who sell them. Raises DomainError."""
    if not _was_sent(uow, bought):
        raise DomainError(
            "not_sent_yet", "You can write a review as soon as the goods are on their way."
        )
    works_there = select(Membership.id).join(User, User.id == Membership.user_id)
    is_insider = uow.session.scalar(
        works_there.where(
            Membership.organisation_id == bought.order.organisation_id,
            or_(
                func.lower(User.email) == bought.purchase.email.lower(),
                User.id.in_({bought.purchase.user_id, uow.actor.user_id} - {None}),
            ),
        ).limit(1)
    )
    if is_insider is not None:
        raise DomainError(
            "works_there", "People who work for a business cannot review its own goods."
        )


def write(uow: UnitOfWork, token: str, line_id: int, said: Said) -> Review:
    """Write the review of an order line, or write it anew. What was hidden stays hidden."""
    bought = get_bought(uow, token, line_id)
    orders.get_purchase(uow, bought.purchase.id, lock=True)  # a second click waits, then changes
    may_review(uow, bought)
    words = said.words.strip()
    _check(said.stars, words, said.name)
    review = _of_line(uow, line_id)
    if review is None:
        review = _new(uow, bought, said)
        uow.session.add(review)
    else:
        review.changed_at = uow.now
    review.stars, review.words, review.name = said.stars, words, said.name.strip()
    review.relation, review.locale = said.relation, language_of(words, said.locale)
    uow.session.flush()  # drafts and events name the review by its key
    drafts.want(uow, owner_of(review), words, source=review.locale, pages=_pages(review))
    recount(uow, review.product_id)
    uow.record(
        ReviewWritten(
            review_id=review.id,
            product_id=review.product_id,
            organisation_id=review.organisation_id,
        )
    )
    return review


def remove(uow: UnitOfWork, token: str, line_id: int) -> None:
    """The writer takes a review back: nothing of it stays."""
    get_bought(uow, token, line_id)
    review = _of_line(uow, line_id)
    if review is not None:
        _erase(uow, review)


def erase_of(uow: UnitOfWork, purchase_ids: list[int]) -> int:
    """Erase every review of these purchases, when their buyer's data is erased; how many."""
    found = list(uow.session.scalars(select(Review).where(Review.purchase_id.in_(purchase_ids))))
    for review in found:
        _erase(uow, review)
    return len(found)


def answer(
    uow: UnitOfWork, review_id: int, words: str, *, organisation_id: int, locale: str
) -> None:
    """The business's one answer; writing it anew replaces it."""
    review = uow.session.get(Review, review_id)
    if review is None or review.organisation_id != organisation_id:
        raise NotFoundError
    text = words.strip()
    if not text:
        raise DomainError("answer_empty", "Write your answer.", field="words")
    before = {"answer": review.answer}
    is_first = review.answered_at is None
    review.answer, review.answer_locale = text, language_of(text, locale)
    review.answered_at = uow.now
    drafts.want(
        uow, answer_owner_of(review), text, source=review.answer_locale, pages=_pages(review)
    )
    recount(uow, review.product_id)
    audit.record(
        uow,
        "office:review:answer",
        ("review", review.id),
        before=before,
        after={"answer": text},
        organisation_id=organisation_id,
    )
    if is_first:
        letters.tell_answered(uow, review)


def hide(uow: UnitOfWork, review_id: int, reason: HideReason) -> None:
    """Staff take a review off the pages for a reason of the list; its writer is told."""
    review = _get(uow, review_id)
    if review.state is ReviewState.HIDDEN:
        return
    _move(uow, review, ReviewState.HIDDEN, reason)
    letters.tell_hidden(uow, review, reason)


def unhide(uow: UnitOfWork, review_id: int) -> None:
    """Staff put a review back; its writer is told."""
    review = _get(uow, review_id)
    if review.state is ReviewState.SHOWN:
        return
    _move(uow, review, ReviewState.SHOWN, None)
    letters.tell_shown(uow, review)


def owner_of(review: Review) -> str:
    """The name of a review's words among the drafts."""
    return f"review:{review.id}"


def answer_owner_of(review: Review) -> str:
    """The name of an answer's words among the drafts."""
    return f"review_answer:{review.id}"


def _check(stars: int, words: str, name: str) -> None:
    if stars not in range(1, 6):
        raise DomainError("stars_missing", "Choose one to five stars.", field="stars")
    if not words:
        raise DomainError("words_missing", "Write a few words.", field="words")
    check_length(words, LONGEST)
    if _LINK.search(words) or _LINK.search(name):
        raise DomainError("words_link", "Please write without links to other pages.", field="words")


def _new(uow: UnitOfWork, bought: Bought, said: Said) -> Review:
    return Review(
        order_line_id=bought.line.id,
        purchase_id=bought.purchase.id,
        product_id=bought.line.product_id,
        organisation_id=bought.order.organisation_id,
        state=ReviewState.SHOWN,
        stars=said.stars,
        words=said.words,
        locale=said.locale,
        name=said.name,
        relation=said.relation,
        written_at=uow.now,
    )


def _was_sent(uow: UnitOfWork, bought: Bought) -> bool:
    if bought.order.state in {OrderState.SHIPPED, OrderState.DELIVERED}:
        return True
    left = (
        select(ParcelContent.parcel_id)
        .join(Parcel, Parcel.id == ParcelContent.parcel_id)
        .where(ParcelContent.order_line_id == bought.line.id, Parcel.state != ParcelState.PACKING)
    )
    return bool(uow.session.scalar(select(exists(left))))


def _of_line(uow: UnitOfWork, line_id: int) -> Review | None:
    return uow.session.scalar(select(Review).where(Review.order_line_id == line_id))


def _get(uow: UnitOfWork, review_id: int) -> Review:
    review = uow.session.get(Review, review_id)
    if review is None:
        raise NotFoundError
    return review


def _erase(uow: UnitOfWork, review: Review) -> None:
    drafts.forget(uow, owner_of(review), answer_owner_of(review))
    uow.session.delete(review)
    uow.session.flush()
    recount(uow, review.product_id)


def _move(uow: UnitOfWork, review: Review, to: ReviewState, reason: HideReason | None) -> None:
    before: dict[str, Any] = {"state": review.state.value, "reason": review.hidden_reason}
    review.state, review.hidden_reason = to, reason
    review.hidden_at = uow.now if to is ReviewState.HIDDEN else None
    recount(uow, review.product_id)
    audit.record(
        uow,
        "city:review:hide" if to is ReviewState.HIDDEN else "city:review:unhide",
        ("review", review.id),
        before=before,
        after={"state": to.value, "reason": reason},
        organisation_id=review.organisation_id,
    )


def recount(uow: UnitOfWork, product_id: int) -> None:
    """Count what is shown, with the product locked: two writers come one after the other."""
    uow.session.flush()
    product = uow.session.scalars(
        select(Product).where(Product.id == product_id).with_for_update()
    ).one()
    count, stars = uow.session.execute(
        select(func.count(), func.coalesce(func.sum(Review.stars), 0)).where(
            Review.product_id == product_id, Review.state == ReviewState.SHOWN
        )
    ).one()
    catalogue.set_rating(uow, product, count=count, stars=int(stars))


def _pages(review: Review) -> list[str]:
    return [bucket("product", review.product_id)]
