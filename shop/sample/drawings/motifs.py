"""Small patterns for labels, cloth and bowls, from the port's shirts and the sea."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.geometry import Frame, Point, ellipse, smooth, trace
from shop.sample.drawings.pen import Pen


def motif(pen: Pen, name: str, at: Point, size: float, colour: str = palette.INDIGO) -> None:
    """Print one of the motifs about a point."""
    {
        "waves": waves,
        "fish": fish_mark,
        "leaf": leaf,
        "sun": sun,
        "fuji": fuji,
        "moon": moon,
        "shrimp": shrimp_mark,
        "citrus": citrus,
        "rope": rope,
        "drop": drop,
        "boat": boat_mark,
        "flower": flower,
    }[name](pen, at, size, colour)


def waves(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print three scales of seigaiha, the sea of blue waves."""
    size *= 0.62
    for dx, dy in ((-0.5, 0.0), (0.5, 0.0), (0.0, 0.34)):
        centre = (at[0] + dx * size, at[1] + dy * size)
        for share in (0.48, 0.32, 0.16):
            arc = ellipse(centre, size * share, size * share, start=180, end=360)
            pen.stroke(arc, size * 0.075, colour=colour, step=size * 0.26)


def fish_mark(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a fish in one stroke, as a stamp would."""
    frame = Frame(at[0], at[1], scale=size)
    body = trace("-0.5 0.02, -0.2 -0.24, 0.16 -0.18, 0.36 -0.03, 0.56 -0.22")
    low = trace("0.5 0.02, 0.58 0.24, 0.36 0.07, 0.14 0.22, -0.22 0.24")
    pen.wash(frame.points(smooth(body + low, closed=True)), colour, slip=(0, 0), step=size / 7)
    pen.dot(frame.point(-0.28, -0.05), size * 0.05, palette.WHITE)
    gill = frame.points([(-0.15, -0.16), (-0.1, 0.0), (-0.16, 0.16)])
    pen.stroke(gill, size * 0.06, colour=palette.WHITE, step=size)


def leaf(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print two leaves and a bud of tea."""
    for turn, scale in ((-38, 0.9), (34, 0.9), (-2, 0.72)):
        frame = Frame(at[0], at[1] + size * 0.3, turn=turn, scale=size * scale)
        blade = trace("0 0, -0.19 -0.36, -0.1 -0.7, 0 -0.9, 0.1 -0.7, 0.19 -0.36")
        pen.wash(frame.points(smooth(blade, closed=True)), colour, slip=(0, 0), step=size / 6)
        rib = frame.points([(0, -0.05), (0, -0.4), (0, -0.74)])
        pen.stroke(rib, size * 0.05, colour=palette.WHITE, step=size)


def sun(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a sun with short rays."""
    pen.wash(ellipse(at, size * 0.28, size * 0.28), colour, slip=(0, 0), step=size / 6)
    for k in range(9):
        angle = k / 9 * math.tau
        a, b = (
            (at[0] + math.cos(angle) * size * r, at[1] + math.sin(angle) * size * r)
            for r in (0.37, 0.52)
        )
        pen.stroke([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b], size * 0.07, colour=colour)


def fuji(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print Mount Fuji with its snow."""
    frame = Frame(at[0], at[1], scale=size)
    slope = trace("-0.62 0.32, -0.3 0.04, -0.1 -0.3, 0.1 -0.3, 0.3 0.04, 0.62 0.32")
    pen.wash(frame.points(slope), colour, slip=(0, 0), step=size / 7)
    snow = trace(
        "-0.17 -0.16, -0.09 -0.3, 0.09 -0.3, 0.17 -0.16, 0.08 -0.1, 0.0 -0.17, -0.08 -0.09"
    )
    pen.wash(frame.points(snow), palette.WHITE, slip=(0, 0), step=400)


def moon(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a half moon."""
    half = ellipse(at, size * 0.42, size * 0.42, start=180, end=360)
    pen.wash([*half, half[-1], half[0]], colour, slip=(0, 0), step=size / 6)


def shrimp_mark(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a curled shrimp with its feelers."""
    for k in range(5):
        start = 150 + k * 42
        arc = ellipse(at, size * 0.3, size * 0.3, start=start, end=start + 34)
        pen.stroke(arc, size * (0.2 - 0.024 * k), colour=colour, step=size / 8)
    frame = Frame(at[0], at[1], scale=size)
    for bend in (-0.5, -0.36):
        feeler = frame.points(
            [(-0.22, 0.16), (-0.45, bend * 0.3), (-0.28, bend), (0.1, bend - 0.1)]
        )
        pen.stroke(smooth(feeler), size * 0.04, colour=colour)


def citrus(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a mikan cut across."""
    pen.wash(ellipse(at, size * 0.46, size * 0.43), colour, slip=(0, 0), step=size / 6)
    for k in range(8):
        angle = k / 8 * math.tau + 0.2
        end = (at[0] + math.cos(angle) * size * 0.36, at[1] + math.sin(angle) * size * 0.34)
        middle = ((at[0] + end[0]) / 2, (at[1] + end[1]) / 2)
        pen.stroke([at, middle, end], size * 0.05, colour=palette.WHITE, step=size)


def rope(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a row of twisted rope."""
    for k in range(6):
        x = at[0] + (k - 2.5) * size * 0.19
        bend = [
            (x - size * 0.1, at[1] + size * 0.12),
            (x, at[1]),
            (x + size * 0.1, at[1] - size * 0.12),
        ]
        pen.stroke(bend, size * 0.14, colour=colour, step=size)


def drop(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a drop of dashi with its ring."""
    frame = Frame(at[0], at[1], scale=size)
    form = trace(
        "0 -0.5, 0.1 -0.26, 0.26 0.04, 0.2 0.26, 0 0.34, -0.2 0.26, -0.26 0.04, -0.1 -0.26"
    )
    pen.wash(frame.points(smooth(form, closed=True)), colour, slip=(0, 0), step=size / 7)
    ring = ellipse(frame.point(0, 0.38), size * 0.5, size * 0.14, start=20, end=160)
    pen.stroke(ring, size * 0.07, colour=colour)


def boat_mark(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a fishing boat with its rods."""
    frame = Frame(at[0], at[1], scale=size)
    hull = trace("-0.6 -0.1, -0.4 0.24, 0.42 0.24, 0.66 -0.22, 0.3 -0.02")
    pen.wash(frame.points(hull), colour, slip=(0, 0), step=400)
    pen.wash(frame.points(trace("-0.3 -0.06, -0.3 -0.34, 0 -0.34, 0 -0.04")), colour, slip=(0, 0))
    for k in range(3):
        rod = frame.points(
            [(0.06 + k * 0.14, -0.06), (0.2 + k * 0.16, -0.3), (0.4 + k * 0.16, -0.48)]
        )
        pen.stroke(rod, size * 0.045, colour=colour, step=size)


def flower(pen: Pen, at: Point, size: float, colour: str) -> None:
    """Print a five-petalled flower."""
    for k in range(5):
        angle = k / 5 * math.tau - math.pi / 2
        centre = (at[0] + math.cos(angle) * size * 0.25, at[1] + math.sin(angle) * size * 0.25)
        pen.wash(ellipse(centre, size * 0.19, size * 0.19), colour, slip=(0, 0), step=size / 7)
    pen.dot(at, size * 0.09, palette.WHITE)
