"""The square marks of the categories: one thing each, large, on a round of its colour."""

from collections.abc import Callable

from shop.sample.drawings import palette, sheet
from shop.sample.drawings.bushi import stick
from shop.sample.drawings.cuts import block
from shop.sample.drawings.fish import MACKEREL, SKIPJACK, swim
from shop.sample.drawings.geometry import Frame, ellipse, polygon, smooth, trace
from shop.sample.drawings.motifs import motif
from shop.sample.drawings.orchard import fruit
from shop.sample.drawings.paste import hanpen_piece
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.shore import fry, shrimp
from shop.sample.drawings.tins import Tin, can
from shop.sample.drawings.vessels import bowl, rim

SIDE = 320


def draw_category(key: str) -> str:
    """Draw the mark of a category; every category has one."""
    draw, ground = MARKS[key]
    pen = Pen(sum(key.encode()))
    pen.wash(ellipse((160, 164), 146, 142), ground, slip=(0, 0))
    draw(pen)
    return sheet.close(pen, width=SIDE, height=SIDE, paper="#fbf5e8")


def _skipjack(pen: Pen) -> None:
    swim(pen, SKIPJACK, 262, Frame(154, 164, turn=-12))


def _tuna(pen: Pen) -> None:
    block(pen, (146, 172), (190, 84), "akami", depth=52)


def _mackerel(pen: Pen) -> None:
    swim(pen, MACKEREL, 250, Frame(156, 124, turn=-10))
    swim(pen, MACKEREL, 250, Frame(164, 204, turn=-10))


def _katsuobushi(pen: Pen) -> None:
    stick(pen, Frame(160, 164, turn=-14, scale=0.5), "karebushi")


def _dashi(pen: Pen) -> None:
    bowl(pen, (160, 134), 196, palette.VERMILION, pattern="flower")
    pen.wash(ellipse((160, 136), 86, 18), "#e9b765", slip=(0, 0))


def _namari(pen: Pen) -> None:
    frame = Frame(160, 166, turn=-10, scale=0.5)
    edge = smooth(
        trace("-248 30, -226 -40, -120 -78, 60 -76, 196 -44, 256 4, 214 44, 50 74, -120 76"),
        closed=True,
    )
    pen.form(frame.points(edge), "#c99c78", 6)
    for k in range(7):
        u = -170 + k * 56
        pen.stroke(
            frame.points(smooth([(u, -58), (u + 32, -18), (u + 12, 40)])), 4, colour="#8d6147"
        )


def _hanpen(pen: Pen) -> None:
    hanpen_piece(pen, Frame(150, 168, turn=-8, scale=0.9))
    hanpen_piece(pen, Frame(176, 216, turn=6, scale=0.9))


def _tsukudani(pen: Pen) -> None:
    bowl(pen, (160, 150), 200, palette.INDIGO)
    for k, (x, y) in enumerate(((110, 138), (160, 122), (210, 138), (136, 152), (186, 152))):
        shape = polygon(
            [(x - 24, y - 18), (x + 20, y - 20), (x + 24, y + 12), (x - 20, y + 14)], step=60
        )
        pen.form(shape, "#7a4029" if k % 2 else "#5b2c1c", 4)
        pen.stroke([(x - 12, y - 10), (x, y - 12), (x + 12, y - 11)], 4, colour="#e3a377", step=40)
    rim(pen, (160, 150), 200)


def _sakura(pen: Pen) -> None:
    shrimp(pen, Frame(168, 180, turn=-8, scale=1.15), "dried")


def _shirasu(pen: Pen) -> None:
    for k in range(7):
        at = (98 + (k % 3) * 60, 106 + k * 20)
        fry(pen, Frame(*at, turn=-24 + 17 * (k % 4), scale=1.15))


def _canned(pen: Pen) -> None:
    can(pen, (160, 222), Tin(188, 100, "indigo", "fish"))


def _tea(pen: Pen) -> None:
    motif(pen, "leaf", (160, 164), 210, palette.TEA_DARK)


def _sake(pen: Pen) -> None:
    body = smooth(
        trace("146 60, 146 108, 116 136, 112 252, 160 262, 208 252, 204 136, 174 108, 174 60"),
        closed=True,
        per=4,
    )
    pen.form(body, "#6f9a76", 6)
    pen.form(polygon(trace("126 172, 194 172, 194 232, 126 232"), step=60), "#f0dfb4", 4)
    motif(pen, "fuji", (160, 204), 48, palette.INDIGO)
    pen.form(polygon(trace("142 48, 178 48, 178 70, 142 70"), step=60), palette.WHITE, 4)


def _mikan(pen: Pen) -> None:
    fruit(pen, Frame(152, 182, scale=0.98), "mikan", leaf=True)


MARKS: dict[str, tuple[Callable[[Pen], None], str]] = {
    "skipjack": (_skipjack, "#cfe0e6"),
    "tuna": (_tuna, "#f3d6cb"),
    "mackerel": (_mackerel, "#d5e6e3"),
    "katsuobushi": (_katsuobushi, "#f0dcb4"),
    "dashi": (_dashi, "#f6e3c0"),
    "namaribushi": (_namari, "#eee0cd"),
    "fish-cakes": (_hanpen, "#dfe4e6"),
    "tsukudani": (_tsukudani, "#f1dcc4"),
    "sakura-shrimp": (_sakura, "#fbe3da"),
    "shirasu": (_shirasu, "#d8e6ec"),
    "canned-fish": (_canned, "#e7dfc8"),
    "tea": (_tea, "#e3ebc6"),
    "sake": (_sake, "#e4e6ee"),
    "mikan": (_mikan, "#fbe7c2"),
}
