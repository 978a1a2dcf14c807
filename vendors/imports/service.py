"""Taking a catalogue file in: looked through first, done when somebody says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select, update

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import Actor, ActorKind, UnitOfWork
from vendors.desk import organisation_of
from vendors.imports import applying
from vendors.imports.columns import BY_KEY
from vendors.imports.models import CatalogueImport, ImportState
from vendors.imports.planning import Outcome, Plan, Problem, plan
from vendors.imports.reading import read

JOB: Final = "vendors.imports.apply"
FORGET: Final = "vendors.imports.forget"
MOST_SHOWN: Final = 500
KEPT: Final = timedelta(days=30)
LONGEST: Final = 200


def receive(uow: UnitOfWork, *, filename: str, content: bytes) -> CatalogueImport:
    """Look a file through and keep it; nothing of the catalogue is changed.

    Raises DomainError `file_…` for a file that cannot be read.
    """
    own = organisation_of(uow)
    found = plan(uow.session, own, read(content))
    kept = CatalogueImport(
        organisation_id=own,
        user_id=uow.actor.user_id,
        created_at=uow.now,
        filename=filename[-LONGEST:] or "catalogue",
        content=content,
        state=ImportState.CHECKED,
        report=summary(found, found.problems),
    )
    uow.session.add(kept)
    uow.session.flush()  # the caller shows it by its key
    return kept


def get(uow: UnitOfWork, import_id: int, *, lock: bool = False) -> CatalogueImport:
    """The actor's own import. Raises NotFoundError for another business's."""
    query = select(CatalogueImport).where(
        CatalogueImport.id == import_id, CatalogueImport.organisation_id == organisation_of(uow)
    )
    found = uow.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError(str(import_id))
    return found


def start(uow: UnitOfWork, import_id: int, *, goes_on: bool) -> None:
    """Have the file done by a job; bad lines are passed over only when that was said."""
    kept = get(uow, import_id, lock=True)
    if kept.state is not ImportState.CHECKED:
        return
    if kept.report["counts"][Outcome.BAD] and not goes_on:
        raise DomainError(
            "bad_lines",
            "Some lines are bad. Put them right, or say that the good lines shall be taken.",
            field="goes_on",
        )
    kept.state = ImportState.WAITING
    uow.enqueue(JOB, {"import_id": kept.id, "goes_on": goes_on}, unique_key=f"{JOB}:{kept.id}")


def run(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Do a file that waits, for whoever sent it; a second time changes nothing."""
    kept = uow.session.get_one(CatalogueImport, payload["import_id"], with_for_update=True)
    if kept.state is not ImportState.WAITING or kept.content is None:
        return
    sender = Actor(kind=ActorKind.USER, user_id=kept.user_id, organisation_id=kept.organisation_id)
    desk = replace(uow, actor=sender)
    report = applying.apply(desk, read(kept.content), goes_on=bool(payload["goes_on"]))
    kept.state = ImportState.DONE if report.is_applied else ImportState.REFUSED
    kept.finished_at = uow.now
    kept.report = summary(report.plan, report.problems)
    audit.record(
        desk,
        f"office:catalogue_import:{kept.state.value}",
        ("catalogue_import", kept.id),
        after={"file": kept.filename, **kept.report["counts"]},
        organisation_id=kept.organisation_id,
    )


def forget_old(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Drop the files of long ago; what they did stays written."""
    uow.session.execute(
        update(CatalogueImport)
        .where(CatalogueImport.created_at < uow.now - KEPT, CatalogueImport.content.is_not(None))
        .values(content=None)
    )


def summary(found: Plan, problems: Sequence[Problem]) -> dict[str, Any]:
    """A plan as JSON keeps it: counts, and the first problems and changes."""
    changed = [line for line in found.lines if line.outcome in {Outcome.NEW, Outcome.CHANGED}]
    return {
        "counts": {outcome.value: found.count(outcome) for outcome in Outcome},
        "problem_count": len(problems),
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "reason": problem.reason.message,
                "params": problem.reason.params,
            }
            for problem in problems[:MOST_SHOWN]
        ],
        "changes": [
            {
                "line": line.number,
                "sku": line.sku,
                "is_new": line.record is None,
                "cells": [
                    [BY_KEY[key].title, line.before.get(key, ""), line.cells.get(key, "")]
                    for key in line.values
                ][:20],
            }
            for line in changed[:MOST_SHOWN]
        ],
    }
