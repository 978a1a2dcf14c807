"""Whole fish: each with the profile and the pattern of its kind."""

import itertools
import math
from dataclasses import dataclass

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, ellipse, smooth
from shop.sample.drawings.pen import Pen


@dataclass(frozen=True)
class Kind:
    """One kind of fish: its profile (along, top, bottom in shares of its length) and colours."""

    profile: tuple[tuple[float, float, float], ...]
    back: str
    flank: str
    back_share: float
    tail: float
    pattern: str
    eye: float = 0.022


SKIPJACK = Kind(
    (
        (0, -0.005, 0.005),
        (0.05, -0.055, 0.052),
        (0.16, -0.115, 0.112),
        (0.33, -0.152, 0.156),
        (0.5, -0.146, 0.15),
        (0.68, -0.098, 0.098),
        (0.82, -0.044, 0.042),
        (0.92, -0.015, 0.015),
    ),
    back="#36558f",
    flank=palette.SILVER,
    back_share=-0.1,
    tail=0.155,
    pattern="stripes",
)
TUNA = Kind(
    (
        (0, -0.005, 0.01),
        (0.05, -0.07, 0.06),
        (0.16, -0.14, 0.128),
        (0.34, -0.178, 0.176),
        (0.52, -0.158, 0.16),
        (0.7, -0.092, 0.092),
        (0.84, -0.036, 0.036),
        (0.93, -0.014, 0.014),
    ),
    back=palette.NIGHT,
    flank="#cfd8dd",
    back_share=0.02,
    tail=0.2,
    pattern="plain",
)
MACKEREL = Kind(
    (
        (0, -0.002, 0.01),
        (0.06, -0.05, 0.05),
        (0.17, -0.092, 0.1),
        (0.34, -0.118, 0.128),
        (0.52, -0.108, 0.12),
        (0.7, -0.07, 0.076),
        (0.84, -0.03, 0.032),
        (0.92, -0.016, 0.016),
    ),
    back="#4d7f93",
    flank="#eef0e8",
    back_share=-0.06,
    tail=0.12,
    pattern="waves",
)
SPOTTED = Kind(
    MACKEREL.profile,
    back="#56888f",
    flank="#eef0e8",
    back_share=-0.06,
    tail=0.12,
    pattern="spots",
)
SARDINE = Kind(
    (
        (0, -0.002, 0.012),
        (0.07, -0.045, 0.05),
        (0.2, -0.078, 0.096),
        (0.38, -0.09, 0.114),
        (0.56, -0.082, 0.1),
        (0.74, -0.054, 0.06),
        (0.86, -0.026, 0.028),
        (0.92, -0.02, 0.02),
    ),
    back="#3f6d8c",
    flank="#eef1ee",
    back_share=-0.2,
    tail=0.11,
    pattern="seven",
    eye=0.026,
)
AJI = Kind(
    (
        (0, -0.002, 0.01),
        (0.06, -0.06, 0.055),
        (0.18, -0.115, 0.11),
        (0.34, -0.14, 0.136),
        (0.52, -0.122, 0.122),
        (0.7, -0.072, 0.074),
        (0.85, -0.026, 0.026),
        (0.92, -0.017, 0.017),
    ),
    back="#7d9274",
    flank="#f3efdc",
    back_share=-0.12,
    tail=0.12,
    pattern="scutes",
    eye=0.027,
)
KINDS = {
    "skipjack": SKIPJACK,
    "tuna": TUNA,
    "mackerel": MACKEREL,
    "spotted": SPOTTED,
    "sardine": SARDINE,
    "aji": AJI,
}


class Body:
    """A fish's own measure: along its length, and from back (-1) to belly (+1)."""

    def __init__(self, kind: Kind, length: float, frame: Frame) -> None:
        self.kind, self.length, self.frame = kind, length, frame
        self.top = smooth([(u, t) for u, t, _ in kind.profile])
        self.low = smooth([(u, b) for u, _, b in kind.profile])

    def raw(self, along: float, across: float) -> Point:
        """Give a place in shares of the length, not bounded by the body."""
        return self.frame.point((along - 0.5) * self.length, across * self.length)

    def at(self, along: float, across: float) -> Point:
        """Give the place on the body at a share of its length and of its height."""
        top, low = _read(self.top, along), _read(self.low, along)
        middle, half = (top + low) / 2, (low - top) / 2
        return self.raw(along, middle + half * across)

    def edge(self) -> list[Point]:
        """Give the whole outline without fins."""
        upper = [self.raw(u, t) for u, t in self.top]
        lower = [self.raw(u, b) for u, b in self.low]
        return upper + lower[::-1]


