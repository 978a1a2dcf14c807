"""Mikan: whole with a leaf, cut across, in a crate, as juice and as jam."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, box, ellipse, polygon, smooth, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, jar, masu, pouch

SKINS = {
    "mikan": (palette.MIKAN, palette.MIKAN_LIGHT, "#f6b445"),
    "early": ("#c9b93f", "#e0d36a", "#f3b14a"),
    "ripe": ("#e57f22", "#f2a94e", "#f09a33"),
    "lemon": ("#f0d34e", "#f8e68c", "#f6e07a"),
}


def fruit(pen: Pen, frame: Frame, skin: str, *, leaf: bool) -> None:
    """Draw one whole mikan, a little flat, dimpled, with or without its leaf."""
    colour, light, _ = SKINS[skin]
    edge = smooth(
        trace("0 -72, 58 -66, 96 -24, 94 26, 56 66, 0 74, -58 66, -95 26, -96 -24, -58 -66"),
        closed=True,
        per=3,
    )
    pen.form(frame.points(edge), colour, 6.5)
    pen.wash(frame.points(ellipse((-34, -22), 34, 24)), light, slip=(0, 0))
    spots = [frame.point(pen.chance.near(8, 68), pen.chance.near(10, 44)) for _ in range(14)]
    pen.flecks(spots, 3.6 * frame.scale, "#c9741a" if skin != "lemon" else "#d3b23a")
    star = frame.point(2, -58)
    for k in range(5):
        angle = k / 5 * math.tau
        tip = (
            star[0] + 13 * math.cos(angle) * frame.scale,
            star[1] + 7 * math.sin(angle) * frame.scale,
        )
        pen.stroke(
            [star, ((star[0] + tip[0]) / 2, (star[1] + tip[1]) / 2), tip],
            6,
            colour=palette.TEA_DARK,
            step=99,
        )
    if leaf:
        blade = frame.points(
            smooth(trace("2 -60, 34 -104, 92 -120, 130 -96, 96 -70, 44 -60"), closed=True)
        )
        pen.form(blade, palette.TEA, 5, step=16)
        pen.stroke(
            frame.points([(10, -64), (64, -88), (122, -98)]), 3.2, colour=palette.TEA_DARK, step=50
        )


def half(pen: Pen, frame: Frame, skin: str) -> None:
    """Draw half a mikan with its segments towards us."""
    colour, _, flesh = SKINS[skin]
    pen.form(frame.points(ellipse((0, 0), 92, 86)), colour, 6.5)
    pen.wash(frame.points(ellipse((0, 0), 79, 73)), "#fdeecb", slip=(0, 0))
    for k in range(9):
        a, b = (k + 0.09) / 9 * math.tau, (k + 0.91) / 9 * math.tau
        m = (a + b) / 2
        wedge = [
            (11 * math.cos(m), 10 * math.sin(m)),
            (62 * math.cos(a), 58 * math.sin(a)),
            (71 * math.cos(m), 66 * math.sin(m)),
            (62 * math.cos(b), 58 * math.sin(b)),
        ]
        pen.wash(frame.points(smooth(wedge, closed=True, per=4)), flesh, slip=(0, 0), step=13)
        pen.stroke(
            frame.points(
                [
                    (32 * math.cos(m), 30 * math.sin(m)),
                    (46 * math.cos(m + 0.1), 43 * math.sin(m + 0.1)),
                    (58 * math.cos(m), 54 * math.sin(m)),
                ]
            ),
            3.4,
            colour="#fde3a6",
            step=99,
        )


def mikan(pen: Pen, drawing: Drawing) -> None:
    """Draw mikan loose, in a net or in a crate, by number and kind."""
    skin, package = drawing.text("skin", "mikan"), drawing.text("package", "loose")
    for name, leaf in (("o", False), ("ol", True)):
        each = pen.aside()
        fruit(each, Frame(scale=0.74 if package == "crate" else 1), skin, leaf=leaf)
        pen.stamp(name, each.marks)
    if package == "crate":
        _crate(pen)
        return
    if package == "net":
        _net(pen)
        places: tuple[tuple[str, Point], ...] = (("ol", (556, 418)),)
    else:
        places = (("o", (268, 276)), ("ol", (420, 230)), ("o", (212, 406)), ("ol", (380, 396)))
    for name, at in places:
        pen.shadow((at[0] + 8, at[1] + 72), 92, 17)
        pen.print_stamp(name, at, turn=pen.chance.near(0, 14))
    if package != "net":
        pen.shadow((586, 500), 96, 17)
        half(pen, Frame(580, 416, turn=12), skin)


def _crate(pen: Pen) -> None:
    masu(pen, (400, 376), (580, 250))
    rows = ((228, 5, 0), (284, 5, 46), (338, 5, 8))
    for y, count, shift in rows:
        for k in range(count):
            at = (196 + k * 98 + shift, y - (16 if k in {1, 2, 3} else 0))
            pen.print_stamp("ol" if (k + y) % 5 == 1 else "o", at, turn=pen.chance.near(0, 20))
    front = polygon(trace("112 388, 688 388, 678 502, 122 502"), step=110)
    pen.form(front, palette.WOOD, 6)
    pen.stroke([(124, 446), (400, 449), (680, 445)], 4, colour=palette.WOOD_DARK, step=120)
    motif(pen, "citrus", (400, 444), 92, palette.VERMILION)


def _net(pen: Pen) -> None:
    for at in ((250, 300), (360, 320), (212, 412), (318, 424), (404, 430)):
        pen.print_stamp("o", at, turn=pen.chance.near(0, 30))
    sack = smooth(
        trace("300 150, 200 220, 120 330, 124 450, 230 512, 400 510, 492 446, 480 330, 390 220"),
        closed=True,
    )
    pen.outline(sack, 5, colour=palette.VERMILION)
    for k in range(7):
        top = 176 + k * 42
        pen.stroke(
            smooth([(300, 156), (top - 30, 330), (top + 10, 506)]), 3.2, colour=palette.VERMILION
        )
    for k in range(6):
        y = 236 + k * 46
        half_width = 96 + 84 * math.sin(min(1.0, (k + 1) / 5) * 1.6)
        pen.stroke(
            smooth([(300 - half_width, y), (300, y + 18), (300 + half_width, y)]),
            3.2,
            colour=palette.VERMILION,
        )
    pen.form(box(262, 104, 86, 54), palette.WHITE, 5)
    motif(pen, "citrus", (305, 131), 40, palette.MIKAN)


def pressed(pen: Pen, drawing: Drawing) -> None:
    """Draw what is made of mikan: juice in bottles, marmalade in a jar, dried slices."""
    skin, form = drawing.text("skin", "mikan"), drawing.text("form", "juice")
    label = Label(motif="citrus", colour=SKINS[skin][0], band=palette.TEA)
    if form == "juice":
        bottles = min(drawing.number("pieces", 1), 3)
        for k in range(bottles):
            _juice(pen, (250 + 118 * k, 496 + 6 * (k % 2)), skin, tall=1.1 if bottles == 1 else 0.9)
    elif form == "dried":
        pouch(pen, (256, 300), (250, 350), label, colour="#f1dcae", turn=-4)
    else:
        jar(pen, (270, 490), (220, 310), SKINS[skin][2], label, lid=palette.TEA)
    if drawing.number("pieces", 1) < 3:
        fruit_at = Frame(474 if form != "juice" else 452, 420, turn=-6, scale=0.9)
        pen.shadow((fruit_at.x + 8, 488), 86, 15)
        fruit(pen, fruit_at, skin, leaf=True)
    pen.shadow((640, 500), 84, 15)
    half(pen, Frame(632, 428, turn=10, scale=0.84), skin)


def _juice(pen: Pen, at: Point, skin: str, *, tall: float) -> None:
    frame = Frame(*at, scale=tall)
    pen.shadow((at[0] + 8, at[1] + 2), 62 * tall, 13)
    body = trace(
        "-50 -4, -54 -190, -44 -222, -22 -258, -20 -296, 20 -296, 22 -258, 44 -222, 54 -190, 50 -4, 0 2"
    )
    edge = frame.points(smooth(body, closed=True, per=3))
    pen.wash(edge, SKINS[skin][2])
    pen.outline(edge, 6)
    pen.form(frame.points(box(-24, -326, 48, 34)), palette.WHITE, 5)
    pen.form(frame.points(box(-53, -160, 106, 98)), palette.WHITE, 4.6)
    motif(pen, "citrus", frame.point(0, -112), 62 * tall, SKINS[skin][0])
    pen.stroke(
        frame.points([(-40, -186), (-42, -110), (-39, -30)]),
        7,
        colour="#ffffff",
        opacity=0.6,
        step=60,
    )
