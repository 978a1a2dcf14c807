"""A business's own products."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.media import service as media
from core.media.storage import storage_of
from core.settings import Settings
from core.unit_of_work import UnitOfWork
from i18n.translated import TextState
from shop.catalogue import service as catalogue
from shop.catalogue.models import (
    Photo,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.catalogue.service import ProductWords, VariantFacts
from shop.stock.models import StockItem
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.products import queries, service


def picture() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (800, 600), "#446688").save(stream, "JPEG")
    stream.seek(0)
    return stream


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront, settings: Settings) -> UnitOfWork:
    media.use_storage(storage_of(settings))
    return acting(uow, storefront)


def answers(desk: UnitOfWork, **changes: object) -> service.Answers:
    values: dict[str, object] = {
        "name": " 花かつお ",
        "category_id": shop.category(desk).id,
        "price": 540,
        "net_weight_g": 80,
        "quantity": 12,
        "temperature": Temperature.AMBIENT,
    }
    return service.Answers(**{**values, **changes})  # pyright: ignore[reportArgumentType]


def test_five_answers_make_a_draft(desk: UnitOfWork, storefront: Storefront) -> None:
    product = service.create(desk, answers(desk), photo=picture())
    assert (product.organisation_id, product.state, product.temperature) == (
        storefront.organisation_id,
        ProductState.DRAFT,
        Temperature.AMBIENT,
    )
    text = desk.session.scalars(
        select(ProductText).where(ProductText.product_id == product.id)
    ).one()
    assert (text.locale, text.name) == ("ja", "花かつお")
    variant = shop.variant(desk, product)
    assert (variant.price, variant.net_weight_g, variant.shipping_weight_g) == (540, 80, 180)
    assert desk.session.get_one(StockItem, variant.id).on_hand == 12
    assert len(queries.photos(desk.session, product.id)) == 1


def test_a_draft_without_a_photo_says_so(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk, quantity=0), photo=None)
    lacking = service.missing(desk, product)
    assert {"photo", "summary", "delivery", "label_not_confirmed"} <= set(lacking)
    assert "name" not in lacking
    assert desk.session.scalars(select(StockItem)).all() == []


def test_a_file_that_is_no_picture_makes_no_product(desk: UnitOfWork) -> None:
    with pytest.raises(DomainError), desk.session.begin_nested():
        service.create(desk, answers(desk), photo=BytesIO(b"nothing"))
    assert desk.session.scalars(select(Product)).all() == []


def test_an_unknown_shelf_is_refused(desk: UnitOfWork) -> None:
    with pytest.raises(DomainError) as refused:
        service.create(desk, answers(desk, category_id=999_999), photo=None)
    assert refused.value.field == "category_id"


@pytest.mark.parametrize(
    ("kind", "tax_class"),
    [
        ("liquor", TaxClass.ALCOHOL),
        ("nonfood", TaxClass.OTHER),
        ("fresh", TaxClass.FOOD),
        ("processed", TaxClass.FOOD),
    ],
)
def test_the_kind_of_goods_decides_the_tax(
    desk: UnitOfWork, kind: str, tax_class: TaxClass
) -> None:
    product = service.create(desk, answers(desk), photo=None)
    service.set_label(desk, product.id, {"kind": kind}, allergens=["shrimp"])
    assert (product.tax_class, product.allergens) == (tax_class, ["shrimp"])


def test_changing_a_part_leaves_the_others(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk), photo=None)
    service.set_label(desk, product.id, {"kind": "fresh"}, allergens=["crab"], shelf_life_days=3)
    service.change_facts(desk, product.id, season=[10, 11])
    assert (product.season, product.allergens, product.shelf_life_days) == ([10, 11], ["crab"], 3)
    assert product.label == {"kind": "fresh"}


def test_words_are_drafts_until_somebody_stands_for_them(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk), photo=None)
    words = ProductWords(name="Bonito flakes", label_name="Dried fish")
    for reviewed, confirmed, state, safety in [
        (False, False, TextState.DRAFT, TextState.DRAFT),
        (True, False, TextState.REVIEWED, TextState.DRAFT),
        (True, True, TextState.REVIEWED, TextState.REVIEWED),
    ]:
        service.write_text(
            desk, product.id, "en", words, is_reviewed=reviewed, is_label_confirmed=confirmed
        )
        row = queries.texts(desk.session, product.id)["en"]
        assert (row.state, row.safety_state) == (state, safety)


def test_sizes_get_a_free_number_of_their_own(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk), photo=None)
    size = VariantFacts(sku=" ", price=900, net_weight_g=160, shipping_weight_g=260)
    made = service.save_variant(desk, product.id, size)
    assert made.sku == f"Y{product.id}-2"
    service.retire_variant(desk, product.id, made.id)
    assert made.is_active is False
    other = service.create(desk, answers(desk), photo=None)
    with pytest.raises(DomainError, match="another product"):
        service.retire_variant(desk, other.id, made.id)


def test_changing_a_size_keeps_how_much_a_bottle_holds(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk), photo=None)
    bottle = VariantFacts(
        sku="SAKE", price=1800, net_weight_g=720, shipping_weight_g=1200, volume_ml=720
    )
    made = service.save_variant(desk, product.id, bottle)
    dearer = VariantFacts(sku="SAKE", price=1900, net_weight_g=720, shipping_weight_g=1200)
    service.save_variant(desk, product.id, dearer, variant_id=made.id)
    assert (made.price, made.volume_ml) == (1900, 720)


def test_photos_move_one_place_at_a_time(desk: UnitOfWork) -> None:
    product = service.create(desk, answers(desk), photo=None)
    first, second, third = (service.add_photo(desk, product.id, picture()).id for _ in range(3))
    service.move_photo(desk, product.id, third, by=-1)
    service.move_photo(desk, product.id, first, by=-1)
    order = [photo.id for photo in queries.photos(desk.session, product.id)]
    assert order == [first, third, second]
    service.describe_photo(desk, product.id, third, locale="ja", words="削っているところ")
    service.describe_photo(desk, product.id, third, locale="en", words="Shaving")
    found = desk.session.get_one(Photo, third)
    assert found.alts == {"ja": "削っているところ", "en": "Shaving"}
    service.remove_photo(desk, product.id, first)
    assert [photo.position for photo in queries.photos(desk.session, product.id)] == [1, 2]


def test_a_complete_product_goes_on_sale_and_off_again(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = service.create(desk, answers(desk), photo=picture())
    label = {
        "kind": "processed", "net_content": 80, "date_kind": "best_before",
        "responsible": {"kind": "maker", "name": "丸山", "address": "焼津市"},
    }  # fmt: skip
    service.set_label(desk, product.id, label, shelf_life_days=180)
    words = ProductWords(
        name="花かつお", summary="香りのよい", label_name="かつお削りぶし",
        ingredients="かつお", origin="国産", storage="冷暗所",
    )  # fmt: skip
    service.write_text(desk, product.id, "ja", words, is_reviewed=True, is_label_confirmed=True)
    assert service.missing(desk, product) == ["delivery"]
    with pytest.raises(DomainError, match="still missing"):
        service.publish(desk, product.id)
    shop.delivery_rate(desk, shop=storefront, zone="jp-tokai")
    service.publish(desk, product.id)
    assert product.state is ProductState.PUBLISHED
    service.archive(desk, product.id)
    service.reopen(desk, product.id)
    assert product.state is ProductState.DRAFT


def test_it_says_where_goods_may_be_sent(desk: UnitOfWork, storefront: Storefront) -> None:
    product = service.create(desk, answers(desk), photo=None)
    service.change_facts(desk, product.id, export_class="tea")
    shop.abroad(desk, product)
    shop.delivery_rate(desk, shop=storefront, zone="jp-tokai")
    shop.delivery_rate(desk, shop=storefront, zone="TW")
    found = {one.country: one for one in queries.where_to(desk, product)}
    assert found["JP"].is_open
    assert found["TW"].is_open
    assert not found["HK"].has_rate
    service.change_facts(desk, product.id, temperature=Temperature.FROZEN)
    found = {one.country: one for one in queries.where_to(desk, product)}
    assert not found["TW"].verdict.is_open


FOREIGN: list[Callable[[UnitOfWork, int], object]] = [
    service.get,
    lambda desk, key: service.change_facts(desk, key, season=[1]),
    lambda desk, key: service.set_label(desk, key, {"kind": "fresh"}),
    lambda desk, key: service.write_text(
        desk, key, "ja", ProductWords(name="x"), is_reviewed=False, is_label_confirmed=False
    ),
    lambda desk, key: service.add_photo(desk, key, picture()),
    service.publish,
    service.archive,
    service.reopen,
    lambda desk, key: service.save_variant(
        desk, key, VariantFacts(sku="", price=1, net_weight_g=1, shipping_weight_g=1)
    ),
]


@pytest.mark.parametrize("attempt", FOREIGN)
def test_another_businesss_product_is_not_found(
    desk: UnitOfWork, attempt: Callable[[UnitOfWork, int], object]
) -> None:
    theirs = shop.product(desk)
    with pytest.raises(NotFoundError):
        attempt(desk, theirs.id)
    assert theirs.state is ProductState.PUBLISHED
    assert len(desk.session.scalars(select(Variant)).all()) == 1


def test_the_list_holds_own_products_by_key(desk: UnitOfWork, storefront: Storefront) -> None:
    shelf = shop.category(desk)
    mine = [shop.product(desk, shop=storefront, shelf=shelf, stock=3).id for _ in range(26)]
    shop.product(desk)
    own = storefront.organisation_id
    first = queries.list_products(desk.session, own)
    assert [line.id for line in first] == mine[:0:-1]
    assert (first[0].name, first[0].free, first[0].price_from) == ("本枯節 削りぶし", 3, 1480)
    rest = queries.list_products(desk.session, own, after=first[queries.PAGE - 1].id)
    assert [line.id for line in rest] == mine[1::-1]
    assert queries.list_products(desk.session, own, state=ProductState.DRAFT) == []
    assert queries.count_by_state(desk.session, own)[ProductState.PUBLISHED] == 26


def test_reopening_what_is_on_sale_changes_nothing(
    desk: UnitOfWork, storefront: Storefront
) -> None:
    product = shop.product(desk, shop=storefront)
    service.reopen(desk, product.id)
    assert product.state is ProductState.PUBLISHED
    assert catalogue.get_product(desk, product.id).id == product.id
