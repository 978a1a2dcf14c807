"""What a buyer keeps: favourites, and the consents they gave or took back."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class FavouriteKind(StrEnum):
    PRODUCT = "product"
    MAKER = "maker"


class Favourite(Base):
    """A product or a maker that somebody wants to find again."""

    plural = "favourites"
    __table_args__ = (UniqueConstraint("user_id", "kind", "subject_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"))
    kind: Mapped[FavouriteKind]
    subject_id: Mapped[int]
    """The product's key, or the business's."""
    created_at: Mapped[Instant]


class Consent(Base):
    """Somebody said yes or no to something, on a day, to a text of a version; never changed.

    The newest row of a person and a kind is what counts.
    """

    plural = "consents"
    __table_args__ = (Index("ix_shop_consents_user", "user_id", "kind", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"))
    kind: Mapped[str] = mapped_column(String(40))
    is_given: Mapped[bool]
    text_version: Mapped[str] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(10))
    at: Mapped[Instant]
