"""From the bay's edge: sakura shrimp and shirasu."""

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, ellipse, polygon, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, board, bowl, masu, plate, pouch, rim

SHRIMP = {
    "raw": ("#f6c3b6", "#e58d80"),
    "dried": ("#ef9a80", "#d76a52"),
    "boiled": ("#f7b39c", "#e27f68"),
}


def shrimp(pen: Pen, frame: Frame, look: str, *, feelers: bool = True) -> None:
    """Draw one sakura shrimp: small, pink, with feelers longer than itself."""
    light, dark = SHRIMP[look]
    if feelers:
        for bend in (-1, 1):
            line = smooth(
                [(-74, -8), (-112, -34 * bend - 20), (-86, -70 - 10 * bend), (8, -92 - 12 * bend)]
            )
            pen.stroke(frame.points(line), 3.2, colour=dark, step=30)
    body = smooth(
        trace("-86 -4, -56 -26, -8 -30, 38 -14, 66 20, 78 54, 58 52, 30 24, -10 6, -54 8"),
        closed=True,
    )
    pen.form(frame.points(body), light, 4.6, step=16)
    tail = smooth(trace("66 46, 98 58, 92 78, 70 72, 56 84, 52 60"), closed=True)
    pen.form(frame.points(tail), dark, 4, step=14)
    for u, v in ((-22, -24), (8, -20), (34, -6), (52, 16)):
        ring = [(u, v), (u + 1, v + 14), (u - 8, v + 26)]
        pen.stroke(frame.points(ring), 3.4, colour=dark, step=50)
    for k in range(5):
        u = -40 + k * 20
        pen.stroke(
            frame.points([(u, 8 + k * 2), (u - 5, 22 + k * 2), (u - 14, 32 + k * 3)]),
            3,
            colour=dark,
            step=50,
        )
    pen.dot(frame.point(-66, -9), 5.4 * frame.scale)


def _stamps(pen: Pen, look: str, scale: float) -> None:
    for k, feelers in enumerate((True, False)):
        each = pen.aside()
        shrimp(each, Frame(scale=scale, flip=bool(k)), look, feelers=feelers)
        pen.stamp(f"e{k}", each.marks)


def _strew(pen: Pen, at: Point, reach: Point, count: int, *, shape: str = "e") -> None:
    for k in range(count):
        share = (k + 0.5) / count
        x = pen.chance.near(at[0], reach[0] * (0.4 + 0.6 * share))
        y = at[1] - reach[1] + 2 * reach[1] * share
        name = shape if shape != "e" else f"e{0 if k % 4 == 3 else 1}"
        pen.print_stamp(name, (x, y), turn=pen.chance.near(0, 60))


def sakura(pen: Pen, drawing: Drawing) -> None:
    """Draw sakura shrimp in a bowl, a box, a pouch, or fried to a crisp round."""
    look, package = drawing.text("look", "dried"), drawing.text("package", "box")
    if package in {"kakiage", "cracker"}:
        _kakiage(pen, look, "#f0c06b" if package == "kakiage" else "#f6e6c6")
        return
    _stamps(pen, look, 0.62)
    if package == "bowl":
        bowl(pen, (400, 312), 430, palette.INDIGO)
        _strew(pen, (400, 282), (150, 52), 26)
        rim(pen, (400, 312), 430)
    elif package == "pouch":
        label = Label(motif="shrimp", colour=palette.VERMILION, band="#f0a694")
        pouch(pen, (262, 300), (260, 360), label, colour="#f4d3c4", turn=-4)
        _strew(pen, (560, 448), (100, 44), 18)
    elif package == "plate":
        plate(pen, (400, 366), 320, band="#e58d80")
        _strew(pen, (400, 346), (190, 56), 28)
    else:
        masu(pen, (400, 368), (540, 230))
        _strew(pen, (400, 300), (190, 50), 34)
    big = pen.aside()
    shrimp(big, Frame(scale=1.25), look)
    at = (622, 176) if package == "pouch" else (560, 158)
    pen.marks.extend(_shifted(big.marks, at, -8))


def _shifted(marks: list[str], at: Point, turn: int) -> list[str]:
    return [f'<g transform="translate({at[0]} {at[1]}) rotate({turn})">', *marks, "</g>"]


