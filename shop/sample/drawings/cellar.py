"""Tea and sake: caddies, leaves, cups; bottles, cups and the cedar ball."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.bushi import steam
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, box, ellipse, polygon, smooth, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, carton, pouch

LEAVES = {
    "sencha": ("#55772f", "#7d9c45", "#c9d06a"),
    "fukamushi": ("#44692b", "#6b8f3a", "#a9bb4c"),
    "shincha": ("#6f9636", "#93b54e", "#d7e07f"),
    "hojicha": ("#7b4a27", "#a06a3c", "#c6813d"),
    "genmaicha": ("#5d7a36", "#d9b878", "#d3c565"),
    "wakocha": ("#59301f", "#7a452b", "#b5562f"),
    "powder": ("#7f9f3d", "#9dba55", "#b5c95a"),
    "kukicha": ("#7f9a4d", "#c5c98a", "#d8d98c"),
}
PAPERS = {
    "green": (palette.TEA, palette.WHITE),
    "indigo": (palette.INDIGO, palette.WHITE),
    "red": (palette.VERMILION, "#fbe6c8"),
    "cream": ("#f0dfb4", palette.TEA_DARK),
    "brown": ("#9a673d", "#fbe6c8"),
    "pink": ("#edb7ab", palette.VERMILION),
}


def tea(pen: Pen, drawing: Drawing) -> None:
    """Draw tea: its caddy, pouch or box, its leaves, and a cup of its own colour."""
    kind = LEAVES[drawing.text("leaf", "sencha")]
    colour, mark = PAPERS[drawing.text("paper", "green")]
    package = drawing.text("package", "pouch")
    name = drawing.text("motif", "leaf")
    if package == "caddy":
        _caddy(pen, (236, 452), colour, name, mark)
        if drawing.number("pieces", 1) > 1:
            _caddy(pen, (402, 472), palette.CREAM, name, palette.TEA_DARK)
    elif package in {"box", "bags"}:
        carton(
            pen,
            (256, 316),
            (260, 250),
            Label(motif=name, colour=kind[0], band=colour),
            colour="#f4ead0",
        )
    elif package == "bottle":
        _flask(pen, (250, 490), colour, name, mark)
    else:
        pouch(
            pen,
            (250, 300),
            (250, 360),
            Label(motif=name, colour=kind[0], band=colour),
            colour=colour,
            turn=-3,
        )
    _cup(pen, (570, 300), kind[2])
    if package == "bags":
        for k in range(2):
            _teabag(pen, (468 + 104 * k, 452 + 12 * k), kind)
    else:
        _leaf_heap(
            pen, (548, 488), kind, fine=drawing.text("leaf", "sencha") in {"powder", "fukamushi"}
        )


def _caddy(pen: Pen, at: Point, colour: str, name: str, mark: str) -> None:
    x, y = at
    w, h = 178.0, 250.0
    pen.shadow((x + 10, y + 12), w * 0.56, 24)
    wall = [
        *ellipse((x, y), w / 2, 22, start=0, end=180),
        (x - w / 2, y - h),
        (x - w / 2, y - h),
        *ellipse((x, y - h), w / 2, 22, start=180, end=0),
        (x + w / 2, y - h),
    ]
    pen.form(wall, colour, 6.5)
    seam = ellipse((x, y - h * 0.7), w / 2, 22, start=2, end=178)
    pen.stroke(seam, 5)
    motif(pen, name, (x, y - h * 0.3), 92, mark)
    for k in (-1, 0, 1):
        pen.dot((x + k * 46, y - h * 0.77), 9, mark)
    pen.form(ellipse((x, y - h), w / 2, 22), colour, 5.5)
    pen.form(ellipse((x, y - h - 3), w * 0.32, 13), mark, 3.6)
    pen.stroke(
        [(x - w * 0.42, y - h * 0.6), (x - w * 0.43, y - h * 0.3), (x - w * 0.41, y - h * 0.06)],
        9,
        colour="#ffffff",
        opacity=0.5,
        step=60,
    )


def _cup(pen: Pen, at: Point, brew: str) -> None:
    x, y = at
    pen.shadow((x + 8, y + 122), 92, 18)
    wall = smooth(
        [
            (x - 100, y),
            (x - 96, y + 60),
            (x - 66, y + 112),
            (x, y + 122),
            (x + 66, y + 112),
            (x + 96, y + 60),
            (x + 100, y),
        ]
    )
    pen.form([*wall, wall[-1], wall[0]], palette.WHITE, 6.5)
    for k in (-1, 0, 1):
        pen.stroke(
            [(x + k * 52, y + 40), (x + k * 50, y + 70), (x + k * 42, y + 100)],
            9,
            colour=palette.INDIGO,
            step=60,
        )
    pen.form(ellipse(at, 100, 30), palette.WHITE, 5.5)
    pen.wash(ellipse((x, y + 3), 87, 23), brew, slip=(0, 0))
    pen.stroke(
        ellipse((x - 10, y + 2), 54, 12, start=190, end=320), 4, colour="#ffffff", opacity=0.7
    )
    steam(pen, (x, y - 46))


def _leaf_heap(pen: Pen, at: Point, kind: tuple[str, str, str], *, fine: bool) -> None:
    x, y = at
    pen.wash(
        smooth(
            [
                (x - 120, y + 6),
                (x - 60, y - 30),
                (x, y - 48),
                (x + 66, y - 28),
                (x + 124, y + 8),
                (x, y + 22),
            ],
            closed=True,
        ),
        kind[1],
        slip=(0, 0),
    )
    if fine:
        pen.flecks(
            [(pen.chance.near(x, 96), pen.chance.within(y - 34, y + 14)) for _ in range(46)],
            7,
            kind[0],
        )
        return
    for k in range(2):
        each = pen.aside()
        each.stroke(trace("-24 5, -4 -5, 10 2, 27 -6"), 9, colour=kind[k], step=60)
        pen.stamp(f"g{k}", each.marks)
    for k in range(44):
        share = (k + 0.5) / 44
        half = 34 + 92 * share
        pen.print_stamp(
            f"g{k % 2}",
            (pen.chance.near(x, half), y - 44 + 60 * share),
            turn=pen.chance.near(0, 70),
        )


def _teabag(pen: Pen, at: Point, kind: tuple[str, str, str]) -> None:
    x, y = at
    pen.form(polygon([(x - 48, y + 42), (x - 4, y - 52), (x + 50, y + 38)], step=70), "#fbf6e6", 5)
    pen.wash(
        smooth([(x - 34, y + 34), (x - 8, y - 6), (x + 26, y + 4), (x + 38, y + 32)], closed=True),
        kind[0],
        slip=(0, 0),
        step=20,
    )
    pen.stroke(smooth([(x - 4, y - 50), (x + 16, y - 84), (x + 52, y - 76)]), 3.4)
    pen.form(box(x + 46, y - 96, 36, 36), kind[2], 4)


def _flask(pen: Pen, at: Point, colour: str, name: str, mark: str) -> None:
    x, y = at
    pen.shadow((x + 8, y + 2), 84, 16)
    body = trace(
        "-70 -6, -74 -250, -60 -290, -34 -322, -32 -352, 32 -352, 34 -322, 60 -290, 74 -250, 70 -6, 50 4, -50 4"
    )
    pen.form(smooth([(x + u, y + v) for u, v in body], closed=True, per=4), "#cfd685", 6.5)
    pen.form(box(x - 34, y - 384, 68, 38), palette.WHITE, 5)
    pen.form(box(x - 73, y - 220, 146, 140), colour, 5)
    motif(pen, name, (x, y - 150), 88, mark)
    pen.stroke(
        [(x - 60, y - 240), (x - 62, y - 150), (x - 58, y - 50)],
        8,
        colour="#ffffff",
        opacity=0.7,
        step=60,
    )


GLASS = {
    "brown": ("#8a5a34", "#6b4425"),
    "green": ("#6f9a76", "#557c5c"),
    "blue": ("#6d97c2", "#5279a5"),
    "clear": ("#dfe9ec", "#c3d3da"),
    "frost": ("#eef3f4", "#d2dfe4"),
}


def sake(pen: Pen, drawing: Drawing) -> None:
    """Draw a sake bottle by its size, with cups; two bottles for a set."""
    if drawing.number("millilitres", 720) == 180:
        _cup_sakes(pen, drawing)
        return
    size = drawing.number("millilitres", 720)
    tall = {300: 290, 720: 400, 1800: 470}.get(size, 400)
    wide = {300: 104, 720: 124, 1800: 164}.get(size, 124)
    pieces = min(drawing.number("pieces", 1), 3)
    glass = drawing.text("glass", "green")
    colour, mark = PAPERS[drawing.text("paper", "cream")]
    x = 300 if pieces == 1 else 230
    for k in range(pieces):
        _bottle(pen, (x + k * (wide + 34), 508 + 8 * (k % 2)), (wide, tall), glass)
        _bottle_label(
            pen,
            (x + k * (wide + 34), 508 + 8 * (k % 2)),
            (wide, tall),
            drawing.text("motif", "fuji"),
            colour,
            mark,
        )
    if drawing.text("with", "cups") == "tokkuri":
        _tokkuri(pen, (560, 500))
    _choko(pen, (606 if pieces < 3 else 650, 496))
    if pieces == 1:
        _cedar(pen, (580, 196))


def _cup_sakes(pen: Pen, drawing: Drawing) -> None:
    papers = ("indigo", "red", "cream", "green", "pink")
    pictures = ("boat", "fuji", "fish", "waves", "sun")
    pieces = min(drawing.number("pieces", 5), 5)
    for k in range(pieces):
        row = 0 if k < 2 else 1
        x = 316 + 168 * k if row == 0 else 232 + 168 * (k - 2)
        _cup_sake(pen, (x, 356 + 146 * row), papers[k], pictures[k])


def _cup_sake(pen: Pen, at: Point, paper: str, picture: str) -> None:
    x, y = at
    colour, mark = PAPERS[paper]
    pen.shadow((x + 8, y + 4), 74, 15)
    wall = [*ellipse((x, y - 8), 62, 14, start=0, end=180), (x - 70, y - 172), (x - 70, y - 172)]
    wall += [*ellipse((x, y - 172), 70, 14, start=180, end=0), (x + 70, y - 172)]
    pen.form(wall, "#e4edee", 6)
    band = [(x - 68, y - 142), (x + 68, y - 142), (x + 64, y - 42), (x - 64, y - 42)]
    pen.wash(polygon(band, step=60), colour, slip=(0, 0))
    motif(pen, picture, (x, y - 92), 84, mark)
    pen.form(ellipse((x, y - 172), 72, 15), palette.STEEL, 5)
    pen.stroke([(x - 20, y - 174), (x, y - 178), (x + 22, y - 174)], 5, step=40)


def _bottle(pen: Pen, at: Point, size: Point, glass: str) -> None:
    (x, y), (w, h) = at, size
    light, dark = GLASS[glass]
    pen.shadow((x + 12, y + 4), w * 0.62, 18)
    half = w / 2
    side = [
        (half * 0.94, 0),
        (half, -h * 0.06),
        (half, -h * 0.56),
        (half * 0.86, -h * 0.64),
        (half * 0.36, -h * 0.76),
        (half * 0.29, -h * 0.82),
        (half * 0.29, -h * 0.95),
    ]
    edge = smooth([(x + u, y + v) for u, v in side]) + smooth(
        [(x - u, y + v) for u, v in side[::-1]]
    )
    pen.wash(edge, light)
    shade = [
        (x + half * 0.55, y - 4),
        (x + half * 0.62, y - h * 0.5),
        (x + half * 0.9, y - h * 0.6),
        (x + half, y - h * 0.5),
        (x + half * 0.96, y - 6),
    ]
    pen.wash(smooth(shade, closed=True), dark, slip=(0, 0))
    pen.outline(edge, 6.5)
    pen.form(box(x - half * 0.36, y - h, half * 0.72, h * 0.08), palette.WHITE, 5)
    pen.stroke(
        [
            (x - half * 0.76, y - h * 0.52),
            (x - half * 0.78, y - h * 0.3),
            (x - half * 0.74, y - h * 0.05),
        ],
        8,
        colour="#ffffff",
        opacity=0.65,
        step=60,
    )


def _bottle_label(pen: Pen, at: Point, size: Point, name: str, colour: str, mark: str) -> None:
    (x, y), (w, h) = at, size
    pen.form(box(x - w * 0.4, y - h * 0.47, w * 0.8, h * 0.36), colour, 4.5)
    motif(pen, name, (x, y - h * 0.3), w * 0.58, mark)
    pen.form(
        box(x - w * 0.3, y - h * 0.6, w * 0.6, h * 0.08),
        mark if mark != palette.WHITE else palette.VERMILION,
        4,
    )


def _choko(pen: Pen, at: Point) -> None:
    x, y = at
    pen.shadow((x + 6, y + 4), 66, 13)
    wall = smooth(
        [
            (x - 62, y - 78),
            (x - 54, y - 28),
            (x - 36, y),
            (x + 36, y),
            (x + 54, y - 28),
            (x + 62, y - 78),
        ]
    )
    pen.form([*wall, wall[-1], wall[0]], palette.WHITE, 6)
    pen.form(ellipse((x, y - 78), 62, 19), palette.WHITE, 5)
    for r in (36, 19):
        pen.outline(ellipse((x, y - 76), r, r * 0.27), 5, colour=palette.INDIGO, step=14)


def _tokkuri(pen: Pen, at: Point) -> None:
    x, y = at[0] - 70, at[1]
    pen.shadow((x + 8, y + 4), 70, 14)
    body = smooth(
        [
            (x - 26, y - 206),
            (x - 20, y - 168),
            (x - 66, y - 104),
            (x - 62, y - 30),
            (x - 40, y),
            (x + 40, y),
            (x + 62, y - 30),
            (x + 66, y - 104),
            (x + 20, y - 168),
            (x + 26, y - 206),
        ]
    )
    pen.form([*body, body[-1], body[0]], palette.WHITE, 6)
    pen.form(ellipse((x, y - 206), 28, 9), palette.CREAM, 4.6)
    motif(pen, "waves", (x, y - 64), 62, palette.INDIGO)


def _cedar(pen: Pen, at: Point) -> None:
    x, y = at
    pen.stroke([(x, y - 150), (x + 2, y - 110), (x, y - 70)], 6, step=40)
    pen.form(ellipse(at, 82, 80), "#7d9440", 6)
    for k in range(30):
        angle, reach = k * 2.39996, 74 * math.sqrt(k / 30)
        u, v = x + reach * math.cos(angle), y + reach * math.sin(angle)
        pen.stroke([(u - 8, v - 6), (u, v), (u + 6, v + 9)], 5, colour=palette.TEA_DARK, step=40)
    cord = Frame(x, y + 82)
    pen.stroke(cord.points([(0, 0), (3, 18), (-2, 36)]), 6, colour=palette.VERMILION, step=30)
