"""The drawings: the same each time, well-formed, self-contained and small."""

import re
from xml.etree import ElementTree as ET

import pytest

from shop.sample.drawings import (
    MARKS,
    SCENES,
    SHAPES,
    Drawing,
    draw,
    draw_category,
    draw_hero,
    draw_storefront,
)
from shop.sample.drawings.geometry import Frame, evenly, smooth, trace
from shop.sample.drawings.pen import Chance


def everything() -> dict[str, str]:
    pictures = {f"shape {shape}": draw(Drawing(shape), seed=3) for shape in SHAPES}
    pictures |= {f"category {key}": draw_category(key) for key in MARKS}
    pictures |= {
        f"scene {scene}": draw_storefront(scene, motif="waves", cloth="#2f5596", seed=3)
        for scene in SCENES
    }
    return pictures | {"hero": draw_hero()}


@pytest.fixture(scope="module")
def pictures() -> dict[str, str]:
    return everything()


def test_same_seed_gives_the_same_picture(pictures: dict[str, str]) -> None:
    assert everything() == pictures


def test_another_seed_gives_another_picture() -> None:
    assert draw(Drawing("fish"), seed=1) != draw(Drawing("fish"), seed=2)


def test_every_picture_is_well_formed_svg(pictures: dict[str, str]) -> None:
    for name, picture in pictures.items():
        root = ET.fromstring(picture)
        assert root.tag == "{http://www.w3.org/2000/svg}svg", name


def test_no_picture_runs_or_fetches_anything(pictures: dict[str, str]) -> None:
    for name, picture in pictures.items():
        bare = picture.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "<script" not in bare, name
        assert "<text" not in bare, name
        assert "style=" not in bare, name
        assert "://" not in bare, name
        assert re.findall(r'href="[^#]', bare) == [], name
        assert re.findall(r"url\((?!#)", bare) == [], name


def test_every_stamp_printed_was_kept_under_its_name(pictures: dict[str, str]) -> None:
    for name, picture in pictures.items():
        printed = set(re.findall(r'href="#([^"]+)"', picture))
        kept = re.findall(r'<g id="([^"]+)"', picture)
        assert printed <= set(kept), name
        assert len(kept) == len(set(kept)), name


def test_product_drawings_stay_small(pictures: dict[str, str]) -> None:
    sizes = {name: len(p) for name, p in pictures.items() if name.startswith("shape ")}
    assert {name: size for name, size in sizes.items() if size > 16_000} == {}


def test_scenes_stay_within_forty_kilobytes(pictures: dict[str, str]) -> None:
    assert {name: len(p) for name, p in pictures.items() if len(p) > 40_000} == {}


@pytest.mark.parametrize(
    ("ground", "paper"), [("ambient", "#f7ecd6"), ("chilled", "#e9f1f1"), ("frozen", "#e6eef8")]
)
def test_the_ground_follows_the_temperature(ground: str, paper: str) -> None:
    assert f'height="600" fill="{paper}"' in draw(Drawing("saku", ground), seed=1)


def test_a_product_drawing_is_four_to_three() -> None:
    assert 'viewBox="0 0 800 600"' in draw(Drawing("tea"), seed=1)


def test_storefronts_are_sixteen_to_nine_and_the_hero_is_wider() -> None:
    assert 'viewBox="0 0 1280 720"' in draw_storefront("boat", motif="fish", cloth="#fff", seed=1)
    assert 'viewBox="0 0 1680 720"' in draw_hero()


def test_chance_stays_within_its_bounds() -> None:
    chance = Chance(5)
    numbers = [chance.within(2, 3) for _ in range(200)]
    assert min(numbers) >= 2
    assert max(numbers) <= 3
    assert len(set(numbers)) == 200


def test_trace_reads_an_outline() -> None:
    assert trace("1 2, -3.5 4") == [(1.0, 2.0), (-3.5, 4.0)]


def test_frame_turns_and_moves_a_point() -> None:
    x, y = Frame(10, 20, turn=90, scale=2).point(1, 0)
    assert (round(x, 6), round(y, 6)) == (10, 22)


def test_smooth_passes_through_its_points() -> None:
    assert smooth([(0, 0), (4, 2), (8, 0)], per=4)[4] == (4, 2)


def test_evenly_keeps_its_distance() -> None:
    assert evenly([(0, 0), (10, 0)], 4) == [(0, 0), (4.0, 0.0), (8.0, 0.0), (10, 0)]
