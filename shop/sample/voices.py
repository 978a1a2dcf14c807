"""The sample market's reviews, questions, messages and notices: plausible, and marked as sample."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from core.web.versions import bucket
from i18n.drafts import service as drafts
from shop.catalogue.models import Product
from shop.messages import service as messages
from shop.messages.models import Message, Question, Side
from shop.notices.models import Notice
from shop.notices.states import NoticeReason, NoticeState
from shop.orders.models import Order, OrderLine, Parcel, Purchase
from shop.orders.states import OrderState
from shop.reviews import service as reviews
from shop.reviews.models import Review
from shop.reviews.states import Relation, ReviewState
from shop.storefronts.models import Storefront

DATA: Final = Path(__file__).parent / "voices.json"
ASKER: Final = "asker@sample.example"


def load(uow: UnitOfWork) -> None:
    """Write what sample buyers say of goods that the sample year brought them."""
    said: dict[str, list[dict[str, Any]]] = json.loads(DATA.read_text("utf-8"))
    products = {row.slug: row for row in uow.session.scalars(select(Product))}
    _load_reviews(uow, said["reviews"], products)
    _load_questions(uow, said["questions"], products)
    _load_threads(uow, said["threads"])
    _load_notices(uow, said["notices"], products)


def _load_reviews(
    uow: UnitOfWork, entries: Sequence[Mapping[str, Any]], products: Mapping[str, Product]
) -> None:
    """Each review takes a line of its product that arrived, in its own language where there is one."""
    free = _arrived(uow)
    chosen: list[Review] = []
    for place, entry in enumerate(entries):
        product = products.get(entry["product"])
        lines = free.get(product.id, []) if product else []
        if product is None or not lines:
            continue
        fitting = [line for line in lines if line[2] == entry["locale"]] or lines
        line = fitting[place % len(fitting)]
        lines.remove(line)
        chosen.append(_review(uow, product, line, entry, place))
    chosen.sort(key=lambda one: one.written_at)
    for review in chosen:
        uow.session.add(review)
        uow.session.flush()  # newer ones get later keys, as in life
        pages = [bucket("product", review.product_id)]
        drafts.want(uow, reviews.owner_of(review), review.words, source=review.locale, pages=pages)
        if review.answer:
            owner = reviews.answer_owner_of(review)
            drafts.want(uow, owner, review.answer, source=review.answer_locale, pages=pages)
    for product_id in sorted({review.product_id for review in chosen}):
        reviews.recount(uow, product_id)


def _arrived(uow: UnitOfWork) -> dict[int, list[tuple[int, int, str, Any]]]:
    """Lines of delivered orders by product: line, purchase, language, day of arrival."""
    rows = uow.session.execute(
        select(
            OrderLine.product_id,
            OrderLine.id,
            Purchase.id,
            Purchase.locale,
            Parcel.delivered_at,
        )
        .join(Order, Order.id == OrderLine.order_id)
        .join(Purchase, Purchase.id == Order.purchase_id)
        .join(Parcel, Parcel.order_id == Order.id)
        .where(Order.state == OrderState.DELIVERED, Parcel.delivered_at.is_not(None))
        .order_by(Parcel.delivered_at.desc(), OrderLine.id, Parcel.id)
    )
    found: dict[int, list[tuple[int, int, str, Any]]] = {}
    known: set[int] = set()
    for product_id, line_id, purchase_id, locale, at in rows:
        if line_id not in known:
            known.add(line_id)
            found.setdefault(product_id, []).append((line_id, purchase_id, locale, at))
    return found


def _review(
    uow: UnitOfWork,
    product: Product,
    line: tuple[int, int, str, Any],
    entry: Mapping[str, Any],
    place: int,
) -> Review:
    at = min(line[3] + timedelta(hours=5 + 7 * (place % 9)), uow.now)
    return Review(
        order_line_id=line[0],
        purchase_id=line[1],
        product_id=product.id,
        organisation_id=product.organisation_id,
        state=ReviewState.SHOWN,
        stars=entry["stars"],
        words=entry["words"],
        locale=entry["locale"],
        name=entry["name"],
        relation=Relation(entry["relation"]),
        written_at=at,
        answer=entry["answer"],
        answer_locale=entry["answer_locale"],
        answered_at=min(at + timedelta(hours=20), uow.now) if entry["answer"] else None,
        is_sample=True,
    )


def _load_questions(
    uow: UnitOfWork, entries: Sequence[Mapping[str, Any]], products: Mapping[str, Product]
) -> None:
    for place, entry in enumerate(entries):
        product = products.get(entry["product"])
        if product is None:
            continue
        at = uow.now - timedelta(days=3 * (len(entries) - place), hours=-place)
        question = Question(
            product_id=product.id,
            organisation_id=product.organisation_id,
            email=ASKER,
            reader_locale=entry["locale"],
            words=entry["words"],
            locale=entry["locale"],
            asked_at=at,
            is_public=bool(entry["answer"]),
            answer=entry["answer"],
            answer_locale=entry["answer_locale"],
            answered_at=at + timedelta(hours=18) if entry["answer"] else None,
            is_sample=True,
        )
        uow.session.add(question)
        uow.session.flush()  # drafts name the question by its key
        drafts.want(uow, messages.question_owner(question), question.words, source=question.locale)
        if question.answer:
            owner = messages.answer_owner(question)
            drafts.want(uow, owner, question.answer, source=question.answer_locale)
        messages.recount(uow, product.id)


def _load_threads(uow: UnitOfWork, entries: Sequence[Mapping[str, Any]]) -> None:
    """Messages about the newest order of each business that can be tried."""
    for entry in entries:
        order = uow.session.scalar(
            select(Order)
            .join(Storefront, Storefront.organisation_id == Order.organisation_id)
            .where(Storefront.slug == entry["business"])
            .order_by(Order.id.desc())
            .limit(1)
        )
        if order is None:
            continue
        last = entry["messages"][-1]
        for place, said in enumerate(entry["messages"]):
            side = Side(said["side"])
            is_settled = side is Side.BUYER and said is not last
            message = Message(
                order_id=order.id,
                purchase_id=order.purchase_id,
                organisation_id=order.organisation_id,
                side=side,
                words=said["words"],
                locale=said["locale"],
                sent_at=uow.now - timedelta(hours=6 - place),
                settled_at=uow.now if is_settled else None,
                is_sample=True,
            )
            uow.session.add(message)
            uow.session.flush()  # drafts name the message by its key
            drafts.want(uow, messages.message_owner(message), said["words"], source=said["locale"])


def _load_notices(
    uow: UnitOfWork, entries: Sequence[Mapping[str, Any]], products: Mapping[str, Product]
) -> None:
    for place, entry in enumerate(entries):
        product = products.get(entry["product"])
        if product is not None:
            uow.session.add(
                Notice(
                    organisation_id=product.organisation_id,
                    product_id=product.id,
                    state=NoticeState.RECEIVED,
                    reason=NoticeReason(entry["reason"]),
                    words=entry["words"],
                    locale=entry["locale"],
                    email=entry["email"],
                    reader_locale=entry["locale"],
                    created_at=uow.now - timedelta(days=1 + place),
                    is_sample=True,
                )
            )
