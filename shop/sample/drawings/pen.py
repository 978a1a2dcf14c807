"""The one hand behind all drawings: an uneven indigo line, flat washes, a paper ground."""

import itertools
import math
from collections.abc import Iterable

from shop.sample.drawings import palette
from shop.sample.drawings.geometry import Point, Points, ellipse, evenly

_MASK = (1 << 64) - 1


class Chance:
    """A small seeded source of numbers, the same on every machine and Python."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & _MASK

    def unit(self) -> float:
        """Give the next number from 0 to 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) & 0xFFFFFFFF) / 0xFFFFFFFF

    def within(self, low: float, high: float) -> float:
        """Give the next number between low and high."""
        return low + (high - low) * self.unit()

    def near(self, value: float, spread: float) -> float:
        """Give a number about `value`, at most `spread` away."""
        return self.within(value - spread, value + spread)


class Pen:
    """Draws marks in order; every mark trembles a little, the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Chance(seed)
        self.marks: list[str] = []
        self.stamps: set[str] = set()

    def wash(
        self,
        points: Points,
        colour: str,
        *,
        slip: Point = (3, 3),
        opacity: float = 1,
        step: float = 30,
    ) -> None:
        """Fill a closed form with a flat tone that slips a little off its line, as in a print."""
        moved = [(x + slip[0], y + slip[1]) for x, y in self._tremble(points, 1.2, step, True)]
        self._path(_curve(moved), colour, opacity=opacity)

    def outline(
        self, points: Points, width: float = 6, *, colour: str = palette.INK, step: float = 27
    ) -> None:
        """Draw round a closed form: thin where light falls (upper left), thick below."""
        track = self._tremble(points, 1.1, step, True)
        turning = 1 if _area(track) > 0 else -1
        phase = self.chance.within(0, math.tau)
        outer: list[Point] = []
        inner: list[Point] = []
        count = len(track)
        for index, (x, y) in enumerate(track):
            nx, ny = _normal(track, index, closed=True)
            nx, ny = nx * turning, ny * turning
            shade = 1 + 0.42 * (nx * 0.45 + ny * 0.89)
            swell = 0.16 * math.sin(phase + math.tau * 2 * index / count)
            half = max(0.9, width / 2 * (shade + swell + self.chance.near(0, 0.1)))
            outer.append((x + nx * half, y + ny * half))
            inner.append((x - nx * half * 0.8, y - ny * half * 0.8))
        ring = _curve(outer) + _curve(inner[::-1])
        self._path(ring, colour, evenodd=True)

    def stroke(
        self,
        points: Points,
        width: float = 5,
        *,
        colour: str = palette.INK,
        step: float = 26,
        opacity: float = 1,
    ) -> None:
        """Draw an open line that swells in its middle and runs out to a point at both ends."""
        track = self._tremble(points, 0.8, step, False)
        last = len(track) - 1
        left: list[Point] = []
        right: list[Point] = []
        for index, (x, y) in enumerate(track):
            nx, ny = _normal(track, index, closed=False)
            share = index / last
            half = width / 2 * (0.22 + 0.88 * math.sin(math.pi * (0.08 + 0.84 * share)) ** 0.7)
            half *= 1 + self.chance.near(0, 0.12)
            left.append((x + nx * half, y + ny * half))
            right.append((x - nx * half, y - ny * half))
        self._path(_curve(left + right[::-1]), colour, opacity=opacity)

    def form(self, points: Points, colour: str, width: float = 6, *, step: float = 27) -> None:
        """Fill and outline one closed form."""
        self.wash(points, colour, step=step)
        self.outline(points, width, step=step)

    def dot(self, at: Point, radius: float, colour: str = palette.INK) -> None:
        """Set a round dot."""
        self.marks.append(
            f'<circle cx="{_short(at[0])}" cy="{_short(at[1])}" r="{_short(radius)}" fill="{colour}"/>'
        )

    def flecks(self, places: Iterable[Point], size: float, colour: str) -> None:
        """Set many small uneven flecks as one mark."""
        parts: list[str] = []
        for x, y in places:
            w, h = self.chance.near(size, size * 0.4), self.chance.near(size * 0.6, size * 0.2)
            tilt = self.chance.near(0, size * 0.3)
            parts.append(
                f"M{_short(x - w)} {_short(y + tilt)}q{_short(w)} {_short(-2 * h)} {_short(2 * w)} "
                f"{_short(-2 * tilt)}q{_short(-w)} {_short(2 * h)} {_short(-2 * w)} {_short(2 * tilt)}"
            )
        self._path("".join(parts), colour)

    def hatch(self, a: Point, b: Point, lean: Point, count: int, width: float = 3) -> None:
        """Lay short parallel lines from along a-b, each leaning by `lean`."""
        for index in range(count):
            share = (index + 0.5) / count
            x = a[0] + (b[0] - a[0]) * share + self.chance.near(0, 3)
            y = a[1] + (b[1] - a[1]) * share + self.chance.near(0, 3)
            long = self.chance.within(0.7, 1.1)
            middle = (x + lean[0] * 0.5, y + lean[1] * 0.5 * long)
            self.stroke([(x, y), middle, (x + lean[0], y + lean[1] * long)], width, step=400)

    def stamp(self, name: str, marks: list[str]) -> None:
        """Keep marks aside under a name, to be printed several times."""
        self.stamps.add(name)
        self.marks.append(f'<defs><g id="{name}">{"".join(marks)}</g></defs>')

    def print_stamp(self, name: str, at: Point, *, turn: float = 0, scale: float = 1) -> None:
        """Print a kept stamp: drawn about the origin, moved to `at`, turned and scaled."""
        size = f" scale({_short(scale, 2)})" if scale != 1 else ""
        self.marks.append(
            f'<use href="#{name}" transform="translate({_short(at[0])} {_short(at[1])}) '
            f'rotate({_short(turn)}){size}"/>'
        )

    def aside(self) -> "Pen":
        """Give a second pen of the same hand whose marks are kept apart."""
        return Pen(int(self.chance.unit() * 1e9))

    def shadow(self, centre: Point, rx: float, ry: float, *, colour: str = palette.INK) -> None:
        """Lay the soft flat shadow on which a thing stands."""
        self.wash(ellipse(centre, rx, ry), colour, slip=(0, 0), opacity=0.13, step=50)

    def _tremble(self, points: Points, amount: float, step: float, closed: bool) -> list[Point]:  # noqa: FBT001
        corners = any(a == b for a, b in itertools.pairwise(points))
        track = list(points) if corners else evenly(points, step, closed=closed)
        drift = Chance(int(self.chance.unit() * 1e9))
        return [(x + drift.near(0, amount), y + drift.near(0, amount)) for x, y in track]

    def _path(self, data: str, colour: str, *, opacity: float = 1, evenodd: bool = False) -> None:
        rule = ' fill-rule="evenodd"' if evenodd else ""
        see = f' opacity="{_short(opacity, 2)}"' if opacity < 1 else ""
        self.marks.append(f'<path d="{data}" fill="{colour}"{rule}{see}/>')


def _short(value: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    text = "0" if text in {"-0", ""} else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _curve(points: Points) -> str:
    """Write a quadratic B-spline through the middles of the points, in as few characters as can be."""
    count = len(points)
    middles = [
        (
            (points[k][0] + points[(k + 1) % count][0]) / 2,
            (points[k][1] + points[(k + 1) % count][1]) / 2,
        )
        for k in range(count)
    ]
    x, y = round(middles[-1][0], 1), round(middles[-1][1], 1)
    parts = [f"M{_short(x)} {_short(y)}"]
    for index, (mx, my) in enumerate(middles):
        step = (round(mx - x, 1), round(my - y, 1))
        if index == 0:
            parts.append(f"q{_pair((points[0][0] - x, points[0][1] - y))}{_joined(step)}")
        else:
            # The reflected control point of "t" is exactly the next point of the spline.
            parts.append(f"t{_pair(step)}")
        x, y = x + step[0], y + step[1]
    return "".join(parts) + "z"


def _pair(point: Point) -> str:
    first, second = _short(point[0]), _short(point[1])
    return first + (second if second.startswith("-") else f" {second}")


def _joined(point: Point) -> str:
    text = _pair(point)
    return text if text.startswith("-") else f" {text}"


def _area(points: Points) -> float:
    return sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )


def _normal(points: Points, index: int, *, closed: bool) -> Point:
    """Give the direction that stands square on the line at one of its points."""
    count = len(points)
    reach = 2
    if closed:
        a, b = points[(index - reach) % count], points[(index + reach) % count]
    else:
        a, b = points[max(index - 1, 0)], points[min(index + 1, count - 1)]
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1
    return (dy / length, -dx / length)
