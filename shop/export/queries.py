"""Reading the answers: for a product's page, for lists, and exactly for the cart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from core.dates import tokyo_day
from core.text import LazyText, current_locale, lazy
from core.unit_of_work import UnitOfWork
from i18n.translated import shown
from shop.catalogue.models import Product
from shop.export import answers, engine
from shop.export.classes import COLD_GOODS
from shop.export.countries import HOME, region_of
from shop.export.engine import Outcome, Sureness
from shop.export.models import ExportAnswer, ExportProfile, ExportRule, ProductExport
from shop.export.reasons import REASONS, papers_of

WORDS: Final[Mapping[Outcome, LazyText]] = {
    Outcome.OPEN: lazy("may be sent"),
    Outcome.CONDITIONAL: lazy("on conditions"),
    Outcome.LACKING: lazy("papers missing"),
    Outcome.UNKNOWN: lazy("not yet checked"),
    Outcome.CLOSED: lazy("may not be sent"),
}


@dataclass(frozen=True)
class Source:
    """Where an answer comes from, of when, and whether somebody has read it there."""

    text: str
    day: str
    is_checked: bool


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An answer as people read it."""

    country: str
    outcome: Outcome
    because: tuple[Mapping[str, Any], ...] = ()
    papers: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    unknown: str = "not_checked"

    @property
    def is_open(self) -> bool:
        return self.outcome.is_open

    @property
    def is_conditional(self) -> bool:
        return self.outcome is Outcome.CONDITIONAL

    @property
    def word(self) -> LazyText:
        """The answer in one or two words, for lists."""
        return WORDS[self.outcome]

    @property
    def reasons(self) -> list[str]:
        """Sentences in the reader's language, each once."""
        if self.outcome is Outcome.UNKNOWN:
            return [str(REASONS[self.unknown])]
        said = [_sentence(each) for each in self.because]
        return list(dict.fromkeys(said)) or [str(REASONS["open"])]

    @property
    def reason(self) -> LazyText:
        """The first sentence, for messages that are translated when they are shown."""
        if self.outcome is Outcome.UNKNOWN or not self.because:
            return REASONS[self.unknown if self.outcome is Outcome.UNKNOWN else "open"]
        return REASONS.get(str(self.because[0]["reason"]), REASONS["staff"])

    @property
    def paper_names(self) -> list[list[str]]:
        """The papers that travel with the goods; several in one list mean either will do."""
        return [papers_of(need) for need in self.papers]

    @property
    def lacking_names(self) -> list[list[str]]:
        return [papers_of(need) for need in self.lacking]

    @property
    def sources(self) -> list[Source]:
        found = [
            Source(
                str(each["source"]),
                str(each["source_date"]),
                each["sureness"] in {Sureness.CHECKED, Sureness.PARTLY},
            )
            for each in self.because
        ]
        return list(dict.fromkeys(found))


def _sentence(because: Mapping[str, Any]) -> str:
    own = shown(because["words"], current_locale()) if because["words"] else None
    if own and own.text:
        return own.text
    return str(REASONS.get(str(because["reason"]), REASONS["staff"]))


AT_HOME: Final = Verdict(
    country=HOME,
    outcome=Outcome.OPEN,
    because=(
        {"reason": "home", "words": {}, "source": "", "source_date": "", "sureness": "checked"},
    ),
)


