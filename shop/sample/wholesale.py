"""What sample shops and restaurants ask of makers: one request to answer, one offer to take."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductState, Temperature, Variant
from shop.quotations import service
from shop.quotations.models import Quotation
from shop.quotations.service import Asked, Offer
from shop.quotations.states import Incoterm
from shop.sample.owners import OWNED
from shop.storefronts.models import Storefront

KINDS: Final = 2
PIECES: Final = (48, 24)
FREIGHT: Final = 18_000
DAYS: Final = 30
OFF_PERCENT: Final = 20


def load(uow: UnitOfWork) -> None:
    """Two requests to each business with an owner to try and goods that need no cold.

    The second one is answered.
    """
    owned = uow.session.scalars(
        select(Storefront).where(Storefront.slug.in_(OWNED)).order_by(Storefront.slug)
    )
    for storefront in owned.all():
        variants = uow.session.scalars(
            select(Variant)
            .join(Product, Product.id == Variant.product_id)
            .where(
                Product.organisation_id == storefront.organisation_id,
                Product.state == ProductState.PUBLISHED,
                Product.temperature == Temperature.AMBIENT,
                Variant.is_active,
            )
            .order_by(Variant.id)
            .limit(KINDS)
        ).all()
        quantities = {one.id: number for one, number in zip(variants, PIECES, strict=False)}
        if quantities:
            _ask(uow, storefront.organisation_id, quantities, "Merlion Deli (sample)")
            _answer(uow, _ask(uow, storefront.organisation_id, quantities, "Kopi House (sample)"))


def _ask(
    uow: UnitOfWork, organisation_id: int, quantities: dict[int, int], company: str
) -> Quotation:
    return service.ask(
        uow,
        Asked(
            organisation_id=organisation_id,
            quantities=quantities,
            company=company,
            contact="Tan Wei Ling",
            email="wholesale@sample.example",
            phone="+65 6123 4567",
            country="SG",
            place="Singapore",
            incoterm=Incoterm.CIF,
            wish="We would like to sell these in our shop. Please tell us your price.",
            wanted_on=None,
            locale="en",
        ),
    )


def _answer(uow: UnitOfWork, quotation: Quotation) -> None:
    offer = Offer(
        prices={line.id: line.list_price * (100 - OFF_PERCENT) // 100 for line in quotation.lines},
        freight=FREIGHT,
        valid_until=tokyo_day(uow.now) + timedelta(days=DAYS),
        note="ご用命ありがとうございます。船便で三週間ほどかかります。",
    )
    service.answer(uow, quotation.id, offer, organisation_id=quotation.organisation_id)
