"""A maker's scene for each kind of business, 16:9: what one would see at their door."""

import math
from collections.abc import Callable

from shop.sample.drawings import palette, sheet
from shop.sample.drawings.bushi import steam, stick
from shop.sample.drawings.fish import AJI, MACKEREL, SKIPJACK, TUNA, swim
from shop.sample.drawings.geometry import Frame, box, ellipse, polygon, smooth, straight, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.paste import hanpen_piece
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.scenery import boat, cloud, fuji, gulls, noren, roof, sea, sky
from shop.sample.drawings.tins import Tin, can
from shop.sample.drawings.vessels import Label, bowl, jar

SIZE = (1280.0, 720.0)


def draw_storefront(scene: str, *, motif: str, cloth: str, seed: int) -> str:
    """Draw the hero picture of a business: its scene, its motif and the colour of its cloth."""
    pen = Pen(seed)
    SCENES[scene](pen, motif, cloth)
    return sheet.close(pen, width=1280, height=720, paper="#f7ecd6")


def _street(pen: Pen, cloth: str, name: str, light: str) -> None:
    sky(pen, SIZE, light)
    fuji(pen, (1010, 330), 520)
    cloud(pen, (740, 130), 240)
    pen.wash(box(-20, 590, 1320, 160), "#e3cfa6", slip=(0, 0))
    pen.form(box(150, 250, 780, 350), "#e9d2a4", 6)
    for k in range(9):
        pen.stroke(
            straight((190 + k * 90, 256), (190 + k * 90, 400), step=90), 3, colour=palette.WOOD_DARK
        )
    pen.wash(box(210, 330, 660, 270), "#5a4534", slip=(0, 0))
    pen.wash(box(226, 344, 628, 256), "#f6dca0", slip=(0, 0))
    roof(pen, (100, 252), 880, 120)
    noren(pen, (224, 332), (632, 128), cloth, name)
    pen.stroke(straight((-10, 600), (1290, 600), step=120), 5)


def _counter(pen: Pen) -> None:
    pen.form(polygon(trace("250 560, 830 560, 850 604, 230 604"), step=120), palette.WOOD, 5.5)
    pen.form(box(232, 604, 616, 70), palette.WOOD_DARK, 5.5)
    for k in range(5):
        pen.stroke(straight((300 + k * 118, 610), (300 + k * 118, 668)), 3.4)


def _shop(pen: Pen, name: str, cloth: str) -> None:
    _street(pen, cloth, name, {"moon": "morning", "drop": "noon"}.get(name, "dusk"))
    _counter(pen)
    goods = {"moon": _half_moons, "drop": _soups}.get(name, _jars)
    goods(pen)
    _lantern(pen, (1010, 400), name)


def _half_moons(pen: Pen) -> None:
    each = pen.aside()
    hanpen_piece(each, Frame(scale=0.62))
    pen.stamp("h", each.marks)
    for k in range(3):
        pen.form(ellipse((350 + k * 190, 556), 92, 18), palette.WHITE, 4.6)
        for j in range(2):
            pen.print_stamp("h", (322 + k * 190 + 52 * j, 540 + 6 * j), turn=pen.chance.near(0, 8))


def _soups(pen: Pen) -> None:
    for k in range(3):
        x = 350 + k * 190
        bowl(pen, (x, 508), 134, (palette.INDIGO, palette.VERMILION, "#7c3a2c")[k])
        pen.wash(ellipse((x, 510), 58, 12), "#e9b765", slip=(0, 0))
        steam(pen, (x, 486))


def _jars(pen: Pen) -> None:
    lids = (palette.GOLD, palette.VERMILION, palette.INDIGO, palette.GOLD)
    for k in range(4):
        fill = ("#8d4636", "#b5543f")[k % 2]
        jar(pen, (320 + k * 148, 574), (96, 130), fill, Label(motif="drop"), lid=lids[k])


def _lantern(pen: Pen, at: tuple[float, float], name: str) -> None:
    x, y = at
    pen.stroke(straight((x, y - 130), (x, y - 70)), 5)
    pen.form(ellipse((x, y), 62, 78), palette.VERMILION, 6)
    for k in range(-2, 3):
        pen.stroke(ellipse((x, y + k * 24), 58 - abs(k) * 6, 9, start=10, end=170), 3, step=24)
    motif(pen, name, (x, y), 62, palette.WHITE)
    for v in (-78, 70):
        pen.form(box(x - 32, y + v, 64, 14), palette.NIGHT, 4)


