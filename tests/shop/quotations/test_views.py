"""A wholesale buyer's pages, from the question to the order."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from tests.factories import quotations
from tests.factories import shop as make

WHO = {
    "company": "Lion City Foods",
    "contact": "Tan Wei",
    "email": "tan@example.org",
    "country": "SG",
    "place": "Singapore port",
    "incoterm": "CIF",
}
PLACE = {
    "country": "SG",
    "given_name": "Wei",
    "family_name": "Tan",
    "street": "1 Fishery Port Road",
    "postal_code": "619729",
    "phone": "+6561234567",
}


def test_a_buyer_asks_from_the_makers_page_and_reads_the_answer_later(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = make.storefront(uow, slug="maruyama")
    product = make.product(uow, shop=shop, export_class="katsuobushi")
    uow.session.commit()
    link = client.get("/en/storefronts/maruyama").one("#wholesale ~ p a").get("href")
    page = client.get(f"{link}?product={product.slug}")
    name = f"quantity-{make.variant(uow, product).id}"
    assert page.one(f"input[name={name}]").get("value") == "1"
    again = client.post(link, {**WHO, "incoterm": "", name: "40"}, status=422)
    assert again.one(f"input[name={name}]").get("value") == "40"
    assert again.one(".error-summary li a").get("href") == "#incoterm"
    sent = client.post(link, {**WHO, name: "40"})
    shown = client.get(sent.location)
    assert "CIF: freight and insurance paid to your port" in shown.text
    assert shown.all("a[href$='/accept']") == []


def test_an_offer_is_taken_with_an_address_and_an_invoice(
    client: PageClient, uow: UnitOfWork
) -> None:
    quotation = quotations.answered(uow, [(make.product(uow), 4)], [900], freight=1000)
    uow.session.commit()
    page = client.get(f"/en/quotations/{quotation.token}")
    assert "¥4,600" in page.words("dl.facts .facts__total")
    take = page.one("a[href$='/accept']").get("href")
    wrong = client.post(take, {**PLACE, "street": "", "payment": "invoice"}, status=422)
    assert wrong.one(".error-summary li a").get("href") == "#street"
    stale = client.post(take, {**PLACE, "total": "4500", "payment": "invoice"}, status=422)
    assert "The total changed while you were here" in stale.words(".error-summary")
    taken = client.post(
        take, {**PLACE, "total": stale.one("input[name=total]").get("value"), "payment": "invoice"}
    )
    order = client.get(taken.location)
    assert "¥4,600" in order.text
    assert "SAMPLE BANK" in order.text
    assert client.get(f"/en/quotations/{quotation.token}").all("a[href$='/accept']") == []


def test_a_buyer_who_needs_it_no_more_says_so(client: PageClient, uow: UnitOfWork) -> None:
    quotation = quotations.asked(uow, [(make.product(uow), 4)])
    uow.session.commit()
    client.post(f"/ko/quotations/{quotation.token}/decline")
    page = client.get(f"/en/quotations/{quotation.token}")
    assert "You did not take this offer." in page.text


def test_a_wrong_link_opens_nothing(client: PageClient) -> None:
    assert client.get("/en/quotations/no-such-token", status=404).status == 404
