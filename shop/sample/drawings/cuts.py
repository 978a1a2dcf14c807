"""Fish cut up: blocks for sashimi, slices, seared loins, fillets, collars."""

import math

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, polygon, smooth, trace
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import board, plate, tray

# top, front, end, sinew, number of sinews: what tells one cut of tuna from another
FLESH = {
    "akami": ("#d04a48", palette.TUNA, palette.TUNA_DARK, "#e08a80", 5),
    "chutoro": ("#e28178", "#d96a62", "#c4524f", "#f6cdc2", 8),
    "otoro": ("#f2b5a6", "#ec9f92", "#d98579", "#fbe6dc", 12),
    "yellowfin": ("#dd6a5c", "#d25a4f", "#b54441", "#eba497", 5),
    "bigeye": ("#c9433f", "#b8363a", "#972a33", "#dd8379", 6),
    "albacore": ("#f6cdb6", "#f0bda4", "#dea28b", "#fdeade", 6),
    "skipjack": ("#b83a40", "#a63039", "#7f2430", "#d27d75", 4),
    "alfonsino": ("#f4d7c8", "#efc7b6", "#dfa898", "#fdf0e8", 6),
}


def block(pen: Pen, at: Point, size: Point, flesh: str, *, depth: float = 58) -> None:
    """Draw one saku block lying with its grain towards us; `at` is the middle of its front."""
    top, front, end, sinew, count = FLESH[flesh]
    x, y = at
    w, h = size
    left, right, high, low = x - w / 2, x + w / 2, y - h / 2, y + h / 2
    lean, back = depth * 0.55, high - depth * 0.5
    pen.shadow((x + 14, low + 2), w * 0.53, 18)
    side = smooth(
        [
            (right, high),
            (right + lean, back),
            (right + lean, low - depth * 0.6),
            (right, low),
        ],
        per=3,
    )
    pen.form(side, end, 5.5)
    lid = [(left, high), (left + lean, back - 3), (right + lean, back), (right, high)]
    pen.form(polygon(lid, step=120), top, 5.5)
    face = [
        (left, high),
        (right, high),
        (right + 3, low - 8),
        (right - 10, low),
        (left + 10, low),
        (left - 4, low - 10),
    ]
    pen.wash(polygon(face, step=120), front, slip=(1, 2))
    for k in range(count):
        start = left + w * (k + 0.6) / (count + 0.3) + 26
        bend = smooth([(start, high + 4), (start - 18, y - 2), (start - 42, low - 7)])
        pen.stroke(bend, 5 if count > 7 else 4, colour=sinew, step=30)
        reach = (start + lean * 0.4, high - depth * 0.24)
        glint = [(start, high - 4), reach, (start + 2 + lean * 0.7, high - depth * 0.42)]
        pen.stroke(glint, 3.4, colour=sinew, step=90)
    pen.outline(polygon(face, step=60), 6)


def slice_of(pen: Pen, frame: Frame, flesh: str) -> None:
    """Draw one slice of sashimi."""
    top, front, _, sinew, count = FLESH[flesh]
    form = smooth(trace("-58 -20, 0 -30, 56 -24, 64 4, 52 26, -6 30, -60 22"), closed=True)
    pen.form(frame.points(form), front if count < 9 else top, 4.6)
    for k in range(min(count, 6)):
        u = -42 + k * 84 / min(count, 6)
        pen.stroke(frame.points([(u + 12, -22), (u, 0), (u + 10, 22)]), 3.4, colour=sinew, step=30)


def shiso(pen: Pen, frame: Frame) -> None:
    """Draw a shiso leaf with its toothed edge."""
    rim: list[Point] = []
    for k in range(22):
        angle = k / 22 * math.tau
        reach = (1 if k % 2 else 0.86) * (66 + 14 * math.cos(angle))
        rim.append((reach * math.cos(angle), reach * 0.62 * math.sin(angle)))
    pen.form(frame.points(rim), palette.TEA, 4.2, step=14)
    pen.stroke(frame.points([(-54, 0), (0, 2), (64, 0)]), 3.2, colour=palette.TEA_DARK, step=99)
    for u in (-26, 6, 34):
        for side in (-1, 1):
            vein = frame.points([(u, 0), (u + 14, side * 16), (u + 22, side * 26)])
            pen.stroke(vein, 2.4, colour=palette.TEA_DARK, step=99)


