"""Papers of parcels that go abroad, and proofs that they went."""

from typing import Any

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.locales import CODES, DEFAULT
from shop.customs import figures, printing, queries, service
from shop.customs.figures import Papers
from shop.customs.models import ProofKind
from shop.customs.printing import Paper
from vendors.customs.forms import KINDS, MISSING, ProofForm
from vendors.desk import organisation_of

feature = Feature(__name__)
SHIP = Permission.OFFICE_ORDERS_SHIP


@feature.page("", permission=SHIP, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    found = queries.unproven(uow.session, organisation_of(uow))
    return render("vendors/customs/index.html", parcels=found, kinds=KINDS)


@feature.page("/<int:parcel_id>", permission=SHIP, area=Area.OFFICE, post=True)
def show(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    own = organisation_of(uow)
    found = figures.of_parcel(uow, parcel_id, organisation_id=own)
    form = ProofForm.of_request()
    sent = request.files.get("picture")
    if form.is_sent_and_valid() and sent and form.attempt(
        lambda: service.keep_proof(
            uow, parcel_id, ProofKind(form.kind.data), sent.stream, organisation_id=own
        )
    ):  # fmt: skip
        flash(gettext("Kept with the parcel."), "success")
        return redirect(url("vendors.customs.show", parcel_id=parcel_id), 303)
    return render(
        "vendors/customs/show.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        found=found,
        **_kept(uow, found, parcel_id),
    )


def _kept(uow: UnitOfWork, found: Papers, parcel_id: int) -> dict[str, Any]:
    """What is kept of a parcel's papers, and what is not there yet."""
    proofs = queries.proofs_of(uow.session, parcel_id)
    kinds = [proof.kind for proof in proofs]
    return {
        "proofs": proofs,
        "lacking": queries.missing_of(found.carrier_key, found.value, kinds),
        "kinds": KINDS,
        "missing_words": MISSING,
        "papers": [
            (Paper.CN23.value, gettext("Customs declaration CN23")),
            (Paper.INVOICE.value, gettext("Commercial invoice")),
            (Paper.PACKING.value, gettext("Packing list")),
        ],
    }


@feature.page("/<int:parcel_id>/<paper>.pdf", permission=SHIP, area=Area.OFFICE)
def paper(uow: UnitOfWork, parcel_id: int, paper: str) -> ResponseReturnValue:
    if paper not in set(Paper):
        raise NotFoundError(paper)
    found = figures.of_parcel(uow, parcel_id, organisation_id=organisation_of(uow))
    asked = request.args.get("in", DEFAULT)
    content = printing.pdf(found, Paper(paper), asked if asked in CODES else DEFAULT)
    return _private(content, "application/pdf", f"{paper}-{found.number}.pdf")


@feature.page("/proofs/<int:proof_id>", permission=SHIP, area=Area.OFFICE)
def proof(uow: UnitOfWork, proof_id: int) -> ResponseReturnValue:
    content = service.picture(uow, proof_id, organisation_id=organisation_of(uow))
    return _private(content, "image/jpeg", f"proof-{proof_id}.jpg")


def _private(content: bytes, kind: str, name: str) -> Response:
    """A file for whoever was let in; nothing between keeps it."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
