"""Filing the licence to sell alcohol."""

from datetime import date

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.storefronts.licences import LIQUOR, Licence, on_file
from tests.factories.vendors import sign_in

ADDRESS = "/en/office/licences"


def test_a_licence_is_filed_and_shown_again(client: PageClient, uow: UnitOfWork) -> None:
    place = sign_in(client, uow)
    place.licences = {}
    uow.session.commit()
    client.get(ADDRESS)
    sent = {"number": "酒-7", "issuer": "藤枝税務署", "valid_until": "2027-03-31"}
    client.post(ADDRESS, sent)
    uow.session.expire_all()
    expected = Licence(number="酒-7", issuer="藤枝税務署", valid_until=date(2027, 3, 31))
    assert on_file(place.licences, LIQUOR) == expected
    assert client.get(ADDRESS).one("#number").get("value") == "酒-7"


def test_a_licence_that_is_over_is_said(client: PageClient, uow: UnitOfWork) -> None:
    place = sign_in(client, uow)
    over = Licence(number="酒-7", issuer="藤枝税務署", valid_until=date(2020, 1, 1))
    place.licences = {LIQUOR: over.as_json()}
    uow.session.commit()
    assert "This licence is over." in client.get(ADDRESS).text


def test_a_licence_needs_its_number(client: PageClient, uow: UnitOfWork) -> None:
    sign_in(client, uow)
    client.get(ADDRESS)
    page = client.post(ADDRESS, {"number": "", "issuer": "藤枝税務署"}, status=422)
    assert page.one(".error-summary li a").get("href") == "#number"