def saku(pen: Pen, drawing: Drawing) -> None:
    """Draw blocks for sashimi on a board or a tray, with slices cut from the first."""
    flesh = drawing.text("flesh", "akami")
    pieces = min(drawing.number("pieces", 1), 4)
    if drawing.text("on", "board") == "tray":
        tray(pen, (400, 350), 640, 270)
    else:
        board(pen, (400, 362), 620, 230)
    rows = {
        1: [(360, 300)],
        2: [(404, 260), (366, 352)],
        3: [(412, 272), (392, 346), (372, 420)],
        4: trace("282 286, 532 286, 268 392, 538 392"),
    }[pieces]
    size = {1: (420, 84), 2: (390, 70), 3: (390, 50), 4: (206, 66)}[pieces]
    each = pen.aside()
    block(each, (0, 0), size, flesh, depth=58 if pieces < 3 else 44)
    pen.stamp("b", each.marks)
    for at in rows:
        pen.print_stamp("b", at, turn=pen.chance.near(0, 1.2))
    if pieces < 3:
        shiso(pen, Frame(196, 436, turn=-12, scale=0.9))
        _row_of_slices(pen, flesh, [(282 + k * 74, 440 + k % 2 * 4) for k in range(5 - pieces)])


def _row_of_slices(pen: Pen, flesh: str, places: list[Point]) -> None:
    each = pen.aside()
    slice_of(each, Frame(scale=0.84), flesh)
    pen.stamp("s", each.marks)
    for at in places:
        pen.print_stamp("s", at, turn=pen.chance.near(-16, 4))


