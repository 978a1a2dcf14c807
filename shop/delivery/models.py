"""Delivery zones' rates per business and temperature."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, PrimaryKey, Yen
from shop.catalogue.models import Temperature


class DeliveryRate(Base):
    """A dated rate: business × zone × temperature × weight band; no row means not carried.

    Zones are keys of `shop/delivery/zones.py` (regions of Japan, countries abroad).
    """

    plural = "delivery_rates"
    __table_args__ = (
        UniqueConstraint("organisation_id", "zone", "temperature", "up_to_g", "valid_from"),
        CheckConstraint("fee >= 0", name="fee_not_negative"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), index=True
    )
    zone: Mapped[str] = mapped_column(String(40))
    temperature: Mapped[Temperature]
    up_to_g: Mapped[int]
    fee: Mapped[Yen]
    days_min: Mapped[int]
    days_max: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(200), default="")
