"""Dried and smoked fish: katsuobushi blocks, shavings, namaribushi, dashi bags and powder."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, ellipse, polygon, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, board, bowl, carton, jar, pouch, rim

# skin, face, grain: arabushi is dark from smoke, karebushi is dusted pale by its mould
WOODS = {
    "arabushi": ("#6f4630", "#8d5a38", "#4c2c1e"),
    "karebushi": ("#c3a07a", "#b07a4e", "#8c5d39"),
    "honkarebushi": ("#d3b48c", "#c08d5c", "#94643c"),
    "sababushi": ("#7d6552", "#a07a52", "#57402f"),
}
CURLS = {
    "fine": ("#f8dcbd", "#e0a377", 1.05),
    "thick": ("#cf9564", "#a4623a", 1.2),
    "thread": ("#f6dcbc", "#e2b083", 0.8),
    "mixed": ("#e2b88b", "#b47c4f", 1.0),
}


def stick(pen: Pen, frame: Frame, kind: str, *, cut: bool = True) -> None:
    """Draw one stick of katsuobushi, boat-shaped and hard as wood, its cut end shining red."""
    skin, face, grain = WOODS[kind]
    edge = smooth(
        trace(
            "-250 18, -205 -40, -70 -66, 95 -58, 215 -26, 252 2, 205 36, 60 60, -110 62, -215 48"
        ),
        closed=True,
    )
    pen.form(frame.points(edge), skin, 7)
    ridge = smooth(trace("-236 6, -90 -18, 90 -14, 240 2, 200 30, 60 52, -110 54, -206 42"))
    pen.wash(frame.points(ridge), face, slip=(0, 0))
    for k in range(5):
        v = -6 + k * 11
        line = smooth([(-196 + k * 12, v + 12), (-60, v), (110, v + 3), (206 - k * 22, v + 6)])
        pen.stroke(frame.points(line), 3.6, colour=grain, step=40)
    for k in range(4):
        u = -150 + k * 86
        pen.stroke(
            frame.points([(u, -48), (u + 16, -38), (u + 40, -40)]), 4.4, colour=grain, step=60
        )
    if cut:
        end = smooth(trace("-256 14, -226 -26, -196 -6, -200 38, -232 44"), closed=True)
        pen.form(frame.points(end), "#a8413a", 5, step=16)
        pen.stroke(frame.points([(-240, 10), (-220, 4), (-208, 16)]), 4, colour="#dd8a6e", step=50)
    shine = smooth([(-150, -42), (-40, -56), (80, -50)])
    pen.stroke(frame.points(shine), 7, colour="#ffffff", opacity=0.35)


def curl(pen: Pen, frame: Frame, look: str, turn: int) -> None:
    """Draw one shaving, thin as paper, that waves and rolls up as it leaves the plane."""
    light, dark, _ = CURLS[look]
    spines = (
        trace("-58 14, -30 -14, 2 6, 30 -16, 56 2"),
        trace("-50 -12, -16 12, 20 -8, 40 -26, 54 -4, 36 6"),
        trace("-46 18, -40 -16, -6 -26, 24 -6, 44 18"),
    )
    spine = smooth(spines[turn % 3], per=4)
    wide = 15 if look != "thread" else 8
    upper = [(x + 2, y - wide * (0.75 + 0.3 * math.sin(k))) for k, (x, y) in enumerate(spine)]
    lower = [(x - 2, y + wide * (0.75 + 0.3 * math.cos(k * 1.3))) for k, (x, y) in enumerate(spine)]
    edge = frame.points([*upper, *lower[::-1]])
    pen.wash(edge, light, slip=(0, 0), step=15)
    fold = frame.points([*spine[:9], *lower[8::-1]])
    pen.wash(fold, dark, slip=(0, 0), step=15)
    pen.outline(edge, 2.6, colour=palette.AMBER_DARK, step=15)


def heap(pen: Pen, at: Point, size: Point, look: str, count: int = 34) -> None:
    """Pile shavings into an airy mound; `at` is the middle of its foot."""
    _curl_stamps(pen, look)
    w, h = size
    mound = [
        (-w / 2, 0),
        (-w * 0.4, -h * 0.42),
        (-w * 0.16, -h * 0.86),
        (w * 0.1, -h * 0.9),
        (w * 0.36, -h * 0.5),
        (w / 2, 0),
        (0, h * 0.06),
    ]
    pen.wash(
        [(at[0] + x, at[1] + y) for x, y in smooth(mound, closed=True)], CURLS[look][1], slip=(0, 0)
    )
    places: list[tuple[float, float]] = []
    for k in range(count):
        height = k / count
        half = w / 2 * math.sqrt(max(0.0, 1 - height)) * 1.02
        places.append((at[0] + pen.chance.near(0, half), at[1] - height * h * 0.98))
    for k, place in enumerate(places):
        pen.print_stamp(f"c{look}{k % 3}", place, turn=pen.chance.near(0, 75))


def _curl_stamps(pen: Pen, look: str) -> None:
    for k in range(3):
        if f"c{look}{k}" not in pen.stamps:
            each = pen.aside()
            curl(each, Frame(scale=CURLS[look][2]), look, k)
            pen.stamp(f"c{look}{k}", each.marks)


def block(pen: Pen, drawing: Drawing) -> None:
    """Draw katsuobushi as sticks, beside their first shavings or a plane."""
    kind = drawing.text("kind", "karebushi")
    pieces = min(drawing.number("pieces", 1), 4)
    pen.shadow((408, 436 if pieces > 1 else 372), 300, 26)
    if drawing.text("with", "shavings") == "plane":
        _plane(pen, (420, 380))
        stick(pen, Frame(420, 226, turn=-14, scale=0.92), kind)
        heap(pen, (196, 486), (210, 90), "fine", 12)
        return
    each = pen.aside()
    stick(each, Frame(scale=1.12 if pieces == 1 else 0.94), kind)
    pen.stamp("k", each.marks)
    top = {1: 300, 2: 250, 3: 214, 4: 190}[pieces]
    gap = {1: 0, 2: 108, 3: 94, 4: 82}[pieces]
    for k in range(pieces):
        pen.print_stamp(
            "k", (404 + (16 if k % 2 else -10), top + gap * k), turn=pen.chance.near(-9, 3)
        )
    if pieces < 3:
        heap(pen, (560, 486), (240, 100), "fine", 14)


def _plane(pen: Pen, at: Point) -> None:
    x, y = at
    pen.shadow((x + 10, y + 106), 270, 22)
    side = [(x - 250, y - 10), (x + 240, y - 10), (x + 240, y + 96), (x - 250, y + 96)]
    top = [(x - 250, y - 10), (x - 196, y - 74), (x + 290, y - 74), (x + 240, y - 10)]
    end = [(x + 240, y - 10), (x + 290, y - 74), (x + 290, y + 34), (x + 240, y + 96)]
    pen.form(polygon(end, step=90), palette.WOOD_DARK, 5.5)
    pen.form(polygon(top, step=110), "#e6c593", 5.5)
    pen.form(polygon(side, step=110), palette.WOOD, 6)
    blade = [(x - 30, y - 52), (x + 10, y - 52), (x - 8, y - 32), (x - 50, y - 32)]
    pen.form(polygon(blade, step=60), palette.STEEL, 4.5)
    drawer = [(x + 40, y + 18), (x + 208, y + 18), (x + 208, y + 82), (x + 40, y + 82)]
    pen.outline(polygon(drawer, step=80), 4.5)
    pen.dot((x + 124, y + 50), 9)
    for k in range(2):
        line = [(x - 226, y + 22 + 40 * k), (x - 130, y + 26 + 40 * k), (x - 10, y + 20 + 40 * k)]
        pen.stroke(smooth(line), 3.4, colour=palette.WOOD_DARK)


def shavings(pen: Pen, drawing: Drawing) -> None:
    """Draw shavings curling out of their bag, or heaped in a bowl or a wooden box."""
    look = drawing.text("cut", "fine")
    label = Label(
        motif=drawing.text("motif", "fish"),
        colour=palette.INDIGO,
        band=drawing.text("band", palette.AMBER),
    )
    if drawing.text("package", "bag") == "bowl":
        heap(pen, (400, 316), (350, 200), look, 30)
        bowl(pen, (400, 330), 400, palette.INDIGO)
        heap(pen, (400, 348), (310, 150), look, 18)
        rim(pen, (400, 330), 400)
        return
    if drawing.text("package", "bag") == "packets":
        carton(pen, (300, 320), (260, 250), label, colour=palette.CREAM)
        for k in range(3):
            pouch(
                pen,
                (520 + 62 * k, 388 + 14 * k),
                (116, 150),
                Label(motif="fish", band=label.band),
                turn=8 - 5 * k,
            )
        heap(pen, (300, 520), (260, 80), look, 12)
        return
    size = {"small": (240, 320), "bag": (280, 370), "large": (320, 410)}
    w, h = size.get(drawing.text("package", "bag"), (280, 370))
    pouch(pen, (286, 306), (w, h), label, colour=drawing.text("bag", "#e9d3a4"), turn=-4)
    heap(pen, (552, 486), (320, 210), look, 36)
    for k in range(5):
        place = (462 + 30 * k, 250 - 46 * math.sin(k * 0.9) + pen.chance.near(0, 14))
        pen.print_stamp(f"c{look}{k % 3}", place, turn=pen.chance.near(0, 90))


def namari(pen: Pen, drawing: Drawing) -> None:
    """Draw namaribushi: a simmered, softly smoked loin with its flakes showing at the cut."""
    pieces = min(drawing.number("pieces", 1), 3)
    style = drawing.text("style", "loin")
    board(pen, (400, 366), 640, 220)
    each = pen.aside()
    _loin(each, Frame(scale=1.04 if pieces == 1 else 0.86), back=style != "belly")
    pen.stamp("n", each.marks)
    for k in range(pieces):
        y = 300 + (k - (pieces - 1) / 2) * 96
        pen.print_stamp("n", (396 + 12 * (-1) ** k, y), turn=pen.chance.near(-5, 2))
    if style == "flaked":
        _flakes(pen, (540, 420), 15)
    elif pieces == 1:
        _flakes(pen, (250, 432), 7)
        _ginger(pen, (560, 428))


def _loin(pen: Pen, frame: Frame, *, back: bool) -> None:
    colour = "#b98b6a" if back else "#cda383"
    edge = smooth(
        trace("-248 30, -226 -34, -120 -66, 60 -64, 196 -38, 256 4, 214 38, 50 62, -120 64"),
        closed=True,
    )
    pen.form(frame.points(edge), colour, 6.5)
    dark = smooth(trace("-232 34, -120 22, 60 18, 220 12, 206 38, 50 58, -120 60"))
    pen.wash(frame.points(dark), "#8d6147", slip=(0, 0))
    for k in range(9):
        u = -188 + k * 46
        seam = smooth([(u, -56 + abs(u) * 0.06), (u + 26, -22), (u + 10, 14)])
        pen.stroke(frame.points(seam), 4.4, colour="#8d6147", step=24)
    end = smooth(trace("-252 26, -232 -26, -208 -8, -206 34, -226 46"), closed=True)
    pen.form(frame.points(end), "#e6c3a4", 5, step=15)
    for v in (-4, 10, 24):
        pen.stroke(
            frame.points([(-240, v), (-226, v - 5), (-213, v)]), 3, colour="#a97a5b", step=60
        )


def _flakes(pen: Pen, at: Point, count: int) -> None:
    for _ in range(count):
        frame = Frame(
            pen.chance.near(at[0], 78), pen.chance.near(at[1], 24), turn=pen.chance.near(0, 40)
        )
        chunk = smooth(trace("-32 4, -16 -14, 14 -13, 32 0, 12 14, -18 14"), closed=True)
        pen.form(frame.points(chunk), "#d6ae8d", 4, step=17)


def _ginger(pen: Pen, at: Point) -> None:
    for k in range(8):
        x = at[0] + pen.chance.near(0, 40)
        line = [(x - 30, at[1] + k * 3), (x, at[1] - 18 + k * 2), (x + 34, at[1] - 4 + k * 3)]
        pen.stroke(smooth(line), 7, colour="#f2d67e" if k % 2 else "#dfb84f")


def dashi(pen: Pen, drawing: Drawing) -> None:
    """Draw dashi bags: the box or pouch, two bags with strings of flavour, a cup of clear stock."""
    colour = drawing.text("colour", palette.AMBER_LIGHT)
    label = Label(motif=drawing.text("motif", "drop"), colour=palette.AMBER_DARK, band=colour)
    if drawing.text("package", "pouch") == "box":
        carton(pen, (280, 292), (270, 280), label)
    else:
        pouch(pen, (272, 300), (270, 360), label, colour="#e6c98f", turn=-3)
    for k in range(min(drawing.number("bags", 2), 3)):
        _bag(pen, Frame(452 + 92 * k, 456 - 18 * (k % 2), turn=-14 + 20 * k))
    cup = (570, 276)
    bowl(
        pen,
        cup,
        230,
        palette.VERMILION if drawing.text("cup", "red") == "red" else palette.INDIGO,
        pattern="flower",
    )
    pen.wash(ellipse((cup[0], cup[1] + 3), 103, 22), "#e9b765", slip=(0, 0))
    pen.stroke(ellipse((cup[0] - 10, cup[1]), 62, 11, start=190, end=330), 4, colour="#fbe3ae")
    steam(pen, (570, 226))


def _bag(pen: Pen, frame: Frame) -> None:
    pen.form(frame.points(polygon(trace("-52 -42, 52 -42, 52 42, -52 42"), step=60)), "#fbf4e2", 5)
    pen.wash(
        frame.points(smooth(trace("-40 -10, 0 -18, 40 -8, 42 32, -42 32"), closed=True)),
        "#c99a63",
        slip=(0, 0),
        step=18,
    )
    pen.stroke(frame.points([(-50, -32), (0, -30), (50, -32)]), 3, colour=palette.INK_SOFT, step=80)
    spots = [frame.point(pen.chance.near(0, 34), pen.chance.within(-6, 28)) for _ in range(12)]
    pen.flecks(spots, 3.6, palette.AMBER_DARK)


def steam(pen: Pen, at: Point) -> None:
    """Draw three wisps of steam rising."""
    for k in (-1, 0, 1):
        x = at[0] + 38 * k
        wisp = [
            (x, at[1]),
            (x + 13, at[1] - 24),
            (x - 9, at[1] - 48),
            (x + 9, at[1] - 78 - 12 * (k == 0)),
        ]
        pen.stroke(smooth(wisp), 7, colour="#ffffff", opacity=0.9)


def powder(pen: Pen, drawing: Drawing) -> None:
    """Draw dashi powder or rice topping: a jar or pouch, a spoon and a small heap."""
    colour = drawing.text("colour", "#b98a5a")
    label = Label(motif=drawing.text("motif", "fish"), band=palette.AMBER)
    if drawing.text("package", "pouch") == "jar":
        jar(pen, (292, 492), (230, 330), colour, label)
    else:
        pouch(pen, (286, 304), (270, 350), label, colour=drawing.text("bag", "#dfc08a"), turn=-4)
    mound = smooth(trace("424 488, 480 430, 548 388, 620 436, 684 490, 556 504"), closed=True)
    pen.form(mound, colour, 5.5)
    spots = [(pen.chance.near(556, 96), pen.chance.within(446, 492)) for _ in range(34)]
    pen.flecks(spots, 5, palette.AMBER_DARK)
    if drawing.text("motes", "none") == "green":
        pen.flecks(
            [(pen.chance.near(556, 90), pen.chance.within(440, 490)) for _ in range(20)],
            6,
            palette.TEA_DARK,
        )
        pen.flecks(
            [(pen.chance.near(556, 90), pen.chance.within(440, 490)) for _ in range(16)],
            5,
            palette.GOLD,
        )
    spoon = smooth(trace("548 392, 574 372, 590 388, 568 408"), closed=True)
    handle = smooth([(582, 380), (630, 316), (676, 252)])
    pen.stroke(handle, 17)
    pen.stroke(handle, 9, colour=palette.WOOD)
    pen.form(spoon, palette.WOOD, 5, step=14)
