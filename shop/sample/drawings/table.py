"""Things ready for the table: simmered cubes, relishes in jars, marinated slices, minced tuna."""

from shop.sample.drawings import palette
from shop.sample.drawings.cuts import FLESH
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, ellipse, polygon, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.shore import shrimp
from shop.sample.drawings.vessels import Label, board, bowl, carton, jar, pouch, rim, tray

GLAZES = {
    "tuna": ("#7a4029", "#5b2c1c"),
    "skipjack": ("#63331f", "#472214"),
    "kelp": ("#4c4a2c", "#33331f"),
    "ginger": ("#8a5a31", "#643d1e"),
    "shrimp": ("#c96a4d", "#9d4a33"),
    "walnut": ("#9a6a3d", "#6d4625"),
}


def _cube(pen: Pen, look: str) -> None:
    light, dark = GLAZES[look]
    pen.form(polygon(trace("-34 -12, 6 -30, 40 -14, 0 6"), step=60), light, 4.4)
    pen.form(polygon(trace("-34 -12, 0 6, 0 38, -32 20"), step=60), dark, 4.4)
    pen.form(polygon(trace("0 6, 40 -14, 38 18, 0 38"), step=60), light, 4.4)
    pen.stroke([(-14, -14), (4, -20), (18, -15)], 5, colour="#e3a377", step=40)


def _strip(pen: Pen, look: str) -> None:
    light, dark = GLAZES[look]
    form = smooth(trace("-46 4, -20 -14, 18 -10, 46 -16, 50 2, 16 10, -18 12"), closed=True)
    pen.form(form, light, 4.2, step=18)
    pen.stroke([(-26, 2), (4, -2), (34, -4)], 3.4, colour=dark, step=40)


def tsukudani(pen: Pen, drawing: Drawing) -> None:
    """Draw tsukudani glistening in a small bowl, with its jar, box or pouch where it has one."""
    look, form = drawing.text("look", "tuna"), drawing.text("form", "cube")
    package = drawing.text("package", "bowl")
    at: Point = (400, 330) if package == "bowl" else (558, 376)
    width = 430 if package == "bowl" else 290
    _tsukudani_package(pen, drawing)
    bowl(
        pen,
        at,
        width,
        palette.INDIGO if form == "cube" else "#7c3a2c",
        pattern=drawing.text("bowl", "waves"),
    )
    each = pen.aside()
    if form == "shrimp":
        shrimp(each, Frame(scale=0.6), "dried", feelers=False)
    else:
        (_cube if form == "cube" else _strip)(each, look)
    pen.stamp("u", each.marks)
    half, count = width * 0.36, 13 if package != "bowl" else 19
    for k in range(count):
        share = k / (count - 1)
        x = pen.chance.near(at[0], half * (0.55 + 0.45 * share))
        pen.print_stamp(
            "u", (x, at[1] - width * 0.2 + width * 0.23 * share), turn=pen.chance.near(0, 24)
        )
    if drawing.text("seeds", "none") == "sesame":
        places = [(at[0], at[1] - width * 0.08) for _ in range(26)]
        near = pen.chance.near
        pen.flecks([(near(x, half), near(y, width * 0.1)) for x, y in places], 4.5, "#f7e7bd")
    rim(pen, at, width)


def _tsukudani_package(pen: Pen, drawing: Drawing) -> None:
    label = Label(
        motif=drawing.text("motif", "flower"), colour=palette.AMBER_DARK, band=palette.VERMILION
    )
    package = drawing.text("package", "bowl")
    if package == "jar":
        jar(pen, (250, 480), (210, 300), GLAZES[drawing.text("look", "tuna")][0], label)
    elif package == "box":
        carton(pen, (236, 320), (230, 230), label, colour="#efdcb4")
    elif package == "pouch":
        pouch(pen, (242, 310), (230, 320), label, colour="#e2c288", turn=-4)


def relish(pen: Pen, drawing: Drawing) -> None:
    """Draw a salted relish such as shuto: its jar, and a little in a sake saucer."""
    colour = drawing.text("colour", "#8d4636")
    label = Label(motif=drawing.text("motif", "fish"), colour=palette.INDIGO)
    lid = {"gold": palette.GOLD, "red": palette.VERMILION, "indigo": palette.INDIGO}[
        drawing.text("lid", "gold")
    ]
    jars = min(drawing.number("pieces", 1), 3)
    for k in range(jars):
        jar(
            pen,
            (262 + 120 * k, 456 + 22 * (k % 2)),
            (210 if jars == 1 else 150, 300 if jars == 1 else 220),
            colour,
            label,
            lid=lid,
        )
    _saucer(pen, colour, drawing.text("bits", "#c98568"))


