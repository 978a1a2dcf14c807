"""Two web servers and two workers on one PostgreSQL and one Redis behave as one market."""

import io
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPException
from time import monotonic

import pytest
from PIL import Image
from sqlalchemy import select, text

from analytics.visits.models import Drop, DropReason
from core.identity import service as people
from core.identity.models import User
from core.mail.models import OutgoingMessage
from core.media.models import AssetState
from core.outbox import Job
from core.testing.processes import eventually
from core.testing.visitor import Visitor
from core.unit_of_work import SYSTEM
from shop.storefronts.models import Storefront, StorefrontText
from tests.cluster.conftest import FORM_TOKEN, City

pytestmark = pytest.mark.cluster


def address() -> str:
    return f"person{random.getrandbits(60)}@example.org"


def rename(visitor: Visitor, name: str) -> int:
    """Send the form of the storefront's Japanese words; the answer's status."""
    sent = {"name": name, "tagline": "", "story": "", "csrf_token": FORM_TOKEN}
    return visitor.post("/en/office/storefront/texts/ja", sent).status


def name_of(city: City, storefront: Storefront) -> str:
    with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
        found = uow.session.scalars(
            select(StorefrontText.name).where(
                StorefrontText.storefront_id == storefront.organisation_id,
                StorefrontText.locale == "ja",
            )
        )
        return found.one()


def sign_up(visitor: Visitor, email: str) -> int:
    visitor.get("/en/identity/sign-up")
    page = visitor.get("/en/identity/sign-up").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    password = "three tuna and one mikan tree"
    form = {"name": "Somchai", "email": email, "password": password, "csrf_token": token}
    return visitor.post("/en/identity/sign-up", form).status


def jobs_waiting(city: City) -> int:
    with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
        waiting = select(Job.id).where(Job.done_at.is_(None), Job.run_after <= uow.now)
        return len(uow.session.scalars(waiting).all())


def test_a_change_made_on_one_is_seen_on_the_other_within_a_second(city: City) -> None:
    storefront, owner = city.owner()
    path = f"/ja/storefronts/{storefront.slug}"
    reader = Visitor(city.b.port)
    for _ in range(2):
        assert "丸山鰹節店" in reader.get(path).text
    assert rename(owner, "焼津屋") == 303
    changed = monotonic()
    while True:
        asked = monotonic()
        if "焼津屋" in reader.get(path).text:
            break
        assert asked - changed < 5, "never seen"
    assert asked - changed <= 1.0


def test_one_cookie_is_good_before_both_servers(city: City) -> None:
    _, owner = city.owner()
    assert owner.get("/en/office/storefront").status == 200
    assert owner.at(city.b.port).get("/en/office/storefront").status == 200
    assert Visitor(city.b.port).get("/en/office/storefront").status == 303


def test_tries_are_counted_together(city: City) -> None:
    """Thirty in a quarter of an hour, wherever they are made."""
    visitor = Visitor(city.a.port)
    page = visitor.get("/en/identity/recover").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]

    def window() -> int:
        return int(datetime.now(UTC).timestamp()) // 900

    began = window()
    ports = [city.a.port, city.b.port] * 20
    tried = [
        visitor.at(port).post("/en/identity/recover", {"email": "", "csrf_token": token}).status
        for port in ports
    ]
    if window() == began:
        assert tried == [422] * 30 + [429] * 10
    assert set(tried) <= {422, 429}


def test_a_web_server_that_is_stopped_writes_the_visits_it_has_counted(city: City) -> None:
    def counted() -> int:
        with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
            found = select(Drop.count).where(Drop.reason == DropReason.NO_USER_AGENT)
            return uow.session.scalar(found) or 0

    visitor = Visitor(city.a.port)
    assert [visitor.post("/-/visit", {"address": "/ja/"}).status for _ in range(7)] == [204] * 7
    city.a.stop("web")
    assert counted() == 7
    city.a.start("web")
    city.a.wait()


