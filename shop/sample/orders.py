"""The sample market's orders: twelve months of purchases by a seeded generator, and some to pack.

Past purchases are priced by the same quote as real ones and written as they would stand today;
the newest ones go through checkout itself, so that a business has something to pack.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import select

from core.dates import TOKYO
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductState, Temperature, Variant
from shop.checkout import service as checkout
from shop.checkout.drafts import order_of
from shop.checkout.service import Placement
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.payments.capturing import SAMPLE
from shop.payments.models import Payment, PaymentState
from shop.pricing.quotes import Quote, QuoteRequest, Wanted
from shop.pricing.service import quote
from shop.sample.owners import OWNED
from shop.storefronts.models import Storefront

SEED: Final = 20_261_122
DAYS: Final = 365
OPEN_DAYS: Final = 2
PER_DAY: Final = 1.6
SEASON: Final = (0.8, 0.8, 0.9, 1.1, 1.2, 0.9, 1.1, 0.9, 0.8, 1.0, 1.3, 2.0)
"""How much is bought in each month against the year's mean: gifts in July and December, new tea in May."""
MARKETS: Final = {
    "JP": 72, "TW": 9, "HK": 7, "SG": 4, "TH": 5, "KR": 3,
}  # fmt: skip
LOCALES: Final = {
    "JP": ("ja", "ja", "ja", "ja", "ja", "ja", "en"),
    "TW": ("zh-Hant",),
    "HK": ("zh-Hant", "zh-Hant", "en"),
    "SG": ("en", "zh-Hans"),
    "TH": ("th", "th", "en"),
    "KR": ("ko",),
}
CHANNELS: Final = ("search", "search", "social", "direct", "direct", "campaign", "line", "referral")
DEVICES: Final = ("mobile", "mobile", "mobile", "desktop", "desktop", "tablet")
NAMES: Final = ("hana", "yuki", "mei", "som", "jun", "li")
_forms: Final = count(1)
"""Two equal baskets of one moment are two purchases: each has a form of its own."""
PEOPLE: Final = Path(__file__).parent / "addresses.json"


@dataclass(frozen=True)
class Choice:
    """A variant somebody may choose, with how gladly it is chosen."""

    variant_id: int
    organisation_id: int
    is_ambient: bool
    weight: float


def load(uow: UnitOfWork) -> None:
    """Write the sample year, ending now; the same year for the same day.

    The businesses whose owners can be tried find something to pack in any case.
    """
    random = Random(SEED)  # noqa: S311 - a sample, not a secret
    choices = _choices(uow, random)
    addresses: dict[str, list[dict[str, str]]] = json.loads(PEOPLE.read_text("utf-8"))
    for at in _instants(uow.now, random):
        country = random.choices(list(MARKETS), list(MARKETS.values()))[0]
        _buy(uow, random, choices, random.choice(addresses[country]), country, at)
    owned = uow.session.scalars(
        select(Storefront.organisation_id)
        .where(Storefront.slug.in_(OWNED))
        .order_by(Storefront.slug)
    )
    for organisation_id in owned:
        own = [one for one in choices if one.organisation_id == organisation_id]
        for _ in range(2):
            _buy(uow, random, own, random.choice(addresses["JP"]), "JP", uow.now)
    uow.session.flush()


def _buy(
    uow: UnitOfWork,
    random: Random,
    choices: Sequence[Choice],
    address: dict[str, str],
    country: str,
    at: datetime,
) -> None:
    """One purchase, unless what was picked cannot be had there."""
    locale = random.choice(LOCALES[country])
    request = QuoteRequest(
        items=_basket(choices, country, random),
        locale=locale,
        country=country,
        region=address.get("region", ""),
        email=f"{random.choice(NAMES)}{random.randrange(400)}@sample.example",
    )
    answer = quote(uow, request)
    if answer.problems or not answer.is_payable or not answer.vendors:
        return
    visit = {
        "country": country,
        "language": locale,
        "browser_language": locale,
        "channel": random.choice(CHANNELS),
        "device": random.choice(DEVICES),
    }
    if uow.now - at < timedelta(days=OPEN_DAYS):
        _place(uow, request, answer, address, visit)
    else:
        _write(uow, random, request, answer, address, visit, at)


