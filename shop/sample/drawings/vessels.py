"""Bowls, plates, trays, pouches, jars and boxes in which the food stands."""

from dataclasses import dataclass

from shop.sample.drawings import palette
from shop.sample.drawings.geometry import (
    Frame,
    Point,
    box,
    ellipse,
    polygon,
    smooth,
    straight,
    trace,
)
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen


@dataclass(frozen=True)
class Label:
    """What is printed on a package: paper, motif and the motif's colour."""

    paper: str = palette.WHITE
    motif: str = "waves"
    colour: str = palette.INDIGO
    band: str = palette.VERMILION


def bowl(pen: Pen, at: Point, width: float, colour: str, *, pattern: str = "waves") -> Point:
    """Draw a round bowl seen from a little above; gives the centre of its opening."""
    x, y = at
    half, lip = width / 2, width * 0.13
    pen.shadow((x + 8, y + width * 0.44), half * 0.8, width * 0.055)
    foot = [
        (x - half * 0.38, y + width * 0.36),
        (x - half * 0.34, y + width * 0.44),
        (x + half * 0.34, y + width * 0.44),
        (x + half * 0.38, y + width * 0.36),
    ]
    pen.form(polygon(foot), colour, 5)
    side = ellipse((x, y), half, width * 0.41, start=0, end=180)
    pen.form([*side, side[-1], side[0]], colour, 6.5)
    each = pen.aside()
    motif(each, pattern, (0, 0), width * 0.26, palette.WHITE)
    name = f"m{len(pen.stamps)}"
    pen.stamp(name, each.marks)
    for k in (-1, 0, 1):
        pen.print_stamp(name, (x + k * width * 0.25, y + width * (0.22 - 0.03 * abs(k))))
    pen.form(ellipse((x, y), half, lip), palette.CREAM, 5.5)
    pen.wash(ellipse((x, y + 3), half * 0.9, lip * 0.76), "#d8c6a2", slip=(0, 0))
    return at


def rim(pen: Pen, at: Point, width: float) -> None:
    """Draw the near edge of a bowl once more, over the food that lies in it."""
    pen.stroke(ellipse(at, width / 2, width * 0.13, start=8, end=172), 6)


def plate(
    pen: Pen, at: Point, rx: float, colour: str = palette.WHITE, *, band: str = palette.SEA
) -> None:
    """Draw a round plate with a painted rim."""
    ry = rx * 0.42
    pen.shadow((at[0] + 8, at[1] + ry * 0.36), rx * 0.98, ry)
    pen.form(ellipse((at[0], at[1] + 10), rx, ry), colour, 6)
    pen.form(ellipse(at, rx, ry), colour, 4.5)
    pen.outline(ellipse(at, rx * 0.9, ry * 0.87), 4, colour=band)


def board(pen: Pen, at: Point, width: float, depth: float, colour: str = palette.WOOD) -> None:
    """Draw a wooden board with its grain."""
    x, y = at[0] - width / 2, at[1] - depth / 2
    lean = depth * 0.2
    top = [(x + lean, y), (x + width - lean, y), (x + width, y + depth), (x, y + depth)]
    edge = [
        (x, y + depth),
        (x + width, y + depth),
        (x + width, y + depth + 22),
        (x, y + depth + 22),
    ]
    pen.shadow((at[0] + 6, y + depth + 26), width * 0.5, 20)
    pen.form(polygon(edge, step=120), palette.WOOD_DARK, 5)
    pen.form(polygon(top, step=120), colour, 5.5)
    for k in range(3):
        yy = y + depth * (0.24 + 0.26 * k)
        start = x + width * (0.1 + 0.2 * k)
        line = smooth([(start, yy), (start + width * 0.2, yy + 5), (start + width * 0.42, yy - 2)])
        pen.stroke(line, 3, colour=palette.WOOD_DARK, step=50)


def tray(pen: Pen, at: Point, width: float, depth: float, colour: str = palette.NIGHT) -> None:
    """Draw a shallow tray, as fish is packed in."""
    x, y = at[0] - width / 2, at[1] - depth / 2
    lean = depth * 0.24
    pen.shadow((at[0] + 8, y + depth + 24), width * 0.5, 20)
    outer = [(x + lean, y), (x + width - lean, y), (x + width, y + depth), (x, y + depth)]
    wall = [
        (x, y + depth),
        (x + width, y + depth),
        (x + width - 16, y + depth + 26),
        (x + 16, y + depth + 26),
    ]
    pen.form(polygon(wall, step=110), colour, 5)
    pen.form(polygon(outer, step=110), colour, 5.5)
    inner = [
        (x + lean + 14, y + 12),
        (x + width - lean - 14, y + 12),
        (x + width - 26, y + depth - 14),
        (x + 26, y + depth - 14),
    ]
    pen.wash(polygon(inner, step=150), palette.INK_SOFT, slip=(0, 0))


