"""Pages of the catalogue file."""

from typing import Any

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from vendors.desk import organisation_of
from vendors.imports import queries, service
from vendors.imports.export import FileKind, write
from vendors.imports.forms import FileForm, StartForm
from vendors.imports.models import CatalogueImport, ImportState

feature = Feature(__name__)
TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.CP932: "text/csv; charset=shift_jis",
}


def state_words() -> dict[ImportState, str]:
    """Each state of a file in the reader's words."""
    return {
        ImportState.CHECKED: gettext("Looked through, nothing changed yet"),
        ImportState.WAITING: gettext("Being done"),
        ImportState.DONE: gettext("Done"),
        ImportState.REFUSED: gettext("Not done: nothing was changed"),
        ImportState.STOPPED: gettext(
            "Stopped part way. Put the line right and send the file again: what is done stays."
        ),
    }


@feature.page("", permission=Permission.OFFICE_PRODUCTS_EDIT, area=Area.OFFICE, post=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    form = FileForm.of_request()
    kept: list[CatalogueImport] = []
    if form.is_sent_and_valid() and form.attempt(lambda: kept.append(_receive(uow))):
        return redirect(url("vendors.imports.show", import_id=kept[0].id), 303)
    return render(
        "vendors/imports/index.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        imports=queries.list_imports(uow.session, organisation_of(uow)),
        words=state_words(),
    )


def _receive(uow: UnitOfWork) -> CatalogueImport:
    sent = request.files["file"]
    return service.receive(uow, filename=sent.filename or "", content=sent.stream.read())


@feature.page("/<int:import_id>", permission=Permission.OFFICE_PRODUCTS_EDIT, area=Area.OFFICE)
def show(uow: UnitOfWork, import_id: int) -> ResponseReturnValue:
    return _page(service.get(uow, import_id), StartForm.of_request())


@feature.page(
    "/<int:import_id>/apply",
    permission=Permission.OFFICE_PRODUCTS_EDIT,
    area=Area.OFFICE,
    post_only=True,
)
def apply(uow: UnitOfWork, import_id: int) -> ResponseReturnValue:
    kept = service.get(uow, import_id)
    form = StartForm.of_request()
    goes_on = bool(form.values["goes_on"])
    if form.attempt(lambda: service.start(uow, import_id, goes_on=goes_on)):
        flash(gettext("It is being done. Reload this page in a moment."), "info")
        return redirect(url("vendors.imports.show", import_id=import_id), 303)
    return _page(kept, form, status=422)


def _page(kept: CatalogueImport, form: StartForm, status: int = 200) -> Response:
    problems: list[dict[str, Any]] = [
        {**one, "reason": _in_words(**one)} for one in kept.report["problems"]
    ]
    return render(
        "vendors/imports/show.html",
        status=status,
        form=form,
        kept=kept,
        counts=kept.report["counts"],
        problems=problems,
        words=state_words(),
    )


def _in_words(*, reason: str, params: dict[str, Any], **_rest: object) -> str:
    return gettext(reason, **params)


@feature.page("/export/<kind>", permission=Permission.OFFICE_PRODUCTS_VIEW, area=Area.OFFICE)
def export(uow: UnitOfWork, kind: str) -> ResponseReturnValue:
    if kind not in set(FileKind):
        raise NotFoundError(kind)
    chosen = FileKind(kind)
    in_japanese = current_locale() == "ja"
    content = write(uow.session, organisation_of(uow), chosen, in_japanese=in_japanese)
    ending = "xlsx" if chosen is FileKind.XLSX else "csv"
    response = Response(content, content_type=TYPES[chosen])
    response.headers["Content-Disposition"] = f'attachment; filename="catalogue.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
