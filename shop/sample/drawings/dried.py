"""Fish opened flat and dried: himono, as it lies on the drying net."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import ellipse, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import board


def opened(pen: Pen, drawing: Drawing) -> None:
    """Draw one to three fish split along the back, flesh up, head and tail left on."""
    board(pen, (400, 366), 660, 240)
    pieces = min(drawing.number("pieces", 3), 3)
    each = pen.aside()
    _fish(each)
    pen.stamp("d", each.marks)
    for k in range(pieces):
        x = 400 + (k - (pieces - 1) / 2) * 196
        pen.print_stamp("d", (x, 316), turn=pen.chance.near(4, 4))


def _fish(pen: Pen) -> None:
    tail = smooth(
        trace("0 120, -20 150, -54 178, -30 176, 0 164, 30 176, 54 178, 20 150"), closed=True
    )
    pen.form(tail, "#a58f4e", 5, step=15)
    half = trace("0 -150, -40 -158, -62 -118, -84 -70, -92 -10, -70 60, -34 112, 0 134")
    mirror = [(-x, y) for x, y in half[::-1]]
    body = smooth([*half, *mirror[1:-1]], closed=True, per=4)
    pen.wash(body, "#b9a464")
    inner = [(x * 0.87, y * 0.94) for x, y in body]
    pen.wash(inner, "#f3d9bd", slip=(0, 0))
    pen.wash(ellipse((0, -4), 26, 62), "#e7bda0", slip=(0, 0))
    pen.stroke(smooth([(-14, -112), (-10, -20), (-6, 60), (0, 128)]), 6, colour="#c48f72")
    for k in range(8):
        y = -86 + k * 24
        reach = 52 * math.cos(y / 130)
        for side in (-1, 1):
            rib = [(side * 12, y), (side * reach * 0.6, y + 10), (side * reach, y + 24)]
            pen.stroke(rib, 3.2, colour="#d7a684", step=40)
    for side in (-1, 1):
        eye = (side * 42, -126)
        pen.dot(eye, 12, palette.WHITE)
        pen.dot(eye, 7.5)
        pen.stroke([(side * 66, -96), (side * 50, -84), (side * 26, -88)], 5, step=30)
    pen.outline(body, 6)
