"""What a parcel's papers say: the figures of the order, never others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import NotFoundError
from core.unit_of_work import UnitOfWork
from i18n.translated import shown
from shop.addresses import writing
from shop.catalogue.models import OriginStage, Product, ProductOrigin, Temperature
from shop.delivery import carriers
from shop.export.countries import HOME, region_of
from shop.export.models import ProductExport
from shop.orders.models import Order, OrderLine, Parcel, ParcelContent, Purchase
from shop.stock.models import StockAllocation, StockLot, StockReservation
from shop.storefronts.models import Storefront


@dataclass(frozen=True, kw_only=True)
class Line:
    """Goods of one kind in a parcel; `value` is what was paid for them, in yen."""

    product_id: int
    description: str
    latin_name: str
    hs_code: str
    origin: str
    quantity: int
    net_weight_g: int
    value: int
    plant: str
    lots: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Papers:
    """Everything that the papers of one parcel say."""

    parcel_id: int
    number: str
    day: date
    sender: tuple[str, ...]
    sender_phone: str
    sender_email: str
    exporter: str
    recipient: tuple[str, ...]
    country: str
    recipient_phone: str
    lines: tuple[Line, ...]
    gross_weight_g: int
    postage: int
    place: int
    of: int
    temperature: Temperature
    carrier: str
    tracking_number: str
    carrier_key: str

    @property
    def value(self) -> int:
        return sum(line.value for line in self.lines)

    @property
    def net_weight_g(self) -> int:
        return sum(line.net_weight_g for line in self.lines)

    @property
    def incomplete(self) -> list[int]:
        """Products whose customs figures have to be filled in."""
        lacking = [each for each in self.lines if not (each.hs_code and each.origin)]
        return list(dict.fromkeys(line.product_id for line in lacking))

    @property
    def missing(self) -> list[tuple[str, str]]:
        """(code, goods) of what must be known before a paper may be printed."""
        found: list[tuple[str, str]] = []
        for line in self.lines:
            checks = {
                "hs_code": not line.hs_code,
                "description": not line.description,
                "origin": not line.origin,
                "value": line.value <= 0,
                "net_weight": line.net_weight_g <= 0,
            }
            found += [(code, line.description) for code, is_missing in checks.items() if is_missing]
        return found


def of_parcel(uow: UnitOfWork, parcel_id: int, *, organisation_id: int | None = None) -> Papers:
    """The papers of a parcel of this business that goes abroad. Raises NotFoundError."""
    row = uow.session.execute(
        select(Parcel, Order, Purchase, Storefront)
        .join(Order, Order.id == Parcel.order_id)
        .join(Purchase, Purchase.id == Order.purchase_id)
        .join(Storefront, Storefront.organisation_id == Order.organisation_id)
        .where(Parcel.id == parcel_id, Purchase.country != HOME)
    ).one_or_none()
    if row is None or organisation_id not in {None, row[1].organisation_id}:
        raise NotFoundError(str(parcel_id))
    parcel, order, purchase, storefront = row
    ids = [each.id for each in order.parcels]
    return Papers(
        parcel_id=parcel.id,
        number=f"{order.number}-{ids.index(parcel.id) + 1}",
        day=tokyo_day(parcel.shipped_at or uow.now),
        sender=_sender(storefront),
        sender_phone=storefront.phone,
        sender_email=storefront.email,
        exporter=storefront.legal_name or order.organisation.name,
        recipient=tuple(writing.written(purchase.country, purchase.address)),
        country=purchase.country,
        recipient_phone=str(purchase.address.get("phone", "")),
        lines=_lines(uow, parcel, order, purchase),
        gross_weight_g=parcel.weight_g,
        postage=parcel.fee,
        place=ids.index(parcel.id) + 1,
        of=len(ids),
        temperature=parcel.temperature,
        carrier=carriers.name_of(parcel.carrier),
        tracking_number=parcel.tracking_number,
        carrier_key=parcel.carrier,
    )


def _sender(shop: Storefront) -> tuple[str, ...]:
    place = f"{shop.prefecture}{shop.city}{shop.street}"
    return tuple(line for line in (f"〒{shop.postal_code}", place, "JAPAN") if line.strip("〒"))


def share(paid: int, quantity: int, before: int, count: int) -> int:
    """What of a line's amount `count` pieces after the first `before` were paid with.

    Over all parcels of a line the shares add up to what was paid.
    """
    return paid * (before + count) // quantity - paid * before // quantity


def _lines(uow: UnitOfWork, parcel: Parcel, order: Order, purchase: Purchase) -> tuple[Line, ...]:
    contents = sorted(parcel.contents, key=lambda each: each.order_line_id)
    ids = [content.line.product_id for content in contents]
    exports = {
        row.product_id: row
        for row in uow.session.scalars(
            select(ProductExport).where(ProductExport.product_id.in_(ids))
        )
    }
    origins = origins_of(uow, ids)
    lots = _lots(uow, purchase.number, [content.line.variant_id for content in contents])
    region = region_of(purchase.country)
    return tuple(
        _line(
            content,
            exports.get(content.line.product_id),
            region,
            origins.get(content.line.product_id, ""),
            before=_before(order, parcel, content),
            lots=lots.get(content.line.variant_id, ()),
        )
        for content in contents
    )


def _line(
    content: ParcelContent,
    export: ProductExport | None,
    region: str,
    origin: str,
    *,
    before: int,
    lots: tuple[str, ...],
) -> Line:
    line = content.line
    name = (export.customs_name if export else "") or shown(line.names, "en").text
    code = (str(export.hs_overrides.get(region, "")) or export.hs_code) if export else ""
    return Line(
        product_id=line.product_id,
        description=name,
        latin_name=export.latin_name if export else "",
        hs_code=code,
        origin=origin,
        quantity=content.quantity,
        net_weight_g=share(_weight(line), line.quantity, before, content.quantity),
        value=share(_paid(line), line.quantity, before, content.quantity),
        plant=str(export.registrations.get(region, "")) if export else "",
        lots=lots,
    )


def _weight(line: OrderLine) -> int:
    """The net weight of a whole line: what was packed, where it was weighed."""
    return line.packed_weight_g or line.net_weight_g * line.quantity


def _paid(line: OrderLine) -> int:
    return line.line_total - line.discount


def _before(order: Order, parcel: Parcel, content: ParcelContent) -> int:
    """How many of a line lie in earlier parcels of the order."""
    return sum(
        other.quantity
        for earlier in order.parcels
        if earlier.id < parcel.id
        for other in earlier.contents
        if other.order_line_id == content.order_line_id
    )


def origins_of(uow: UnitOfWork, product_ids: Sequence[int]) -> dict[int, str]:
    """The country of origin for customs: where goods were made, else landed or caught.

    Fish that was only landed in Japan is of the country whose vessel caught it.
    """
    rows = uow.session.execute(
        select(ProductOrigin.product_id, ProductOrigin.stage, ProductOrigin.country)
        .join(Product, Product.id == ProductOrigin.product_id)
        .where(ProductOrigin.product_id.in_(product_ids))
    )
    found: dict[int, dict[OriginStage, str]] = {}
    for row in rows:
        found.setdefault(row.product_id, {})[row.stage] = row.country
    order = (OriginStage.MAKING, OriginStage.CATCH, OriginStage.LANDING)
    return {
        key: next((places[stage] for stage in order if stage in places), "")
        for key, places in found.items()
    }


def _lots(
    uow: UnitOfWork, reference: str, variant_ids: Sequence[int]
) -> Mapping[int, tuple[str, ...]]:
    rows = uow.session.execute(
        select(StockReservation.variant_id, StockLot.code)
        .join(StockAllocation, StockAllocation.reservation_id == StockReservation.id)
        .join(StockLot, StockLot.id == StockAllocation.lot_id)
        .where(
            StockReservation.reference == reference, StockReservation.variant_id.in_(variant_ids)
        )
        .order_by(StockLot.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for variant_id, code in rows:
        found[variant_id] = (*found.get(variant_id, ()), code)
    return found
