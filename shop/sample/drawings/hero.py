"""The home page's wide scene: dawn over Suruga Bay, the port, Mount Fuji, a boat coming in."""

import math

from shop.sample.drawings import palette, sheet
from shop.sample.drawings.geometry import Frame, box, ellipse, polygon, smooth, straight, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.scenery import boat, cloud, fuji, gulls, roof, sea, sky

SIZE = (1680.0, 720.0)


def draw_hero(seed: int = 7) -> str:
    """Draw the port at dawn, 21:9; its left third stays quiet, for the words laid over it."""
    pen = Pen(seed)
    sky(pen, SIZE, "dawn")
    for r, colour in ((128, "#f9c9a3"), (92, "#f4a77f"), (62, "#e8735a")):
        pen.wash(ellipse((560, 330), r, r), colour, slip=(0, 0))
    fuji(pen, (1010, 400), 920)
    for x, y, length in ((60, 120, 330), (1250, 150, 340), (760, 90, 220), (330, 236, 200)):
        cloud(pen, (x, y), length)
    _far_shore(pen)
    sea(pen, SIZE, 400)
    _glitter(pen)
    gulls(pen, (620, 190), 5)
    _quay(pen)
    boat(pen, Frame(880, 540, turn=-3, scale=1.1), rods=5)
    boat(pen, Frame(388, 470, turn=-1, scale=0.36), rods=3)
    return sheet.close(pen, width=1680, height=720, paper="#f9d9bd")


def _far_shore(pen: Pen) -> None:
    line = smooth(trace("-20 402, 120 372, 260 386, 420 366, 560 392, 700 400"))
    pen.wash([*line, (700, 410), (-20, 410)], "#93a3bd", slip=(0, 0), step=40)
    other = smooth(trace("1240 402, 1380 360, 1520 340, 1700 318"))
    pen.wash([*other, (1700, 410), (1240, 410)], "#8398b4", slip=(0, 0), step=40)


def _glitter(pen: Pen) -> None:
    for k in range(9):
        y = 414 + k * 20
        half = 30 + k * 9 + 16 * math.sin(k * 2.1)
        pen.stroke(
            smooth([(560 - half, y), (560, y + 3), (560 + half, y)]), 7, colour="#fbd9a8", step=60
        )


def _quay(pen: Pen) -> None:
    wall = trace("1240 470, 1720 452, 1720 760, 1240 760")
    pen.form(polygon(wall, step=120), "#c9bfae", 6)
    for k in range(3):
        pen.stroke(
            straight((1250, 674 + 26 * k), (1690, 672 + 26 * k), step=120),
            3,
            colour=palette.INK_SOFT,
        )
    for x, y, w, rise in ((1290, 384, 210, 46), (1500, 356, 220, 56)):
        pen.form(box(x + 16, y, w - 32, 92), "#efe2c4", 5)
        roof(pen, (x, y + 4), w, rise)
        for k in range(3):
            pen.form(box(x + 36 + k * 54, y + 28, 32, 40), "#f6c987", 4)
    pen.form(box(1576, 192, 26, 170), palette.WHITE, 5)
    pen.form(box(1568, 156, 42, 38), palette.VERMILION, 5)
    pen.dot((1589, 175), 10, "#fbe3ae")
    for row in range(2):
        for k in range(4 - row):
            x, y = 1316 + k * 84 + row * 40, 560 - row * 52
            pen.form(
                box(x, y, 78, 48), ("#8db6cf", palette.AMBER_LIGHT, "#e8907a")[(k + row) % 3], 5
            )
            pen.stroke(straight((x + 10, y + 18), (x + 68, y + 18)), 3.6)
    for x in (1270, 1640):
        pen.form(box(x, 600, 34, 46), palette.NIGHT, 5)
    pen.stroke(smooth([(1270, 612), (1180, 640), (1110, 586)]), 5)
