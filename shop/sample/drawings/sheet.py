"""The sheet under every drawing: paper by temperature, its grain, and the closing of the SVG."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.geometry import Point, ellipse, smooth
from shop.sample.drawings.pen import Chance, Pen

WIDTH, HEIGHT = 800, 600


def close(pen: Pen, *, width: int = WIDTH, height: int = HEIGHT, paper: str = "#fff") -> str:
    """Wrap the pen's marks into one self-contained SVG with the grain of paper laid over it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">'
        f'<defs><pattern id="g" width="190" height="170" patternUnits="userSpaceOnUse">'
        f"{_grain()}</pattern></defs>"
        f'<rect width="{width}" height="{height}" fill="{paper}"/>'
        f"{''.join(pen.marks)}"
        f'<rect width="{width}" height="{height}" fill="url(#g)"/></svg>'
    )


def _grain() -> str:
    chance = Chance(11)
    dark = "".join(_fibre(chance) for _ in range(16))
    light = "".join(_fibre(chance) for _ in range(16))
    return (
        f'<path d="{dark}" stroke="#6b4a22" stroke-opacity=".13" fill="none"/>'
        f'<path d="{light}" stroke="#fff" stroke-opacity=".2" fill="none"/>'
    )


def _fibre(chance: Chance) -> str:
    x, y = chance.within(8, 180), chance.within(8, 160)
    bend = (chance.near(0, 6), chance.near(0, 6))
    return f"M{x:.0f} {y:.0f}q{bend[0]:.0f} {bend[1]:.0f} {chance.near(0, 9):.0f} {chance.near(0, 9):.0f}"


def ground(pen: Pen, kind: str) -> None:
    """Lay the ground of a temperature: warm paper, mist, or frost."""
    _, tone, deep = palette.GROUNDS[kind]
    chance = pen.chance
    centre = (chance.near(400, 12), chance.near(322, 10))
    puddle = [
        (
            centre[0] + math.cos(k / 9 * math.tau) * chance.near(345, 22),
            centre[1] + math.sin(k / 9 * math.tau) * chance.near(232, 16),
        )
        for k in range(9)
    ]
    pen.wash(smooth(puddle, closed=True), tone, slip=(0, 0), step=60)
    if kind == "chilled":
        _mist(pen)
    elif kind == "frozen":
        _frost(pen, deep)
    else:
        _sun(pen, deep)


def _sun(pen: Pen, colour: str) -> None:
    for k in range(3):
        start = pen.chance.within(190, 210) + k * 24
        arc = ellipse((400, 322), 366 + k % 2 * 8, 252, start=start, end=start + 14)
        pen.stroke(arc, 5, colour=colour)


def _mist(pen: Pen) -> None:
    for k in range(4):
        y = (96, 138, 500, 540)[k] + pen.chance.near(0, 10)
        x = pen.chance.within(60, 180) + (k % 2) * 250
        length = pen.chance.within(170, 280)
        row = [(x + length * s / 5, y + math.sin(s * 1.7) * 5) for s in range(6)]
        pen.stroke(smooth(row), 15, colour="#ffffff", opacity=0.75)


def _frost(pen: Pen, colour: str) -> None:
    places: tuple[Point, ...] = ((84, 92), (716, 118), (96, 498), (724, 486), (176, 52), (640, 548))
    for index, (x, y) in enumerate(places):
        size = (34, 28, 26, 34, 15, 15)[index] + pen.chance.near(0, 3)
        for arm in range(3):
            angle = math.radians(60 * arm + pen.chance.near(15, 6))
            dx, dy = math.cos(angle) * size, math.sin(angle) * size
            pen.stroke([(x - dx, y - dy), (x, y), (x + dx, y + dy)], 4.5, colour=colour, step=90)
