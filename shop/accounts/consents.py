"""What a buyer may agree to, in dated texts; nothing is agreed to unless they say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from core.text import LazyText, current_locale, lazy
from core.unit_of_work import UnitOfWork
from shop.accounts.models import Consent


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Something to agree to. A changed text gets a new version: earlier answers stay with theirs."""

    key: str
    version: str
    title: LazyText
    text: LazyText


KINDS: Final = (
    Kind(
        key="newsletter",
        version="2026-11",
        title=lazy("News of the market"),
        text=lazy(
            "Send me news of the season, new goods and offers by mail, about twice a month. "
            "Every mail has a link to stop it."
        ),
    ),
    Kind(
        key="questions",
        version="2026-11",
        title=lazy("Questions about my purchase"),
        text=lazy(
            "After a delivery, ask me by mail how it was. Nobody but the market and the business "
            "that sent it reads the answer."
        ),
    ),
)


def current(uow: UnitOfWork, user_id: int) -> Mapping[str, Consent]:
    """A person's newest answer to each kind; a kind that was never answered is missing."""
    newest = select(func.max(Consent.id)).where(Consent.user_id == user_id).group_by(Consent.kind)
    rows = uow.session.scalars(select(Consent).where(Consent.id.in_(newest)))
    return {row.kind: row for row in rows}


def has_given(uow: UnitOfWork, user_id: int, key: str) -> bool:
    """Whether somebody agrees to a kind today."""
    found = current(uow, user_id).get(key)
    return found is not None and found.is_given


def answer(uow: UnitOfWork, user_id: int, answers: Mapping[str, bool]) -> None:
    """Write down what somebody says yes and no to; an answer that is not new writes nothing."""
    known = current(uow, user_id)
    for kind in KINDS:
        earlier = known.get(kind.key)
        said = answers.get(kind.key, False)
        if earlier is None and not said:
            continue
        if earlier and (earlier.is_given, earlier.text_version) == (said, kind.version):
            continue
        uow.session.add(
            Consent(
                user_id=user_id,
                kind=kind.key,
                is_given=said,
                text_version=kind.version,
                locale=current_locale(),
                at=uow.now,
            )
        )
    uow.session.flush()
