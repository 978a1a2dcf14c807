"""Cans of fish: round, flat, tall and oval, with a printed label or an open lid."""

import math
from dataclasses import dataclass

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, ellipse, smooth, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, carton, jar

PAINTS = {
    "indigo": (palette.INDIGO, palette.WHITE),
    "red": (palette.VERMILION, "#fbe6c8"),
    "gold": (palette.GOLD, palette.NIGHT),
    "green": (palette.TEA, palette.WHITE),
    "white": (palette.WHITE, palette.INDIGO),
    "miso": ("#b9793a", "#fbe6c8"),
    "sky": ("#8db6cf", palette.NIGHT),
}
INSIDES = {
    "tuna": ("#f0c9ac", "#d99f7c"),
    "skipjack": ("#dda885", "#b97f5d"),
    "mackerel": ("#e3d3bf", "#8fa0a8"),
    "sardine": ("#d8cfc0", "#7f98a8"),
    "miso": ("#c68f52", "#93602d"),
}


@dataclass(frozen=True)
class Tin:
    """The measure and the print of one can."""

    wide: float
    tall: float
    paint: str
    motif: str


def can(pen: Pen, at: Point, tin: Tin) -> None:
    """Draw one closed can; `at` is the middle of its foot."""
    x, y = at
    half, lip = tin.wide / 2, tin.wide * 0.15
    colour, mark = PAINTS[tin.paint]
    top = y - tin.tall
    pen.shadow((x + 10, y + lip * 0.5), half * 1.04, lip * 1.05)
    wall = [
        *ellipse((x, y), half, lip, start=0, end=180),
        (x - half, top),
        (x - half, top),
        *ellipse((x, top), half, lip, start=180, end=0),
        (x + half, top),
    ]
    pen.wash(wall, colour, slip=(2, 2))
    for v in (0.13, 0.87):
        arc = ellipse((x, top + tin.tall * v), half * 0.99, lip, start=4, end=176)
        pen.stroke(arc, 9, colour=mark)
    motif(
        pen,
        tin.motif,
        (x, top + tin.tall * 0.5 + lip * 0.9),
        min(tin.wide * 0.5, tin.tall * 0.62),
        mark,
    )
    pen.outline(wall, 6.5)
    pen.form(ellipse((x, top), half, lip), palette.STEEL, 5.5)
    pen.outline(ellipse((x, top + 1), half * 0.86, lip * 0.8), 3.4)
    ring = ellipse((x - half * 0.22, top + lip * 0.1), half * 0.2, lip * 0.26)
    pen.form(ring, palette.SILVER, 4)
    pen.dot((x + half * 0.02, top), 5)
    glint = [
        (x - half * 0.82, top + tin.tall * 0.26),
        (x - half * 0.84, top + tin.tall * 0.5),
        (x - half * 0.8, y - tin.tall * 0.1),
    ]
    pen.stroke(glint, 9, colour="#ffffff", opacity=0.55, step=50)


def _opened(pen: Pen, at: Point, tin: Tin, inside: str) -> None:
    x, y = at
    half, lip = tin.wide / 2, tin.wide * 0.17
    top = y - tin.tall
    lid = Frame(x + half * 0.1, top - lip * 2.1, turn=-7)
    pen.form(lid.points(ellipse((0, 0), half * 0.94, lip * 1.5)), palette.SILVER, 5.5)
    pen.outline(lid.points(ellipse((0, 0), half * 0.74, lip * 1.15)), 3.4)
    can(pen, at, tin)
    light, dark = INSIDES[inside]
    pen.form(ellipse((x, top), half, lip), palette.SILVER, 5.5)
    pen.wash(ellipse((x, top + 2), half * 0.88, lip * 0.82), "#e7c987", slip=(0, 0))
    for k in range(7):
        u = x + half * 0.62 * math.cos(k * 2.4) * (0.4 + 0.1 * k)
        v = top + lip * 0.45 * math.sin(k * 2.4) * (0.4 + 0.1 * k)
        chunk = smooth(
            [(u - 40, v + 3), (u - 14, v - 15), (u + 26, v - 12), (u + 42, v + 3), (u, v + 14)],
            closed=True,
        )
        pen.form(chunk, light, 4, step=20)
        pen.stroke([(u - 16, v - 2), (u + 4, v - 6), (u + 24, v - 1)], 3.4, colour=dark, step=50)


def cans(pen: Pen, drawing: Drawing) -> None:
    """Draw cans: one open beside one closed, a tower, or a gift box of them."""
    build = drawing.text("build", "flat")
    wide, tall = {"flat": (250, 96), "round": (220, 150), "tall": (190, 230)}[build]
    tin = Tin(wide, tall, drawing.text("paint", "indigo"), drawing.text("motif", "fish"))
    pieces = drawing.number("pieces", 1)
    inside = drawing.text("inside", "tuna")
    if pieces == 1:
        can(pen, (256, 430), tin)
        _opened(pen, (538, 460), tin, inside)
        return
    small = Tin(wide * 0.74, tall * 0.74, tin.paint, tin.motif)
    other = Tin(
        small.wide, small.tall, drawing.text("paint2", tin.paint), drawing.text("motif2", tin.motif)
    )
    for index, each_tin in enumerate((small, other)):
        each = pen.aside()
        can(each, (0, 0), each_tin)
        pen.stamp(f"t{index}", each.marks)
    columns = {2: 1, 3: 1, 4: 2, 5: 2, 6: 2}.get(pieces, 3)
    rows = math.ceil(min(pieces, 9) / columns)
    for k in range(min(pieces, 9)):
        column, row = k // rows, k % rows
        x = 232 + (column - (columns - 1) / 2) * (small.wide + 14) + 20
        pen.print_stamp(f"t{(row + column) % 2}", (x, 478 - row * (small.tall + 4)))
    _opened(pen, (600, 480), small, inside)


