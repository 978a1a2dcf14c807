"""Files handed in: looked through, done by a job, forgotten."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.jobs import run_due
from core.unit_of_work import Database, UnitOfWork
from shop.catalogue.models import Product, Variant
from tests.factories import catalogue_files as files
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.imports import applying, service
from vendors.imports.models import CatalogueImport, ImportState
from vendors.imports.planning import Outcome
from vendors.imports.reading import read


def test_a_file_is_looked_through_and_then_done_by_a_job(
    desk: UnitOfWork, database: Database, app: Flask
) -> None:
    kept = files.received(desk, files.NEW)
    assert (kept.state, kept.report["counts"][Outcome.NEW]) == (ImportState.CHECKED, 1)
    assert desk.session.scalars(select(Variant)).all() == []
    service.start(desk, kept.id, goes_on=False)
    service.start(desk, kept.id, goes_on=False)
    desk.session.commit()
    assert run_due(database) == 1
    desk.session.expire_all()
    assert desk.session.get_one(CatalogueImport, kept.id).state is ImportState.DONE
    assert [one.sku for one in desk.session.scalars(select(Variant))] == ["NEW-1"]
    entry = desk.session.scalars(
        select(Entry).where(Entry.action == "office:catalogue_import:done")
    ).one()
    assert (entry.user_id, entry.organisation_id) == (
        desk.actor.user_id, desk.actor.organisation_id,
    )  # fmt: skip
    service.run(replace(desk), {"import_id": kept.id, "goes_on": False})
    assert desk.session.scalar(select(func.count()).select_from(Variant)) == 1


def test_a_file_with_bad_lines_waits_for_a_word(desk: UnitOfWork) -> None:
    kept = files.received(desk, files.NEW, {**files.NEW, "sku": "B", "product": "b", "price": "x"})
    with pytest.raises(DomainError) as refused:
        service.start(desk, kept.id, goes_on=False)
    assert refused.value.field == "goes_on"
    assert kept.state is ImportState.CHECKED
    service.start(desk, kept.id, goes_on=True)
    assert kept.state is ImportState.WAITING


def test_another_businesss_file_is_not_found(desk: UnitOfWork) -> None:
    other = acting(desk, shop.storefront(desk))
    kept = files.received(desk, files.NEW)
    with pytest.raises(NotFoundError):
        service.get(other, kept.id)
    with pytest.raises(NotFoundError):
        service.start(other, kept.id, goes_on=True)


def test_old_files_are_forgotten(desk: UnitOfWork) -> None:
    kept = files.received(desk, files.NEW)
    service.forget_old(replace(desk, now=desk.now + service.KEPT / 2), {})
    desk.session.refresh(kept, ["content"])
    assert kept.content is not None
    service.forget_old(replace(desk, now=desk.now + service.KEPT * 2), {})
    desk.session.refresh(kept, ["content"])
    assert kept.content is None


def test_a_long_file_goes_in_parts_that_split_no_product(
    desk: UnitOfWork, database: Database, app: Flask
) -> None:
    rows = [
        {**files.NEW, "sku": f"S-{number}", "product": f"p-{number % 120}"} for number in range(240)
    ]
    parts = applying.batches(read(files.file(*rows)))
    assert [len(part.lines) for part in parts] == [100, 100, 40]
    kept = files.received(desk, *rows)
    service.start(desk, kept.id, goes_on=False)
    desk.session.commit()
    assert run_due(database) == 3
    desk.session.expire_all()
    kept = desk.session.get_one(CatalogueImport, kept.id)
    assert (kept.state, kept.report["parts_done"]) == (ImportState.DONE, 3)
    assert desk.session.scalar(select(func.count()).select_from(Variant)) == 240
    assert desk.session.scalar(select(func.count()).select_from(Product)) == 120
