"""Taking notices in, taking them in hand, closing them."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.written import check_length
from i18n.scripts import language_of
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product
from shop.notices import letters
from shop.notices.models import Notice
from shop.notices.states import SECRET, NoticeReason, NoticeState, Outcome, check

LONGEST: Final = 4000


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody reports; `locale` is the language of the page it was written on."""

    organisation_id: int
    product_id: int | None
    reason: NoticeReason
    words: str
    email: str
    locale: str


def receive(uow: UnitOfWork, report: Report) -> Notice:
    """Take a notice in; a reporter who left an address gets a number."""
    words = report.words.strip()
    if not words:
        raise DomainError("words_missing", "Write what is wrong.", field="words")
    check_length(words, LONGEST)
    notice = Notice(
        organisation_id=report.organisation_id,
        product_id=report.product_id,
        state=NoticeState.RECEIVED,
        reason=report.reason,
        words=words,
        locale=language_of(words, report.locale),
        email=report.email.strip().lower(),
        reader_locale=report.locale,
        created_at=uow.now,
    )
    uow.session.add(notice)
    uow.session.flush()  # the mail names the notice by its number
    letters.tell_reporter(uow, notice, "received")
    return notice


def take(uow: UnitOfWork, notice_id: int) -> Notice:
    """Staff begin to look; the business is told unless the reason forbids it."""
    notice = _get(uow, notice_id)
    if not check(notice.state, NoticeState.IN_HAND):
        return notice
    notice.state, notice.in_hand_at = NoticeState.IN_HAND, uow.now
    notice.handled_by_id = uow.actor.user_id
    _note(uow, notice, "city:notice:take")
    if notice.reason not in SECRET:
        letters.tell_business(uow, notice, "taken")
    return notice


def close(uow: UnitOfWork, notice_id: int, *, outcome: Outcome, note: str, locale: str) -> Notice:
    """Staff decide: with "removed" the product goes off sale. Reporter and business are told."""
    notice = _get(uow, notice_id)
    text = note.strip()
    if not text:
        raise DomainError("note_missing", "Write why: it will be read.", field="note")
    if not check(notice.state, NoticeState.CLOSED):
        return notice
    notice.state, notice.closed_at = NoticeState.CLOSED, uow.now
    notice.outcome, notice.note, notice.note_locale = outcome, text, language_of(text, locale)
    notice.handled_by_id = uow.actor.user_id
    if outcome is Outcome.REMOVED and notice.product_id is not None:
        catalogue.archive(uow, uow.session.get_one(Product, notice.product_id))
    _note(uow, notice, "city:notice:close")
    letters.tell_reporter(uow, notice, "closed")
    if notice.reason not in SECRET:
        letters.tell_business(uow, notice, "decided")
    return notice


def erase_of(uow: UnitOfWork, email: str) -> None:
    """Forget who reported, when their data is erased; what was reported stays with its case."""
    query = select(Notice).where(Notice.email == email.strip().lower(), Notice.email != "")
    for notice in uow.session.scalars(query):
        notice.email = ""


def _get(uow: UnitOfWork, notice_id: int) -> Notice:
    found = uow.session.get(Notice, notice_id)
    if found is None:
        raise NotFoundError
    return found


def _note(uow: UnitOfWork, notice: Notice, action: str) -> None:
    audit.record(
        uow,
        action,
        ("notice", notice.id),
        after={
            "state": notice.state.value,
            "reason": notice.reason.value,
            "outcome": notice.outcome.value if notice.outcome else None,
        },
        organisation_id=notice.organisation_id,
    )