def told_column() -> ColumnElement[Any]:
    """Today's answers for every region as a scalar of the product's row, for its own page."""
    return (
        select(ExportProfile.told)
        .join(ProductExport, ProductExport.profile_id == ExportProfile.id)
        .where(ProductExport.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery()
    )


def of_told(told: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """The answers that were read with a product."""
    return [
        Verdict(
            country=str(each["country"]),
            outcome=Outcome(each["outcome"]),
            because=tuple(each["because"]),
            papers=tuple(each["papers"]),
            lacking=tuple(each["lacking"]),
            unknown=str(each["unknown"]),
        )
        for each in told
    ]


def for_cards(uow: UnitOfWork, product_ids: Collection[int], country: str) -> dict[int, Verdict]:
    """Today's answers for many products and one country, in one statement."""
    if country == HOME:
        return dict.fromkeys(product_ids, AT_HOME)
    found = {
        product_id: Verdict(country=country, outcome=Outcome.UNKNOWN, unknown="class_not_entered")
        for product_id in product_ids
    }
    rows = uow.session.execute(
        select(
            ProductExport.product_id,
            ExportAnswer,
            ExportProfile.classes,
            ExportProfile.is_origin_known,
        )
        .join(ExportAnswer, ExportAnswer.profile_id == ProductExport.profile_id)
        .join(ExportProfile, ExportProfile.id == ProductExport.profile_id)
        .where(ProductExport.product_id.in_(found), ExportAnswer.region == region_of(country))
    )
    for product_id, answer, classes, is_known in rows:
        found[product_id] = Verdict(
            country=country,
            outcome=answer.outcome,
            because=tuple(answer.because),
            papers=tuple(answer.certificates),
            lacking=tuple(answer.lacking),
            unknown=answers.why_unknown(classes, is_known=is_known),
        )
    return found


def open_profiles(uow: UnitOfWork, country: str) -> frozenset[int]:
    """Kinds of goods that may go to a country by the answers of today, in one statement."""
    return frozenset(
        uow.session.scalars(
            select(ExportAnswer.profile_id).where(
                ExportAnswer.region == region_of(country), ExportAnswer.is_open
            )
        )
    )


def is_open_to(country: str) -> ColumnElement[bool]:
    """The condition of lists: products that may go to a country by the answers of today."""
    if country == HOME:
        return true()
    return Product.id.in_(
        select(ProductExport.product_id)
        .join(ExportAnswer, ExportAnswer.profile_id == ProductExport.profile_id)
        .where(ExportAnswer.region == region_of(country), ExportAnswer.is_open)
    )


def exactly(
    uow: UnitOfWork, products: Collection[Product], country: str, *, by_freight: bool = False
) -> dict[int, Verdict]:
    """Answers from the rows and products as they stand this moment: what cart and checkout ask.

    Goods that go `by_freight` are not held to what parcels can keep cold.
    """
    if country == HOME:
        return {product.id: AT_HOME for product in products}
    goods = answers.goods_of_all(uow, products)
    if by_freight:
        goods = {
            key: replace(each, classes=each.classes - {COLD_GOODS}) for key, each in goods.items()
        }
    rows, day = answers.standing(uow), tokyo_day(uow.now)
    return {key: _live(each, rows, country, day) for key, each in goods.items()}


def _live(goods: engine.Goods, rows: Sequence[ExportRule], country: str, day: date) -> Verdict:
    rules = [answers.rule_of(row) for row in rows]
    found = engine.answer(rules, goods, region_of(country), day)
    deciding = {rule.id for rule in found.deciding}
    return Verdict(
        country=country,
        outcome=found.outcome,
        because=tuple(answers.because_of(row) for row in rows if row.id in deciding),
        papers=tuple(sorted(found.certificates)),
        lacking=tuple(sorted(found.lacking)),
        unknown=answers.why_unknown(goods.classes, is_known=goods.is_origin_known),
    )


def due_for_review(uow: UnitOfWork) -> int:
    """How many standing rows are past the day by which somebody was to look again."""
    today = tokyo_day(uow.now)
    rows = uow.session.execute(
        select(ExportRule.review_by, ExportRule.valid_to).where(ExportRule.replaced_at.is_(None))
    )
    return sum(is_due(row.review_by, row.valid_to, today) for row in rows)


def is_due(review_by: date | None, valid_to: date | None, today: date) -> bool:
    """Whether a row wants looking at; one that has ended no longer does."""
    is_over = valid_to is not None and valid_to < today
    return not is_over and review_by is not None and review_by <= today


def list_rules(
    uow: UnitOfWork, *, destination: str = "", only_due: bool = False
) -> list[ExportRule]:
    """Standing rows as staff edit them, by destination and class."""
    query = select(ExportRule).where(ExportRule.replaced_at.is_(None))
    if destination:
        query = query.where(ExportRule.destination == destination)
    rows = uow.session.scalars(query.order_by(ExportRule.destination, ExportRule.id)).all()
    today = tokyo_day(uow.now)
    return [row for row in rows if not only_due or is_due(row.review_by, row.valid_to, today)]


def history_of(uow: UnitOfWork, key: str) -> list[ExportRule]:
    """Every row of a name, newest first."""
    return list(
        uow.session.scalars(
            select(ExportRule).where(ExportRule.key == key).order_by(ExportRule.id.desc())
        )
    )


def open_regions(session: Session) -> list[str]:
    """Home, and regions to which something of the market may go today."""
    found = session.scalars(
        select(ExportAnswer.region).where(ExportAnswer.is_open).distinct().order_by("region")
    )
    return [HOME, *found]


def of_draft(uow: UnitOfWork, product: Product) -> list[Verdict]:
    """Answers for every region from the rows as they stand, for goods that are not sold yet."""
    goods = answers.goods_of_all(uow, [product])[product.id]
    rows, day = answers.standing(uow), tokyo_day(uow.now)
    return [_live(goods, rows, region, day) for region in answers.REGIONS]
