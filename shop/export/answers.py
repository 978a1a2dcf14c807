"""Answers kept for lists: made again when rows, products or the day change."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.catalogue.models import OriginStage, Product, ProductOrigin
from shop.export import engine
from shop.export.classes import classes_of, stages_of
from shop.export.countries import CODES, HOME, region_of
from shop.export.engine import Goods, Rule
from shop.export.models import ExportAnswer, ExportProfile, ExportRule, ProductExport

REGIONS: Final = tuple(dict.fromkeys(region_of(code) for code in CODES if code != HOME))
VERSION: Final = "export"


@dataclass(frozen=True)
class Profile:
    """Everything of a product that rules look at."""

    goods: Goods

    @property
    def digest(self) -> str:
        goods = self.goods
        parts = [sorted(goods.classes), sorted(goods.prefectures), sorted(goods.provides)]
        return hashlib.sha256(json.dumps([*parts, goods.is_origin_known]).encode()).hexdigest()


def standing(uow: UnitOfWork) -> list[ExportRule]:
    """Rows that nothing has replaced; which are in force on a day is the engine's matter."""
    return list(
        uow.session.scalars(
            select(ExportRule).where(ExportRule.replaced_at.is_(None)).order_by(ExportRule.id)
        )
    )


def because_of(row: ExportRule) -> dict[str, Any]:
    """What a row says to people."""
    return {
        "reason": row.reason,
        "words": dict(row.words),
        "source": row.source,
        "source_date": row.source_date,
        "sureness": row.sureness.value,
    }


def rule_of(row: ExportRule) -> Rule:
    return Rule(
        id=row.id,
        destination=row.destination,
        product_class=row.product_class,
        effect=row.effect,
        reason=row.reason,
        origin_rule=row.origin_rule,
        prefectures=frozenset(row.prefectures),
        needs=tuple(row.needs),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        sureness=row.sureness,
    )


def goods_of(
    product: Product, origins: Sequence[ProductOrigin], export: ProductExport | None
) -> Goods:
    """A product as rules look at it. A sea without a prefecture is answered by the landing."""
    placed = [row for row in origins if row.prefecture or row.country != HOME]
    stages = {row.stage for row in placed}
    landed = OriginStage.LANDING in stages or OriginStage.MAKING in stages
    at_sea = any(row.stage is OriginStage.CATCH and row not in placed for row in origins)
    return Goods(
        classes=classes_of(product.export_class, product.temperature),
        prefectures=frozenset(row.prefecture for row in placed),
        provides=provides_of(export),
        is_origin_known=set(stages_of(product.export_class)) <= stages and (landed or not at_sea),
    )


def goods_of_all(uow: UnitOfWork, products: Iterable[Product]) -> dict[int, Goods]:
    """Products as rules look at them, in two statements."""
    by_id = {product.id: product for product in products}
    exports = _exports(uow, by_id)
    origins: dict[int, list[ProductOrigin]] = {}
    query = select(ProductOrigin).where(ProductOrigin.product_id.in_(by_id))
    for row in uow.session.scalars(query):
        origins.setdefault(row.product_id, []).append(row)
    return {
        key: goods_of(product, origins.get(key, []), exports.get(key))
        for key, product in by_id.items()
    }


def _exports(uow: UnitOfWork, product_ids: Iterable[int]) -> dict[int, ProductExport]:
    rows = uow.session.scalars(
        select(ProductExport).where(ProductExport.product_id.in_(list(product_ids)))
    )
    return {row.product_id: row for row in rows}


def provides_of(export: ProductExport | None) -> frozenset[str]:
    """Papers and numbers that the business says it has for a product."""
    if export is None:
        return frozenset()
    numbers = {f"registration_{key.lower()}" for key, text in export.registrations.items() if text}
    tested = {"pah_test"} if export.is_eu_pah_ok else set[str]()
    return frozenset(export.provides) | numbers | tested