def _boat(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "dawn")
    pen.dot((250, 300), 66, "#e8735a")
    fuji(pen, (860, 388), 700)
    cloud(pen, (360, 170), 300)
    sea(pen, SIZE, 388)
    gulls(pen, (130, 150), 4)
    boat(pen, Frame(560, 520, turn=-3, scale=1.32), paint=palette.WHITE, rods=5)
    swim(pen, SKIPJACK, 190, Frame(1010, 520, turn=62))
    swim(pen, SKIPJACK, 150, Frame(1130, 600, turn=38))
    motif(pen, name, (410, 548), 66, palette.WHITE if cloth else palette.INDIGO)


def _market(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "morning")
    pen.wash(box(-20, 60, 1320, 330), "#b9cbd3", slip=(0, 0))
    for k in range(7):
        pen.form(box(40 + k * 190, 20, 26, 372), "#8ea6b4", 5)
    pen.wash(box(-20, 386, 1320, 350), "#cdd9da", slip=(0, 0))
    pen.stroke(straight((-10, 388), (1290, 388), step=120), 5)
    noren(pen, (420, 76), (440, 120), cloth, name)
    each = pen.aside()
    each.shadow((0, 66), 190, 18)
    swim(each, TUNA, 400, Frame(turn=-3))
    pen.stamp("tuna", each.marks)
    for k, (x, y) in enumerate(
        ((250, 450), (640, 440), (1020, 452), (210, 590), (640, 586), (1070, 596))
    ):
        pen.print_stamp("tuna", (x, y), turn=pen.chance.near(0, 3))
        pen.form(box(x + 20, y - 26, 58, 34), palette.WHITE, 3.6)
        pen.stroke(
            [(x + 30, y - 10), (x + 46, y - 16 + k), (x + 66, y - 8)], 4, colour=palette.VERMILION
        )


def _smokehouse(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "dusk")
    fuji(pen, (1030, 330), 460, "#8d93b4")
    pen.wash(box(-20, 596, 1320, 140), "#dcc294", slip=(0, 0))
    for k, (x, high) in enumerate(((330, 150), (560, 120))):
        pen.form(box(x, high, 66, 130), "#a2643f", 5.5)
        for j in range(3):
            puff = (x + 34 + 30 * j + 14 * k, high - 34 - 44 * j)
            pen.wash(ellipse(puff, 34 + 14 * j, 24 + 8 * j), "#f7efe3", slip=(0, 0), opacity=0.85)
    pen.form(box(140, 262, 640, 338), "#b98055", 6)
    roof(pen, (96, 264), 730, 96)
    pen.wash(box(190, 330, 250, 270), "#3c2a25", slip=(0, 0))
    for row in range(4):
        pen.stroke(
            straight((196, 364 + row * 52), (436, 364 + row * 52)), 6, colour=palette.WOOD_DARK
        )
        for k in range(3):
            pen.wash(ellipse((240 + k * 76, 352 + row * 52), 33, 11), "#8d5a38", slip=(0, 0))
    pen.wash(
        smooth(trace("210 598, 250 552, 300 584, 340 544, 420 598"), closed=True),
        "#e9803e",
        slip=(0, 0),
    )
    noren(pen, (480, 340), (264, 104), cloth, name)
    stick(pen, Frame(980, 520, turn=-8, scale=0.74), "arabushi")
    stick(pen, Frame(1010, 610, turn=-3, scale=0.78), "honkarebushi")
    pen.stroke(straight((-10, 600), (800, 600), step=120), 5)


def _field(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "noon")
    fuji(pen, (860, 330), 640)
    cloud(pen, (190, 130), 320)
    for row in range(6):
        y = 330 + row * 66
        tone = (palette.TEA, "#7fa047", "#5f8436")[row % 3]
        ridge = [(-30 + k * 150, y + 22 * math.sin(k * 0.8 + row) + k * 3) for k in range(10)]
        pen.wash([*smooth(ridge), (1320, 760), (-30, 760)], tone, slip=(0, 0), step=60)
        pen.stroke(smooth(ridge), 6, colour=palette.TEA_DARK, step=50)
        tufts = [(pen.chance.within(0, 1280), y + 30 + pen.chance.near(10, 12)) for _ in range(26)]
        pen.flecks(tufts, 9, palette.TEA_LIGHT)
    _picker(pen, (380, 470), cloth)
    _picker(pen, (960, 500), palette.VERMILION)
    noren(pen, (60, 250), (200, 70), cloth, name)


