"""Asking, answering, accepting and declining a quotation.

Every verb locks the quotation first: an acceptance and a better offer come one after the other.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, select

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import ProductState
from shop.orders.numbers import new_number
from shop.pricing import goods
from shop.quotations import articles, letters
from shop.quotations.letters import Letter
from shop.quotations.models import Quotation, QuotationLine
from shop.quotations.states import Incoterm, QuotationState, check
from shop.storefronts.models import StorefrontState

MOST_PIECES: Final = 100_000
MOST_LINES: Final = 50
LONGEST_OFFER: Final = timedelta(days=180)
HOME: Final = "JP"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a buyer asks for; `quantities` by variant. No Incoterm within Japan."""

    organisation_id: int
    quantities: Mapping[int, int]
    company: str
    contact: str
    email: str
    phone: str
    country: str
    place: str
    incoterm: Incoterm | None
    wish: str
    wanted_on: date | None
    locale: str
    user_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A business's answer: a net price per line, freight, until when it holds, words."""

    prices: Mapping[int, int]
    freight: int
    valid_until: date
    note: str


def ask(uow: UnitOfWork, asked: Asked) -> Quotation:
    """Write a request down and send it to the business. Raises DomainError when it is empty."""
    if asked.country != HOME and asked.incoterm is None:
        raise DomainError(
            "incoterm_missing", "Choose the terms of delivery (Incoterm).", field="incoterm"
        )
    if asked.wanted_on is not None and asked.wanted_on < tokyo_day(uow.now):
        raise DomainError("past_day", "This day is in the past.", field="wanted_on")
    quotation = Quotation(
        number=f"Q{new_number()}",
        token=secrets.token_urlsafe(32),
        organisation_id=asked.organisation_id,
        state=QuotationState.ASKED,
        asked_at=uow.now,
        locale=asked.locale,
        company=asked.company.strip(),
        contact=asked.contact.strip(),
        email=asked.email.strip(),
        phone=asked.phone.strip(),
        country=asked.country,
        place=asked.place.strip(),
        incoterm=asked.incoterm if asked.country != HOME else None,
        wish=asked.wish.strip(),
        wanted_on=asked.wanted_on,
        user_id=asked.user_id,
    )
    quotation.lines = _lines(uow, asked)
    uow.session.add(quotation)
    uow.session.flush()  # the letters name it
    letters.send(uow, Letter.ASKED, quotation)
    letters.send(uow, Letter.TO_ANSWER, quotation)
    return quotation


def _lines(uow: UnitOfWork, asked: Asked) -> list[QuotationLine]:
    wanted = {key: number for key, number in asked.quantities.items() if number}
    if not wanted:
        raise DomainError("nothing_asked", "Write how many you need of at least one article.")
    if len(wanted) > MOST_LINES or any(not 0 < each <= MOST_PIECES for each in wanted.values()):
        raise DomainError("too_many", "Ask for at most %(most)s of an article.", most=MOST_PIECES)
    found = articles.load(uow, list(wanted), asked.country)
    lines: list[QuotationLine] = []
    for variant_id, quantity in wanted.items():
        article = found.get(variant_id)
        if article is None or not _is_sold(article, asked.organisation_id):
            raise DomainError("not_sold", "One of these articles is no longer sold.")
        if reason := goods.country_obstacle(article, asked.locale):
            raise reason
        variant, product = article.variant, article.product
        lines.append(
            QuotationLine(
                variant_id=variant.id,
                product_id=product.id,
                sku=variant.sku,
                names=dict(article.names),
                variant_labels=dict(variant.labels),
                quantity=quantity,
                list_price=variant.price,
                tax_class=product.tax_class,
                temperature=product.temperature,
                net_weight_g=variant.net_weight_g,
                shipping_weight_g=variant.shipping_weight_g,
            )
        )
    return lines


def _is_sold(article: goods.Article, organisation_id: int) -> bool:
    return (
        article.product.organisation_id == organisation_id
        and article.product.state is ProductState.PUBLISHED
        and article.storefront_state is StorefrontState.OPEN
        and article.variant.is_active
    )


