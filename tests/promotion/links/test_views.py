"""Following a short address, and the desks' pages of links."""

from core.identity.models import Role
from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from promotion.links import queries
from tests.factories import identity

PHONE = {"User-Agent": "Mozilla/5.0 (Android 16; Mobile) Firefox/140.0", "Accept-Language": "th"}
BOT = {"User-Agent": "Googlebot/2.1"}
FORM = {
    "label": "Poster",
    "path": "/ja/catalogue",
    "medium": "print",
    "source": "station",
    "campaign": "winter",
}


def test_a_link_is_made_followed_in_the_readers_language_and_counted(
    uow: UnitOfWork, client: PageClient
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.city(uow), role=Role.CITY_STAFF))
    client.post("/en/city/links", FORM)
    [row] = queries.list_links(uow.session, organisation_id=None)
    followed = client.get(f"/l/{row.code}", status=302, headers=PHONE)
    assert followed.location.startswith("/th/catalogue?utm_source=station&utm_medium=print")
    client.get(f"/l/{row.code}", status=302, headers=BOT)
    page = client.get("/en/city/links")
    assert page.words("tbody .table__number") == "1"
    assert (
        client.get(f"/en/city/links/{row.id}/qr.svg", check=False).response.mimetype
        == "image/svg+xml"
    )
    assert (
        client.get(f"/en/city/links/{row.id}/qr.png", check=False).response.data[:4] == b"\x89PNG"
    )


def test_an_address_elsewhere_is_refused_beside_its_field_and_what_was_typed_stays(
    uow: UnitOfWork, client: PageClient
) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    page = client.post("/en/office/links", {**FORM, "path": "//elsewhere.example"}, status=422)
    assert "Give the address of one of our own pages" in page.text
    assert page.one("input[name=label]").get("value") == "Poster"


def test_another_desks_link_is_not_found(uow: UnitOfWork, client: PageClient) -> None:
    client.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    client.post("/en/office/links", FORM)
    own = uow.actor
    assert own.organisation_id is None
    other = PageClient(client.app)
    other.sign_in(identity.signed_in(uow, organisation=identity.vendor(uow)))
    assert other.get("/en/office/links").all("tbody tr") == []
    other.get("/en/office/links/1/qr.svg", status=404)


def test_an_unknown_code_is_not_found(client: PageClient) -> None:
    client.get("/l/nothing", status=404)
