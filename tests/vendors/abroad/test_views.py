"""The business says where goods come from, and sees at once what that opens."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import OriginStage
from shop.export import service as export
from tests.factories import shop
from tests.factories.vendors import sign_in

FORM = {
    "export_class": "katsuobushi", "catch": "sea", "catch_name": "Western Pacific",
    "landing": "静岡県", "landing_name": "Yaizu", "making": "静岡県", "packing": "静岡県",
    "hs_code": "160414", "hs_eu": "030549", "customs_name": "Dried bonito flakes",
    "latin_name": "Katsuwonus pelamis", "provides": ["origin"], "registration_eu": "JP-77",
}  # fmt: skip


def test_what_is_said_is_kept_and_answered(client: PageClient, uow: UnitOfWork) -> None:
    export.load(uow)
    product = shop.product(uow, shop=sign_in(client, uow))
    uow.session.commit()
    path = f"/en/office/abroad/{product.id}"
    client.post(path, FORM)
    said = export.abroad_of(uow, product.id)
    assert [(one.stage, one.prefecture, one.place) for one in said.places] == [
        (OriginStage.CATCH, "", "Western Pacific"),
        (OriginStage.LANDING, "静岡県", "Yaizu"),
        (OriginStage.MAKING, "静岡県", ""),
        (OriginStage.PACKING, "静岡県", ""),
    ]
    assert (said.hs_code, said.hs_overrides) == ("160414", {"EU": "030549"})
    assert (said.provides, said.registrations) == (["origin"], {"EU": "JP-77"})
    rows = [row.text_content() for row in client.get(path).all("section tr")]
    assert "may be sent" in next(text for text in rows if "Taiwan" in text)
    assert "on conditions" in next(text for text in rows if "South Korea" in text)


def test_packing_in_tokyo_is_said_before_anybody_buys(client: PageClient, uow: UnitOfWork) -> None:
    export.load(uow)
    product = shop.product(uow, shop=sign_in(client, uow))
    uow.session.commit()
    path = f"/en/office/abroad/{product.id}"
    client.post(path, {**FORM, "packing": "東京都"})
    rows = [row.text_content() for row in client.get(path).all("section tr")]
    (row,) = [text for text in rows if "Hong Kong" in text]
    assert "may not be sent" in row


def test_a_code_with_other_than_six_digits_is_refused(client: PageClient, uow: UnitOfWork) -> None:
    product = shop.product(uow, shop=sign_in(client, uow))
    uow.session.commit()
    client.post(f"/en/office/abroad/{product.id}", {**FORM, "hs_code": "1604"}, status=422)


def test_another_business_sees_nothing(client: PageClient, uow: UnitOfWork) -> None:
    product = shop.product(uow)
    sign_in(client, uow)
    uow.session.commit()
    client.get(f"/en/office/abroad/{product.id}", status=404)