def pouch(
    pen: Pen, at: Point, size: Point, label: Label, *, colour: str = palette.CREAM, turn: float = 0
) -> None:
    """Draw a stand-up pouch with a sealed top and a printed label; `at` is its middle."""
    w, h = size
    frame = Frame(at[0], at[1], turn=turn)
    pen.shadow((at[0] + 10, at[1] + h * 0.51), w * 0.52, 17)
    body = trace(
        "-0.47 -0.5, 0.47 -0.5, 0.45 -0.36, 0.5 0.1, 0.5 0.46, 0.3 0.51, -0.3 0.51, -0.5 0.46, -0.5 0.1, -0.45 -0.36"
    )
    pen.form(
        frame.points(smooth([(x * w, y * h) for x, y in body], closed=True, per=4)), colour, 6.5
    )
    for y in (-0.43, -0.385):
        pen.stroke(frame.points(straight((-w * 0.43, y * h), (w * 0.43, y * h))), 3)
    paper = frame.points(box(-w * 0.33, -h * 0.26, w * 0.66, h * 0.52))
    pen.form(paper, label.paper, 4)
    pen.wash(frame.points(box(-w * 0.33, h * 0.15, w * 0.66, h * 0.11)), label.band, slip=(0, 0))
    motif(pen, label.motif, frame.point(0, -h * 0.04), min(w, h) * 0.42, label.colour)
    shine = frame.points([(-w * 0.42, -h * 0.2), (-w * 0.435, h * 0.1), (-w * 0.42, h * 0.36)])
    pen.stroke(shine, 8, colour="#ffffff", opacity=0.6, step=60)


def jar(
    pen: Pen, at: Point, size: Point, fill: str, label: Label, *, lid: str = palette.GOLD
) -> None:
    """Draw a glass jar filled to its shoulder; `at` is the middle of its foot."""
    w, h = size
    x, y = at
    pen.shadow((x + 10, y + 2), w * 0.56, 18)
    glass = trace(
        "-0.5 -0.06, -0.5 -0.66, -0.4 -0.78, 0.4 -0.78, 0.5 -0.66, 0.5 -0.06, 0.4 0.0, -0.4 0.0"
    )
    body = smooth([(x + u * w, y + v * h) for u, v in glass], closed=True, per=4)
    pen.wash(body, "#eef3f1")
    inside = trace("-0.44 -0.07, -0.44 -0.62, 0.44 -0.62, 0.44 -0.07, 0.36 -0.035, -0.36 -0.035")
    pen.wash(
        smooth([(x + u * w, y + v * h) for u, v in inside], closed=True, per=4), fill, slip=(0, 0)
    )
    pen.outline(body, 6)
    pen.form(box(x - w * 0.45, y - h * 0.97, w * 0.9, h * 0.2), lid, 5.5)
    pen.hatch((x - w * 0.38, y - h * 0.93), (x + w * 0.4, y - h * 0.93), (0, h * 0.1), 7)
    pen.form(box(x - w * 0.34, y - h * 0.52, w * 0.68, h * 0.36), label.paper, 4)
    motif(pen, label.motif, (x, y - h * 0.34), min(w * 0.5, h * 0.28), label.colour)
    pen.stroke(
        [(x - w * 0.42, y - h * 0.6), (x - w * 0.43, y - h * 0.35), (x - w * 0.42, y - h * 0.12)],
        8,
        colour="#ffffff",
        opacity=0.7,
        step=60,
    )


def carton(pen: Pen, at: Point, size: Point, label: Label, *, colour: str = palette.CREAM) -> None:
    """Draw a closed box turned a little; `at` is the middle of its front face."""
    w, h = size
    x, y = at
    d = w * 0.3
    pen.shadow((x + d * 0.45, y + h * 0.5 + 4), w * 0.66, 18)
    front = [
        (x - w / 2, y - h / 2),
        (x + w / 2, y - h / 2),
        (x + w / 2, y + h / 2),
        (x - w / 2, y + h / 2),
    ]
    top = [
        (x - w / 2, y - h / 2),
        (x - w / 2 + d, y - h / 2 - d * 0.42),
        (x + w / 2 + d, y - h / 2 - d * 0.42),
        (x + w / 2, y - h / 2),
    ]
    side = [
        (x + w / 2, y - h / 2),
        (x + w / 2 + d, y - h / 2 - d * 0.42),
        (x + w / 2 + d, y + h / 2 - d * 0.42),
        (x + w / 2, y + h / 2),
    ]
    pen.form(polygon(side, step=90), palette.KRAFT, 5.5)
    pen.form(polygon(top, step=90), label.paper, 5.5)
    pen.form(polygon(front, step=90), colour, 6)
    pen.wash(box(x - w / 2, y + h * 0.24, w, h * 0.16), label.band, slip=(0, 1))
    motif(pen, label.motif, (x, y - h * 0.1), min(w, h) * 0.5, label.colour)


def masu(pen: Pen, at: Point, size: Point) -> list[Point]:
    """Draw an open wooden box; gives the rim of its inside, to be filled."""
    w, h = size
    x, y = at
    d = h * 0.62
    pen.shadow((x + 6, y + h * 0.5 + 6), w * 0.55, 20)
    back = [(x - w * 0.42, y - d), (x + w * 0.42, y - d), (x + w / 2, y), (x - w / 2, y)]
    pen.form(polygon(back, step=90), palette.WOOD, 6)
    inner = [
        (x - w * 0.385, y - d + 16),
        (x + w * 0.385, y - d + 16),
        (x + w * 0.455, y - 12),
        (x - w * 0.455, y - 12),
    ]
    pen.wash(polygon(inner, step=90), palette.WOOD_DARK, slip=(0, 0))
    front = [
        (x - w / 2, y),
        (x + w / 2, y),
        (x + w * 0.48, y + h * 0.5),
        (x - w * 0.48, y + h * 0.5),
    ]
    pen.form(polygon(front, step=90), palette.WOOD, 6)
    for k in range(2):
        yy = y + h * (0.17 + 0.16 * k)
        line = smooth(
            [(x - w * 0.36 + k * 60, yy), (x - w * 0.1, yy + 4), (x + w * 0.2 + k * 30, yy)]
        )
        pen.stroke(line, 3, colour=palette.WOOD_DARK, step=60)
    return inner
