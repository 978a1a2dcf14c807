"""Reading what files did."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vendors.imports.models import CatalogueImport

PAGE: Final = 10


def list_imports(session: Session, organisation_id: int) -> Sequence[CatalogueImport]:
    """The newest files of a business."""
    return session.scalars(
        select(CatalogueImport)
        .where(CatalogueImport.organisation_id == organisation_id)
        .order_by(CatalogueImport.id.desc())
        .limit(PAGE)
    ).all()
