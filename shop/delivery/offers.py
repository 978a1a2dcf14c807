"""What sending one pack of a product costs and when it comes, before anything is in a cart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from i18n.formatting import listing
from shop.catalogue.models import Product, ProductState, ProductText, Variant
from shop.delivery.parcels import Goods
from shop.delivery.service import Carriage, Consignment, PlannedParcel, plan
from shop.delivery.words import refusal, zone_name
from shop.delivery.zones import HOME, REGIONS
from shop.stock import queries as stock


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One pack to one zone: a fee with its days, or the reason why there is none."""

    zone: str
    name: str
    fee: int | None
    earliest_on: date | None = None
    latest_on: date | None = None
    reason: DomainError | None = None


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The cheapest size of a product that is on sale, as it goes into a box."""

    product: Product
    names: Mapping[str, str]
    goods: Goods


def find_pack(uow: UnitOfWork, slug: str) -> Pack:
    """One pack of a product. Raises NotFoundError when it is not on sale."""
    row = uow.session.execute(
        select(Product, Variant)
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.slug == slug, Product.state == ProductState.PUBLISHED, Variant.is_active)
        .order_by(Variant.price, Variant.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFoundError(slug)
    product, variant = row
    names = uow.session.execute(
        select(ProductText.locale, ProductText.name).where(ProductText.product_id == product.id)
    )
    keeps = stock.last_arrivals(uow.session, {variant.id: 1})
    return Pack(
        product=product,
        names=dict(names.all()),
        goods=Goods(
            variant_id=variant.id,
            quantity=1,
            weight_g=variant.shipping_weight_g,
            temperature=product.temperature,
            sides=variant.pack_sides,
            keeps_until=keeps.get(variant.id),
        ),
    )


def offers(uow: UnitOfWork, pack: Pack, country: str) -> list[Offer]:
    """The pack to a country: each region of Japan, the cheapest and soonest first; or one abroad."""
    zones: Sequence[str] = list(REGIONS) if country == HOME else [country]
    planned = plan(
        uow,
        [
            Consignment(organisation_id=pack.product.organisation_id, goods=[pack.goods], zone=zone)
            for zone in zones
        ],
    )
    found = [_offer(zone, parcel) for zone, parcel in zip(zones, planned, strict=True)]
    return sorted(
        found,
        key=lambda one: (one.fee is None, one.fee or 0, one.earliest_on or date.max),
    )


def together(found: Sequence[Offer]) -> list[tuple[Offer, str]]:
    """One offer of each fee with the same days, and the names of all zones that it is for."""
    groups: dict[tuple[int | None, date | None, date | None], list[Offer]] = {}
    for each in found:
        groups.setdefault((each.fee, each.earliest_on, each.latest_on), []).append(each)
    return [(same[0], listing([each.name for each in same])) for same in groups.values()]


def _offer(zone: str, parcel: PlannedParcel) -> Offer:
    is_sent = parcel.carriage is Carriage.PRICED
    return Offer(
        zone=zone,
        name=zone_name(zone),
        fee=parcel.fee if is_sent else None,
        earliest_on=parcel.earliest_on if is_sent else None,
        latest_on=parcel.latest_on if is_sent else None,
        reason=None if is_sent else refusal(parcel.carriage),
    )
