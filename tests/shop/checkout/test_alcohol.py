"""Alcohol: a licence on file, a buyer who says how old they are, and the notice on the mail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.text import use_locale
from core.unit_of_work import Database, UnitOfWork
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product, TaxClass
from shop.checkout.service import place_order
from shop.storefronts.licences import LIQUOR, Licence
from tests.factories import checkout as make
from tests.factories import shop


def sake(uow: UnitOfWork, **more: Licence) -> Product:
    place = shop.storefront(uow)
    place.licences = {kind: licence.as_json() for kind, licence in more.items()}
    return make.sold_product(uow, shop=place, tax_class=TaxClass.ALCOHOL, label={"kind": "liquor"})


def licence(uow: UnitOfWork, *, days: int) -> Licence:
    until = tokyo_day(uow.now) + timedelta(days=days)
    return Licence(number="酒-1", issuer="藤枝税務署", valid_until=until)


def test_the_statement_is_needed_and_kept_with_its_words(uow: UnitOfWork) -> None:
    agreed = make.placement(uow, [(sake(uow, liquor=licence(uow, days=0)), 1)])
    with pytest.raises(DomainError) as refused:
        place_order(uow, replace(agreed, is_of_age=False))
    assert (refused.value.code, refused.value.field) == ("age_not_confirmed", "is_of_age")
    with use_locale("en"):
        purchase = place_order(uow, agreed)
    assert purchase.statements == [
        {"kind": "age", "said": "I am 20 years old or older.", "at": uow.now.isoformat()}
    ]


def test_nobody_is_asked_for_their_age_for_fish(uow: UnitOfWork) -> None:
    agreed = make.placement(uow, [(make.sold_product(uow), 1)])
    assert place_order(uow, replace(agreed, is_of_age=False)).statements == []


def test_a_licence_that_is_over_or_missing_stops_the_sale(uow: UnitOfWork) -> None:
    for product in (sake(uow), sake(uow, liquor=licence(uow, days=-1))):
        with pytest.raises(DomainError) as refused:
            place_order(uow, make.placement(uow, [(product, 1)]))
        assert refused.value.code == "licence_missing"


def test_a_drink_is_put_on_sale_only_with_a_licence(uow: UnitOfWork) -> None:
    product = sake(uow)
    assert "liquor_licence" in catalogue.missing(uow, product)
    place = uow.session.get_one(shop.Storefront, product.organisation_id)
    place.licences = {LIQUOR: licence(uow, days=1).as_json()}
    assert "liquor_licence" not in catalogue.missing(uow, product)


@pytest.mark.usefixtures("app")
def test_the_mail_carries_the_notice_beside_the_prices(
    uow: UnitOfWork, database: Database, clock: FakeClock
) -> None:
    make.placed(uow, [(sake(uow, liquor=licence(uow, days=1)), 1)])
    uow.session.commit()
    clock.advance(minutes=11)
    run_due(database)
    mail = uow.session.scalars(select(OutgoingMessage)).one()
    notice = "20歳未満"
    assert (notice in mail.body_text, notice in (mail.body_html or "")) == (True, True)


def test_checkout_asks_before_the_button(client: PageClient, uow: UnitOfWork) -> None:
    product = sake(uow, liquor=licence(uow, days=1))
    uow.session.commit()
    client.get("/ja/catalogue")
    values = {"variant_id": str(shop.variant(uow, product).id), "quantity": "1"}
    client.post("/ja/cart/add", values)
    client.get("/ja/cart")
    client.post("/ja/cart/destination", {"country": "JP", "region": "大阪府"})
    page = client.get("/ja/checkout")
    assert page.one("#is_of_age").get("type") == "checkbox"
