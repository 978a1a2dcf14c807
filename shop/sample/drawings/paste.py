"""Fish cakes: kuro-hanpen, naruto, satsuma-age, kamaboko, fish balls."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.bushi import steam
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, ellipse, polygon, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import Label, board, bowl, plate, pouch, rim


def hanpen_piece(pen: Pen, frame: Frame, *, fried: bool = False) -> None:
    """Draw one grey half moon, with the dimple of the wooden mould."""
    skin, side = ("#dfa456", "#b87a35") if fried else ("#b9bfc1", "#868f96")
    under = [*ellipse((0, 14), 118, 86, start=180, end=360), (118, 18), (0, 26), (-118, 18)]
    pen.wash(frame.points(smooth(under, closed=True, per=2)), side)
    face = [*ellipse((0, 0), 114, 84, start=180, end=360), (112, 8), (0, 15), (-112, 8)]
    pen.wash(frame.points(smooth(face, closed=True, per=2)), skin, slip=(0, 0))
    dimple = frame.points(ellipse((0, -4), 74, 50, start=195, end=345))
    pen.stroke(dimple, 5, colour="#8a5a24" if fried else "#6f7880")
    spots = [frame.point(pen.chance.near(0, 84), pen.chance.within(-52, 2)) for _ in range(16)]
    pen.flecks(spots, 4, "#f0cf8a" if fried else "#7d868c")
    pen.outline(frame.points(smooth(under, closed=True, per=2)), 6.5)


def hanpen(pen: Pen, drawing: Drawing) -> None:
    """Draw kuro-hanpen: fanned on a plate, in oden, on skewers, fried, or with their bag."""
    pieces = min(drawing.number("pieces", 5), 10)
    style = drawing.text("style", "plain")
    each = pen.aside()
    hanpen_piece(each, Frame(scale=0.92), fried=style == "fried")
    pen.stamp("h", each.marks)
    if style in {"oden", "skewer", "bag"}:
        {"oden": _oden, "skewer": _skewers, "bag": _bagged}[style](pen)
        return
    plate(pen, (400, 352), 340, band=palette.INDIGO)
    per_row = math.ceil(pieces / 2) if pieces > 3 else pieces
    scale = {1: 1.3, 2: 1.1, 3: 0.9, 4: 0.74, 5: 0.68}[per_row]
    for k in range(pieces):
        row, place = divmod(k, per_row)
        x = (
            400
            + (place - (per_row - 1) / 2) * (208 if per_row < 5 else 156) * scale
            + (24 if row else -10)
        )
        y = 330 + row * 96 + (0 if pieces > 3 else 44)
        pen.print_stamp("h", (x, y), turn=pen.chance.near(-4, 8), scale=scale)


def _skewers(pen: Pen) -> None:
    plate(pen, (400, 350), 330, band=palette.SLATE)
    for k in range(3):
        y = 284 + k * 72
        stick = [(150, y + 26), (400, y + 10), (676, y - 10)]
        pen.stroke(stick, 11, colour=palette.WOOD_DARK, step=200)
        for j in range(2):
            pen.print_stamp("h", (322 + j * 176, y + 16 - j * 11), turn=-4)


def _bagged(pen: Pen) -> None:
    label = Label(motif="moon", colour=palette.SLATE, band=palette.INDIGO)
    pouch(pen, (250, 300), (270, 350), label, colour="#b9cdd6", turn=-4)
    plate(pen, (548, 420), 200)
    for k in range(3):
        at = (476 + 72 * k, 432 - 14 * (k % 2))
        pen.print_stamp("h", at, turn=-10 + 12 * k, scale=0.86)


def _oden(pen: Pen) -> None:
    bowl(pen, (400, 312), 470, "#8c5a3a", pattern="waves")
    pen.wash(ellipse((400, 315), 212, 47), "#b98245", slip=(0, 0))
    for x, y, turn in ((300, 302, -12), (448, 292, 8), (372, 330, -3)):
        pen.print_stamp("h", (x, y), turn=turn, scale=0.82)
    egg = ellipse((530, 318), 52, 40)
    pen.form(egg, "#f2dcae", 5)
    pen.stroke([(486, 340), (600, 240), (668, 168)], 10, colour=palette.WOOD_DARK, step=200)
    rim(pen, (400, 312), 470)
    steam(pen, (390, 216))


def naruto(pen: Pen, drawing: Drawing) -> None:
    """Draw a naruto roll with its pink whirl at the cut, and slices."""
    board(pen, (400, 372), 620, 220)
    pieces = min(drawing.number("pieces", 1), 3)
    for k in range(pieces):
        frame = Frame(430 - 20 * k, 292 - 76 * (pieces - 1 - k), turn=-4)
        edge = smooth(
            trace("-200 -50, 180 -50, 206 -20, 206 24, 180 52, -200 52"),
            closed=True,
            per=4,
        )
        pen.form(frame.points(edge), palette.WHITE, 6)
        for v in (-26, -2, 24):
            pen.stroke(
                frame.points(smooth([(-150, v), (20, v - 4), (190, v)])), 4, colour=palette.MIST
            )
        _whirl(pen, frame, -200)
    each = pen.aside()
    _whirl(each, Frame(scale=0.92), 0)
    pen.stamp("w", each.marks)
    for k in range(4):
        pen.print_stamp("w", (262 + 84 * k, 436 + k % 2 * 10), turn=40 * k)


def _whirl(pen: Pen, frame: Frame, x: float) -> None:
    rim_points = [
        (
            x + (1 if k % 2 else 0.88) * 48 * math.cos(k / 20 * math.tau),
            (1 if k % 2 else 0.88) * 54 * math.sin(k / 20 * math.tau),
        )
        for k in range(20)
    ]
    pen.form(frame.points(rim_points), palette.WHITE, 5, step=12)
    turns = [
        (x + (5 + k * 1.7) * math.cos(k * 0.52), (6 + k * 1.9) * math.sin(k * 0.52))
        for k in range(18)
    ]
    pen.stroke(frame.points(smooth(turns, per=3)), 8.5, colour="#e4768a", step=11)


def satsumaage(pen: Pen, drawing: Drawing) -> None:
    """Draw fried fish cakes: rounds, or sticks wrapped about burdock."""
    plate(pen, (400, 356), 330, band=palette.AMBER)
    pieces = min(drawing.number("pieces", 4), 8)
    each = pen.aside()
    if drawing.text("style", "round") == "burdock":
        each.form(
            smooth(
                trace("-104 -30, 90 -32, 106 0, 90 32, -104 30, -116 0"),
                closed=True,
                per=4,
            ),
            "#cf8f42",
            5.5,
        )
        each.form(ellipse((-108, 0), 16, 29), "#f0d6a6", 4.6)
        each.form(ellipse((-110, 0), 8, 13), "#8d6a45", 3.6)
        each.stroke([(-70, -16), (0, -20), (80, -16)], 5, colour="#f0c27c")
    else:
        each.form(
            smooth(
                trace("-80 4, -56 -40, 0 -52, 60 -40, 84 2, 56 40, -4 50, -62 38"),
                closed=True,
            ),
            "#cf8f42",
            5.5,
        )
        each.stroke(ellipse((-6, -6), 52, 30, start=180, end=300), 6, colour="#f0c27c")
        look = drawing.text("bits", "green")
        count, size = (34, 7) if look == "crumbs" else (11, 6)
        bits = [(each.chance.near(0, 58), each.chance.near(0, 34)) for _ in range(count)]
        each.flecks(bits, size, "#f3d08d" if look == "crumbs" else palette.TEA_DARK)
    pen.stamp("a", each.marks)
    per_row = math.ceil(pieces / 2)
    for k in range(pieces):
        row, place = divmod(k, per_row)
        x = 400 + (place - (per_row - 1) / 2) * 132 + (30 if row else -16)
        pen.print_stamp("a", (x, 312 + row * 84), turn=pen.chance.near(-10, 16))


def kamaboko(pen: Pen, drawing: Drawing) -> None:
    """Draw kamaboko on its little board, white or rose, with slices."""
    colours = drawing.text("colour", "white").split("+")
    for index, colour in enumerate(colours):
        skin = "#f2a9a5" if colour == "rose" else palette.WHITE
        at = Frame(420 - 40 * index, 262 + 124 * index - 40 * (len(colours) - 1))
        _kamaboko_loaf(pen, at, skin)
    each = pen.aside()
    half = [*ellipse((0, 20), 56, 66, start=180, end=360), (56, 20), (-56, 20)]
    each.form(half, "#f2a9a5" if "rose" in colours else palette.WHITE, 5)
    inner = [*ellipse((0, 20), 45, 53, start=180, end=360), (45, 18), (-45, 18)]
    each.wash(inner, palette.WHITE, slip=(0, 0))
    pen.stamp("half", each.marks)
    for k in range(4):
        pen.print_stamp("half", (250 + 92 * k, 468 + 6 * (k % 2)), turn=pen.chance.near(0, 7))


def _kamaboko_loaf(pen: Pen, at: Frame, skin: str) -> None:
    pen.shadow(at.point(8, 84), 240, 18)
    plank = trace("-240 56, 220 56, 220 84, -240 84")
    pen.form(polygon(at.points(plank), step=110), palette.WOOD, 5)
    arch = smooth(trace("-206 56, -200 -10, -160 -56, 150 -60, 194 -12, 200 56"))
    pen.form(at.points([*arch, (200, 56), (-206, 56)]), skin, 6)
    cut = smooth(trace("-206 56, -204 0, -176 -44, -140 -20, -128 56"))
    pen.form(at.points([*cut, (-128, 56), (-206, 56)]), palette.WHITE, 5)
    shine = at.points([(-80, -36), (20, -42), (130, -38)])
    pen.stroke(shine, 8, colour="#ffffff", opacity=0.8)


def balls(pen: Pen, drawing: Drawing) -> None:
    """Draw fish balls in a bowl of clear soup."""
    bowl(pen, (400, 300), 440, palette.VERMILION, pattern="flower")
    pen.wash(ellipse((400, 304), 198, 44), "#e0bf83", slip=(0, 0))
    each = pen.aside()
    each.form(
        smooth(trace("-50 0, -30 -40, 14 -46, 48 -14, 40 30, -4 44, -42 28"), closed=True),
        "#b0a49a",
        5,
    )
    each.flecks(
        [(each.chance.near(0, 30), each.chance.near(0, 26)) for _ in range(9)], 5, palette.TEA_DARK
    )
    each.stroke([(-24, -22), (-4, -32), (18, -28)], 5, colour="#ffffff", opacity=0.6)
    pen.stamp("o", each.marks)
    places = ((286, 300), (376, 282), (470, 290), (330, 326), (432, 326), (514, 318))
    for at in places[: min(drawing.number("pieces", 6), 6)]:
        pen.print_stamp("o", at, turn=pen.chance.near(0, 40))
    rim(pen, (400, 300), 440)
    for k in range(3):
        leek = [(470 + 16 * k, 262 - 6 * k), (500 + 16 * k, 244), (540 + 12 * k, 256)]
        pen.stroke(smooth(leek), 7, colour=palette.TEA)
    steam(pen, (380, 216))