def _saucer(pen: Pen, colour: str, bits: str) -> None:
    x, y = 572, 448
    pen.shadow((x + 6, y + 44), 108, 20)
    pen.form(ellipse((x, y + 12), 122, 46), palette.VERMILION, 6)
    pen.form(ellipse((x, y), 122, 40), "#e9785a", 5)
    mound = trace("498 448, 532 400, 576 382, 622 406, 650 450, 572 466")
    pen.form(smooth(mound, closed=True), colour, 5)
    for _ in range(6):
        u, v = pen.chance.near(x, 46), pen.chance.near(y - 20, 20)
        pen.stroke([(u - 20, v + 6), (u, v - 6), (u + 20, v + 2)], 7, colour=bits)
    pen.stroke([(x - 30, y - 40), (x - 8, y - 50), (x + 14, y - 48)], 6, colour="#fff", opacity=0.6)


def marinated(pen: Pen, drawing: Drawing) -> None:
    """Draw slices of fish under miso, lees or mirin, in a tray."""
    coat, pieces = drawing.text("coat", "miso"), min(drawing.number("pieces", 3), 6)
    flesh = drawing.text("flesh", "#f4e6cf")
    tray(pen, (400, 350), 640, 280, palette.NIGHT if coat != "lees" else "#5d3a2a")
    each = pen.aside()
    form = smooth(trace("-100 26, -88 -34, -20 -52, 74 -46, 104 -6, 86 36, 0 46"), closed=True)
    each.form(form, flesh, 5.5)
    skin = smooth(trace("-88 -34, -20 -52, 74 -46, 104 -6, 88 -12, 56 -32, -20 -38, -78 -24"))
    each.wash(skin, "#77868e", slip=(0, 0))
    for u in (-56, -14, 30, 66):
        each.stroke(
            smooth([(u, -30), (u + 16, 0), (u + 4, 34)]), 4, colour=FLESH["albacore"][2], step=30
        )
    paste = {"miso": "#dcae62", "lees": "#f3ead2", "mirin": "#a85f2c", "salt": "#ffffff"}[coat]
    blot = smooth(
        trace("-86 14, -40 -8, 10 8, 60 -14, 88 10, 40 34, -20 28, -70 32"),
        closed=True,
    )
    if coat != "salt":
        each.wash(blot, paste, slip=(0, 0), opacity=0.92)
    each.flecks(
        [(each.chance.near(0, 66), each.chance.near(6, 20)) for _ in range(14)],
        4,
        "#f7e5b8" if coat != "salt" else "#c7d2d6",
    )
    pen.stamp("y", each.marks)
    per_row = (pieces + 1) // 2 if pieces > 2 else pieces
    scale = {1: 1.9, 2: 1.35}.get(per_row, 0.92)
    for k in range(pieces):
        row, place = divmod(k, per_row)
        in_row = min(per_row, pieces - row * per_row)
        x = 400 + (place - (in_row - 1) / 2) * 205 * scale
        y = (300 if pieces > 2 else 352) + row * 106
        pen.print_stamp("y", (x, y), turn=pen.chance.near(-4, 5), scale=scale)


def minced(pen: Pen, drawing: Drawing) -> None:
    """Draw minced tuna: on a bowl of rice, or rolled flat in frozen packs."""
    colour = {"rich": "#f0a093", "lean": "#d9605a", "pale": "#f4c1ae"}[drawing.text("look", "rich")]
    if drawing.text("package", "bowl") == "packs":
        _packs(pen, drawing.number("pieces", 3), colour)
        return
    bowl(pen, (400, 312), 440, palette.INDIGO)
    rice = smooth(
        trace("200 318, 250 240, 340 204, 470 204, 556 242, 600 318, 400 346"),
        closed=True,
    )
    pen.form(rice, palette.WHITE, 5)
    mound = smooth(
        trace("250 292, 262 224, 330 168, 410 156, 492 174, 544 230, 552 292, 400 322"),
        closed=True,
    )
    pen.form(mound, colour, 6)
    for _ in range(14):
        x, y = pen.chance.near(400, 120), pen.chance.within(196, 290)
        pen.stroke(
            [(x - 16, y), (x, y - 6), (x + 16, y + 2)],
            5,
            colour="#fbd9cc" if x % 2 < 1 else palette.TUNA,
            step=50,
        )
    rim(pen, (400, 312), 440)
    pen.form(ellipse((404, 194), 38, 32), "#f3a93a", 5)
    pen.stroke(ellipse((398, 188), 22, 17, start=190, end=280), 5, colour="#fbe0a0")
    for k in range(9):
        pen.dot(
            (300 + k * 25, 238 + pen.chance.near(14, 16)),
            6,
            palette.TEA_LIGHT if k % 2 else palette.TEA_DARK,
        )


