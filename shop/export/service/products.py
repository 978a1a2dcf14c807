"""What a business says of a product for other countries: places, codes, numbers, papers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import delete, select

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import OriginStage, Product, ProductOrigin
from shop.catalogue.service import products as catalogue
from shop.export import answers
from shop.export.countries import HOME
from shop.export.models import ProductExport
from shop.export.reasons import PROVIDABLE, REGISTRIES

HS: Final = re.compile(r"^\d{6}$")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where one thing was done: in a prefecture of Japan, abroad, or at sea."""

    stage: OriginStage
    country: str = HOME
    prefecture: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Abroad:
    """Everything that rules and customs ask of a product."""

    places: Sequence[Place] = ()
    hs_code: str = ""
    hs_overrides: Mapping[str, str] = field(default_factory=dict[str, str])
    latin_name: str = ""
    customs_name: str = ""
    is_eu_pah_ok: bool = False
    registrations: Mapping[str, str] = field(default_factory=dict[str, str])
    provides: Sequence[str] = ()


def set_abroad(uow: UnitOfWork, product: Product, said: Abroad) -> None:
    """Write what is said of a product abroad. Raises DomainError for a code that cannot be one."""
    _check(said)
    before = _audited(abroad_of(uow, product.id))
    uow.session.execute(delete(ProductOrigin).where(ProductOrigin.product_id == product.id))
    uow.session.add_all(
        ProductOrigin(
            product_id=product.id,
            stage=place.stage,
            country=place.country,
            prefecture=place.prefecture if place.country == HOME else "",
            place=place.place.strip(),
        )
        for place in _once(said.places)
    )
    row = uow.session.get(ProductExport, product.id)
    if row is None:
        row = ProductExport(product_id=product.id)
        uow.session.add(row)
    row.hs_code, row.hs_overrides = said.hs_code, dict(said.hs_overrides)
    row.latin_name, row.customs_name = said.latin_name.strip(), said.customs_name.strip()
    row.is_eu_pah_ok = said.is_eu_pah_ok
    row.registrations = {key: text.strip() for key, text in said.registrations.items() if text}
    row.provides = [key for key in PROVIDABLE if key in said.provides]
    uow.session.flush()  # answers are made of it
    audit.record(
        uow,
        "office:product:abroad",
        ("product", product.id),
        before=before,
        after=_audited(said),
        organisation_id=product.organisation_id,
    )
    answers.refresh_products(uow, [product.id])
    catalogue.touch(uow, product)


def abroad_of(uow: UnitOfWork, product_id: int) -> Abroad:
    """What is said of a product so far."""
    rows = uow.session.scalars(
        select(ProductOrigin)
        .where(ProductOrigin.product_id == product_id)
        .order_by(ProductOrigin.id)
    )
    places = [
        Place(stage=row.stage, country=row.country, prefecture=row.prefecture, place=row.place)
        for row in rows
    ]
    row = uow.session.get(ProductExport, product_id)
    if row is None:
        return Abroad(places=places)
    return Abroad(
        places=places,
        hs_code=row.hs_code,
        hs_overrides=dict(row.hs_overrides),
        latin_name=row.latin_name,
        customs_name=row.customs_name,
        is_eu_pah_ok=row.is_eu_pah_ok,
        registrations=dict(row.registrations),
        provides=list(row.provides),
    )


def _once(places: Sequence[Place]) -> list[Place]:
    return list({(one.stage, one.country, one.prefecture): one for one in places}.values())


def _check(said: Abroad) -> None:
    codes = {"hs_code": said.hs_code, **{f"hs_{k}": v for k, v in said.hs_overrides.items()}}
    for name, code in codes.items():
        if code and not HS.match(code):
            raise DomainError(
                "hs_wrong", "A customs code has six digits, for example 160414.", field=name
            )
    unknown = set(said.registrations) - set(REGISTRIES)
    if unknown:
        raise DomainError("registry_unknown", "There is no register of makers for this country.")


def _audited(said: Abroad) -> dict[str, Any]:
    return {
        "places": [
            [one.stage.value, one.country, one.prefecture, one.place] for one in said.places
        ],
        "hs_code": said.hs_code,
        "hs_overrides": dict(said.hs_overrides),
        "latin_name": said.latin_name,
        "customs_name": said.customs_name,
        "is_eu_pah_ok": said.is_eu_pah_ok,
        "registrations": dict(said.registrations),
        "provides": list(said.provides),
    }
