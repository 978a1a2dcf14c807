"""The sheets: every text can be read on its ground, light and dark, at least 4.5 to 1."""

import re
from pathlib import Path
from typing import Final

import pytest

CSS: Final = Path(__file__).resolve().parents[3] / "core/web/static/core/css"
DEFINED: Final = re.compile(r"--([\w-]+):\s*([^;]+);")
GROUNDS: Final = ("ground", "surface", "sunk")
INHERITED: Final = [
    (ink, ground) for ink in ("ink", "ink-soft", "link", "price", "danger") for ground in GROUNDS
] + [
    ("ink", "dawn"),
    ("on-dawn", "dawn-deep"),
    ("on-band-soft", "band"),
    ("link-hover", "surface"),
    ("success", "surface"),
    *[(ink, "price-ground") for ink in ("ink", "ink-soft", "price", "link")],
    *[(tone, f"{tone}-ground") for tone in ("info", "warning", "success", "danger")],
]


def test_the_bundle_names_every_sheet_once() -> None:
    listed = (CSS / "bundle.txt").read_text().split()
    assert sorted(listed) == sorted(path.name for path in CSS.glob("*.css"))


def _scheme(name: str) -> dict[str, str]:
    colours = (CSS / "colours.css").read_text(encoding="utf-8")
    light, dark = colours.split("@media screen and (prefers-color-scheme: dark)")
    values = dict(DEFINED.findall((CSS / "tokens.css").read_text(encoding="utf-8")))
    values.update(DEFINED.findall(light))
    if name == "dark":
        values.update(DEFINED.findall(dark))
    return values


def _luminance(values: dict[str, str], name: str) -> float:
    value = values[name]
    while found := re.fullmatch(r"var\(--([\w-]+)\)", value):
        value = values[found[1]]
    channels = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(values: dict[str, str], ink: str, ground: str) -> float:
    bright, dim = sorted((_luminance(values, ink), _luminance(values, ground)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _pairs_in_rules() -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for path in CSS.glob("*.css"):
        for rule in re.findall(r"{([^{}]*)}", path.read_text(encoding="utf-8")):
            ink = re.search(r"(?<![\w-])color: var\(--([\w-]+)\)", rule)
            ground = re.search(r"background: var\(--([\w-]+)\)", rule)
            if ink and ground:
                pairs.add((ink[1], ground[1]))
    return pairs


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme: str) -> None:
    values = _scheme(scheme)
    pairs = {*INHERITED, *_pairs_in_rules()}
    assert ("on-action", "action") in pairs
    weak = {
        pair: round(_contrast(values, *pair), 2) for pair in pairs if _contrast(values, *pair) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_of_controls_can_be_seen(scheme: str) -> None:
    values = _scheme(scheme)
    for ground in GROUNDS:
        assert _contrast(values, "line-strong", ground) >= 3
        assert _contrast(values, "focus", ground) >= 3


def test_a_ground_is_never_set_without_its_text() -> None:
    """A coloured ground that keeps whatever text colour it finds is how contrast gets lost."""
    neutral = {"ground", "surface", "sunk", "chart-1", "pattern", "line", "band", "action"}
    for path in CSS.glob("*.css"):
        for rule in re.findall(r"{([^{}]*)}", path.read_text(encoding="utf-8")):
            ground = re.search(r"background: var\(--([\w-]+)\)", rule)
            if ground and ground[1] not in neutral:
                assert re.search(r"(?<![\w-])color: ", rule), f"{path.name}: {rule.strip()}"


def test_no_sheet_is_too_long_and_none_uses_a_colour_of_its_own() -> None:
    free = {"tokens.css", "colours.css", "document.css", "print.css"}
    for path in CSS.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, path.name
        assert path.name in free or not re.search(r"#[0-9a-fA-F]{3,8}\b", text), path.name
