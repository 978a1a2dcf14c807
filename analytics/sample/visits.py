"""Twelve months of invented visits, made so that every sample purchase has its visit."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import insert

from analytics.sample.habits import (
    BROWSERS,
    CAMPAIGNS,
    CHANNELS,
    CHECKOUT_OF_CARTS,
    HOURS,
    MARKETS,
    SEASONS,
    TABLET_SHARE,
    Market,
)
from analytics.visits.models import Channel, Device, EventKind, Visit, VisitEvent
from core.dates import TOKYO, add_months, day_start, month_start, tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue import facts as catalogue
from shop.orders import facts as orders
from shop.orders.facts import SoldLine

MONTHS: Final = 12
A_YEAR: Final = 60_000
CHUNK: Final = 5000
Row = dict[str, Any]


def load_visits(uow: UnitOfWork, seed: int = 2026, visits: int = A_YEAR) -> int:
    """Write about `visits` visits of the year that ends now; how many there are."""
    year = _Year(random.Random(seed), _product_ids(uow))  # noqa: S311 - invented, not secret
    today = tokyo_day(uow.now)
    first = add_months(month_start(today), -MONTHS)
    for day in _days(first, today):
        year.add_day(
            day, today, visits, hours=uow.now.astimezone(TOKYO).hour if day == today else 24
        )
    since, until = day_start(first), uow.now
    for lines in _purchases(orders.sold_lines(uow.session, since, until)):
        year.add_purchase(lines)
    for table, rows in ((Visit, year.visits), (VisitEvent, year.events)):
        for at in range(0, len(rows), CHUNK):
            uow.session.execute(insert(table.__table__), rows[at : at + CHUNK])  # pyright: ignore[reportArgumentType]
    return len(year.visits)


class _Year:
    """The rows of a year while they are made up."""

    def __init__(self, dice: random.Random, product_ids: Sequence[int]) -> None:
        self._dice = dice
        self._products = product_ids
        self._favours = list(accumulate(1 / (n + 4) for n in range(len(product_ids))))
        self._hours = list(accumulate(HOURS))
        self.visits: list[Row] = []
        self.events: list[Row] = []

    def add_day(self, day: date, today: date, a_year: int, *, hours: int) -> None:
        """A day's visits by season, weekday and how the market has grown by then."""
        age = (today - day).days / 365
        weekend = 1.18 if day.weekday() >= 5 else 0.93
        expected = a_year * SEASONS[day.month] / 100 / 30.4 * weekend * hours / 24
        for market in MARKETS:
            grown = market.growth ** (0.5 - age)
            share = expected * market.weight / 100 * grown
            count = int(share) + (self._dice.random() < share % 1)
            for _ in range(count):
                self._add_visit(market, day, hours)

    def add_purchase(self, lines: Sequence[SoldLine]) -> None:
        """The visit that a purchase was made in, with the attributes the purchase kept."""
        line, kept = lines[0], lines[0].visit
        placed = line.placed_at.astimezone(TOKYO)
        visit_id = self._begin(
            day=placed.date(),
            hour=placed.hour,
            country=str(kept.get("country", "ZZ")),
            language=line.locale,
            browser_language=str(kept.get("browser_language", "und")),
            device=Device(kept.get("device", Device.MOBILE.value)),
            channel=Channel(kept.get("channel", Channel.UNKNOWN.value)),
            tags=("", "", str(kept.get("campaign", ""))),
        )
        self._event(visit_id, EventKind.VIEW, count=4 + len(lines))
        for product_id in dict.fromkeys(line.product_id for line in lines):
            self._event(visit_id, EventKind.VIEW_PRODUCT, product_id)
            self._event(visit_id, EventKind.ADD_TO_CART, product_id)
        self._event(visit_id, EventKind.BEGIN_CHECKOUT)
        self._event(visit_id, EventKind.PURCHASE)

    def _add_visit(self, market: Market, day: date, hours: int) -> None:
        dice = self._dice
        language = _pick(dice, market.languages)
        channel = CHANNELS[_pick(dice, market.channels)]
        is_tagged = channel is Channel.CAMPAIGN
        hour = dice.choices(range(24), cum_weights=self._hours)[0]
        visit_id = self._begin(
            day=day,
            hour=min(hour, hours - 1) if hours else 0,
            country=market.code,
            language=language,
            browser_language=BROWSERS.get(market.code, language),
            device=_device(dice, market),
            channel=channel,
            tags=dice.choice(CAMPAIGNS) if is_tagged else ("", "", ""),
        )
        self._event(visit_id, EventKind.VIEW, count=1 + int(dice.expovariate(0.45)))
        if self._products and dice.random() < market.product:
            self._browse(visit_id, market)

    def _browse(self, visit_id: int, market: Market) -> None:
        """Look at products; some go into the cart, some carts to the checkout, none is bought."""
        dice = self._dice
        seen = dice.choices(
            self._products, cum_weights=self._favours, k=1 + int(dice.expovariate(0.9))
        )
        for product_id in dict.fromkeys(seen):
            self._event(visit_id, EventKind.VIEW_PRODUCT, product_id)
        if dice.random() < market.cart:
            self._event(visit_id, EventKind.ADD_TO_CART, seen[0])
            if dice.random() < CHECKOUT_OF_CARTS:
                self._event(visit_id, EventKind.BEGIN_CHECKOUT)

    def _begin(self, *, tags: tuple[str, str, str], **attributes: Any) -> int:
        visit_id = self._dice.getrandbits(62)
        source, medium, campaign = tags
        self.visits.append(
            {
                "id": visit_id,
                **attributes,
                "landing": self._dice.choice(("home", "list", "product", "product", "storefront")),
                "source": source,
                "medium": medium,
                "campaign": campaign,
                "is_sample": True,
            }
        )
        return visit_id

    def _event(self, visit_id: int, kind: EventKind, product_id: int = 0, count: int = 1) -> None:
        self.events.append(
            {"visit_id": visit_id, "kind": kind, "product_id": product_id, "count": count}
        )


def _product_ids(uow: UnitOfWork) -> list[int]:
    return [product.product_id for product in catalogue.published_products(uow.session)]


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _purchases(lines: Sequence[SoldLine]) -> list[list[SoldLine]]:
    found: dict[int, list[SoldLine]] = {}
    for line in lines:
        found.setdefault(line.purchase_id, []).append(line)
    return list(found.values())


def _pick(dice: random.Random, weights: dict[str, float]) -> str:
    return dice.choices(list(weights), weights=list(weights.values()))[0]


def _device(dice: random.Random, market: Market) -> Device:
    if dice.random() < TABLET_SHARE:
        return Device.TABLET
    return Device.MOBILE if dice.random() < market.phones else Device.DESKTOP
