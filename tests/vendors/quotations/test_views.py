"""The quotations' desk."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.quotations.models import Quotation
from tests.factories import quotations, shop
from tests.factories.vendors import sign_in

LIST = "/ja/office/quotations"


def test_a_request_is_answered_and_the_buyer_sees_the_offer(
    client: PageClient, uow: UnitOfWork
) -> None:
    storefront = sign_in(client, uow)
    quotation = quotations.asked(uow, [(shop.product(uow, shop=storefront), 40)])
    uow.session.commit()
    link = client.get(LIST).one("table tbody a").get("href")
    price = f"price-{quotation.lines[0].id}"
    day = client.get(link).one("input[name=valid_until]")
    assert day.get("type") == "date"
    wrong = client.post(link, {price: "", "freight": "0", "valid_until": "2026-12-01"}, status=422)
    assert wrong.all(".error-summary") != []
    values = {price: "9,00", "freight": "１２０００", "valid_until": _soon(uow), "note": "来月発送"}
    client.post(link, values)
    offer = client.get(f"/en/quotations/{quotation.token}")
    assert "¥48,000" in offer.text
    assert "来月発送" in offer.text


def _soon(uow: UnitOfWork) -> str:
    return uow.now.date().isoformat()


def test_a_no_needs_a_reason_and_reaches_the_buyer(client: PageClient, uow: UnitOfWork) -> None:
    storefront = sign_in(client, uow)
    quotation = quotations.asked(uow, [(shop.product(uow, shop=storefront), 40)])
    uow.session.commit()
    address = f"{LIST}/{quotation.id}/refuse"
    client.get(address)
    client.post(address, {"reason": " "}, status=422)
    client.post(address, {"reason": "在庫がありません"})
    assert "在庫がありません" in client.get(f"/en/quotations/{quotation.token}").text


def test_another_business_finds_nothing(client: PageClient, uow: UnitOfWork) -> None:
    quotation: Quotation = quotations.asked(uow, [(shop.product(uow), 40)])
    sign_in(client, uow)
    uow.session.commit()
    client.get(f"{LIST}/{quotation.id}", status=404)
    assert client.get(LIST).all("table") == []
