"""Reading a cart: what is in it, and the pictures of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from core.media.models import Asset
from core.unit_of_work import UnitOfWork
from i18n.translated import Shown, shown
from shop.cart import service
from shop.cart.models import Cart, CartLine, CartRecipient
from shop.catalogue.models import Photo, ProductText, Variant
from shop.delivery.gifts import NO_GIFT, Gift
from shop.delivery.zones import HOME
from shop.export.countries import likely
from shop.pricing.quotes import QuoteRequest, Recipient, Wanted, Wish


@dataclass(frozen=True, kw_only=True)
class Basket:
    """What is in a visitor's cart, or in the two that will be joined at the next change."""

    items: tuple[Wanted, ...]
    country: str
    region: str
    codes: tuple[str, ...]
    is_country_chosen: bool
    gift: Gift = NO_GIFT
    recipients: tuple[Recipient, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.items


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a page says of a cart beyond what is kept of it."""

    email: str = ""
    city: str = ""
    wishes: Mapping[str, Wish] = field(default_factory=dict[str, Wish])
    seen: Mapping[str, Any] = field(default_factory=dict[str, Any])
    seen_total: int | None = None


def basket(uow: UnitOfWork, token: str | None, locale: str, *, wished: str = "") -> Basket:
    """The visitor's cart as it stands; `wished` is the country chosen in this browser."""
    return basket_of(service.find(uow, token), locale, wished=wished)


def basket_of(carts: Sequence[Cart], locale: str, *, wished: str = "") -> Basket:
    """What is in these carts together, the visitor's own first."""
    lines: dict[int, Wanted] = {}
    country = region = None
    codes: dict[str, None] = {}
    gift, recipients = NO_GIFT, list[Recipient]()
    for cart in carts:
        for line in cart.lines:
            earlier = lines[line.variant_id].quantity if line.variant_id in lines else 0
            lines[line.variant_id] = Wanted(
                variant_id=line.variant_id,
                quantity=min(earlier + line.quantity, service.MOST_OF_ONE),
                seen_price=line.seen_price,
            )
        country, region = cart.country or country, cart.region or region
        codes |= dict.fromkeys(cart.coupon_codes)
        gift = Gift.of(cart.gift) or gift
        recipients += [_recipient(each) for each in cart.recipients]
    return Basket(
        items=tuple(lines.values()),
        country=wished or country or likely(locale),
        region=region or "",
        codes=tuple(codes),
        is_country_chosen=bool(wished or country),
        gift=gift,
        recipients=tuple(recipients),
    )


def _recipient(row: CartRecipient) -> Recipient:
    return Recipient(
        key=str(row.id),
        address=row.address,
        quantities={int(key): number for key, number in row.quantities.items()},
        gift=Gift.of(row.gift),
    )


def request_of(
    uow: UnitOfWork,
    found: Basket,
    locale: str,
    asked: Asked | None = None,
) -> QuoteRequest:
    """The question to pricing that a cart is, with what the checkout page knows beyond it."""
    asked = asked or Asked()
    return QuoteRequest(
        items=found.items,
        locale=locale,
        country=found.country,
        region=found.region,
        city=asked.city,
        codes=found.codes,
        user_id=uow.actor.user_id,
        email=asked.email,
        recipients=found.recipients if found.country == HOME else (),
        gift=found.gift,
        wishes=asked.wishes,
        seen=asked.seen,
        seen_total=asked.seen_total,
    )


def count(uow: UnitOfWork, token: str | None) -> int:
    """How many pieces are in the visitor's cart."""
    if token is None and uow.actor.user_id is None:
        return 0
    carts = [cart.id for cart in service.find(uow, token)]
    query = select(func.coalesce(func.sum(CartLine.quantity), 0)).where(CartLine.cart_id.in_(carts))
    return uow.session.scalars(query).one()


def first_photos(
    uow: UnitOfWork, product_ids: Collection[int]
) -> dict[int, tuple[Asset, dict[str, Any]]]:
    """Each product's first picture with its words per written form."""
    rows = uow.session.scalars(
        select(Photo)
        .where(Photo.product_id.in_(product_ids))
        .order_by(Photo.product_id, Photo.position.desc())
    )
    return {photo.product_id: (photo.asset, photo.alts) for photo in rows}


def names(uow: UnitOfWork, variant_ids: Collection[int], locale: str) -> dict[int, Shown]:
    """What the goods of a cart are called, with their size where a product has several."""
    rows = uow.session.execute(
        select(Variant.id, Variant.labels, ProductText.locale, ProductText.name)
        .join(ProductText, ProductText.product_id == Variant.product_id)
        .where(Variant.id.in_(variant_ids))
    )
    words: dict[int, dict[str, str]] = {}
    for variant_id, labels, code, name in rows:
        size = str(labels.get(code) or "")
        words.setdefault(variant_id, {})[code] = f"{name} {size}".strip()
    return {key: shown(each, locale) for key, each in words.items()}
