"""Points and curves from which every drawing is made."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Points = Sequence[Point]


@dataclass(frozen=True)
class Frame:
    """Where a thing stands on the sheet: moved, turned (degrees) and scaled."""

    x: float = 0
    y: float = 0
    turn: float = 0
    scale: float = 1
    flip: bool = False

    def point(self, x: float, y: float) -> Point:
        """Carry one point from the thing's own measure to the sheet."""
        angle = math.radians(self.turn)
        across = (-x if self.flip else x) * self.scale
        down = y * self.scale
        return (
            self.x + across * math.cos(angle) - down * math.sin(angle),
            self.y + across * math.sin(angle) + down * math.cos(angle),
        )

    def points(self, points: Points) -> list[Point]:
        """Carry a row of points to the sheet."""
        return [self.point(x, y) for x, y in points]


HERE = Frame()


def trace(text: str) -> list[Point]:
    """Read a row of points written as "x y, x y, …", the way an outline is kept in one line."""
    pairs = (pair.split() for pair in text.split(","))
    return [(float(x), float(y)) for x, y in pairs]


def between(a: Point, b: Point, share: float) -> Point:
    """Give the point that lies `share` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def smooth(points: Points, *, closed: bool = False, per: int = 6) -> list[Point]:
    """Lead a Catmull-Rom curve through the points, `per` steps between two."""
    count = len(points)
    spans = count if closed else count - 1
    curve: list[Point] = []
    for index in range(spans):
        if closed:
            p0, p1, p2, p3 = (points[(index + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(index + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        curve.extend(_span(p0, p1, p2, p3, step / per) for step in range(per))
    if not closed:
        curve.append(points[-1])
    return curve


def _span(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    def axis(k: int) -> float:
        a, b, c, d = p0[k], p1[k], p2[k], p3[k]
        return 0.5 * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t
        )

    return (axis(0), axis(1))


def ellipse(
    centre: Point, rx: float, ry: float, *, start: float = 0, end: float = 360
) -> list[Point]:
    """Give an ellipse, or the part of one between two angles."""
    whole = abs(end - start) >= 360
    steps = max(8, int(abs(end - start) / 360 * max(14, (rx + ry) / 9)))
    last = steps if not whole else steps - 1
    return [
        (
            centre[0] + rx * math.cos(math.radians(start + (end - start) * k / steps)),
            centre[1] + ry * math.sin(math.radians(start + (end - start) * k / steps)),
        )
        for k in range(last + 1)
    ]


def polygon(corners: Points, *, step: float = 42) -> list[Point]:
    """Give straight edges with crisp corners: a corner counts twice, so the curve reaches it."""
    result: list[Point] = []
    for index, corner in enumerate(corners):
        after = corners[(index + 1) % len(corners)]
        result.extend((corner, corner))
        parts = max(1, int(math.dist(corner, after) / step))
        result.extend(between(corner, after, k / parts) for k in range(1, parts))
    return result


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give a rectangle with crisp corners."""
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def straight(a: Point, b: Point, *, step: float = 40) -> list[Point]:
    """Give a straight line as a row of points, so that a pen can tremble on it."""
    parts = max(2, int(math.dist(a, b) / step))
    return [between(a, b, k / parts) for k in range(parts + 1)]


def rounded(x: float, y: float, width: float, height: float, radius: float = 24) -> list[Point]:
    """Give a rectangle with soft corners."""
    right, low, r = x + width, y + height, radius
    corners = [
        ellipse((right - r, y + r), r, r, start=-90, end=0),
        ellipse((right - r, low - r), r, r, start=0, end=90),
        ellipse((x + r, low - r), r, r, start=90, end=180),
        ellipse((x + r, y + r), r, r, start=180, end=270),
    ]
    result: list[Point] = []
    for index, corner in enumerate(corners):
        result.extend(corner)
        result.extend(straight(corner[-1], corners[(index + 1) % 4][0], step=60)[1:-1])
    return result


def evenly(points: Points, step: float, *, closed: bool = False) -> list[Point]:
    """Lay the points out again at even distances of about `step`."""
    track = [*points, points[0]] if closed else list(points)
    result = [track[0]]
    rest = step
    for a, b in itertools.pairwise(track):
        length = math.dist(a, b)
        travelled = rest
        while travelled <= length and length > 0:
            result.append(between(a, b, travelled / length))
            travelled += step
        rest = travelled - length
    if not closed:
        result.append(track[-1])
    return result