def sashimi(pen: Pen, drawing: Drawing) -> None:
    """Draw a plate of sashimi of one to three kinds, with daikon and shiso."""
    kinds = drawing.text("flesh", "akami").split("+")
    plate(pen, (400, 346), 330)
    for k in range(14):
        x, y = pen.chance.within(300, 500), pen.chance.within(250, 290)
        curl = [(x - 40, y + 10), (x, y - 16), (x + 34, y - 2), (x + 60, y - 18)]
        pen.stroke(curl, 7, colour="#eef2ec" if k % 3 else "#c9d5cf", step=60)
    shiso(pen, Frame(236, 286, turn=-34, scale=1.15))
    shiso(pen, Frame(578, 282, turn=24, scale=1.05))
    for kind in dict.fromkeys(kinds):
        each = pen.aside()
        slice_of(each, Frame(scale=1.22), kind)
        pen.stamp(f"s{kind}", each.marks)
    total = 9
    for k in range(total):
        kind = kinds[k * len(kinds) // total]
        drop = 30 * math.sin(k / (total - 1) * math.pi)
        pen.print_stamp(f"s{kind}", (200 + k * 48, 338 + drop), turn=pen.chance.near(-62, 3))
    wasabi = smooth(trace("566 410, 586 384, 616 388, 624 412, 596 424"), closed=True)
    pen.form(wasabi, palette.TEA_LIGHT, 4.4, step=14)


def tataki(pen: Pen, drawing: Drawing) -> None:
    """Draw seared skipjack: slices with a dark rim and a red heart, under spring onion."""
    pieces = min(drawing.number("pieces", 1), 3)
    plate(pen, (400, 360), 336, band=palette.AMBER)
    loin = pen.aside()
    _seared_loin(loin, Frame(scale=0.86))
    pen.stamp("l", loin.marks)
    for k in range(pieces):
        rise = 26 * (pieces - 1 - k)
        pen.print_stamp("l", (414 - 16 * k, 286 - rise * 1.6), turn=pen.chance.near(-4, 2))
    each = pen.aside()
    _seared_slice(each)
    pen.stamp("t", each.marks)
    for k in range(7):
        drop = 18 * math.sin(k / 6 * math.pi)
        pen.print_stamp("t", (206 + k * 65, 392 + drop), turn=pen.chance.near(6 - k * 2, 4))
    _scallion(pen, (400, 384))


def _seared_slice(pen: Pen) -> None:
    rim = trace("-44 26, -50 -18, -8 -56, 38 -36, 50 18, 8 40")
    pen.form(smooth(rim, closed=True), "#6d5a55", 5)
    heart = [(x * 0.72, y * 0.7) for x, y in rim]
    pen.wash(smooth(heart, closed=True), "#c2484b", slip=(0, 0))
    for u in (-14, 10):
        grain = [(u, -26), (u + 10, -4), (u + 2, 18)]
        pen.stroke(grain, 3.6, colour=palette.TUNA_LIGHT, step=99)


def _seared_loin(pen: Pen, frame: Frame) -> None:
    form = smooth(
        trace("-236 26, -200 -36, -60 -62, 110 -52, 226 -16, 246 14, 190 40, 0 52, -160 48"),
        closed=True,
    )
    pen.form(frame.points(form), "#7b6660", 6.5)
    for k in range(6):
        u = -170 + k * 62
        line = frame.points(smooth([(u, -34), (u + 34, -12), (u + 20, 24)]))
        pen.stroke(line, 9, colour="#5b4743")
    pen.stroke(
        frame.points(smooth([(-190, -18), (-50, -46), (110, -38)])), 7, colour="#fff", opacity=0.35
    )


def _scallion(pen: Pen, at: Point) -> None:
    for _ in range(11):
        x, y = pen.chance.near(at[0], 165), pen.chance.near(at[1], 26)
        r = pen.chance.within(8, 12)
        pen.dot((x, y), r, palette.TEA_DARK)
        pen.dot((x, y), r * 0.76, palette.TEA_LIGHT)
        pen.dot((x + 1, y + 1), r * 0.3, palette.TEA_DARK)


def fillet(pen: Pen, drawing: Drawing) -> None:
    """Draw fillets, skin up or flesh up, on a tray, a board or a plate."""
    pieces = min(drawing.number("pieces", 2), 4)
    {"tray": tray, "board": board}[drawing.text("on", "tray")](pen, (400, 340), 640, 280)
    gap = {1: 0, 2: 118, 3: 84, 4: 64}[pieces]
    scale = {1: 1.06, 2: 0.92, 3: 0.8, 4: 0.7}[pieces]
    skin, sides = drawing.text("skin", "mackerel"), drawing.text("up", "mixed")
    for name, flesh_up in (("flesh", True), ("skin", False)):
        if sides in {name, "mixed"}:
            each = pen.aside()
            _fillet(each, Frame(scale=scale), skin, flesh_up=flesh_up)
            pen.stamp(name, each.marks)
    for k in range(pieces):
        name = sides if sides != "mixed" else ("skin", "flesh")[k % 2]
        y = 344 + gap * (k - (pieces - 1) / 2)
        pen.print_stamp(name, (400 + (9 if k % 2 else -9), y), turn=pen.chance.near(-2, 2))


def _fillet(pen: Pen, frame: Frame, skin: str, *, flesh_up: bool) -> None:
    edge = smooth(
        trace(
            "-262 -8, -226 -54, -110 -72, 60 -58, 200 -24, 264 -8, 262 12, 180 34, 20 64, -130 66, -232 38"
        ),
        closed=True,
    )
    points = frame.points(edge)
    if flesh_up:
        pen.form(points, "#f0c6b4" if skin != "silver_cod" else "#f6efe4", 6)
        pen.stroke(
            frame.points(smooth(trace("-216 0, -60 -8, 120 -2, 246 2"))), 7, colour="#c9776b"
        )
        for k in range(8):
            u = -170 + k * 48
            for side in (-1, 1):
                rib = frame.points(
                    smooth([(u, -4), (u - 22, side * 22), (u - 26, side * (48 - 3 * k))])
                )
                pen.stroke(rib, 3.6, colour="#dd9a8a", step=30)
        return
    pen.wash(points, "#eef0e8")
    back = smooth(trace("-262 -8, -226 -54, -110 -72, 60 -58, 200 -24, 264 -8"))
    seam = smooth(trace("250 2, 60 -6, -120 -2, -250 2"))
    pen.wash(
        frame.points([*back, *seam]),
        {"mackerel": "#4d7f93", "salmon": "#8fa0a6"}.get(skin, "#5b7488"),
        slip=(1, 1),
    )
    for k in range(9):
        u = -200 + k * 46
        tall = 62 - abs(u + 70) * 0.14
        wave = frame.points(
            smooth([(u, -tall), (u + 14, -tall * 0.7), (u - 4, -tall * 0.38), (u + 12, -4)])
        )
        pen.stroke(wave, 6.5, step=16)
    pen.outline(points, 6)
    pen.stroke(
        frame.points(smooth([(-190, 34), (-40, 42), (120, 28)])), 7, colour="#ffffff", opacity=0.8
    )