def _read(curve: list[Point], along: float) -> float:
    for (u0, v0), (u1, v1) in itertools.pairwise(curve):
        if u0 <= along <= u1 and u1 > u0:
            return v0 + (v1 - v0) * (along - u0) / (u1 - u0)
    return curve[-1][1] if along > curve[-1][0] else curve[0][1]


def swim(pen: Pen, kind: Kind, length: float, frame: Frame) -> None:
    """Draw one whole fish."""
    body = Body(kind, length, frame)
    size = length / 560
    width = max(3.2, 6.4 * size**0.5)
    _tail(pen, body, width)
    _fins(pen, body, width)
    pen.wash(body.edge(), kind.flank)
    back = [body.at(u / 20, -1) for u in range(19)]
    seam = [
        body.at(u / 20, kind.back_share + 0.12 * math.sin(u / 20 * 5)) for u in range(18, -1, -1)
    ]
    pen.wash(back + seam, kind.back, slip=(1, 2))
    _pattern(pen, body, size)
    pen.outline(body.edge(), width)
    _face(pen, body, size)
    _breast(pen, body, width)


def _tail(pen: Pen, body: Body, width: float) -> None:
    t = body.kind.tail
    shape = (
        smooth(
            [
                body.raw(0.9, -0.014),
                body.raw(0.945, -t * 0.5),
                body.raw(1.0, -t),
            ]
        )
        + smooth(
            [
                body.raw(1.0, -t),
                body.raw(0.968, -t * 0.4),
                body.raw(0.957, 0),
                body.raw(0.968, t * 0.4),
                body.raw(1.0, t),
            ]
        )[1:]
        + smooth([body.raw(1.0, t), body.raw(0.945, t * 0.5), body.raw(0.9, 0.014)])[1:]
    )
    pen.form(shape, body.kind.back, width, step=max(9, body.length / 34))


def _fins(pen: Pen, body: Body, width: float) -> None:
    for side, start, end, height in (
        (-1, 0.33, 0.5, 0.085),
        (-1, 0.56, 0.66, 0.07),
        (1, 0.6, 0.7, 0.07),
    ):
        a, b = body.at(start, side * 0.9), body.at(end, side * 0.9)
        tip = body.at(start + 0.035, side)
        lift = body.raw(0, side * height)
        zero = body.raw(0, 0)
        top = (tip[0] + lift[0] - zero[0], tip[1] + lift[1] - zero[1])
        low = body.at(start + (end - start) * 0.45, side * 1.12)
        pen.form(smooth([a, top, low, b], closed=False), body.kind.back, width * 0.8, step=15)
    if body.kind.pattern in {"stripes", "plain", "waves", "spots"}:
        _finlets(pen, body)


def _finlets(pen: Pen, body: Body) -> None:
    colour = palette.GOLD if body.kind is TUNA else body.kind.back
    for side in (-1, 1):
        for k in range(5):
            u = 0.71 + k * 0.042
            a, b, c = body.at(u, side), body.at(u + 0.03, side), body.at(u + 0.036, side * 1.34)
            pen.wash([a, c, b], colour, slip=(0, 0), step=400)
            pen.stroke([a, c, b], 2.6, step=400)


def _face(pen: Pen, body: Body, size: float) -> None:
    eye = body.at(0.085, -0.18)
    r = body.kind.eye * body.length
    pen.dot(eye, r, palette.WHITE)
    pen.dot(eye, r * 0.62)
    pen.dot((eye[0] - r * 0.2, eye[1] - r * 0.22), r * 0.2, palette.WHITE)
    pen.stroke(ellipse(eye, r, r, start=150, end=420), 3 * size**0.5, step=10)
    mouth = smooth([body.at(0.004, 0.1), body.at(0.035, 0.34), body.at(0.06, 0.3)])
    pen.stroke(mouth, 4.5 * size**0.5, step=14)
    gill = smooth([body.at(0.19, -0.72), body.at(0.228, -0.1), body.at(0.19, 0.6)])
    pen.stroke(gill, 6 * size**0.5)


