"""The label as lines to read: every field that is filled, with its title."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from core.text import LazyText, current_locale, gettext
from i18n import formatting
from i18n.translated import Shown, shown
from shop.catalogue import label_details, labels
from shop.catalogue.queries import Offer, ProductPage

PLACES: Final = ("catch_area", "landing_port", "country_of_origin")


@dataclass(frozen=True)
class LabelLine:
    """A line of the label: `shown` when it is a text in some language, else `text`.

    `lang` marks a name or an address, which stays as it is in every language.
    """

    title: str
    shown: Shown | None = None
    text: str = ""
    lang: str = ""


def of_page(page: ProductPage) -> list[LabelLine]:
    """The lines of a product's label in the order of the law, then how long it keeps."""
    label = page.product.label
    kind = labels.kind_of(label)
    texts = page.label_texts
    lines: list[LabelLine] = []
    for field in labels.fields():
        if kind not in field.kinds:
            continue
        if field.key == "net_content" and not label.get(field.key):
            lines += _contents(page, str(field.title))
            continue
        if field.kept_in == "text":
            if texts[field.key]:
                lines.append(LabelLine(str(field.title), shown=texts[field.key]))
        elif (value := label.get(field.key)) not in (None, "", {}, []):
            lines.append(_line(str(field.title), field.key, value))
    if page.product.shelf_life_days:
        lines.append(LabelLine(gettext("Keeps"), text=_keeps(page.product.shelf_life_days)))
    return lines


def _line(title: str, key: str, value: Any) -> LabelLine:
    """A value that was written per language is shown in the reader's, or marked."""
    if key in PLACES and isinstance(value, dict):
        return LabelLine(title, shown=shown(cast("dict[str, str]", value), current_locale()))
    if key == "responsible":
        return _responsible(title, value)
    if key == "main_origin":
        return LabelLine(title, shown=shown(value["text"], current_locale()))
    if key in label_details.IN_JAPANESE:
        return LabelLine(title, text=_words(key, value), lang="ja")
    return LabelLine(title, text=_words(key, value))


def _contents(page: ProductPage, title: str) -> list[LabelLine]:
    """The contents of each size, where the label says nothing more."""
    sizes = [_size(offer) for offer in page.offers]
    return [LabelLine(title, text=formatting.choice(sizes))] if sizes else []


def _size(offer: Offer) -> str:
    if offer.least_weight_g is not None:
        return gettext(
            "about %(least)s to %(most)s",
            least=formatting.weight(offer.least_weight_g),
            most=formatting.weight(offer.net_weight_g),
        )
    if offer.volume_ml:
        return formatting.volume(offer.volume_ml)
    return formatting.weight(offer.net_weight_g)


def _keeps(days: int) -> str:
    return gettext(
        "%(days)s days from making. The date itself is of the lot, and stands on the package.",
        days=formatting.number(days),
    )


def _words(key: str, value: Any) -> str:
    """A value in the reader's language."""
    return _WORDS.get(key, str)(value)


def _yes_or_no(value: Any) -> str:
    return gettext("yes") if value else gettext("no")


def _percent(value: Any) -> str:
    return gettext("%(percent)s %% vol", percent=formatting.number(value))


def _named(names: Mapping[str, LazyText]) -> Callable[[Any], str]:
    return lambda value: str(names.get(value, value))


def _content(value: Any) -> str:
    """Grams as a weight, anything else as it was written."""
    if isinstance(value, int):
        return formatting.weight(value)
    return str(value)


def _responsible(title: str, value: dict[str, Any] | str) -> LabelLine:
    """Who stands for the label, under what they are: maker, seller and so on."""
    if isinstance(value, str):
        return LabelLine(title, text=value, lang="ja")
    kind = labels.RESPONSIBLE.get(str(value.get("kind", "")))
    words = [str(value.get(part, "")) for part in ("name", "address")]
    text = " ".join(word for word in words if word)
    return LabelLine(str(kind) if kind else title, text=text, lang="ja")


def _nutrition(value: dict[str, Any]) -> str:
    """Energy, protein, fat, carbohydrate and salt, in the order that the law gives."""
    parts = [
        gettext(
            "%(nutrient)s %(amount)s %(unit)s",
            nutrient=str(title),
            amount=formatting.number(value[key]),
            unit="kcal" if key == "kcal" else "g",
        )
        for key, title in labels.NUTRIENTS.items()
        if value.get(key) is not None
    ]
    listed = formatting.listing(parts)
    per = str(value.get("per", ""))
    text = (
        gettext("Per %(measure)s: %(nutrients)s", measure=per, nutrients=listed) if per else listed
    )
    if value.get("estimated"):
        return gettext("%(nutrients)s (estimated)", nutrients=text)
    return text


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    **label_details.WORDS,
    "is_heated_before_freezing": _yes_or_no,
    "date_kind": _named(labels.DATE_KINDS),
    "raw_use": _named(labels.RAW_USES),
    "is_farmed": _yes_or_no,
    "is_thawed": _yes_or_no,
    "alcohol_percent": _percent,
    "net_content": _content,
    "nutrition": _nutrition,
}
