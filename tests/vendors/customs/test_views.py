"""The business prints papers and keeps proofs; nobody else opens them."""

from io import BytesIO

from PIL import Image

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.customs import queries
from tests.factories import orders, shop
from tests.factories.vendors import sign_in


def photo() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(stream, "JPEG")
    stream.seek(0)
    return stream


def parcel_of(uow: UnitOfWork, client: PageClient, **more: str) -> int:
    product = shop.product(uow, shop=sign_in(client, uow), export_class="katsuobushi")
    shop.abroad(uow, product, hs_code=more.get("hs_code", "160414"))
    order = orders.paid_order(uow, product, country="TH")
    uow.session.commit()
    return order.parcels[0].id


def test_papers_are_printed(client: PageClient, uow: UnitOfWork) -> None:
    parcel_id = parcel_of(uow, client)
    page = client.get(f"/en/office/customs/{parcel_id}")
    assert "2,960" in page.text
    answer = client.get(f"/en/office/customs/{parcel_id}/cn23.pdf").response
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    client.get(f"/en/office/customs/{parcel_id}/other.pdf", status=404)


def test_what_is_missing_is_said_with_the_way_to_it(client: PageClient, uow: UnitOfWork) -> None:
    parcel_id = parcel_of(uow, client, hs_code="")
    page = client.get(f"/en/office/customs/{parcel_id}")
    assert "The customs code (HS) is missing." in page.text
    assert page.all("a[href*='/office/abroad/']")


def test_proofs_are_kept_for_the_business_alone(client: PageClient, uow: UnitOfWork) -> None:
    parcel_id = parcel_of(uow, client)
    path = f"/en/office/customs/{parcel_id}"
    client.post(path, {"kind": "label_copy", "picture": (photo(), "label.jpg")})
    (proof,) = queries.proofs_of(uow.session, parcel_id)
    opened = client.get(f"/en/office/customs/proofs/{proof.id}").response
    assert opened.mimetype == "image/jpeg"
    assert "Copy of the label" in client.get(path).words("#proofs ~ ul")
    sign_in(client, uow)
    uow.session.commit()
    client.get(f"/en/office/customs/proofs/{proof.id}", status=404)
    client.get(path, status=404)
