"""People of the sample market: a buyer, the city's staff, and the owners of sample businesses.

Their passwords are made anew for each database and kept beside it, so that `make run` can show
them. The secret of their one-time codes is the same everywhere, and written here, so that
anybody can try the second factor; in production none of this is done.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from core.identity import passwords, service
from core.identity.models import Organisation, OrganisationKind, Role, User
from core.identity.ports import proofs
from core.settings import Settings
from core.unit_of_work import UnitOfWork

ONE_TIME_KEY: Final = "YAIZUKATSUOBUSHI"
FILE: Final = "sample-sign-ins.json"
_WORDS: Final = [
    "katsuo",
    "minato",
    "namazu",
    "sakura",
    "wakame",
    "isobe",
    "hamaya",
    "suruga",
    "tomato",
    "hotaru",
    "kitsune",
    "momiji",
    "tsubaki",
    "kamome",
    "tanuki",
    "hinata",
    "kumquat",
    "oborozuki",
    "asagao",
    "yukata",
    "ginnan",
    "kohada",
    "hoshino",
    "mizuumi",
    "koyomi",
    "enokida",
    "warabi",
    "fukinoto",
    "sazanami",
    "akebono",
]
_settings: list[Settings] = []


class NotHereError(RuntimeError):
    """Sample people are refused in production."""


@dataclass(frozen=True, kw_only=True)
class SamplePerson:
    """Somebody to try the market as; `who` is what an operator reads."""

    who: str
    email: str
    password: str
    note: str = ""


def add_sample_people(uow: UnitOfWork) -> list[SamplePerson]:
    """Add a buyer and two people of the city's desk, and the city itself.

    Raises NotHereError in production.
    """
    city = service.create_organisation(
        uow, kind=OrganisationKind.CITY, name="焼津市（見本）", is_sample=True
    )
    _, buyer = _add(uow, who="Buyer", key="buyer", name="สมหญิง ใจดี", locale="th")
    people = [buyer]
    for key, who, name, role in (
        ("staff", "City staff", "海野 潮", Role.CITY_STAFF),
        ("admin", "City administrator", "港 なぎさ", Role.CITY_ADMIN),
    ):
        note = f"one-time codes: key {ONE_TIME_KEY}, or: flask --app wsgi users sample-code"
        user, person = _add(uow, who=who, key=key, name=name, locale="ja", note=note)
        user.tf_totp_secret = proofs().totp_secret_of(ONE_TIME_KEY)
        service.add_member(uow, user_id=user.id, organisation_id=city.id, role=role)
        people.append(person)
    return people


def add_sample_owner(uow: UnitOfWork, organisation: Organisation, key: str) -> SamplePerson:
    """Add the owner of a sample business; `key` makes the address. Refused in production."""
    user, person = _add(
        uow, who=f"Owner of {organisation.name}", key=key, name=organisation.name, locale="ja"
    )
    service.add_member(uow, user_id=user.id, organisation_id=organisation.id, role=Role.OWNER)
    return person


def load(uow: UnitOfWork) -> None:
    """The first step of the sample market: people who belong to no business."""
    add_sample_people(uow)


def _add(
    uow: UnitOfWork, *, who: str, key: str, name: str, locale: str, note: str = ""
) -> tuple[User, SamplePerson]:
    if _settings and _settings[0].is_production:
        raise NotHereError("sample people are refused in production")
    password = "-".join(secrets.choice(_WORDS) for _ in range(4)) + f"-{secrets.randbelow(100)}"
    email = f"{key}@sample.example"
    user = service.create_user(
        uow,
        email=email,
        name=name,
        locale=locale,
        password_hash=passwords.accept(password, about=[]),
        is_sample=True,
    )
    person = SamplePerson(who=who, email=email, password=password, note=note)
    if _settings:
        _keep(_settings[0].data / FILE, person)
    return user, person


def _keep(path: Path, person: SamplePerson) -> None:
    """Write a person beside the database, for this operator's eyes only."""
    known: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    others = [one for one in known if one["email"] != person.email]
    path.touch(mode=0o600)
    text = json.dumps([*others, asdict(person)], ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")


def init_app(settings: Settings) -> None:
    """Say where sample people are kept."""
    _settings[:] = [settings]
