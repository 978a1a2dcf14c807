"""What stands behind and around: sky, Mount Fuji, the bay, boats, gulls, shop curtains."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.geometry import (
    Frame,
    Point,
    box,
    ellipse,
    polygon,
    smooth,
    straight,
    trace,
)
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen

SKIES = {
    "dawn": ("#f9d9bd", "#f6c5a6", "#fbe9d0"),
    "morning": ("#dcebf0", "#c8dfe9", "#f2f5ee"),
    "noon": ("#cfe4ee", "#b8d6e6", "#eaf3f2"),
    "dusk": ("#e9c9c3", "#d9b0b8", "#f7dcc2"),
}


def sky(pen: Pen, size: Point, name: str) -> None:
    """Lay the sky in three long bands that dissolve into one another."""
    w, h = size
    base, high, low = SKIES[name]
    pen.wash(box(-20, -20, w + 40, h + 40), base, slip=(0, 0))
    for level, colour, depth in ((0.0, high, 0.14), (0.34, low, 0.12)):
        top = [(x * w / 8 - 20, h * (level + 0.02 * math.sin(x * 1.9))) for x in range(10)]
        under = [
            (x * w / 8 - 20, h * (level + depth + 0.03 * math.sin(x * 1.3 + 1)))
            for x in range(9, -1, -1)
        ]
        pen.wash(smooth(top) + smooth(under), colour, slip=(0, 0), step=80)


def cloud(pen: Pen, at: Point, length: float) -> None:
    """Draw a long flat cloud as the old prints have it."""
    x, y = at
    for k, share in enumerate((1.0, 0.62)):
        left = x + (length * 0.18 if k else 0)
        bar = smooth(
            [
                (left, y - k * 17),
                (left + length * share * 0.5, y - k * 17 - 5),
                (left + length * share, y - k * 17),
            ]
        )
        pen.stroke(bar, 21, colour="#ffffff", opacity=0.75, step=70)


def fuji(pen: Pen, at: Point, width: float, colour: str = "#7d93b8") -> None:
    """Draw Mount Fuji with its snow; `at` is the middle of its foot."""
    x, y = at
    h = width * 0.34
    left = smooth(
        [
            (x - width / 2, y),
            (x - width * 0.28, y - h * 0.36),
            (x - width * 0.12, y - h * 0.8),
            (x - width * 0.055, y - h),
        ]
    )
    right = smooth(
        [
            (x + width * 0.055, y - h * 0.985),
            (x + width * 0.13, y - h * 0.78),
            (x + width * 0.3, y - h * 0.34),
            (x + width / 2, y),
        ]
    )
    crown = [(x - width * 0.02, y - h * 0.97), (x + width * 0.02, y - h * 1.0)]
    pen.wash([*left, *crown, *right], colour, slip=(0, 0), step=40)
    snow = [
        (x - width * 0.055, y - h),
        (x - width * 0.02, y - h * 0.97),
        (x + width * 0.02, y - h * 1.0),
        (x + width * 0.055, y - h * 0.985),
        (x + width * 0.135, y - h * 0.75),
        (x + width * 0.1, y - h * 0.68),
        (x + width * 0.07, y - h * 0.76),
        (x + width * 0.035, y - h * 0.6),
        (x, y - h * 0.73),
        (x - width * 0.04, y - h * 0.58),
        (x - width * 0.07, y - h * 0.75),
        (x - width * 0.115, y - h * 0.66),
        (x - width * 0.13, y - h * 0.77),
    ]
    pen.wash(snow, palette.WHITE, slip=(0, 0), step=18)
    pen.stroke([*left, *crown, *right], 6, step=34)


def sea(
    pen: Pen, size: Point, top: float, *, colour: str = "#8fb3c8", deep: str = "#6f99b6"
) -> None:
    """Lay the bay from `top` to the foot of the sheet, with rows of small waves."""
    w, h = size
    pen.wash(box(-20, top, w + 40, h - top + 20), colour, slip=(0, 0))
    pen.wash(
        [
            *smooth(
                [
                    (-20, top + (h - top) * 0.5),
                    (w * 0.3, top + (h - top) * 0.42),
                    (w * 0.7, top + (h - top) * 0.56),
                    (w + 20, top + (h - top) * 0.46),
                ]
            ),
            (w + 20, h + 20),
            (-20, h + 20),
        ],
        deep,
        slip=(0, 0),
        step=60,
    )
    pen.stroke(straight((-10, top), (w + 10, top), step=110), 4.5)
    each = pen.aside()
    each.stroke(smooth(trace("-46 5, -22 -7, 0 4, 22 -7, 46 4")), 5, colour=palette.WHITE, step=15)
    pen.stamp("wave", each.marks)
    count = int(w * (h - top) / 21000)
    for k in range(count):
        share = (k + 0.5) / count
        at = (pen.chance.within(20, w - 20), top + 22 + (h - top - 40) * share)
        pen.print_stamp("wave", at, scale=0.5 + 0.7 * share)


def gulls(pen: Pen, at: Point, count: int) -> None:
    """Draw gulls on the wind."""
    for k in range(count):
        x, y = at[0] + k * 58 + pen.chance.near(0, 22), at[1] + pen.chance.near(0, 30)
        s = pen.chance.within(15, 25)
        pen.stroke(
            smooth(
                [
                    (x - s, y - s * 0.3),
                    (x - s * 0.4, y - s * 0.5),
                    (x, y),
                    (x + s * 0.4, y - s * 0.55),
                    (x + s, y - s * 0.25),
                ]
            ),
            5,
            step=9,
        )


def boat(pen: Pen, frame: Frame, *, paint: str = palette.WHITE, rods: int = 5) -> None:
    """Draw a pole-and-line boat: high bow, white house, its rods bent over the water."""
    hull = frame.points(
        [
            *smooth(trace("-250 -34, -120 -8, 60 -12, 190 -48, 284 -104")),
            *smooth(trace("284 -104, 250 -20, 206 54, 160 66")),
            *straight((150, 66), (-212, 66)),
            *smooth([(-222, 62), (-244, 10), (-250, -34)]),
        ]
    )
    house = frame.points(polygon(trace("-152 -14, -152 -104, 6 -104, 22 -16"), step=90))
    bridge = frame.points(polygon(trace("-124 -104, -118 -160, -26 -160, -18 -104"), step=90))
    pen.form(bridge, palette.WHITE, 5)
    pen.form(house, palette.CREAM, 5.5)
    for k in range(3):
        pen.form(frame.points(box(-106 + k * 31, -146, 20, 24)), palette.SEA, 3.6)
        pen.dot(frame.point(-116 + k * 50, -58), 17 * frame.scale)
        pen.dot(frame.point(-115 + k * 50, -57), 12.5 * frame.scale, palette.SEA)
    pen.stroke(frame.points(straight((-70, -160), (-72, -262))), 7)
    pen.stroke(frame.points(straight((-72, -238), (60, -110))), 3)
    pen.form(frame.points([(-70, -258), (-24, -246), (-70, -230)]), palette.VERMILION, 3.6)
    pen.form(hull, paint, 7)
    stripe = frame.points(
        [
            *smooth(trace("-246 0, -100 22, 80 18, 262 -40")),
            *smooth(trace("246 -6, 80 46, -100 48, -240 26")),
        ]
    )
    pen.wash(stripe, palette.INDIGO, slip=(0, 1))
    _rods(pen, frame, rods)
    wake = frame.points(smooth(trace("-300 74, -150 62, 0 76, 150 62, 290 78")))
    pen.stroke(wake, 13, colour="#ffffff", opacity=0.9, step=24)


def _rods(pen: Pen, frame: Frame, count: int) -> None:
    for k in range(count):
        u = 40 + k * 42
        rod = [
            (u, -22 - k * 9),
            (u + 46, -96 - k * 9),
            (u + 108, -118 - k * 8),
            (u + 150, -92 - k * 8),
        ]
        pen.stroke(frame.points(smooth(rod)), 5, step=30)
        pen.stroke(
            frame.points([(u + 150, -92 - k * 8), (u + 154, -30), (u + 150, 60)]), 2, step=60
        )


def noren(pen: Pen, at: Point, size: Point, colour: str, name: str) -> None:
    """Hang a shop curtain in four cloths with the house's motif; `at` is its upper left."""
    (x, y), (w, h) = at, size
    pen.stroke(straight((x - 30, y - 4), (x + w + 30, y - 4)), 13, colour=palette.BROWN)
    for k in range(4):
        left, part = x + k * w / 4, w / 4
        sway = pen.chance.near(0, 9)
        cloth = [
            (left + 2, y),
            (left + part - 2, y),
            (left + part - 4 + sway, y + h),
            (left + part / 2 + sway, y + h + 9),
            (left + 4 + sway, y + h),
        ]
        pen.form(polygon(cloth, step=80), colour, 5)
        if k in {1, 2}:
            motif(pen, name, (left + part / 2 + sway / 2, y + h * 0.52), part * 0.62, palette.WHITE)
        else:
            motif(
                pen, "waves", (left + part / 2 + sway / 2, y + h * 0.62), part * 0.5, palette.WHITE
            )


def roof(pen: Pen, at: Point, width: float, rise: float, colour: str = "#5e6f8e") -> None:
    """Draw a tiled roof seen from the street; `at` is the left end of its eaves."""
    x, y = at
    edge = [(x, y), (x + width, y), (x + width - rise * 0.9, y - rise), (x + rise * 0.9, y - rise)]
    pen.form(polygon(edge, step=120), colour, 6)
    for k in range(1, 3):
        inset = rise * 0.9 * k / 3
        pen.stroke(
            straight((x + inset, y - rise * k / 3), (x + width - inset, y - rise * k / 3), step=90),
            3.6,
            colour=palette.INK,
        )
    for k in range(int(width / 34)):
        u = x + 18 + k * 34
        pen.stroke(ellipse((u, y), 16, 9, start=0, end=180), 4, step=14)
