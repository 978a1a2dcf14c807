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
from vendors.imports.applying import Report
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
    """Do the next part of a file that waits, for whoever sent it; twice changes nothing."""
    kept = uow.session.get_one(CatalogueImport, payload["import_id"], with_for_update=True)
    number, goes_on = int(payload.get("part", 0)), bool(payload["goes_on"])
    if kept.state is not ImportState.WAITING or kept.content is None:
        return
    if kept.report.get("parts_done", 0) != number:
        return
    desk = replace(
        uow,
        actor=Actor(
            kind=ActorKind.USER, user_id=kept.user_id, organisation_id=kept.organisation_id
        ),
    )
    sheet = read(kept.content)
    parts = applying.batches(sheet)
    if number == 0:
        whole = plan(uow.session, kept.organisation_id, sheet)
        kept.report = summary(whole, whole.problems)
        if whole.problems and not goes_on:
            _finish(desk, kept, ImportState.REFUSED)
            return
    done = applying.apply(desk, parts[number], goes_on=goes_on)
    _note_part(kept, done, number, len(parts))
    if not done.is_applied:
        _finish(desk, kept, ImportState.STOPPED if number else ImportState.REFUSED)
    elif number + 1 == len(parts):
        _finish(desk, kept, ImportState.DONE)
    else:
        uow.enqueue(
            JOB, {**payload, "part": number + 1}, unique_key=f"{JOB}:{kept.id}:{number + 1}"
        )


def _note_part(kept: CatalogueImport, done: Report, number: int, parts: int) -> None:
    """Write how far the file is, and what the market refused on the way."""
    late = [said(problem) for problem in done.problems if problem not in done.plan.problems]
    kept.report = {
        **kept.report,
        "parts": parts,
        "parts_done": number + 1,
        "problem_count": kept.report["problem_count"] + len(late),
        "problems": [*kept.report["problems"], *late],
    }


def _finish(desk: UnitOfWork, kept: CatalogueImport, state: ImportState) -> None:
    kept.state, kept.finished_at = state, desk.now
    audit.record(
        desk,
        f"office:catalogue_import:{state.value}",
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


def said(problem: Problem) -> dict[str, Any]:
    """A problem as JSON keeps it; its sentence is said in the reader's language when shown."""
    return {
        "line": problem.line,
        "column": problem.column,
        "reason": problem.reason.message,
        "params": problem.reason.params,
    }


def summary(found: Plan, problems: Sequence[Problem]) -> dict[str, Any]:
    """A plan as JSON keeps it: counts, and the first problems and changes."""
    changed = [line for line in found.lines if line.outcome in {Outcome.NEW, Outcome.CHANGED}]
    return {
        "counts": {outcome.value: found.count(outcome) for outcome in Outcome},
        "problem_count": len(problems),
        "problems": [said(problem) for problem in problems[:MOST_SHOWN]],
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
