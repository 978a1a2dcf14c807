"""A product's words per written form: drafted, reviewed, and stale when their source changes."""

from dataclasses import asdict, dataclass, fields
from typing import Final

from sqlalchemy import select, update

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from i18n.locales import BY_CODE
from i18n.translated import Provenance, TextState, digest
from shop.catalogue.models import Product, ProductText
from shop.catalogue.service.memory import keep_translation
from shop.catalogue.service.products import touch

SAFETY: Final = ("label_name", "ingredients", "storage", "origin", "usage", "allergen_note")


@dataclass(frozen=True, kw_only=True)
class ProductWords:
    """The words of a product in one written form."""

    name: str
    reading: str = ""
    summary: str = ""
    description: str = ""
    label_name: str = ""
    ingredients: str = ""
    storage: str = ""
    origin: str = ""
    usage: str = ""
    allergen_note: str = ""
    serving: str = ""


def set_text(
    uow: UnitOfWork,
    product: Product,
    locale: str,
    words: ProductWords,
    *,
    provenance: Provenance = Provenance.PERSON,
) -> ProductText:
    """Write a product's words in one form as a draft.

    New words of the source form make the others stale; a form whose safety words did not change
    keeps their review. Raises DomainError `name_missing` or `locale_unknown`.
    """
    if locale not in BY_CODE:
        raise DomainError("locale_unknown", "The market does not speak this language.")
    if not words.name.strip():
        raise DomainError("name_missing", "Give the product a name.", field="name")
    row = uow.session.get(ProductText, {"locale": locale, "product_id": product.id})
    before = _words(row) if row else {}
    after = asdict(words)
    if row is not None and before == after:
        return row
    if row is None:
        row = ProductText(product_id=product.id, locale=locale, name=words.name)
        uow.session.add(row)
    for name, value in after.items():
        setattr(row, name, value)
    row.provenance, row.state = provenance, TextState.DRAFT
    row.reviewed_at = row.reviewed_by_id = None
    safety_changed = any(before.get(name) != after[name] for name in SAFETY)
    if safety_changed:
        row.safety_state = TextState.DRAFT
    if locale == product.source_locale:
        _mark_stale(uow, product, safety_changed=safety_changed)
    row.source_digest = _source_digest(uow, product)
    _record(uow, product, locale, before, after)
    return row


def review_text(
    uow: UnitOfWork, product: Product, locale: str, *, is_safety: bool = True
) -> ProductText:
    """Say that a person who reads this form stands for the words; `is_safety` for the label too.

    Raises NotFoundError for a form without words.
    """
    row = uow.session.get(ProductText, {"locale": locale, "product_id": product.id})
    if row is None:
        raise NotFoundError(locale)
    before = {"state": row.state.value, "safety_state": row.safety_state.value}
    row.state = TextState.REVIEWED
    row.reviewed_at, row.reviewed_by_id = uow.now, uow.actor.user_id
    if is_safety:
        row.safety_state = TextState.REVIEWED
    audit.record(
        uow,
        "office:product_text:review",
        ("product", product.id),
        before=before,
        after={
            "locale": locale,
            "state": row.state.value,
            "safety_state": row.safety_state.value,
        },
        organisation_id=product.organisation_id,
    )
    keep_translation(uow, product, row)
    touch(uow, product)
    return row


def _mark_stale(uow: UnitOfWork, product: Product, *, safety_changed: bool) -> None:
    """Translations of words that are no longer there say so."""
    others = [ProductText.product_id == product.id, ProductText.locale != product.source_locale]
    uow.session.execute(
        update(ProductText)
        .where(*others, ProductText.state != TextState.UNTRANSLATED)
        .values(state=TextState.STALE)
    )
    if safety_changed:
        uow.session.execute(
            update(ProductText)
            .where(*others, ProductText.safety_state == TextState.REVIEWED)
            .values(safety_state=TextState.STALE)
        )


def _source_digest(uow: UnitOfWork, product: Product) -> str | None:
    """The fingerprint of the source words, for whoever translates them now."""
    uow.session.flush()  # the source row may be the one just written
    source = uow.session.scalars(
        select(ProductText).where(
            ProductText.product_id == product.id, ProductText.locale == product.source_locale
        )
    ).one_or_none()
    return digest(*_words(source).values()) if source else None


def _words(row: ProductText) -> dict[str, str]:
    return {field.name: str(getattr(row, field.name)) for field in fields(ProductWords)}


def _record(
    uow: UnitOfWork, product: Product, locale: str, before: dict[str, str], after: dict[str, str]
) -> None:
    audit.record(
        uow,
        "office:product_text:write",
        ("product", product.id),
        before=before,
        after={**after, "locale": locale},
        organisation_id=product.organisation_id,
    )
    touch(uow, product)