def _picker(pen: Pen, at: tuple[float, float], cloth: str) -> None:
    here = Frame(*at)
    robe = smooth(trace("-56 118, -46 20, 0 -12, 46 20, 58 118"))
    pen.form(here.points(robe), cloth, 5.5)
    pen.form(here.points(ellipse((0, -38), 34, 36)), "#f3cfae", 5)
    hat = smooth(trace("-84 -46, -30 -76, 0 -108, 30 -76, 84 -46, 0 -38"), closed=True)
    pen.form(here.points(hat), palette.STRAW, 5.5)
    pen.stroke(here.points([(-10, -24), (0, -18), (11, -24)]), 4, step=12)
    for side in (-1, 1):
        pen.dot(here.point(side * 12, -36), 3.6)
        arm = smooth([(side * 40, 34), (side * 70, 70), (side * 44, 96)])
        pen.stroke(here.points(arm), 14, colour="#f3cfae")
    basket = smooth(trace("50 76, 132 76, 120 138, 62 138"), closed=True, per=3)
    pen.form(here.points(basket), palette.WOOD, 5)


def _orchard(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "noon")
    sea(pen, SIZE, 300)
    fuji(pen, (900, 300), 520)
    for row in range(3):
        y = 400 + row * 110
        slope = [(-30, y + 70), (300, y), (760, y + 44), (1310, y - 20)]
        pen.wash(
            [*smooth(slope), (1320, 760), (-30, 760)],
            ("#93ac58", "#7e9c4b", "#6d8c40")[row],
            slip=(0, 0),
            step=60,
        )
        pen.stroke(smooth(slope), 5, step=60)
    each = pen.aside()
    _tree(each)
    pen.stamp("tree", each.marks)
    for x, y, s in (
        (150, 410, 0.7),
        (420, 380, 0.7),
        (1120, 390, 0.7),
        (700, 470, 0.95),
        (290, 520, 1.1),
        (1010, 540, 1.2),
    ):
        pen.print_stamp("tree", (x, y), scale=s)
    noren(pen, (60, 560), (250, 84), cloth, name)


def _tree(pen: Pen) -> None:
    pen.stroke([(0, 0), (3, 40), (0, 80)], 15, colour=palette.BROWN)
    crown = smooth(trace("-76 10, -66 -56, -10 -90, 58 -66, 80 0, 40 40, -40 42"), closed=True)
    pen.form(crown, palette.TEA_DARK, 5.5)
    for k in range(9):
        reach = 0.35 + k * 0.07
        spot = (52 * math.cos(k * 2.4) * reach, -20 + 42 * math.sin(k * 2.4) * reach)
        pen.dot(spot, 13, palette.INK)
        pen.dot(spot, 10.5, palette.MIKAN)


def _drying(pen: Pen, name: str, cloth: str, *, colour: str, light: str) -> None:
    sky(pen, SIZE, "morning")
    fuji(pen, (640, 330), 860)
    cloud(pen, (70, 150), 280)
    pen.wash(box(-20, 326, 1320, 420), "#d9c9a2", slip=(0, 0))
    pen.stroke(straight((-10, 328), (1290, 328), step=120), 5)
    for row in range(4):
        y, depth, lean = 352 + row * 86, 58 + row * 8, 60 + row * 16
        for k in range(3):
            x = -40 + k * 452 + (row % 2) * 26
            mat = [
                (x + lean, y),
                (x + 400, y),
                (x + 400 - lean * 0.4, y + depth),
                (x + lean * 0.1, y + depth),
            ]
            pen.form(polygon(mat, step=130), colour, 4.6)
            pen.flecks(
                [
                    (pen.chance.within(x + 80, x + 370), pen.chance.within(y + 10, y + depth - 8))
                    for _ in range(12)
                ],
                8 + row,
                light,
            )
    _picker(pen, (980, 500), cloth)
    motif(pen, name, (150, 90), 96, palette.INDIGO)


def _shrimps(pen: Pen, name: str, cloth: str) -> None:
    _drying(pen, name, cloth, colour="#f0a08a", light=palette.CORAL)


def _shirasu(pen: Pen, name: str, cloth: str) -> None:
    _drying(pen, name, cloth, colour="#f6f3ea", light="#b9c6cf")