def _breast(pen: Pen, body: Body, width: float) -> None:
    shape = smooth(
        [
            body.at(0.235, 0.02),
            body.at(0.33, 0.0),
            body.at(0.375, 0.2),
            body.at(0.3, 0.24),
            body.at(0.235, 0.16),
        ],
        closed=True,
    )
    colour = "#4a6797" if body.kind is TUNA else body.kind.back
    pen.form(shape, colour, width * 0.75, step=16)


def _pattern(pen: Pen, body: Body, size: float) -> None:
    {
        "stripes": _stripes,
        "waves": _waves,
        "spots": _spots,
        "seven": _seven,
        "scutes": _scutes,
        "plain": _sheen,
    }[body.kind.pattern](pen, body, size)


def _stripes(pen: Pen, body: Body, size: float) -> None:
    for row, (start, end) in enumerate(((0.29, 0.8), (0.26, 0.83), (0.28, 0.8), (0.34, 0.7))):
        v = 0.16 + row * 0.2
        line = [
            body.at(start + (end - start) * k / 6, v + 0.05 * math.sin(k * 0.9)) for k in range(7)
        ]
        pen.stroke(smooth(line), 8.5 * size, colour=palette.INDIGO)
    _sheen(pen, body, size)


def _sheen(pen: Pen, body: Body, size: float) -> None:
    line = [body.at(0.3 + 0.06 * k, -0.66) for k in range(6)]
    pen.stroke(smooth(line), 9 * size, colour="#ffffff", opacity=0.38)


def _waves(pen: Pen, body: Body, size: float) -> None:
    for k in range(13):
        u = 0.24 + k * 0.05
        lean = 0.012 if k % 2 else -0.012
        deep = -0.2 if k % 2 else -0.05
        line = smooth(
            [
                body.at(u, -0.95),
                body.at(u + 0.016 + lean, -0.72),
                body.at(u - 0.006 - lean, -0.46),
                body.at(u + 0.014, deep),
            ]
        )
        pen.stroke(line, 7.5 * size, step=16)


def _spots(pen: Pen, body: Body, size: float) -> None:
    _waves(pen, body, size * 0.72)
    places = [
        body.at(0.26 + k * 0.045 + row * 0.02, 0.22 + row * 0.22)
        for row in range(3)
        for k in range(12 - row * 2)
    ]
    pen.flecks(places, 4.5 * size, palette.INK_SOFT)


def _seven(pen: Pen, body: Body, size: float) -> None:
    for k in range(7):
        pen.dot(body.at(0.27 + k * 0.085, 0.02), pen.chance.near(6.5, 1) * size, palette.INK)
    _sheen(pen, body, size)


def _scutes(pen: Pen, body: Body, size: float) -> None:
    line = [
        body.at(0.22, -0.34),
        body.at(0.4, -0.3),
        body.at(0.52, 0.02),
        body.at(0.7, 0.04),
        body.at(0.9, 0),
    ]
    pen.stroke(smooth(line), 5 * size, colour=palette.AMBER)
    for k in range(9):
        u = 0.55 + k * 0.038
        pen.stroke([body.at(u, -0.14), body.at(u + 0.01, 0.04), body.at(u, 0.2)], 3 * size, step=99)


def whole(pen: Pen, drawing: Drawing) -> None:
    """Draw whole fish of one kind, one to five, lying as they would on the quay."""
    kind = KINDS[drawing.text("kind", "skipjack")]
    pieces = min(drawing.number("pieces", 1), 5)
    if pieces == 1:
        pen.shadow((410, 436), 280, 26)
        swim(pen, kind, 610, Frame(392, 318, turn=-7))
        return
    gap = {2: 150, 3: 118, 4: 100, 5: 84}[pieces]
    length = {2: 540, 3: 500, 4: 450, 5: 420}[pieces]
    top = 318 - gap * (pieces - 1) / 2
    each = pen.aside()
    each.shadow((0, length * 0.13), length * 0.43, 16)
    swim(each, kind, length, Frame(turn=-3))
    pen.stamp("f", each.marks)
    for k in range(pieces):
        shift = pen.chance.near(0, 14) + (18 if k % 2 else -18)
        pen.print_stamp("f", (400 + shift, top + gap * k), turn=pen.chance.near(-1, 3.5))