def _kakiage(pen: Pen, look: str, batter: str) -> None:
    plate(pen, (400, 366), 320, band=palette.AMBER)
    _stamps(pen, look, 0.5)
    for x, y in ((320, 330), (476, 346)):
        cake = smooth(
            [
                (x - 120, y + 6),
                (x - 88, y - 54),
                (x - 10, y - 68),
                (x + 76, y - 56),
                (x + 116, y),
                (x + 80, y + 50),
                (x, y + 62),
                (x - 92, y + 48),
            ],
            closed=True,
        )
        pen.form(cake, batter, 5.5)
        for _ in range(8):
            pen.print_stamp(
                "e1",
                (pen.chance.near(x, 76), pen.chance.near(y - 4, 36)),
                turn=pen.chance.near(0, 80),
            )
        crumbs = [(pen.chance.near(x, 96), pen.chance.near(y, 46)) for _ in range(16)]
        pen.flecks(crumbs, 7, "#fbe3ae")


def fry(pen: Pen, frame: Frame, *, dried: bool = False) -> None:
    """Draw one shirasu: a white thread of a fish with two black eyes."""
    body = smooth(
        trace("-54 2, -40 -9, -4 -8, 34 -2, 62 -8, 36 7, -6 10, -42 11"),
        closed=True,
    )
    pen.wash(frame.points(body), "#f4ead2" if dried else "#fdfdfb", slip=(0, 0), step=15)
    pen.outline(frame.points(body), 2.2, colour="#b09a6c" if dried else "#8fa3bd", step=15)
    pen.dot(frame.point(-42, -2), 4)


def shirasu(pen: Pen, drawing: Drawing) -> None:
    """Draw shirasu heaped in a wooden box, on rice, in a pouch or on a plate."""
    package = drawing.text("package", "box")
    dried = drawing.text("look", "boiled") == "dried"
    for k in range(2):
        each = pen.aside()
        fry(each, Frame(scale=0.8, flip=bool(k), turn=12 * k), dried=dried)
        pen.stamp(f"e{k}", each.marks)
    if package == "bowl":
        _shirasu_bowl(pen)
    elif package == "pouch":
        label = Label(motif="waves", colour=palette.SEA, band=palette.SEA)
        foil = "#e9d9b4" if dried else "#dbe7e6"
        pouch(pen, (262, 300), (260, 360), label, colour=foil, turn=-4)
        pen.wash(ellipse((558, 452), 150, 50), "#e8ded0" if dried else "#f6f6f2", slip=(0, 0))
        _strew(pen, (556, 444), (104, 46), 40)
    elif package == "sheets":
        _sheets(pen)
    elif package == "plate":
        plate(pen, (400, 366), 320)
        _strew(pen, (400, 350), (200, 64), 64)
        _leaves(pen, (500, 318))
    else:
        inner = masu(pen, (400, 368), (560, 240))
        pen.wash(inner, "#efe7d3" if dried else "#f4f3ee", slip=(0, 0))
        _strew(pen, (400, 294), (196, 60), 66)
        _leaves(pen, (270, 266))


def _shirasu_bowl(pen: Pen) -> None:
    bowl(pen, (400, 300), 440, palette.INDIGO)
    mound = trace("196 308, 240 226, 340 176, 460 176, 560 228, 604 308, 400 336")
    pen.form(smooth(mound, closed=True), palette.WHITE, 5.5)
    _strew(pen, (400, 240), (140, 62), 44)
    rim(pen, (400, 300), 440)
    pen.form(ellipse((400, 206), 34, 29), "#f2b53c", 5)
    _leaves(pen, (400, 212))


def _sheets(pen: Pen) -> None:
    board(pen, (400, 372), 640, 220)
    for k in range(3):
        x, y = 236 + 70 * k, 226 + 58 * k
        sheet = [(x, y), (x + 270, y - 16), (x + 290, y + 116), (x + 14, y + 132)]
        pen.form(polygon(sheet, step=80), "#efe4c6", 5)
        for _ in range(14):
            at = (pen.chance.within(x + 44, x + 244), pen.chance.within(y + 18, y + 100))
            pen.print_stamp("e0", at, turn=pen.chance.near(0, 80), scale=0.8)


def _leaves(pen: Pen, at: Point) -> None:
    for _k in range(6):
        x, y = pen.chance.near(at[0], 70), pen.chance.near(at[1], 26)
        pen.stroke([(x - 13, y + 3), (x, y - 3), (x + 13, y + 2)], 8, colour=palette.TEA, step=40)