def _choices(uow: UnitOfWork, random: Random) -> list[Choice]:
    rows = uow.session.execute(
        select(Variant.id, Product.organisation_id, Product.temperature)
        .join(Product, Variant.product_id == Product.id)
        .where(
            Product.state == ProductState.PUBLISHED,
            Variant.is_active,
            Variant.least_weight_g.is_(None),
        )
        .order_by(Variant.id)
    )
    return [
        Choice(key, owner, temperature is Temperature.AMBIENT, random.paretovariate(1.2))
        for key, owner, temperature in rows
    ]


def _instants(now: datetime, random: Random) -> Iterator[datetime]:
    """Moments of the year, denser in the months that buy more, none of them to come."""
    for days in range(DAYS, -1, -1):
        day = (now - timedelta(days=days)).astimezone(TOKYO)
        growth = 0.7 + 0.6 * (DAYS - days) / DAYS
        mean = PER_DAY * SEASON[day.month - 1] * growth
        for _ in range(int(mean) + (random.random() < mean % 1)):
            at = day.replace(hour=random.randrange(7, 24), minute=random.randrange(60))
            if at < now:
                yield at.astimezone(now.tzinfo)


def _basket(choices: Sequence[Choice], country: str, random: Random) -> tuple[Wanted, ...]:
    """One to three goods, mostly of one business; abroad only what needs no cold."""
    fitting = [one for one in choices if country == "JP" or one.is_ambient]
    first = random.choices(fitting, [one.weight for one in fitting])[0]
    picked = {first.variant_id: 1 + (random.random() < 0.3)}
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        near = [one for one in fitting if one.organisation_id == first.organisation_id]
        pool = near if random.random() < 0.6 else fitting
        other = random.choices(pool, [one.weight for one in pool])[0]
        picked.setdefault(other.variant_id, 1)
    return tuple(Wanted(variant_id=key, quantity=count) for key, count in picked.items())


def _place(
    uow: UnitOfWork,
    request: QuoteRequest,
    answer: Quote,
    address: dict[str, str],
    visit: dict[str, Any],
) -> None:
    """Through checkout itself, and paid: this is what a business finds to pack."""
    agreed = replace(request, seen_total=answer.total)
    purchase = checkout.place_order(
        uow,
        Placement(
            key=f"sample-{uow.now.timestamp()}-{next(_forms)}",
            request=agreed,
            address=address,
            visit=visit,
            is_test=True,
        ),
    )
    _pay(uow, purchase, uow.now)
    orders.mark_paid(uow, purchase.id)


def _write(
    uow: UnitOfWork,
    random: Random,
    request: QuoteRequest,
    answer: Quote,
    address: dict[str, str],
    visit: dict[str, Any],
    at: datetime,
) -> None:
    """A purchase of the past, paid, sent and delivered."""
    number = "Y-" + "".join(random.choices("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=9))
    purchase = Purchase(
        number=number,
        token=f"{random.getrandbits(192):048x}",
        placement_key=f"sample-{number}",
        state=PurchaseState.PAID,
        placed_at=at,
        expires_at=at + timedelta(minutes=30),
        locale=request.locale,
        email=request.email,
        country=request.country,
        address=address,
        total=answer.total,
        paid_at=at + timedelta(minutes=3),
        visit=visit,
        is_test=True,
    )
    purchase.orders = [
        order_of(vendor, f"{number}-{position}", at)
        for position, vendor in enumerate(answer.vendors, start=1)
    ]
    for order in purchase.orders:
        order.state = OrderState.DELIVERED
        order.paid_at = purchase.paid_at
        order.shipped_at = at + timedelta(days=1)
        for parcel in order.parcels:
            parcel.state = ParcelState.DELIVERED
            parcel.shipped_at = order.shipped_at
            parcel.delivered_at = at + timedelta(days=2 if request.country == "JP" else 7)
    uow.session.add(purchase)
    _pay(uow, purchase, at + timedelta(minutes=3))


def _pay(uow: UnitOfWork, purchase: Purchase, at: datetime) -> None:
    uow.session.flush()  # the payment names the purchase by its key
    uow.session.add(
        Payment(
            purchase_id=purchase.id,
            gateway=SAMPLE,
            state=PaymentState.SUCCEEDED,
            amount=purchase.total,
            created_at=at,
            idempotency_key=f"sample-{purchase.number}",
            method="card",
            settled_at=at,
            expires_at=at + timedelta(minutes=30),
        )
    )
