"""Reporting a listing, and the city's desk."""

import pytest
from sqlalchemy import select

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from shop.catalogue.models import Product
from shop.notices.models import Notice
from shop.notices.states import NoticeState
from shop.storefronts.models import Storefront
from tests.factories import identity
from tests.factories import shop as make

FORM = {"reason": "label", "words": "Shrimp is missing.", "email": "ann@example.org"}


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    made = make.product(uow)
    uow.session.commit()
    return made


def test_anybody_reports_a_product_or_a_business_from_its_page(
    client: PageClient, uow: UnitOfWork, product: Product
) -> None:
    slug = uow.session.get_one(Storefront, product.organisation_id).slug
    for page, report in (
        (f"/en/catalogue/{product.slug}", f"/en/notices/product/{product.slug}"),
        (f"/en/storefronts/{slug}", f"/en/notices/business/{slug}"),
    ):
        assert f'href="{report}"' in client.get(page).response.text
        client.get(report)
        assert client.post(report, FORM).location == "/en/notices/sent"
    client.get("/en/notices/sent")
    found = uow.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert [one.product_id for one in found] == [product.id, None]


def test_what_is_missing_is_said_and_nothing_is_kept(
    client: PageClient, uow: UnitOfWork, product: Product
) -> None:
    wrong = {"email": "nobody"}
    page = client.post(f"/en/notices/product/{product.slug}", wrong, status=422)
    assert [each.text_content().strip() for each in page.all(".error-summary li")] == [
        "Choose what is wrong.",
        "Write what is wrong.",
        "This is no e-mail address.",
    ]
    assert uow.session.scalars(select(Notice)).all() == []


def test_one_visitor_can_only_send_a_few(client: PageClient, product: Product) -> None:
    report = f"/en/notices/product/{product.slug}"
    for _ in range(5):
        client.post(report, FORM)
    client.post(report, FORM, status=429)


def test_staff_take_a_notice_in_hand_and_close_it(
    client: PageClient, uow: UnitOfWork, product: Product
) -> None:
    client.post(f"/ja/notices/product/{product.slug}", FORM)
    notice = uow.session.scalars(select(Notice)).one()
    client.sign_in(identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF))
    assert notice.number in client.get("/en/city/notices").text
    page = f"/en/city/notices/{notice.id}"
    client.post(f"{page}/take")
    assert notice.number in client.get("/en/city/notices?state=in_hand").text
    client.post(page, {"outcome": "corrected", "note": ""}, status=422)
    client.post(page, {"outcome": "corrected", "note": "The label was put right."})
    uow.session.refresh(notice)
    assert notice.state is NoticeState.CLOSED
    assert "The label was put right." in client.get(page).text
    assert notice.number in client.get("/en/city/notices?state=closed").text


def test_the_desk_is_not_for_everybody(client: PageClient, uow: UnitOfWork) -> None:
    client.get("/en/city/notices", status=303)
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    client.get("/en/city/notices", status=403)


@pytest.mark.parametrize("lang", CODES)
def test_its_pages_open_in_every_written_form(
    client: PageClient, product: Product, lang: str
) -> None:
    client.get(f"/{lang}/notices/product/{product.slug}")
    client.get(f"/{lang}/notices/sent")
