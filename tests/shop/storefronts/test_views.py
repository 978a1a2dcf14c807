"""The makers' pages."""

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from shop.catalogue import service
from shop.storefronts.models import StorefrontState, StorefrontText
from tests.factories import shop as make


def test_a_maker_shows_its_goods_its_story_and_who_is_responsible(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = make.storefront(uow, name="丸山鰹節店", slug="maruyama")
    shop.legal_name, shop.phone = "有限会社丸山", "054-000-0000"
    key = {"locale": "en", "storefront_id": shop.organisation_id}
    text = uow.session.get_one(StorefrontText, key)
    text.name, text.story = "Maruyama", "First.\n\nSecond."
    make.product(uow, shop=shop, names={"en": "Flakes"})
    make.product(uow, names={"en": "Of another maker"})
    uow.session.commit()
    page = client.get("/en/storefronts/maruyama")
    assert page.words("h1") == "Maruyama"
    assert [a.text_content() for a in page.all(".product-card__name a")] == ["Flakes"]
    assert "First." in [p.text for p in page.all("p")]
    lines = {row.findtext("dt"): row.findtext("dd") for row in page.all("#seller .facts > div")}
    assert lines["Seller"] == "有限会社丸山"
    assert lines["Telephone"] == "054-000-0000"
    assert lines["E-mail"] == "Not given yet"


def test_only_open_storefronts_are_shown(client: PageClient, uow: UnitOfWork) -> None:
    make.storefront(uow, slug="open")
    shut = make.storefront(uow, slug="shut")
    shut.state = StorefrontState.PREPARING
    uow.session.commit()
    links = [a.get("href") for a in client.get("/ko/storefronts").all(".product-card__name a")]
    assert links == ["/ko/storefronts/open"]
    client.get("/ko/storefronts/shut", status=404)


def test_a_new_product_appears_on_a_kept_page_at_once(client: PageClient, uow: UnitOfWork) -> None:
    shop = make.storefront(uow, slug="maruyama")
    old = make.product(uow, shop=shop, names={"en": "Flakes"})
    uow.session.commit()
    assert len(client.get("/en/storefronts/maruyama").all(".product-card")) == 1
    service.archive(uow, old)
    uow.session.commit()
    assert client.get("/en/storefronts/maruyama").all(".product-card") == []
