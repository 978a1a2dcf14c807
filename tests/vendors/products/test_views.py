"""The products' desk."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Category, Photo, Product, ProductState, ProductText, Variant
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import sign_in


def picture() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(stream, "JPEG")
    stream.seek(0)
    return stream


@pytest.fixture
def storefront(client: PageClient, uow: UnitOfWork) -> Storefront:
    return sign_in(client, uow)


@pytest.fixture
def shelf(uow: UnitOfWork) -> Category:
    return shop.category(uow)


@pytest.fixture
def draft(uow: UnitOfWork, storefront: Storefront, shelf: Category) -> Product:
    made = shop.product(uow, shop=storefront, shelf=shelf, state=ProductState.DRAFT)
    uow.session.commit()
    return made


def test_numbers_may_be_written_as_people_write_them(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, shelf: Category
) -> None:
    uow.session.commit()
    client.post("/ja/office/products/new", five(shelf, price="１，４８０", quantity=" 1,200 "))
    (product,) = products(uow)
    assert product.price_from == 1480


def five(shelf: Category, **changes: Any) -> dict[str, Any]:
    return {
        "photo": (picture(), "fish.jpg"),
        "name": "花かつお",
        "category_id": str(shelf.id),
        "price": "540",
        "net_weight_g": "80",
        "quantity": "12",
        "temperature": "ambient",
        **changes,
    }


def products(uow: UnitOfWork) -> list[Product]:
    uow.session.expire_all()
    return list(uow.session.scalars(select(Product).order_by(Product.id)))


def test_the_empty_list_says_the_next_step(client: PageClient, storefront: Storefront) -> None:
    page = client.get("/ja/office/products")
    assert page.one(".empty a.button").get("href") == "/ja/office/products/new"


def test_five_answers_from_a_phone(
    client: PageClient, uow: UnitOfWork, storefront: Storefront, shelf: Category
) -> None:
    uow.session.commit()
    page = client.get("/ja/office/products/new")
    assert len(page.all("form fieldset legend.title-3")) == 5
    made = client.post("/ja/office/products/new", five(shelf))
    (product,) = products(uow)
    assert made.location == f"/ja/office/products/{product.id}"
    shown = client.get(made.location)
    links = [link.get("href") for link in shown.all(".banner--warn li a")]
    assert f"{made.location}/texts/ja" in links
    assert f"{made.location}/label" in links
    assert f"{made.location}/photos" not in links


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("price", "0"), ("price", "abc"), ("net_weight_g", "0"), ("quantity", "-1"), ("price", "９９９９９９９９"),
     ("temperature", ""), ("temperature", "warm"), ("category_id", "999999")],
)  # fmt: skip
def test_a_wrong_answer_keeps_the_others(
    client: PageClient,
    uow: UnitOfWork,
    storefront: Storefront,
    shelf: Category,
    field: str,
    value: str,
) -> None:
    uow.session.commit()
    sent = five(shelf, **{field: value}, photo=(BytesIO(), ""))
    page = client.post("/ja/office/products/new", sent, status=422)
    assert page.one(".error-summary li a").get("href") == f"#{field}"
    if field != "name":
        assert page.one("#name").get("value") == "花かつお"
    assert products(uow) == []


def test_the_list_shows_states_as_tabs(
    client: PageClient, draft: Product, storefront: Storefront
) -> None:
    everything = client.get("/ja/office/products")
    assert len(everything.all(".desk-list__item")) == 1
    assert len(client.get("/ja/office/products?state=draft").all(".desk-list__item")) == 1
    assert client.get("/ja/office/products?state=published").all(".desk-list__item") == []
    client.get("/ja/office/products?state=wrong&after=x")


def test_every_part_is_shown_and_saved(
    client: PageClient, uow: UnitOfWork, draft: Product, shelf: Category
) -> None:
    base = f"/ja/office/products/{draft.id}"
    for part in ("", "/facts", "/label", "/texts/ja", "/texts/th", "/variants", "/photos",
                 "/preview"):  # fmt: skip
        client.get(f"{base}{part}")
    client.post(
        f"{base}/facts",
        {"category_id": str(shelf.id), "temperature": "frozen", "season": ["1", "2"],
         "export_class": "fishery_raw"},
    )  # fmt: skip
    client.post(
        f"{base}/label",
        {"kind": "fresh", "net_content": "200", "date_kind": "use_by", "shelf_life_days": "3",
         "allergens": ["shrimp"], "may_contain": ["crab"], "raw_use": "raw",
         "responsible_kind": "processor", "responsible_name": "丸山"},
    )  # fmt: skip
    (product,) = products(uow)
    assert (product.temperature.value, product.season, product.export_class) == (
        "frozen", [1, 2], "fishery_raw",
    )  # fmt: skip
    assert (product.allergens, product.may_contain, product.shelf_life_days) == (
        ["shrimp"], ["crab"], 3,
    )  # fmt: skip
    assert product.label["responsible"] == {"kind": "processor", "name": "丸山", "address": ""}
    assert client.get(f"{base}/label").one("#net_content").get("value") == "200"


def test_words_in_a_language_beside_the_original(
    client: PageClient, uow: UnitOfWork, draft: Product
) -> None:
    address = f"/ja/office/products/{draft.id}/texts/th"
    page = client.get(address)
    assert page.one("#description").get("lang") == "th"
    assert "本枯節" in page.one("section[aria-labelledby=original]").text_content()
    client.post(address, {"name": "ปลาโอแห้ง", "is_reviewed": "y"})
    text = uow.session.scalars(
        select(ProductText)
        .where(ProductText.product_id == draft.id, ProductText.locale == "th")
        .execution_options(populate_existing=True)
    ).one()
    assert (text.name, text.state.value) == ("ปลาโอแห้ง", "reviewed")
    client.post(address, {"name": ""}, status=422)
    client.get(f"/ja/office/products/{draft.id}/texts/fr", status=404)


def test_sizes_are_added_changed_and_retired(
    client: PageClient, uow: UnitOfWork, draft: Product
) -> None:
    base = f"/ja/office/products/{draft.id}/variants"
    size = {"label_ja": "160g袋", "price": "980", "net_weight_g": "160",
            "shipping_weight_g": "260", "pieces": "", "sku": "BAG-160"}  # fmt: skip
    client.post(base, size)
    made = uow.session.scalars(select(Variant).where(Variant.sku == "BAG-160")).one()
    assert made.labels == {"ja": "160g袋"}
    client.get(f"{base}/{made.id}")
    measured = {**size, "price": "1080", "pack_size": "300 x 200 × 90"}
    client.post(f"{base}/{made.id}", measured)
    assert client.get(f"{base}/{made.id}").one("#pack_size").get("value") == "300×200×90"
    client.post(f"{base}/{made.id}", {**measured, "pack_size": "big"}, status=422)
    client.post(base, size, status=422)
    client.post(f"{base}/{made.id}", {**size, "shipping_weight_g": "10"}, status=422)
    client.post(f"{base}/{made.id}/retire")
    uow.session.refresh(made)
    assert (made.price, made.is_active, made.pack_sides) == (1080, False, (300, 200, 90))


def test_a_size_is_cut_to_order_where_its_smallest_weight_is_given(
    client: PageClient, uow: UnitOfWork, draft: Product
) -> None:
    base = f"/ja/office/products/{draft.id}/variants"
    size = {"label_ja": "", "price": "1500", "net_weight_g": "250", "least_weight_g": "200",
            "shipping_weight_g": "350", "pieces": "", "sku": "SAKU"}  # fmt: skip
    client.post(base, size)
    made = uow.session.scalars(select(Variant).where(Variant.sku == "SAKU")).one()
    assert made.least_weight_g == 200
    assert client.get(f"{base}/{made.id}").one("#least_weight_g").get("value") == "200"
    client.post(f"{base}/{made.id}", {**size, "least_weight_g": "250"}, status=422)
    client.post(f"{base}/{made.id}", {**size, "least_weight_g": ""})
    uow.session.refresh(made)
    assert made.least_weight_g is None
    assert not client.get("/ja/office/products/new").all("#least_weight_g")


def test_photos_are_added_ordered_described_and_removed(
    client: PageClient, uow: UnitOfWork, draft: Product
) -> None:
    base = f"/ja/office/products/{draft.id}/photos"
    client.post(base, {"photo": (picture(), "1.jpg")})
    client.post(base, {"photo": (picture(), "2.jpg")})
    client.post(base, {"photo": (BytesIO(b"x"), "3.jpg")}, status=422)
    ids = list(uow.session.scalars(select(Photo.id).order_by(Photo.position)))
    client.get(base)
    client.post(f"{base}/{ids[1]}", {"verb": "earlier"})
    client.post(f"{base}/{ids[1]}", {"verb": "describe", "words": "削りたて"})
    assert list(uow.session.scalars(select(Photo.id).order_by(Photo.position))) == ids[::-1]
    client.post(f"{base}/{ids[0]}", {"verb": "remove"})
    client.post(f"{base}/{ids[0]}", {"verb": "remove"}, status=404)
    uow.session.expire_all()
    left = uow.session.scalars(select(Photo)).one()
    assert (left.alts, left.position) == ({"ja": "削りたて"}, 1)


def test_an_unfinished_product_is_not_sold(
    client: PageClient, uow: UnitOfWork, draft: Product
) -> None:
    base = f"/ja/office/products/{draft.id}"
    client.post(f"{base}/publish")
    assert products(uow)[0].state is ProductState.DRAFT
    assert client.get(base).all(".banner--bad") != []
    client.post(f"{base}/archive")
    assert products(uow)[0].state is ProductState.ARCHIVED
    client.post(f"{base}/reopen")
    assert products(uow)[0].state is ProductState.DRAFT


def test_a_shipper_looks_and_does_not_change(client: PageClient, uow: UnitOfWork) -> None:
    owned = sign_in(client, uow, role=Role.SHIPPER)
    product = shop.product(uow, shop=owned)
    uow.session.commit()
    client.get(f"/ja/office/products/{product.id}")
    client.get(f"/ja/office/products/{product.id}/facts", status=403)
    client.post(f"/ja/office/products/{product.id}/archive", status=403)


def test_the_list_says_in_which_languages_a_label_waits_for_its_check(
    client: PageClient, uow: UnitOfWork
) -> None:
    place = sign_in(client, uow)
    made = shop.product(uow, shop=place, names={"ja": "かつお節", "en": "Katsuobushi"})
    shop.product(uow, shop=place, names={"ja": "手ぬぐい"}, label={"kind": "nonfood"})
    uow.session.commit()
    links = client.get("/en/office/products").all(".desk-list__item p.small a")
    assert [link.get("href") for link in links] == [
        f"/en/office/products/{made.id}/texts/{code}" for code in ("zh-Hant", "zh-Hans", "th", "ko")
    ]
