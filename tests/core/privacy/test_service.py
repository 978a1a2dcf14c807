"""A copy of one's data and the erasure of a person, whatever features there are."""

import json
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.identity.models import User
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.privacy import archive, service
from core.privacy.models import CopyState, DataCopy
from core.privacy.ports import Part, PersonalData, holders
from core.testing.clock import FakeClock
from core.text import LazyText, lazy
from core.unit_of_work import Database, UnitOfWork
from tests.factories import identity

PAGE = "http://localhost/en/accounts/data"


class Diary:
    """A feature of the test: it keeps words, and may refuse."""

    def __init__(self) -> None:
        self.words: dict[int, str] = {}
        self.is_open = False

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        rows = [{"words": self.words.get(user_id, ""), "list": [1, 2]}]
        return (Part(key="diary", title=lazy("Diary"), rows=rows),)

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        if self.is_open:
            raise DomainError("open", "The diary is open.")

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        assert uow.session.get_one(User, user_id).name, "the account is erased last"
        self.words.pop(user_id, None)

    def kept(self) -> Sequence[LazyText]:
        return (lazy("The cover is kept."),)


@pytest.fixture
def diary(app: object, monkeypatch: pytest.MonkeyPatch) -> Diary:
    made = Diary()
    items: list[PersonalData] = [*holders, made]
    monkeypatch.setattr(holders, "_items", items)
    return made


@pytest.fixture
def person(uow: UnitOfWork, diary: Diary) -> User:
    made = identity.user(uow, locale="en")
    diary.words[made.id] = "<b>dear</b> diary"
    return made


def test_the_copy_holds_every_features_part_for_people_and_machines(
    uow: UnitOfWork, database: Database, person: User
) -> None:
    service.ask(uow, person.id, locale="en", page=PAGE)
    uow.session.commit()
    run_due(database)
    letter = uow.session.scalars(select(OutgoingMessage)).one()
    token = str(letter.context["link"]).removeprefix(f"{PAGE}/")
    files = ZipFile(BytesIO(service.fetch(uow, person.id, token)))
    assert sorted(files.namelist()) == ["data.json", "index.html"]
    data = json.loads(files.read("data.json"))
    assert data["diary"] == [{"words": "<b>dear</b> diary", "list": [1, 2]}]
    assert data["account"][0]["email"] == person.email
    page = files.read("index.html").decode()
    assert "&lt;b&gt;dear&lt;/b&gt; diary" in page
    assert 'lang="en"' in page


def test_the_file_goes_when_its_time_is_over(
    uow: UnitOfWork, database: Database, clock: FakeClock, person: User
) -> None:
    service.ask(uow, person.id, locale="en", page=PAGE)
    uow.session.commit()
    run_due(database)
    token = str(uow.session.scalars(select(OutgoingMessage)).one().context["link"])
    token = token.removeprefix(f"{PAGE}/")
    with pytest.raises(NotFoundError):
        service.fetch(uow, identity.user(uow).id, token)
    later = UnitOfWork(session=uow.session, actor=uow.actor, now=clock() + service.LASTS)
    with pytest.raises(NotFoundError):
        service.fetch(later, person.id, token)
    service.forget_copies(later, {})
    copy = uow.session.scalars(select(DataCopy)).one()
    assert (copy.content, copy.token, copy.state) == (None, None, CopyState.GONE)


def test_a_second_copy_waits_an_hour(uow: UnitOfWork, clock: FakeClock, person: User) -> None:
    service.ask(uow, person.id, locale="en", page=PAGE)
    with pytest.raises(DomainError, match="being made"):
        service.ask(uow, person.id, locale="en", page=PAGE)
    later = UnitOfWork(session=uow.session, actor=uow.actor, now=clock() + service.AGAIN_AFTER)
    service.ask(later, person.id, locale="en", page=PAGE)


def test_erasing_asks_every_feature_and_ends_with_the_account(
    uow: UnitOfWork, diary: Diary, person: User
) -> None:
    email = person.email
    service.erase(uow, person.id)
    uow.session.flush()
    assert diary.words == {}
    assert (person.name, person.active) == ("", False)
    assert person.email != email
    assert "The cover is kept." in [str(sentence) for sentence in service.kept()]


def test_one_feature_that_refuses_keeps_everything(
    uow: UnitOfWork, diary: Diary, person: User
) -> None:
    diary.is_open = True
    with pytest.raises(DomainError, match="open"):
        service.erase(uow, person.id)
    assert diary.words
    assert person.active


def test_parts_with_one_key_are_joined() -> None:
    part = Part(key="a", title=lazy("A"), rows=[{"n": 1}])
    assert json.loads(archive.json_of([part, part])) == {"a": [{"n": 1}, {"n": 1}]}
