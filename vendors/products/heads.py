"""What stands above every page of a product: its name, its parts, its state."""

from dataclasses import dataclass
from typing import Any

from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.pages import url
from i18n.translated import shown
from shop.catalogue.models import Product
from vendors.products import queries, words


@dataclass(frozen=True)
class Tab:
    """A line of tabs: states of a list, parts of a product, written forms."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


def head(uow: UnitOfWork, product: Product, part: str) -> dict[str, Any]:
    """What every page of a product shows above: its name, its parts as tabs, its state."""
    texts = queries.texts(uow.session, product.id)
    parts = {
        "show": gettext("Overview"),
        "texts": gettext("Words"),
        "photos": gettext("Photos"),
        "variants": gettext("Sizes and prices"),
        "label": gettext("Label and allergens"),
        "facts": gettext("Shelf and season"),
        "abroad": gettext("Selling abroad"),
    }
    places = {"abroad": "vendors.abroad.edit"}
    more = {"texts": {"code": product.source_locale}}
    return {
        "product": product,
        "name": shown({code: row.name for code, row in texts.items()}, product.source_locale),
        "state_word": words.state_words()[product.state],
        "tabs": [
            Tab(said, url(places.get(view, f"vendors.products.{view}"), product_id=product.id,
                          **more.get(view, {})), view == part)
            for view, said in parts.items()
        ],
    }  # fmt: skip
