"""Pictures for the sample market, drawn by code: pure functions from facts and a seed to SVG."""

from collections.abc import Callable

from shop.sample.drawings import (
    bushi,
    cellar,
    cuts,
    dried,
    fish,
    noodles,
    orchard,
    palette,
    paste,
    sheet,
    shore,
    table,
    tins,
)
from shop.sample.drawings.drawing import Drawing
from shop.sample.drawings.hero import draw_hero
from shop.sample.drawings.marks import MARKS, draw_category
from shop.sample.drawings.pen import Pen
from shop.sample.drawings.storefronts import SCENES, draw_storefront

__all__ = [
    "MARKS",
    "SCENES",
    "SHAPES",
    "Drawing",
    "draw",
    "draw_category",
    "draw_hero",
    "draw_storefront",
]

SHAPES: dict[str, Callable[[Pen, Drawing], None]] = {
    "balls": paste.balls,
    "block": bushi.block,
    "cans": tins.cans,
    "collar": table.collar,
    "dashi": bushi.dashi,
    "fillet": cuts.fillet,
    "fish": fish.whole,
    "hanpen": paste.hanpen,
    "jars": tins.jars,
    "kamaboko": paste.kamaboko,
    "marinated": table.marinated,
    "mikan": orchard.mikan,
    "minced": table.minced,
    "namari": bushi.namari,
    "naruto": paste.naruto,
    "opened": dried.opened,
    "oval": tins.oval,
    "powder": bushi.powder,
    "pressed": orchard.pressed,
    "relish": table.relish,
    "sake": cellar.sake,
    "sakura": shore.sakura,
    "saku": cuts.saku,
    "sashimi": cuts.sashimi,
    "sauce": noodles.sauce,
    "satsumaage": paste.satsumaage,
    "shavings": bushi.shavings,
    "shirasu": shore.shirasu,
    "tataki": cuts.tataki,
    "tea": cellar.tea,
    "tsukudani": table.tsukudani,
}


def draw(product_drawing: Drawing, *, seed: int) -> str:
    """Draw one product, 4:3; the same facts and seed always give the same SVG."""
    pen = Pen(seed)
    sheet.ground(pen, product_drawing.ground)
    SHAPES[product_drawing.shape](pen, product_drawing)
    return sheet.close(pen, paper=palette.GROUNDS[product_drawing.ground][0])
