"""What states and missing things are called, and where they are mended."""

from datetime import date
from typing import Any

from core.text import current_locale, gettext
from core.web.forms import option
from core.web.pages import url
from i18n import formatting
from i18n.translated import TextState, shown
from shop.catalogue import allergens, labels
from shop.catalogue.models import Product, ProductState


def months() -> list[tuple[str, str]]:
    """The months of a year, by number, as the reader calls them."""
    return [(str(month), formatting.short_month(date(2000, month, 1))) for month in range(1, 13)]


def state_words() -> dict[ProductState, str]:
    """Each state of a product in the reader's words."""
    return {
        ProductState.DRAFT: gettext("Draft"),
        ProductState.PUBLISHED: gettext("On sale"),
        ProductState.ARCHIVED: gettext("Put away"),
    }


def text_words() -> dict[TextState, str]:
    """How far a text is, in the reader's words."""
    return {
        TextState.UNTRANSLATED: gettext("Nothing yet"),
        TextState.DRAFT: gettext("Draft"),
        TextState.REVIEWED: gettext("Checked"),
        TextState.STALE: gettext("Older than the original"),
    }


def missing_lines(product: Product, codes: list[str]) -> list[tuple[str, str]]:
    """(what is missing, the page where it is filled in) for each of the catalogue's codes."""
    sentences = {
        "name": gettext("The name of the product"),
        "summary": gettext("One sentence that makes one want it"),
        "photo": gettext("A photo"),
        "variant": gettext("A size with its price"),
        "label_not_confirmed": gettext(
            "Somebody must confirm that the label words say the same as the package"
        ),
        "storefront_not_open": gettext("Your shop is not open yet"),
        "shelf_life": gettext("How many days it keeps"),
        "ingredient_allergens": gettext("An allergen that stands beside an ingredient"),
        "liquor_licence": gettext("The licence to sell alcohol by mail order"),
        "liquor_label": gettext("The kind of goods and the tax do not fit together"),
        "delivery": gettext("The delivery fee for this temperature"),
    }
    return [(sentences.get(code) or _label_word(code), _place(product, code)) for code in codes]


def _label_word(code: str) -> str:
    key = code.removeprefix("label:")
    title = str(labels.TITLES[key]) if key in labels.TITLES else key
    return gettext("On the label: %(field)s", field=title)


def _place(product: Product, code: str) -> str:
    """The page where something is filled in."""
    own = {
        "photo": "photos",
        "variant": "variants",
        "shelf_life": "label",
        "liquor_label": "label",
    }
    in_texts = {f"label:{field.key}" for field in labels.fields() if field.kept_in == "text"}
    if code in {"name", "summary", "label_not_confirmed"} | in_texts:
        return url("vendors.products.texts", product_id=product.id, code=product.source_locale)
    if code == "storefront_not_open":
        return url("vendors.storefront.index")
    if code == "liquor_licence":
        return url("vendors.licences.index")
    if code == "delivery":
        return url("vendors.storefront.delivery")
    return url(f"vendors.products.{own.get(code, 'label')}", product_id=product.id)


def allergen_choices(day: date) -> list[Any]:
    """All allergens, those that Japanese law demands first."""
    known = sorted(
        allergens.by_key().values(),
        key=lambda one: ["mandatory", "recommended", None].index(one.japan_class(day)),
    )
    return [option(one.key, shown(one.names, current_locale()).text) for one in known]