def answer(uow: UnitOfWork, quotation_id: int, offer: Offer, *, organisation_id: int) -> Quotation:
    """The business's offer, or a better one in its place. Every line needs a price."""
    quotation = get(uow, quotation_id, organisation_id=organisation_id, lock=True)
    check(quotation.state, QuotationState.ANSWERED)
    today = tokyo_day(uow.now)
    if not today <= offer.valid_until <= today + LONGEST_OFFER:
        raise DomainError(
            "validity",
            "An offer holds from today for at most %(days)s days.",
            field="valid_until",
            days=LONGEST_OFFER.days,
        )
    if offer.freight < 0 or any(price <= 0 for price in offer.prices.values()):
        raise DomainError("price", "Write prices in yen, greater than 0.")
    if {line.id for line in quotation.lines} != set(offer.prices):
        raise DomainError("price_missing", "Write a price for every line.")
    for line in quotation.lines:
        line.unit_price = offer.prices[line.id]
    quotation.freight, quotation.note = offer.freight, offer.note.strip()
    quotation.valid_until, quotation.answered_at = offer.valid_until, uow.now
    quotation.state = QuotationState.ANSWERED
    _note(uow, quotation, "office:quotation:answer")
    letters.send(uow, Letter.ANSWERED, quotation)
    return quotation


def refuse(uow: UnitOfWork, quotation_id: int, *, organisation_id: int, reason: str) -> None:
    """The business cannot offer it, and says why."""
    if not reason.strip():
        raise DomainError(
            "reason_missing", "Please write a reason: the buyer will read it.", field="reason"
        )
    quotation = get(uow, quotation_id, organisation_id=organisation_id, lock=True)
    check(quotation.state, QuotationState.REFUSED)
    quotation.state, quotation.closed_at = QuotationState.REFUSED, uow.now
    quotation.reason = reason.strip()
    _note(uow, quotation, "office:quotation:refuse")
    letters.send(uow, Letter.REFUSED, quotation)


def decline(uow: UnitOfWork, token: str) -> None:
    """The buyer does not want it any more."""
    quotation = get_by_token(uow, token, lock=True)
    if quotation.state is QuotationState.DECLINED:
        return
    check(quotation.state, QuotationState.DECLINED)
    quotation.state, quotation.closed_at = QuotationState.DECLINED, uow.now
    letters.send(uow, Letter.DECLINED, quotation)


def expire(uow: UnitOfWork) -> int:
    """End the offers whose last day is over; how many."""
    due = uow.session.scalars(
        select(Quotation)
        .where(
            Quotation.state == QuotationState.ANSWERED, Quotation.valid_until < tokyo_day(uow.now)
        )
        .order_by(Quotation.id)
        .limit(500)
        .with_for_update()
    ).all()
    for quotation in due:
        quotation.state, quotation.closed_at = QuotationState.EXPIRED, uow.now
    return len(due)


def get(
    uow: UnitOfWork, quotation_id: int, *, organisation_id: int, lock: bool = False
) -> Quotation:
    """A business's own quotation. Raises NotFoundError for another's."""
    query = select(Quotation).where(
        Quotation.id == quotation_id, Quotation.organisation_id == organisation_id
    )
    return _one(uow, query, lock=lock)


def get_by_token(uow: UnitOfWork, token: str, *, lock: bool = False) -> Quotation:
    """The buyer's quotation. Raises NotFoundError for a wrong link."""
    return _one(uow, select(Quotation).where(Quotation.token == token), lock=lock)


def _one(uow: UnitOfWork, query: Select[Quotation], *, lock: bool) -> Quotation:
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = uow.session.scalar(query)
    if found is None:
        raise NotFoundError
    return found


def list_of(
    uow: UnitOfWork, organisation_id: int, states: Sequence[QuotationState]
) -> Sequence[Quotation]:
    """A business's quotations in these states, newest first."""
    return uow.session.scalars(
        select(Quotation)
        .where(Quotation.organisation_id == organisation_id, Quotation.state.in_(states))
        .order_by(Quotation.id.desc())
        .limit(100)
    ).all()


def _note(uow: UnitOfWork, quotation: Quotation, action: str) -> None:
    audit.record(
        uow,
        action,
        ("quotation", quotation.number),
        after={
            "state": quotation.state.value,
            "valid_until": quotation.valid_until.isoformat() if quotation.valid_until else "",
            "prices": {line.sku: line.unit_price for line in quotation.lines},
            "freight": quotation.freight,
            "reason": quotation.reason,
        },
        organisation_id=quotation.organisation_id,
    )