def test_every_mail_leaves_once_whichever_worker_takes_it(city: City) -> None:
    addresses = [address() for _ in range(24)]
    for email in addresses:
        with city.app.test_request_context(), city.database.unit_of_work(SYSTEM) as uow:
            page = "http://localhost/en/identity/confirm"
            people.sign_up(uow, email=email, name="Aoi", locale="en", password_hash="x", page=page)
    eventually(lambda: all(city.smtp.taken_for(email) for email in addresses), seconds=60)
    eventually(lambda: jobs_waiting(city) == 0, seconds=30)
    assert [len(city.smtp.taken_for(email)) for email in addresses] == [1] * 24
    with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
        sent = select(OutgoingMessage.sent_at).where(OutgoingMessage.to.in_(addresses))
        assert None not in uow.session.scalars(sent).all()


def test_a_worker_killed_in_mid_job_loses_no_mail(city: City) -> None:
    email = address()
    city.b.kill("worker")
    city.smtp.hold(email)
    assert sign_up(Visitor(city.a.port), email) == 303
    eventually(lambda: email in city.smtp.held, seconds=30, what="the mail is being handed over")
    city.a.kill("worker")
    city.smtp.let_go(email)
    city.a.start("worker")
    city.b.start("worker")
    eventually(lambda: city.smtp.taken_for(email), seconds=60)
    eventually(lambda: jobs_waiting(city) == 0, seconds=30)
    assert len(city.smtp.taken_for(email)) == 1


def test_a_web_server_killed_in_mid_request_leaves_nothing_half_done(city: City) -> None:
    """The request waits in its transaction for a row that the test holds; then its server dies."""
    storefront, owner = city.owner()
    key = {"key": storefront.organisation_id}
    with ThreadPoolExecutor(1) as pool:
        with city.engine.connect() as connection:
            held = "SELECT 1 FROM shop_storefront_texts WHERE storefront_id = :key FOR UPDATE"
            connection.execute(text(held), key)
            sent = pool.submit(rename, owner, "半分")
            eventually(lambda: is_waiting(city), seconds=20, what="the request waits")
            city.a.kill("web")
            connection.rollback()
        with pytest.raises((OSError, HTTPException)):
            sent.result(timeout=20)
    eventually(lambda: not is_waiting(city), seconds=20)
    assert name_of(city, storefront) == "丸山鰹節店"
    assert rename(owner.at(city.b.port), "全部") == 303
    assert name_of(city, storefront) == "全部"
    city.a.start("web")
    city.a.wait()
    page = Visitor(city.a.port).get(f"/ja/storefronts/{storefront.slug}")
    assert (page.status, "全部" in page.text) == (200, True)


def is_waiting(city: City) -> bool:
    """Whether somebody waits for a lock in the market's PostgreSQL."""
    with city.engine.connect() as connection:
        waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(connection.scalar(text(waits)))


def test_what_was_committed_is_done_though_queue_and_web_server_died_after_it(
    city: City,
) -> None:
    email = address()
    city.redis.stop()
    assert sign_up(Visitor(city.a.port), email) == 303
    city.a.kill("web")
    city.redis.start()
    eventually(lambda: city.smtp.taken_for(email), seconds=60)
    assert len(city.smtp.taken_for(email)) == 1
    with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(User.email).where(User.email == email)).all() == [email]
    city.a.start("web")
    city.a.wait()


def test_a_photo_taken_in_by_one_is_shown_by_the_other(city: City) -> None:
    storefront, owner = city.owner()
    picture = io.BytesIO()
    colour = tuple(random.randbytes(3))
    Image.new("RGB", (640, 480), colour).save(picture, "JPEG")
    sent = owner.upload(
        "/en/office/storefront/photo", {"csrf_token": FORM_TOKEN}, {"photo": picture.getvalue()}
    )
    assert sent.status == 303

    def ready() -> str:
        with city.database.unit_of_work(SYSTEM, read_only=True) as uow:
            hero = uow.session.get_one(Storefront, storefront.organisation_id).hero
            return hero.key if hero and hero.state is AssetState.READY else ""

    key = eventually(ready, seconds=60, what="the photo is ready")
    for port in (city.a.port, city.b.port):
        answer = Visitor(port).get(f"/media/{key}/320.jpg")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