def oval(pen: Pen, drawing: Drawing) -> None:
    """Draw a flat oval tin of sardines, its lid rolled back on a key."""
    colour, mark = PAINTS[drawing.text("paint", "red")]
    light, dark = INSIDES[drawing.text("inside", "sardine")]
    pen.shadow((410, 452), 300, 40)
    base = smooth(
        trace(
            "120 330, 160 256, 400 232, 640 256, 682 330, 676 400, 630 446, 400 468, 170 446, 124 400"
        ),
        closed=True,
    )
    pen.form(base, colour, 7)
    rim_line = smooth(
        trace("120 330, 160 256, 400 232, 640 256, 682 330, 640 402, 400 426, 160 402"),
        closed=True,
    )
    pen.form(rim_line, palette.STEEL, 6)
    inner = smooth(
        trace("150 330, 184 274, 400 252, 616 274, 652 330, 614 384, 400 406, 186 384"),
        closed=True,
    )
    pen.form(inner, "#e7c987", 4.5)
    _sardines(pen, light, dark)
    roll = smooth(
        trace("612 236, 700 262, 726 340, 704 404, 668 410, 676 330, 650 268"),
        closed=True,
    )
    pen.form(roll, palette.SILVER, 5.5)
    pen.stroke([(720, 260), (752, 226), (762, 200)], 8, step=40)
    motif(pen, drawing.text("motif", "waves"), (300, 442), 44, mark)


def _sardines(pen: Pen, light: str, dark: str) -> None:
    each = pen.aside()
    body = smooth(
        trace("-190 4, -150 -22, 20 -28, 150 -12, 196 0, 150 16, 20 26, -150 22"),
        closed=True,
    )
    each.form(body, light, 5)
    each.wash(
        smooth(
            trace("-186 0, -150 -20, 20 -26, 150 -11, 194 0, 20 -6, -150 -2"),
            closed=True,
        ),
        dark,
        slip=(0, 0),
    )
    each.stroke([(-130, 10), (0, 14), (120, 6)], 4, colour="#ffffff", step=60)
    pen.stamp("i", each.marks)
    for k in range(4):
        pen.print_stamp(
            "i",
            (404 + (-8 if k % 2 else 8), 284 + 31 * k),
            turn=pen.chance.near(0, 1.5),
            scale=0.98 if 0 < k < 3 else 0.9,
        )


def jars(pen: Pen, drawing: Drawing) -> None:
    """Draw fish in glass under oil: three jars, a jar with its box, or one beside its toast."""
    light, dark = INSIDES[drawing.text("inside", "tuna")]
    label = Label(motif=drawing.text("motif", "fish"), colour=palette.INDIGO)
    pieces = min(drawing.number("pieces", 1), 3)
    lids = (palette.GOLD, palette.VERMILION, palette.INDIGO)
    if pieces > 1:
        for k in range(pieces):
            x = 400 + (k - (pieces - 1) / 2) * 200
            jar(pen, (x, 488), (176, 270), light, label, lid=lids[k])
        return
    boxed = drawing.text("with", "none") == "box"
    if boxed:
        carton(pen, (240, 320), (230, 250), label, colour="#dfe7ea")
    x = 550 if boxed else 258
    jar(pen, (x, 488), (230, 350), light, label)
    for k in range(4):
        y = 440 - 66 * k
        curve = [(x - 76, y), (x - 88, y - 12), (x - 80, y - 28)]
        pen.stroke(curve, 5, colour=palette.WHITE, opacity=0.8, step=30)
    if not boxed:
        _toast(pen, Frame(574, 410, turn=-6), light, dark)


def _toast(pen: Pen, frame: Frame, light: str, dark: str) -> None:
    pen.shadow(frame.point(8, 88), 160, 20)
    crust = "-140 84, -136 -36, -156 -74, -108 -116, 0 -122, 110 -116, 156 -74, 136 -36, 140 84"
    pen.form(frame.points(smooth(trace(crust), closed=True, per=4)), "#b97a3c", 6)
    crumb = "-122 70, -118 -36, -132 -70, -98 -100, 0 -106, 98 -100, 132 -70, 118 -36, 122 70"
    pen.wash(frame.points(smooth(trace(crumb), closed=True, per=4)), "#f6dfae", slip=(0, 0))
    for k in range(11):
        u, v = pen.chance.near(0, 84), pen.chance.near(-20, 66)
        chunk = smooth(
            [(u - 34, v), (u - 8, v - 18), (u + 32, v - 8), (u + 24, v + 14)], closed=True
        )
        pen.form(frame.points(chunk), light, 4, step=20)
        pen.stroke(frame.points([(u - 12, v - 4), (u + 4, v - 6), (u + 18, v)]), 3.4, colour=dark)
        if k % 2:
            pen.dot(frame.point(u + 10, v + 4), 5, palette.TEA_DARK)