def _packs(pen: Pen, pieces: int, colour: str) -> None:
    board(pen, (400, 372), 640, 200)
    each = pen.aside()
    each.shadow((6, 96), 92, 12)
    each.form(polygon(trace("-92 -104, 92 -104, 96 98, -96 98"), step=80), "#eaf1f6", 5.5)
    flat = smooth(
        trace("-72 -62, 0 -72, 72 -60, 78 10, 70 74, 0 82, -72 72, -78 8"),
        closed=True,
    )
    each.form(flat, colour, 4.5)
    for _ in range(9):
        x, y = each.chance.near(0, 48), each.chance.near(6, 54)
        each.stroke([(x - 14, y), (x, y - 5), (x + 14, y)], 4.6, colour="#fbd9cc", step=50)
    each.stroke([(-86, -90), (0, -87), (86, -90)], 3.4, step=90)
    pen.stamp("p", each.marks)
    shown = min(pieces, 6)
    back = shown // 2 if shown > 3 else 0
    for row, count, y in ((0, back, 236), (1, shown - back, 344)):
        for k in range(count):
            pen.print_stamp(
                "p",
                (400 + (k - (count - 1) / 2) * 200 + 20 * (1 - row), y),
                turn=pen.chance.near(0, 5),
            )


def collar(pen: Pen, drawing: Drawing) -> None:
    """Draw the collar of a tuna, or its belly flaps, salted and ready for the grill."""
    board(pen, (400, 364), 640, 230)
    each = pen.aside()
    (_belly if drawing.text("part", "collar") == "belly" else _collar)(each)
    pen.stamp("v", each.marks)
    pieces = min(drawing.number("pieces", 1), 4)
    places = {
        1: [(396, 318)],
        2: [(268, 300), (520, 372)],
        3: [(270, 270), (520, 306), (370, 404)],
        4: trace("262 264, 516 280, 282 384, 540 404"),
    }[pieces]
    scale = 1.25 if pieces == 1 else 0.92
    for at in places:
        pen.print_stamp("v", at, turn=pen.chance.near(0, 6), scale=scale)


def _belly(pen: Pen) -> None:
    form = smooth(trace("-150 -40, 20 -56, 160 -6, 20 46, -146 44, -128 0"), closed=True)
    skin = smooth(trace("-150 -40, 20 -56, 160 -6, 20 -22, -140 -10"), closed=True)
    pen.form(form, "#f0d3c4", 6)
    pen.wash(skin, "#cfd8dd", slip=(0, 0))
    pen.outline(form, 6)
    for k in range(4):
        u = -110 + k * 52
        pen.stroke([(u, 0), (u + 10, 16), (u - 2, 32)], 4, colour="#cf9384", step=40)


def _collar(pen: Pen) -> None:
    near = "-140 84, -156 -10, -100 -96, 16 -128, 132 -84, 170 14"
    form = smooth(trace(f"{near}, 150 96, 96 70, 78 4, 14 -36, -50 -10, -78 60"), closed=True)
    pen.form(form, "#e29a8c", 6.5)
    outer = "-150 30, -150 -14, -96 -94, 16 -126, 130 -84, 166 14"
    band = smooth(trace(f"{outer}, 140 0, 104 -58, 14 -92, -74 -66, -122 -8"))
    pen.wash(band, "#55698c", slip=(0, 0))
    pen.form(smooth(trace("92 30, 188 60, 214 128, 132 96"), closed=True), "#55698c", 5)
    for k in range(6):
        top = -66 if k in {2, 3} else -48
        line = [(-96 + k * 34, top), (-82 + k * 30, -30), (-84 + k * 28, -6)]
        pen.stroke(line, 4, colour="#f7d5ca", step=40)
