"""The form of selling abroad."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional, Regexp

from core.text import LazyText, current_locale, gettext, lazy
from core.web.forms import Form, choices
from i18n.formatting import country
from shop.catalogue.models import OriginStage
from shop.delivery.zones import prefecture_names
from shop.export.classes import NAMES
from shop.export.countries import CODES, HOME
from shop.export.reasons import PAPERS, PROVIDABLE
from shop.export.service import Abroad, Place

STAGES: Final[Mapping[OriginStage, LazyText]] = {
    OriginStage.CATCH: lazy("Caught or grown in"),
    OriginStage.LANDING: lazy("Landed in"),
    OriginStage.MAKING: lazy("Made in"),
    OriginStage.PACKING: lazy("Packed in"),
}
SEA: Final = "sea"
HS_REGIONS: Final = ("TW", "HK", "KR", "TH", "SG", "EU")
_CODE: Final = Regexp(r"^(\d{6})?$", message=lazy("A customs code has six digits."))


def places() -> Any:
    """Nothing said, the sea, prefectures, then other countries."""
    abroad = sorted(((code, country(code)) for code in CODES if code != HOME), key=lambda p: p[1])
    return choices(
        [
            ("", gettext("Not said yet")),
            (SEA, gettext("At sea")),
            *prefecture_names(current_locale()),
            *abroad,
        ]
    )


def _place(stage: OriginStage) -> Any:
    return SelectField(STAGES[stage], choices=places, default="")


def _code(label: Any) -> Any:
    return StringField(label, [Optional(), _CODE], render_kw={"size": 6})


def _number(paper: str) -> Any:
    label: Any = PAPERS[paper]
    return StringField(label, [Optional(), Length(max=40)])


class AbroadForm(Form):
    """Places, codes, numbers and papers."""

    export_class = SelectField(
        lazy("What it counts as abroad"),
        choices=lambda: choices(
            [("", gettext("Not said yet: it is sold in Japan only")), *NAMES.items()]
        ),
    )
    catch = _place(OriginStage.CATCH)
    catch_name = StringField(lazy("Name of the sea or place"), [Optional(), Length(max=120)])
    landing = _place(OriginStage.LANDING)
    landing_name = StringField(lazy("Name of the port"), [Optional(), Length(max=120)])
    making = _place(OriginStage.MAKING)
    packing = _place(OriginStage.PACKING)
    hs_code = _code(lazy("Customs code (HS), six digits"))
    hs_tw = _code(lazy("Other code in Taiwan"))
    hs_hk = _code(lazy("Other code in Hong Kong"))
    hs_kr = _code(lazy("Other code in Korea"))
    hs_th = _code(lazy("Other code in Thailand"))
    hs_sg = _code(lazy("Other code in Singapore"))
    hs_eu = _code(lazy("Other code in the European Union"))
    customs_name = StringField(
        lazy("Description for customs, in English"),
        [Optional(), Length(max=200)],
        description=lazy(
            "What it is, of what, and how it is made: dried bonito flakes, for soup stock."
        ),
    )
    latin_name = StringField(lazy("Latin name of the species"), [Optional(), Length(max=120)])
    provides = SelectMultipleField(
        lazy("Papers that you can get for it"),
        choices=[*choices((key, PAPERS[key]) for key in PROVIDABLE)],
        description=lazy(
            "Where a country asks for a paper, it is sold there only when you tick it. It then has to lie in the parcel."
        ),
    )
    is_eu_pah_ok = BooleanField(
        lazy("A test shows that the smoke residues are below the limit of the European Union")
    )
    registration_cn = _number("registration_cn")
    registration_eu = _number("registration_eu")
    registration_gb = _number("registration_gb")
    registration_kr = _number("registration_kr")


def present(said: Abroad, export_class: str) -> dict[str, Any]:
    """The form's values for what is said so far."""
    values: dict[str, Any] = {
        "export_class": export_class,
        "hs_code": said.hs_code,
        "customs_name": said.customs_name,
        "latin_name": said.latin_name,
        "provides": list(said.provides),
        "is_eu_pah_ok": said.is_eu_pah_ok,
        **{f"hs_{key.lower()}": code for key, code in said.hs_overrides.items()},
        **{f"registration_{key.lower()}": number for key, number in said.registrations.items()},
    }
    for place in said.places:
        where = place.prefecture or (SEA if place.country == HOME else place.country)
        values[place.stage.value] = where
        values[f"{place.stage.value}_name"] = place.place
    return values


def said_by(values: Mapping[str, Any]) -> Abroad:
    """What a form's values say."""
    return Abroad(
        places=_places(values),
        hs_code=(values["hs_code"] or "").strip(),
        hs_overrides={
            key: values[f"hs_{key.lower()}"] for key in HS_REGIONS if values[f"hs_{key.lower()}"]
        },
        latin_name=values["latin_name"] or "",
        customs_name=values["customs_name"] or "",
        is_eu_pah_ok=bool(values["is_eu_pah_ok"]),
        registrations={
            name.removeprefix("registration_").upper(): value or ""
            for name, value in values.items()
            if name.startswith("registration_")
        },
        provides=values["provides"] or [],
    )


def _places(values: Mapping[str, Any]) -> Sequence[Place]:
    found: list[Place] = []
    for stage in OriginStage:
        where, name = values[stage.value], str(values.get(f"{stage.value}_name") or "")
        if where == SEA:
            found.append(Place(stage=stage, place=name))
        elif where in CODES:
            found.append(Place(stage=stage, country=where, place=name))
        elif where:
            found.append(Place(stage=stage, prefecture=where, place=name))
    return found