def _kitchen(pen: Pen, name: str, cloth: str) -> None:
    _street(pen, cloth, name, "dusk")
    pen.form(
        smooth(trace("330 500, 350 600, 430 640, 650 640, 730 600, 750 500")),
        "#5d6b80",
        6.5,
    )
    pen.form(ellipse((540, 500), 212, 46), "#7e8ca0", 6)
    pen.wash(ellipse((540, 504), 186, 34), "#6d3a22", slip=(0, 0))
    for k in range(9):
        x, y = 400 + k * 36, 500 + 16 * math.sin(k * 2.2)
        pen.form(
            polygon(
                [(x - 20, y - 14), (x + 18, y - 18), (x + 22, y + 10), (x - 18, y + 14)], step=60
            ),
            "#9a5a36",
            4,
        )
    steam(pen, (540, 452))
    pen.stroke(straight((650, 500), (820, 330)), 13, colour=palette.WOOD_DARK)
    _lantern(pen, (1040, 410), name)


def _cannery(pen: Pen, name: str, cloth: str) -> None:
    sky(pen, SIZE, "noon")
    pen.wash(box(-20, 40, 1320, 560), "#dfe6df", slip=(0, 0))
    for k in range(4):
        pen.form(box(80 + k * 300, 90, 220, 170), "#bcd8e4", 5.5)
        pen.stroke(straight((190 + k * 300, 92), (190 + k * 300, 258)), 4.5)
    fuji(pen, (790, 258), 180)
    noren(pen, (430, 300), (420, 96), cloth, name)
    pen.form(polygon(trace("-20 540, 1300 540, 1300 640, -20 640"), step=160), "#93a3b3", 6)
    for k in range(9):
        pen.form(ellipse((60 + k * 150, 592), 30, 30), palette.STEEL, 5)
    for index, paint in enumerate(("indigo", "red", "gold")):
        each = pen.aside()
        can(each, (0, 0), Tin(150, 96, paint, name))
        pen.stamp(f"can{index}", each.marks)
    for k in range(7):
        pen.print_stamp(f"can{k % 3}", (100 + k * 180, 544))


def _cellar(pen: Pen, name: str, cloth: str) -> None:
    _street(pen, cloth, name, "dusk")
    for row, count in ((0, 3), (1, 2)):
        for k in range(count):
            x, y = 400 + k * 150 + row * 75, 600 - row * 96
            pen.form(
                smooth(
                    [
                        (x - 66, y),
                        (x - 72, y - 48),
                        (x - 62, y - 96),
                        (x + 62, y - 96),
                        (x + 72, y - 48),
                        (x + 66, y),
                    ],
                    closed=True,
                    per=4,
                ),
                "#f0e0b6",
                5.5,
            )
            for v in (-84, -14):
                pen.stroke(
                    [(x - 66, y + v), (x, y + v + 5), (x + 66, y + v)], 8, colour=palette.WOOD_DARK
                )
            motif(pen, name, (x, y - 48), 56, palette.VERMILION if row else palette.INDIGO)
    pen.form(ellipse((1040, 380), 84, 82), "#7d9440", 6)
    for k in range(36):
        angle, reach = k * 2.39996, 76 * math.sqrt(k / 36)
        u, v = 1040 + reach * math.cos(angle), 380 + reach * math.sin(angle)
        pen.stroke([(u - 8, v - 6), (u, v), (u + 6, v + 9)], 5, colour=palette.TEA_DARK, step=40)
    pen.stroke(straight((1040, 232), (1040, 300)), 5)


def _grill(pen: Pen, name: str, cloth: str) -> None:
    _street(pen, cloth, name, "morning")
    _counter(pen)
    for kind in (MACKEREL, AJI):
        each = pen.aside()
        swim(each, kind, 178, Frame(turn=-4))
        pen.stamp(kind.pattern, each.marks)
    for k, pattern in enumerate(("waves", "scutes", "waves")):
        pen.print_stamp(pattern, (340 + k * 196, 540), turn=pen.chance.near(0, 4))
    _lantern(pen, (1030, 400), name)
    gulls(pen, (980, 130), 3)


SCENES: dict[str, Callable[[Pen, str, str], None]] = {
    "boat": _boat,
    "market": _market,
    "smokehouse": _smokehouse,
    "field": _field,
    "orchard": _orchard,
    "shrimps": _shrimps,
    "shirasu": _shirasu,
    "kitchen": _kitchen,
    "cannery": _cannery,
    "cellar": _cellar,
    "shop": _shop,
    "grill": _grill,
}
