"""A visit from the first page to the order, over the market's real pages."""

import pytest
from sqlalchemy import select

from analytics.visits.models import Channel, Drop, EventKind, Visit, VisitEvent
from core.testing.client import PageClient
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from shop.catalogue.models import Product
from shop.orders.models import Purchase
from tests.factories import checkout as make
from tests.factories import shop

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 "
    "Line/14.19.0"
)
BROWSER = {"User-Agent": PHONE, "Accept-Language": "zh-TW", "Origin": "http://localhost"}


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    made = make.sold_product(uow, price=1480)
    uow.session.commit()
    return made


def events(database: Database) -> dict[tuple[str, int], int]:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        rows = uow.session.scalars(select(VisitEvent))
        return {(row.kind.value, row.product_id): row.count for row in rows}


def only_visit(database: Database) -> Visit:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        return uow.session.scalars(select(Visit)).one()


def order(client: PageClient, **headers: str) -> None:
    """Fill the checkout; where the payment page would be does not matter here."""
    sent = {**BROWSER, **headers}
    page = client.get("/zh-Hant/checkout", headers=sent)
    typed = {
        "key": page.one("input[name=key]").get("value"),
        "email": "hanako@example.org",
        "country": "JP",
        **make.OSAKA,
    }
    page = client.post("/zh-Hant/checkout", {**typed, "action": "update"}, status=200, headers=sent)
    seen = {name: page.one(f"input[name={name}]").get("value") for name in ("seen_total", "seen")}
    data = {"csrf_token": client.token(), **typed, **seen, "action": "pay"}
    client.http.post("/zh-Hant/checkout", data=data, headers=sent)


def test_a_visit_is_one_from_the_first_page_to_the_order(
    client: PageClient, database: Database, uow: UnitOfWork, product: Product
) -> None:
    page = client.get(f"/zh-Hant/catalogue/{product.slug}")
    scripts = [script.get("src").split("?")[0] for script in page.all("script[src]")]
    assert "/static/analytics/js/visit.js" in scripts
    client.http.post(
        "/-/visit", data={"address": f"/zh-Hant/catalogue/{product.slug}"}, headers=BROWSER
    )
    variant_id = shop.variant(uow, product).id
    client.post("/zh-Hant/cart/add", {"variant_id": variant_id, "quantity": 2}, headers=BROWSER)
    order(client)
    visit = only_visit(database)
    assert (visit.language, visit.browser_language) == ("zh-Hant", "zh-Hant")
    assert (visit.channel, visit.landing) == (Channel.LINE, "product")
    assert events(database) == {
        (EventKind.VIEW, 0): 1,
        (EventKind.VIEW_PRODUCT, product.id): 1,
        (EventKind.ADD_TO_CART, product.id): 1,
        (EventKind.BEGIN_CHECKOUT, 0): 1,
        (EventKind.PURCHASE, 0): 1,
    }
    with database.unit_of_work(SYSTEM, read_only=True) as reading:
        kept = reading.session.scalars(select(Purchase.visit)).one()
    assert kept == {
        "country": "ZZ",
        "language": "zh-Hant",
        "browser_language": "zh-Hant",
        "device": "mobile",
        "channel": "line",
        "source": "",
        "medium": "",
        "campaign": "",
    }
    assert str(visit.id) not in str(kept)


def test_a_purchase_without_scripts_still_has_its_visit(
    client: PageClient, database: Database, uow: UnitOfWork, product: Product
) -> None:
    variant_id = shop.variant(uow, product).id
    client.post("/zh-Hant/cart/add", {"variant_id": variant_id, "quantity": 1}, headers=BROWSER)
    order(client)
    assert only_visit(database).landing == "cart"
    assert events(database)[EventKind.PURCHASE, 0] == 1


def test_who_asks_not_to_be_tracked_buys_without_a_trace(
    client: PageClient, database: Database, uow: UnitOfWork, product: Product
) -> None:
    refusal = {"Sec-GPC": "1"}
    variant_id = shop.variant(uow, product).id
    client.post(
        "/zh-Hant/cart/add",
        {"variant_id": variant_id, "quantity": 1},
        headers={**BROWSER, **refusal},
    )
    order(client, **refusal)
    with database.unit_of_work(SYSTEM, read_only=True) as reading:
        assert reading.session.scalars(select(Visit)).all() == []
        assert reading.session.scalars(select(Purchase.visit)).one() == {}
        assert reading.session.scalars(select(Drop.reason)).one() == "do_not_track"


def test_goods_that_are_not_sold_do_not_go_into_the_cart_of_a_visit(
    client: PageClient, database: Database
) -> None:
    client.post(
        "/zh-Hant/cart/add", {"variant_id": 4711, "quantity": 1}, status=422, headers=BROWSER
    )
    assert events(database) == {}
