"""Pages of identity: the same for strangers and friends, limited, and to places of ours only."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from core.identity import queries, service
from core.identity.models import Role, SignIn, User
from core.identity.ports import proofs
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.testing.client import PageClient, PageView
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from tests.factories import identity

GOOD = "namiuchi-giwa no shirasu 7"
SIGN_IN = "/ja/identity/sign-in"


@pytest.fixture
def hana(client: PageClient, uow: UnitOfWork) -> User:
    """Somebody with a password; the application composes what hashes it."""
    person = identity.user(uow, email="hana@example.org")
    person.password, person.confirmed_at = proofs().hash_password(GOOD), uow.now
    uow.session.commit()
    return person


def enter(
    client: PageClient, password: str = GOOD, *, status: int = 303, query: str = ""
) -> PageView:
    data = {"email": " Hana@example.ORG ", "password": password}
    return client.post(SIGN_IN + query, data, status=status)


def cookie(client: PageClient) -> dict[str, object]:
    with client.http.session_transaction() as session:
        return dict(session)


def newest_mail(uow: UnitOfWork, to: str) -> OutgoingMessage | None:
    return uow.session.scalars(
        select(OutgoingMessage)
        .where(OutgoingMessage.to == to)
        .order_by(OutgoingMessage.id.desc())
        .limit(1)
    ).one_or_none()


def path_in(mail: OutgoingMessage | None) -> str:
    assert mail is not None
    return str(mail.context["link"]).removeprefix("http://localhost")


def test_a_stranger_signs_up_confirms_and_signs_in(client: PageClient, uow: UnitOfWork) -> None:
    client.get("/en/identity/sign-up")
    sent = client.post(
        "/en/identity/sign-up",
        {"name": "Som", "email": "som@example.org", "password": GOOD},
    )
    assert sent.location == "/en/identity/mail-sent"
    assert client.get(sent.location).words("h1") == "Look into your mail"
    link = path_in(newest_mail(uow, "som@example.org"))
    assert client.get(link).words("main form button") == "Confirm my e-mail address"
    assert queries.find_credentials(uow.session, "som@example.org").is_confirmed is False
    assert client.post(link).location == "/en/identity/sign-in"
    data = {"email": "som@example.org", "password": GOOD}
    assert client.post("/en/identity/sign-in", data).location == "/en/identity/"
    assert client.get("/en/identity/", status=303).location == "/en/"


def test_sign_up_and_recovery_answer_alike_whether_or_not_there_is_an_account(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    for address in ("/ja/identity/sign-up", "/ja/identity/recover"):
        answers = [
            client.post(address, {"name": "N", "email": email, "password": GOOD})
            for email in (hana.email, "stranger@example.org")
        ]
        assert {answer.location for answer in answers} == {"/ja/identity/mail-sent"}


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(
    client: PageClient, hana: User
) -> None:
    wrong = enter(client, "not the password 1", status=422)
    data = {"email": "stranger@example.org", "password": "not the password 1"}
    unknown = client.post(SIGN_IN, data, status=422)
    assert wrong.words(".error-summary") == unknown.words(".error-summary")
    assert wrong.one("#email").get("value").lower() == "hana@example.org"
    assert wrong.one("#password").get("value") is None


def test_an_unconfirmed_person_with_the_right_password_gets_the_link_again(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    hana.confirmed_at = None
    uow.session.commit()
    enter(client, status=422)
    assert newest_mail(uow, hana.email).template == "core/identity/mail/confirm"
    assert "sign_in" not in cookie(client)


def test_the_token_changes_at_sign_in_and_nothing_of_the_visitor_but_the_cart_stays(
    client: PageClient, hana: User
) -> None:
    with client.http.session_transaction() as session:
        session.update(sign_in="planted", cart="cart-key", planted="yes")
    form_token = client.token()
    assert enter(client).status == 303
    kept = cookie(client)
    assert kept["sign_in"] != "planted"
    assert kept["cart"] == "cart-key"
    assert "planted" not in kept
    assert kept.get("csrf_token") != form_token


def test_signing_in_again_ends_the_sign_in_this_browser_had(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    enter(client)
    first = str(cookie(client)["sign_in"])
    enter(client)
    assert queries.find_sign_in(uow.session, first) is None
    assert len(queries.list_sign_ins(uow.session, hana.id, uow.now)) == 1


def test_sign_out_ends_the_row_and_not_only_the_cookie(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    enter(client)
    token = str(cookie(client)["sign_in"])
    assert client.post("/ja/identity/sign-out").location == "/ja/"
    assert cookie(client) == {}
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, token) is None
    client.sign_in(token)
    assert client.get("/ja/identity/security", status=303).location.startswith(SIGN_IN)


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/ja/\nLocation: https://evil.example",
        "ja/cart",
    ],
)
def test_after_signing_in_nobody_is_sent_to_another_site(
    client: PageClient, hana: User, foreign: str
) -> None:
    data = {"email": hana.email, "password": GOOD}
    answer = client.post(SIGN_IN, data, query_string={"next": foreign})
    assert answer.location == "/ja/identity/"


def test_after_signing_in_one_comes_to_the_page_one_wanted(client: PageClient, hana: User) -> None:
    wanted = client.get("/ja/identity/security", status=303).location
    assert wanted == "/ja/identity/sign-in?next=/ja/identity/security"
    form = client.get(wanted).all("main form")[0]
    data = {"email": hana.email, "password": GOOD}
    assert client.post(form.get("action"), data).location == "/ja/identity/security"


def test_too_many_tries_for_one_person_are_refused_in_the_readers_language(
    client: PageClient, hana: User
) -> None:
    for _ in range(10):
        enter(client, "not the password 1", status=422)
    refused = client.post(
        SIGN_IN.replace("/ja/", "/th/"), {"email": hana.email, "password": GOOD}, status=429
    )
    assert refused.tree.get("lang") == "th"
    assert int(refused.response.headers["Retry-After"]) > 0
    assert "sign_in" not in cookie(client)


def test_too_many_tries_of_one_visitor_are_refused(client: PageClient, hana: User) -> None:
    for number in range(30):
        data = {"email": f"person{number}@example.net", "password": "not the password 1"}
        client.post(SIGN_IN, data, status=422)
    client.post(SIGN_IN, {"email": "another@example.net", "password": "x"}, status=429)


def test_recovery_by_mail_ends_every_sign_in(
    client: PageClient, uow: UnitOfWork, database: Database, hana: User
) -> None:
    token = service.start_sign_in(uow, hana)
    uow.session.commit()
    client.post("/ja/identity/recover", {"email": hana.email})
    run_due(database)
    link = path_in(newest_mail(uow, hana.email))
    client.get(link)
    client.post(link, {"password": "short"}, status=422)
    answer = client.post(link, {"password": "another good password 5"})
    assert answer.location == SIGN_IN
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, token) is None
    assert client.get(link, status=410).words("h1")
    assert enter(client, "another good password 5").location == "/ja/identity/"


def with_codes(uow: UnitOfWork, person: User) -> tuple[pyotp.TOTP, list[str]]:
    secret = proofs().new_totp_secret()
    app = pyotp.TOTP(proofs().totp_key(secret).replace("-", ""))
    code = app.at(uow.now - timedelta(seconds=30))
    codes = service.start_one_time_codes(uow, person.id, secret=secret, code=code)
    uow.session.commit()
    return app, codes


def test_a_person_with_one_time_codes_is_signed_in_after_the_code_only(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    app, _ = with_codes(uow, hana)
    asked = enter(client, query="?next=/ja/identity/security").location
    assert asked == "/ja/identity/second-factor?next=/ja/identity/security"
    assert client.get("/ja/identity/security", status=303).location.startswith(SIGN_IN)
    before = cookie(client)["sign_in"]
    action = client.get(asked).one("main form").get("action")
    client.post(action, {"code": "000000"}, status=422)
    assert client.post(action, {"code": app.at(uow.now)}).location == "/ja/identity/security"
    assert cookie(client)["sign_in"] != before
    client.get("/ja/identity/security")


def test_a_recovery_code_opens_in_place_of_the_phone(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    _, codes = with_codes(uow, hana)
    enter(client)
    client.post("/ja/identity/second-factor", {"code": codes[0]})
    page = client.get("/ja/identity/security")
    assert "9" in page.words("section[aria-labelledby=codes-title] p")


def test_codes_of_one_person_are_limited(client: PageClient, uow: UnitOfWork, hana: User) -> None:
    app, _ = with_codes(uow, hana)
    enter(client)
    for _ in range(10):
        client.post("/ja/identity/second-factor", {"code": "000000"}, status=422)
    client.post("/ja/identity/second-factor", {"code": app.at(uow.now)}, status=429)


def test_the_citys_desk_asks_for_a_second_factor_and_lets_it_be_set_up(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    city = identity.city(uow)
    service.add_member(uow, user_id=hana.id, organisation_id=city.id, role=Role.CITY_STAFF)
    uow.session.commit()
    enter(client)
    asked = client.get("/ja/city/audit/", status=303).location
    assert asked == "/ja/identity/second-factor?next=/ja/city/audit/"
    assert [a.get("href") for a in client.get(asked).all("main .button-row a")] == [
        "/ja/identity/passkeys",
        "/ja/identity/one-time-codes",
    ]
    page = client.get("/ja/identity/one-time-codes")
    assert page.one("main img").get("src").startswith("data:image/svg+xml")
    app = pyotp.TOTP(page.words("main code").replace("-", ""))
    client.post("/ja/identity/one-time-codes", {"code": "000000"}, status=422)
    done = client.post("/ja/identity/one-time-codes", {"code": app.at(uow.now)}, status=200)
    assert len(done.all("main li code")) == 10
    client.get("/ja/city/audit/")


def test_the_security_page_lists_and_ends_sign_ins(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    other = service.start_sign_in(uow, hana, device="Safari · iPhone")
    third = service.start_sign_in(uow, hana, device="Edge · Windows")
    uow.session.commit()
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36"}
    client.post(SIGN_IN, {"email": hana.email, "password": GOOD}, headers=agent)
    page = client.get("/ja/identity/security")
    names = [" ".join(cell.text_content().split()) for cell in page.all("tbody th")]
    assert sorted(names) == ["Chrome · Android", "Edge · Windows", "Safari · iPhone"]
    row = queries.find_sign_in(uow.session, other)
    client.post(f"/ja/identity/security/sign-ins/{row.id}/end")
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, other) is None
    assert queries.find_sign_in(uow.session, third) is not None
    client.post("/ja/identity/security/sign-ins/end-others")
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, third) is None
    assert len(client.get("/ja/identity/security").all("tbody tr")) == 1


def test_somebody_elses_sign_in_is_not_found(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    token = service.start_sign_in(uow, identity.user(uow))
    uow.session.commit()
    enter(client)
    row = queries.find_sign_in(uow.session, token)
    client.post(f"/ja/identity/security/sign-ins/{row.id}/end", status=404)
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, token) is not None


def test_a_changed_password_ends_all_sign_ins_but_this_browsers(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    other = service.start_sign_in(uow, hana)
    uow.session.commit()
    enter(client)
    before = cookie(client)["sign_in"]
    new = "another good password 5"
    client.post("/ja/identity/password", {"current": "wrong", "password": new}, status=422)
    client.post("/ja/identity/password", {"current": GOOD, "password": new})
    uow.session.expire_all()
    assert queries.find_sign_in(uow.session, other) is None
    assert cookie(client)["sign_in"] != before
    client.get("/ja/identity/security")


def test_credentials_are_changed_only_soon_after_a_proof(
    client: PageClient, clock: FakeClock, hana: User
) -> None:
    enter(client)
    client.get("/ja/identity/passkeys")
    clock.advance(minutes=31)
    asked = client.get("/ja/identity/passkeys", status=303).location
    assert asked == "/ja/identity/prove?next=/ja/identity/passkeys"
    action = client.get(asked).one("main form").get("action")
    client.post(action, {"current": "not the password 1"}, status=422)
    assert client.post(action, {"current": GOOD}).location == "/ja/identity/passkeys"
    client.get("/ja/identity/passkeys")


def test_a_forged_passkey_is_refused_in_words(client: PageClient, hana: User) -> None:
    page = client.get(SIGN_IN)
    state = page.one("form[data-passkey] input[name=state]").get("value")
    for credential, sent in (("{}", state), ('{"rawId": "AAAA"}', state), ("{}", "forged")):
        data = {"credential": credential, "state": sent}
        refused = client.post("/ja/identity/sign-in/passkey", data, status=422)
        assert refused.words(".error-summary")
    assert "sign_in" not in cookie(client)


def test_last_seen_is_written_once_an_hour_and_not_at_every_page(
    client: PageClient, uow: UnitOfWork, clock: FakeClock, hana: User
) -> None:
    enter(client)
    start = clock()

    def seen() -> object:
        uow.session.expire_all()
        return uow.session.scalars(select(SignIn.seen_at).where(SignIn.user_id == hana.id)).one()

    clock.advance(minutes=59)
    client.get("/ja/identity/security")
    assert seen() == start
    clock.advance(minutes=1)
    client.get("/ja/identity/security")
    assert seen() == start + timedelta(hours=1)


def test_a_person_with_two_organisations_chooses_one(
    client: PageClient, uow: UnitOfWork, hana: User
) -> None:
    first, second = identity.vendor(uow, name="甲水産"), identity.vendor(uow, name="乙茶園")
    for shop in (first, second):
        service.add_member(uow, user_id=hana.id, organisation_id=shop.id, role=Role.OWNER)
    foreign = identity.vendor(uow)
    uow.session.commit()
    enter(client)
    assert client.get("/ja/identity/", status=303).location == "/ja/identity/organisations"
    assert "甲水産" in client.get("/ja/identity/organisations").text
    client.post("/ja/identity/organisations", {"organisation_id": str(foreign.id)}, status=404)
    client.post("/ja/identity/organisations", {"organisation_id": str(second.id)})
    assert cookie(client)["organisation"] == second.id
    assert client.get("/ja/office/members/").words(".desk-header__whose").startswith("乙茶園")


def test_every_page_of_identity_needs_the_forms_token(client: PageClient, hana: User) -> None:
    for path in ("/ja/identity/sign-in", "/ja/identity/sign-out", "/ja/identity/recover"):
        assert client.http.post(path, data={"email": hana.email}).status_code == 400
