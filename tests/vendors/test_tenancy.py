"""Another business's records are not found, at whichever address of the office."""

import re
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from PIL import Image

from core.media.models import Asset, AssetKind, AssetState
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from core.web.feature import Page
from shop.catalogue.models import Photo
from shop.customs import queries as customs
from shop.customs import service as customs_service
from shop.customs.models import ProofKind
from shop.messages.models import Question
from shop.reviews.models import Review
from shop.reviews.states import Relation, ReviewState
from tests.factories import orders, quotations, shop
from tests.factories.vendors import sign_in
from vendors.imports.models import CatalogueImport, ImportState

KEY = re.compile(r"<(?:int:)?(\w+)>")
WORDS = {
    "code": "ja",
    "temperature": "ambient",
    "zone": "jp-kanto",
    "kind": "csv",
    "name": "boxes",
    "paper": "cn23",
}
"""Parts of an address that are no keys of records."""


def office_pages(app: Flask) -> list[Page]:
    """Every page of the businesses' desk that names a record."""
    pages: list[Page] = list(app.extensions["pages"].values())
    return [
        page
        for page in pages
        if page.rule.startswith("/<lang>/office")
        and page.endpoint.startswith("vendors.")
        and set(KEY.findall(page.rule)) - {"lang", *WORDS}
    ]


def foreign_keys(uow: UnitOfWork) -> dict[str, int]:
    """Keys of another business's records, one of each kind."""
    theirs = shop.product(uow, stock=10)
    order = orders.paid_order(uow, theirs)
    asset = Asset(
        key="theirs",
        kind=AssetKind.PHOTO,
        state=AssetState.UPLOADED,
        organisation_id=theirs.organisation_id,
        width=4,
        height=3,
        placeholder_colour="#446688",
        created_at=uow.now,
    )
    uow.session.add(asset)
    uow.session.flush()
    photo = Photo(product_id=theirs.id, asset_id=asset.id, position=1)
    kept = CatalogueImport(
        organisation_id=theirs.organisation_id,
        user_id=None,
        created_at=uow.now,
        filename="theirs.csv",
        content=b"",
        state=ImportState.CHECKED,
        report={},
    )
    review = Review(
        order_line_id=order.lines[0].id,
        purchase_id=order.purchase_id,
        product_id=theirs.id,
        organisation_id=theirs.organisation_id,
        state=ReviewState.SHOWN,
        stars=3,
        words="theirs",
        locale="en",
        name="",
        relation=Relation.BOUGHT,
        written_at=uow.now,
    )
    question = Question(
        product_id=theirs.id,
        organisation_id=theirs.organisation_id,
        email="ann@example.org",
        reader_locale="en",
        words="theirs",
        locale="en",
        asked_at=uow.now,
    )
    uow.session.add_all([photo, kept, review, question])
    parcel_id = order.parcels[0].id
    keep_proof(uow, parcel_id, theirs.organisation_id)
    (proof,) = customs.proofs_of(uow.session, parcel_id)
    quotation = quotations.asked(uow, [(theirs, 1)])
    uow.session.commit()
    return {
        "product_id": theirs.id,
        "variant_id": shop.variant(uow, theirs).id,
        "photo_id": photo.id,
        "order_id": order.id,
        "parcel_id": parcel_id,
        "import_id": kept.id,
        "review_id": review.id,
        "question_id": question.id,
        "proof_id": proof.id,
        "quotation_id": quotation.id,
    }


def keep_proof(uow: UnitOfWork, parcel_id: int, organisation_id: int) -> None:
    """A picture that is really there, so that only whose it is can refuse it."""
    picture = BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(picture, "JPEG")
    picture.seek(0)
    customs_service.keep_proof(
        uow, parcel_id, ProofKind.ACCEPTANCE, picture, organisation_id=organisation_id
    )


def walk(app: Flask, client: PageClient, fill: Callable[[str], str]) -> list[str]:
    """Addresses that answered, each with what it should have refused."""
    answered: list[str] = []
    for page in office_pages(app):
        address = KEY.sub(lambda match: fill(match[1]), page.rule)
        for method in page.methods:
            if method == "GET":
                response = client.http.get(address)
            else:
                token = {"csrf_token": client.token()}
                response = client.http.post(
                    address, data=token, headers={"Origin": "http://localhost"}
                )
            if response.status_code != 404:
                answered.append(f"{method} {address}: {response.status_code}")
    return answered


def test_every_address_with_a_foreign_key_is_not_found(
    app: Flask, client: PageClient, uow: UnitOfWork
) -> None:
    keys = foreign_keys(uow)
    sign_in(client, uow)
    named = {name for page in office_pages(app) for name in KEY.findall(page.rule)}
    assert named - {"lang", *WORDS} <= set(keys), "say what a foreign key of this kind is"
    assert len(office_pages(app)) >= 18
    assert walk(app, client, lambda name: str(keys.get(name) or WORDS.get(name, "ja"))) == []


def test_a_foreign_part_of_an_own_product_is_not_found(
    app: Flask, client: PageClient, uow: UnitOfWork
) -> None:
    keys = foreign_keys(uow)
    storefront = sign_in(client, uow)
    mine = shop.product(uow, shop=storefront)
    uow.session.commit()
    base = f"/ja/office/products/{mine.id}"
    client.get(f"{base}/variants/{keys['variant_id']}", status=404)
    client.post(f"{base}/variants/{keys['variant_id']}", status=404)
    client.post(f"{base}/variants/{keys['variant_id']}/retire", status=404)
    for verb in ("earlier", "later", "remove", "describe"):
        client.post(f"{base}/photos/{keys['photo_id']}", {"verb": verb}, status=404)
