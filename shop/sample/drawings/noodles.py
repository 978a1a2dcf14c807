"""A bottle of noodle soup base beside the bowl it is meant for."""

from shop.sample.drawings import palette
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.geometry import Frame, Point, box, ellipse, smooth, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.vessels import bowl, rim


def sauce(pen: Pen, drawing: Drawing) -> None:
    """Draw bottles of soy-dark soup base and a bowl of udon."""
    for k in range(min(drawing.number("pieces", 1), 3)):
        _bottle(pen, (196 + 122 * k, 500 + 10 * (k % 2)))
    at = (556, 346)
    bowl(pen, at, 330, palette.INDIGO)
    pen.wash(ellipse((at[0], at[1] + 3), 150, 32), "#a86b34", slip=(0, 0))
    for k in range(7):
        x = 436 + k * 38
        noodle = [(x - 26, 360), (x, 334), (x + 34, 350), (x + 62, 332)]
        pen.stroke(smooth(noodle), 15, colour="#fbf2dc")
        pen.stroke(smooth([(u, v + 7) for u, v in noodle]), 3, colour=palette.WOOD_DARK)
    for x, y in ((510, 336), (548, 350), (600, 334), (632, 352)):
        pen.dot((x, y), 11, palette.TEA_DARK)
        pen.dot((x, y), 8, palette.TEA_LIGHT)
        pen.dot((x, y), 3, palette.TEA_DARK)
    rim(pen, at, 330)
    for lift in (0, 16):
        pen.stroke([(430, 250 - lift), (560, 214 - lift), (716, 168 - lift)], 9, step=200)


def _bottle(pen: Pen, at: Point) -> None:
    frame = Frame(*at)
    pen.shadow((at[0] + 8, at[1] + 2), 62, 13)
    side = trace("-52 -4, -54 -200, -44 -240, -20 -280, -19 -320, 19 -320, 20 -280, 44 -240")
    edge = frame.points(smooth([*side, (54, -200), (52, -4), (0, 2)], closed=True, per=3))
    pen.form(edge, "#5b3220", 6)
    pen.form(frame.points(box(-24, -352, 48, 36)), palette.VERMILION, 5)
    pen.form(frame.points(box(-53, -180, 106, 120)), palette.CREAM, 4.6)
    motif(pen, "fish", frame.point(0, -120), 68, palette.INDIGO)
    pen.stroke(frame.points(trace("-40 -210, -42 -120, -39 -30")), 7, colour="#fff", opacity=0.5)