def refresh_products(uow: UnitOfWork, product_ids: Iterable[int]) -> None:
    """Say again what kind of goods these are; a kind that is new is answered at once."""
    ids = sorted(set(product_ids))
    if not ids:
        return
    products = uow.session.scalars(select(Product).where(Product.id.in_(ids))).all()
    wanted = {key: Profile(goods) for key, goods in goods_of_all(uow, products).items()}
    exports = _exports(uow, ids)
    for product_id in wanted.keys() - exports.keys():
        exports[product_id] = ProductExport(product_id=product_id)
        uow.session.add(exports[product_id])
    keys = _profile_ids(uow, list(wanted.values()))
    for product_id, profile in wanted.items():
        exports[product_id].profile_id = keys[profile.digest]
    uow.session.flush()  # lists read it back


def _profile_ids(uow: UnitOfWork, profiles: Sequence[Profile]) -> dict[str, int]:
    by_digest = {profile.digest: profile for profile in profiles}
    known = {
        row.digest: row.id
        for row in uow.session.execute(
            select(ExportProfile.digest, ExportProfile.id).where(
                ExportProfile.digest.in_(by_digest)
            )
        )
    }
    new = [
        ExportProfile(
            digest=digest,
            classes=sorted(profile.goods.classes),
            prefectures=sorted(profile.goods.prefectures),
            provides=sorted(profile.goods.provides),
            is_origin_known=profile.goods.is_origin_known,
        )
        for digest, profile in by_digest.items()
        if digest not in known
    ]
    uow.session.add_all(new)
    uow.session.flush()  # answers name the profile
    _write(uow, new)
    return known | {profile.digest: profile.id for profile in new}


def refresh_all(uow: UnitOfWork) -> int:
    """Answer every kind of goods again; pages are thrown away when an answer differs. How many."""
    profiles = uow.session.scalars(select(ExportProfile).order_by(ExportProfile.id)).all()
    before = _kept(uow)
    uow.session.execute(delete(ExportAnswer))
    _write(uow, profiles)
    if _kept(uow) != before:
        versions.bump(uow, VERSION, "catalogue")
    return len(profiles)


def _kept(uow: UnitOfWork) -> set[tuple[object, ...]]:
    rows = uow.session.execute(
        select(
            ExportAnswer.profile_id, ExportAnswer.region, ExportAnswer.outcome,
            ExportAnswer.because, ExportAnswer.lacking,
        )
    )  # fmt: skip
    return {
        (row.profile_id, row.region, row.outcome, str(row.because), tuple(row.lacking))
        for row in rows
    }


def _write(uow: UnitOfWork, profiles: Sequence[ExportProfile]) -> None:
    if not profiles:
        return
    rows, day = standing(uow), tokyo_day(uow.now)
    rules = [rule_of(row) for row in rows]
    because = {row.id: because_of(row) for row in rows}
    for profile in profiles:
        rows = [_row(profile, region, rules, because, day) for region in REGIONS]
        unknown = why_unknown(profile.classes, is_known=profile.is_origin_known)
        profile.told = [told(row, unknown) for row in rows]
        uow.session.add_all(rows)
    uow.session.flush()  # lists read them back


def _row(
    profile: ExportProfile,
    region: str,
    rules: Sequence[Rule],
    because: Mapping[int, dict[str, Any]],
    day: date,
) -> ExportAnswer:
    found = engine.answer(rules, profile_goods(profile), region, day)
    return ExportAnswer(
        profile_id=profile.id,
        region=region,
        outcome=found.outcome,
        is_open=found.outcome.is_open,
        because=[because[rule.id] for rule in found.deciding],
        certificates=sorted(found.certificates),
        lacking=sorted(found.lacking),
        decided_on=day,
    )


def told(row: ExportAnswer, unknown: str) -> dict[str, Any]:
    """An answer as a product's page reads it."""
    return {
        "country": row.region,
        "outcome": row.outcome.value,
        "because": row.because,
        "papers": row.certificates,
        "lacking": row.lacking,
        "unknown": unknown,
    }


def why_unknown(classes: Collection[str], *, is_known: bool) -> str:
    """Which sentence says why nobody can answer."""
    if not classes:
        return "class_not_entered"
    return "not_checked" if is_known else "origin_not_entered"


def profile_goods(profile: ExportProfile) -> Goods:
    """A kept profile as the engine reads it."""
    return Goods(
        classes=frozenset(profile.classes),
        prefectures=frozenset(profile.prefectures),
        provides=frozenset(profile.provides),
        is_origin_known=profile.is_origin_known,
    )
