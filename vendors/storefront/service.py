"""Changing a storefront: particulars, texts, photo, opening and closing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from sqlalchemy import select, update

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.media import service as media
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.locales import BY_CODE
from i18n.translated import Provenance, TextState, digest
from shop.storefronts.events import StorefrontChanged
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from vendors.desk import organisation_of

WORDS: Final = ("name", "tagline", "story")


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """When the business works, how it can be reached, and what the law wants said."""

    legal_name: str
    representative: str
    postal_code: str
    prefecture: str
    city: str
    street: str
    phone: str
    email: str
    opened_year: int | None
    cut_off_hour: int
    lead_days: int
    closed_weekdays: Sequence[int]
    hours: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Words:
    """A storefront's texts in one written form."""

    name: str
    tagline: str = ""
    story: str = ""


def get(uow: UnitOfWork, *, lock: bool = False) -> Storefront:
    """The actor's own storefront. Raises NotFoundError."""
    query = select(Storefront).where(Storefront.organisation_id == organisation_of(uow))
    found = uow.session.scalar(query.with_for_update(of=Storefront) if lock else query)
    if found is None:
        raise NotFoundError
    return found


def set_particulars(uow: UnitOfWork, particulars: Particulars) -> None:
    """Write hours, address and legal particulars."""
    if set(particulars.closed_weekdays) >= set(range(7)):
        raise DomainError(
            "never_open",
            "Leave at least one day of the week on which you send goods.",
            field="closed_weekdays",
        )
    storefront = get(uow, lock=True)
    after = asdict(particulars)
    after["closed_weekdays"] = sorted(set(particulars.closed_weekdays))
    after["hours"] = {key: said for key, said in particulars.hours.items() if said}
    before = {name: getattr(storefront, name) for name in after}
    for name, value in after.items():
        setattr(storefront, name, value)
    _note(uow, storefront, "update", before, after)


def set_text(uow: UnitOfWork, locale: str, words: Words, *, is_reviewed: bool) -> None:
    """Write the texts of one written form; a changed source makes the others stale."""
    if locale not in BY_CODE:
        raise NotFoundError(locale)
    storefront = get(uow, lock=True)
    row = _text(uow, storefront, locale)
    before = _words(row) if row else {}
    after = asdict(words)
    if row is None:
        row = StorefrontText(
            storefront_id=storefront.organisation_id, locale=locale, name=words.name
        )
        uow.session.add(row)
    for name, value in after.items():
        setattr(row, name, value)
    is_source = locale == storefront.source_locale
    row.state = TextState.REVIEWED if is_source or is_reviewed else TextState.DRAFT
    row.provenance = Provenance.PERSON
    row.reviewed_at = uow.now if row.state is TextState.REVIEWED else None
    row.reviewed_by_id = uow.actor.user_id if row.state is TextState.REVIEWED else None
    if is_source and before != after:
        _mark_stale(uow, storefront)
    uow.session.flush()  # the source may be the row just written
    row.source_digest = _source_digest(uow, storefront)
    after = {**after, "locale": locale, "state": row.state.value}
    _note(uow, storefront, "write", before, after)


def set_photo(uow: UnitOfWork, stream: IO[bytes]) -> None:
    """Take a new main photo in. Raises DomainError `photo_…` when it cannot be used."""
    storefront = get(uow, lock=True)
    asset = media.upload(uow, stream, organisation_id=storefront.organisation_id)
    before = {"hero_id": storefront.hero_id}
    storefront.hero_id = asset.id
    _note(uow, storefront, "photo", before, {"hero_id": asset.id})


def missing(uow: UnitOfWork, storefront: Storefront) -> list[str]:
    """Codes of what the law and the buyers need before the shop may open."""
    text = _text(uow, storefront, storefront.source_locale)
    checks: dict[str, Any] = {
        "name": text and text.name,
        "story": text and text.story,
        "legal_name": storefront.legal_name,
        "representative": storefront.representative,
        "address": storefront.postal_code and storefront.city and storefront.street,
        "phone": storefront.phone,
        "email": storefront.email,
    }
    return [code for code, is_there in checks.items() if not is_there]


def open_shop(uow: UnitOfWork) -> None:
    """Let buyers in. Raises DomainError `not_ready` while something is missing."""
    storefront = get(uow, lock=True)
    if storefront.state is StorefrontState.OPEN:
        return
    if storefront.state not in {StorefrontState.PREPARING, StorefrontState.CLOSED}:
        raise DomainError(
            "suspended", "The city's staff have paused this shop. Please ask them first."
        )
    if missing(uow, storefront):
        raise DomainError("not_ready", "Please fill in what is still missing first.")
    _move(uow, storefront, StorefrontState.OPEN)


def close_shop(uow: UnitOfWork) -> None:
    """Stop selling for now; orders that are under way must still be sent."""
    storefront = get(uow, lock=True)
    if storefront.state is StorefrontState.OPEN:
        _move(uow, storefront, StorefrontState.CLOSED)


def _move(uow: UnitOfWork, storefront: Storefront, state: StorefrontState) -> None:
    before = {"state": storefront.state.value}
    storefront.state = state
    _note(uow, storefront, state.value, before, {"state": state.value})


def _text(uow: UnitOfWork, storefront: Storefront, locale: str) -> StorefrontText | None:
    key = {"storefront_id": storefront.organisation_id, "locale": locale}
    return uow.session.get(StorefrontText, key)


def _words(row: StorefrontText) -> dict[str, Any]:
    return {name: getattr(row, name) for name in WORDS}


def _mark_stale(uow: UnitOfWork, storefront: Storefront) -> None:
    uow.session.execute(
        update(StorefrontText)
        .where(
            StorefrontText.storefront_id == storefront.organisation_id,
            StorefrontText.locale != storefront.source_locale,
            StorefrontText.state != TextState.UNTRANSLATED,
        )
        .values(state=TextState.STALE)
    )


def _source_digest(uow: UnitOfWork, storefront: Storefront) -> str | None:
    source = _text(uow, storefront, storefront.source_locale)
    return digest(*map(str, _words(source).values())) if source else None


def _note(
    uow: UnitOfWork,
    storefront: Storefront,
    verb: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Write the trail, and throw away kept pages that show this storefront."""
    audit.record(
        uow,
        f"office:storefront:{verb}",
        ("storefront", storefront.organisation_id),
        before=dict(before),
        after=dict(after),
        organisation_id=storefront.organisation_id,
    )
    shown_in = versions.bucket("storefront", storefront.organisation_id)
    versions.bump(uow, "catalogue", "storefronts", shown_in)
    if verb not in {"update", "photo"}:
        uow.record(StorefrontChanged(organisation_id=storefront.organisation_id))
