"""What a business changes, what is then missing, and what follows from it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.media import service as media
from core.testing.clock import FakeClock
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.drafts.models import MemoryUnit
from i18n.translated import Provenance, TextState
from shop.catalogue import queries, service
from shop.catalogue.events import ProductArchived, ProductChanged, ProductPublished
from shop.catalogue.models import (
    Category,
    Photo,
    PriceChange,
    Product,
    ProductState,
    ProductText,
    Temperature,
)
from shop.catalogue.service import ProductFacts, ProductWords, VariantFacts
from shop.storefronts.models import Storefront
from tests.factories import shop as make

pytestmark = pytest.mark.usefixtures("app")
LABEL = {"kind": "processed", "date_kind": "best_before", "responsible": {"name": "丸山"}}
WORDS = ProductWords(
    name="削りぶし",
    summary="毎朝削ります。",
    label_name="かつお削りぶし",
    ingredients="かつおのふし",
    storage="常温",
    origin="静岡県",
)
SIZE = VariantFacts(sku="K-80", price=800, net_weight_g=80, shipping_weight_g=120)


def draft(uow: UnitOfWork) -> Product:
    shop, shelf = make.storefront(uow), make.category(uow)
    facts = ProductFacts(
        category_id=shelf.id,
        temperature=Temperature.AMBIENT,
        label=LABEL,
        shelf_life_days=180,
        allergens=["fish_other"],
    )
    return service.create_product(
        uow, organisation_id=shop.organisation_id, facts=facts, slug="Shaved Katsuobushi!"
    )


def ready(uow: UnitOfWork) -> Product:
    product = draft(uow)
    service.set_text(uow, product, "ja", WORDS)
    service.review_text(uow, product, "ja")
    service.add_variant(uow, product, SIZE)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{product.id}</title></svg>'
    service.add_photo(uow, product, media.add_drawing(uow, svg, width=4, height=3).id)
    uow.recorded.clear()
    return product


def text(uow: UnitOfWork, product: Product, locale: str) -> ProductText:
    key = {"locale": locale, "product_id": product.id}
    return uow.session.get_one(ProductText, key, populate_existing=True)


def test_a_draft_says_all_that_is_missing_before_it_may_be_sold(uow: UnitOfWork) -> None:
    product = draft(uow)
    assert product.slug == "shaved-katsuobushi"
    assert service.missing(uow, product) == [
        "name",
        "summary",
        "variant",
        "photo",
        "label_not_confirmed",
        "label:label_name",
        "label:ingredients",
        "label:origin",
        "label:storage",
    ]
    with pytest.raises(DomainError) as refused:
        service.publish(uow, product)
    assert refused.value.code == "not_ready"
    assert product.state is ProductState.DRAFT


def test_publishing_counts_and_says_so_and_archiving_takes_it_back(uow: UnitOfWork) -> None:
    product = ready(uow)
    assert service.missing(uow, product) == []
    service.publish(uow, product)
    service.publish(uow, product)
    assert uow.recorded == [ProductPublished(product_id=product.id)]
    uow.session.expire_all()
    assert uow.session.get_one(Category, product.category_id).product_count == 1
    assert uow.session.get_one(Storefront, product.organisation_id).product_count == 1
    service.archive(uow, product)
    service.archive(uow, product)
    assert uow.recorded[-1] == ProductArchived(product_id=product.id)
    uow.session.expire_all()
    assert uow.session.get_one(Category, product.category_id).product_count == 0
    service.reopen(uow, product)
    assert product.state is ProductState.DRAFT


def test_liquor_needs_a_liquor_label(uow: UnitOfWork) -> None:
    product = ready(uow)
    product.label = {**LABEL, "kind": "liquor"}
    assert "liquor_label" in service.missing(uow, product)
    assert "label:alcohol_percent" in service.missing(uow, product)


def test_every_price_is_kept_with_its_day_and_the_lowest_leads(
    uow: UnitOfWork, clock: FakeClock
) -> None:
    product = ready(uow)
    variant = make.variant(uow, product)
    service.add_variant(uow, product, replace(SIZE, sku="K-200", price=700, net_weight_g=100))
    assert product.price_from == 700
    clock.advance(days=3)
    uow.now = clock.now
    service.change_price(uow, product, variant, 650)
    service.change_price(uow, product, variant, 650)
    rows = uow.session.scalars(
        select(PriceChange).where(PriceChange.variant_id == variant.id).order_by(PriceChange.id)
    ).all()
    assert [(row.price, row.at) for row in rows] == [(800, variant_day(clock)), (650, clock.now)]
    assert product.price_from == 650
    service.retire_variant(uow, product, variant)
    assert product.price_from == 700
    with pytest.raises(DomainError) as refused:
        service.change_price(uow, product, variant, -1)
    assert refused.value.code == "price_negative"


def variant_day(clock: FakeClock) -> object:
    return clock.now.replace(day=clock.now.day - 3)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sku": "K-80"}, "sku_taken"),
        ({"sku": " "}, "sku_empty"),
        ({"price": -1}, "price_negative"),
        ({"net_weight_g": 0}, "weight_wrong"),
        ({"shipping_weight_g": 70}, "weight_wrong"),
    ],
)
def test_a_size_that_cannot_be_is_refused(
    uow: UnitOfWork, changed: dict[str, object], code: str
) -> None:
    product = ready(uow)
    with pytest.raises(DomainError) as refused:
        service.add_variant(uow, product, replace(SIZE, **{"sku": "OTHER", **changed}))
    assert refused.value.code == code


def test_a_new_source_text_makes_translations_stale(uow: UnitOfWork) -> None:
    product = ready(uow)
    english = ProductWords(name="Shaved katsuobushi", storage="Room temperature")
    service.set_text(uow, product, "en", english, provenance=Provenance.MACHINE)
    service.review_text(uow, product, "en")
    source = text(uow, product, "ja").source_digest
    assert text(uow, product, "en").source_digest == source
    service.set_text(uow, product, "ja", replace(WORDS, summary="毎日削ります。"))
    assert text(uow, product, "en").state is TextState.STALE
    assert text(uow, product, "en").safety_state is TextState.REVIEWED
    assert text(uow, product, "ja").source_digest != source
    service.set_text(uow, product, "ja", replace(WORDS, storage="要冷蔵"))
    assert text(uow, product, "en").safety_state is TextState.STALE
    assert text(uow, product, "ja").safety_state is TextState.DRAFT
    assert queries.may_be_sold_in(uow, [product.id], "en") == set()


def test_the_same_words_again_change_nothing(uow: UnitOfWork) -> None:
    product = ready(uow)
    service.set_text(uow, product, "ja", WORDS)
    assert text(uow, product, "ja").state is TextState.REVIEWED


def test_goods_without_a_label_of_food_may_be_sold_in_any_language(uow: UnitOfWork) -> None:
    product = ready(uow)
    assert queries.may_be_sold_in(uow, [product.id], "ja") == {product.id}
    assert queries.may_be_sold_in(uow, [product.id], "ko") == set()
    product.label = {"kind": "nonfood"}
    uow.session.flush()
    assert queries.may_be_sold_in(uow, [product.id], "ko") == {product.id}


def test_pictures_keep_their_order_and_close_up(uow: UnitOfWork) -> None:
    product = ready(uow)
    ids = list(uow.session.scalars(select(Photo.id).where(Photo.product_id == product.id)))
    for number in range(2):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{number}</desc></svg>'
        asset = media.add_drawing(uow, svg, width=4, height=3)
        ids.append(service.add_photo(uow, product, asset.id).id)
    service.order_photos(uow, product, [ids[2], ids[0], ids[1]])
    service.remove_photo(uow, product, ids[0])
    uow.session.flush()
    rows = uow.session.scalars(
        select(Photo).where(Photo.product_id == product.id).order_by(Photo.position)
    ).all()
    assert [(row.id, row.position) for row in rows] == [(ids[2], 1), (ids[1], 2)]
    with pytest.raises(NotFoundError):
        service.order_photos(uow, product, [ids[2]])


def test_a_change_of_what_is_sold_is_heard_seen_and_written_down(uow: UnitOfWork) -> None:
    product = ready(uow)
    service.publish(uow, product)
    uow.recorded.clear()
    shelf = make.category(uow)
    before = versions.snapshot(uow.session)
    facts = ProductFacts(
        category_id=shelf.id,
        temperature=Temperature.CHILLED,
        label=LABEL,
        shelf_life_days=10,
        season=[4, 5],
    )
    service.update_product(uow, product, facts)
    after = versions.snapshot(uow.session)
    assert uow.recorded == [ProductChanged(product_id=product.id)]
    moved = {name for name in after if after[name] != before.get(name, 0)}
    assert moved == {
        "catalogue",
        versions.bucket("product", product.id),
        versions.bucket("storefront", product.organisation_id),
    }
    uow.session.flush()
    uow.session.expire_all()
    assert uow.session.get_one(Category, shelf.id).product_count == 1
    assert product.season_mask == (1 << 4) + (1 << 5)
    entry = uow.session.scalars(
        select(Entry).where(Entry.action == "office:product:update").order_by(Entry.id.desc())
    ).first()
    assert entry is not None
    assert entry.changes["temperature"] == ["ambient", "chilled"]


def test_what_the_market_does_not_know_is_refused(uow: UnitOfWork) -> None:
    product = ready(uow)
    facts = ProductFacts(category_id=product.category_id, temperature=Temperature.AMBIENT)
    for wrong, code in (
        (replace(facts, allergens=["stardust"]), "allergen_unknown"),
        (replace(facts, label={"kind": "cloud"}), "label_kind_unknown"),
        (replace(facts, season=[13]), "season_wrong"),
    ):
        with pytest.raises(DomainError) as refused:
            service.update_product(uow, product, wrong)
        assert refused.value.code == code


def test_a_business_cannot_reach_the_goods_of_another(uow: UnitOfWork) -> None:
    product = ready(uow)
    other = make.storefront(uow)
    with pytest.raises(NotFoundError):
        service.get_product(uow, product.id, organisation_id=other.organisation_id)
    variant = make.variant(uow, product)
    with pytest.raises(NotFoundError):
        service.get_variant(uow, variant.id, organisation_id=other.organisation_id)


def test_a_reviewed_translation_is_remembered_both_ways(uow: UnitOfWork) -> None:
    made = make.product(uow, names={"ja": "港の花かつお", "en": "Harbour flakes"})
    service.review_text(uow, made, "en")
    units = uow.session.scalars(select(MemoryUnit)).all()
    said = {(one.source_locale, one.target_locale, one.target) for one in units}
    assert said == {("ja", "en", "Harbour flakes"), ("en", "ja", "港の花かつお")}
