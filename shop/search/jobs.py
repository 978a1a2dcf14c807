"""The index made anew: when a shelf or a business is called otherwise, and where a row lacks."""

from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.catalogue.queries.cards import is_on_sale
from shop.export.models import ProductExport
from shop.search import service
from shop.search.models import SearchDocument

RENEW: Final = "shop.search.renew"
FILL: Final = "shop.search.fill"
FORGET_MISSES: Final = "shop.search.forget_misses"
CHUNK: Final = 200


def renew(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: index the products of a shelf or a business again, some at a time."""
    if "category_id" in payload:
        which: ColumnElement[bool] = Product.category_id == int(payload["category_id"])
    else:
        which = Product.organisation_id == int(payload["organisation_id"])
    after = int(payload.get("after", 0))
    ids = uow.session.scalars(
        select(Product.id).where(which, Product.id > after).order_by(Product.id).limit(CHUNK)
    ).all()
    service.index(uow, ids)
    if len(ids) == CHUNK:
        uow.enqueue(RENEW, {**payload, "after": ids[-1]})


def fill(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """A job: index what is on sale and not in the index, as after a change of the tables."""
    lacking = or_(
        SearchDocument.product_id.is_(None),
        SearchDocument.terms == b"",
        SearchDocument.export_profile != func.coalesce(ProductExport.profile_id, 0),
    )
    ids = uow.session.scalars(
        select(Product.id)
        .outerjoin(SearchDocument, SearchDocument.product_id == Product.id)
        .outerjoin(ProductExport, ProductExport.product_id == Product.id)
        .where(is_on_sale(), lacking)
        .order_by(Product.id)
        .limit(CHUNK)
    ).all()
    if ids:
        service.index(uow, ids)
    if len(ids) == CHUNK:
        uow.enqueue(FILL)


def forget_misses(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Every night: old searches that found nothing are forgotten."""
    service.forget_misses(uow)
