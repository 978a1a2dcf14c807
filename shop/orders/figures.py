"""A purchase's figures, made once: the order's page and every mail show these and no others."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.text import gettext
from i18n import formatting
from i18n.translated import Shown
from shop.catalogue import alcohol
from shop.orders.queries import LineView, OrderView, PurchaseView
from shop.orders.states import OrderState


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of a bill as the reader's language writes it; `lang` marks words in another one."""

    label: str
    amount: str
    detail: str = ""
    lang: str = ""
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class OrderFigures:
    """One business's part: what was bought, what was added, taken off, and the tax within.

    `notice` is what must stand beside these prices, where something must.
    """

    figures: tuple[Figure, ...]
    taxes: tuple[str, ...]
    notice: str


def of_order(order: OrderView) -> OrderFigures:
    """The lines of one order, its delivery, its reductions and its total."""
    figures = (
        *(_line(line) for line in order.lines),
        Figure(label=gettext("Delivery"), amount=formatting.yen(order.delivery_total)),
        *_wrapping(order.wrapping_total),
        *(
            Figure(
                label=each.label.text,
                amount=formatting.yen(-each.amount),
                lang=_lang(each.label),
            )
            for each in order.reductions
        ),
        *_tax_added(order.tax_added),
        Figure(
            label=_total_of(order),
            amount=formatting.yen(order.total),
            is_total=True,
        ),
    )
    has_alcohol = any(line.is_alcohol for line in order.lines)
    return OrderFigures(
        figures=figures,
        taxes=tuple(_tax(tax) for tax in order.taxes),
        notice=str(alcohol.NOTICE) if has_alcohol else "",
    )


def of_purchase(view: PurchaseView, *, refunded: int = 0) -> tuple[Figure, ...]:
    """What the whole purchase costs, and what of it went back."""
    goods, delivery = formatting.yen(view.goods_total), formatting.yen(view.delivery_total)
    found = [
        Figure(label=gettext("Goods"), amount=goods),
        Figure(label=gettext("Delivery"), amount=delivery),
        *_wrapping(view.wrapping_total),
    ]
    if view.discount_total:
        amount = formatting.yen(-view.discount_total)
        found.append(Figure(label=gettext("Reductions"), amount=amount))
    found += _tax_added(view.tax_added)
    label = gettext("Total, at most") if is_maximum(view) else gettext("Total")
    found.append(Figure(label=label, amount=formatting.yen(view.total), is_total=True))
    if refunded:
        found.append(Figure(label=gettext("Paid back"), amount=formatting.yen(-refunded)))
    return tuple(found)


def is_maximum(view: PurchaseView) -> bool:
    """Whether something is still to be weighed: the total is then the most it may cost."""
    return any(_is_to_weigh(order) for order in view.orders)


def _is_to_weigh(order: OrderView) -> bool:
    is_open = order.state in {OrderState.PLACED, OrderState.AUTHORISED}
    waiting = (
        line.least_weight_g is not None and line.packed_weight_g is None for line in order.lines
    )
    return is_open and any(waiting)


def _total_of(order: OrderView) -> str:
    if _is_to_weigh(order):
        return gettext("Total of this order, at most")
    return gettext("Total of this order")


def _wrapping(amount: int) -> tuple[Figure, ...]:
    """Wrapping and noshi, where something was wrapped."""
    if not amount:
        return ()
    return (Figure(label=gettext("Wrapping and noshi"), amount=formatting.yen(amount)),)


def _tax_added(amount: int) -> list[Figure]:
    """The tax on net prices, which comes on top; none on prices that hold it."""
    return (
        [Figure(label=gettext("Consumption tax"), amount=formatting.yen(amount))] if amount else []
    )


def plain(figures: tuple[Figure, ...]) -> list[dict[str, Any]]:
    """The figures as plain values, as a mail's row keeps them."""
    return [asdict(figure) for figure in figures]


def _line(line: LineView) -> Figure:
    count = formatting.number(line.quantity)
    said = [text for text in (line.variant.text, _weight(line)) if text]
    return Figure(
        label=f"{count} × {line.name.text}",
        amount=formatting.yen(line.line_total),
        detail=", ".join(said),
        lang=_lang(line.name),
    )


def _weight(line: LineView) -> str:
    """Of goods that are cut to order: what was packed and agreed, or that the price is the most."""
    if line.least_weight_g is None:
        return ""
    if line.packed_weight_g is None:
        return gettext("the most it can cost; it is weighed first")
    return gettext(
        "%(weight)s packed; agreed were at most %(most)s for at most %(price)s",
        weight=formatting.weight(line.packed_weight_g),
        most=formatting.weight(line.net_weight_g * line.quantity),
        price=formatting.yen(line.unit_price * line.quantity),
    )


def _lang(text: Shown) -> str:
    return text.locale if text.is_fallback else ""


def _tax(tax: Mapping[str, Any]) -> str:
    if tax.get("reason") == "export":
        return gettext("No consumption tax is charged, because it is an export.")
    return gettext(
        "Of %(amount)s at %(rate)s %% the tax contained is %(tax)s.",
        amount=formatting.yen(tax["amount"]),
        rate=tax["rate_percent"],
        tax=formatting.yen(tax["tax"]),
    )
