"""The sample buyer's account: addresses, favourites, a consent, past orders, a reported problem."""

from typing import Final

from sqlalchemy import select

from core.identity.models import User
from core.unit_of_work import UnitOfWork
from shop.accounts.consents import KINDS
from shop.accounts.models import Consent, Favourite, FavouriteKind
from shop.addresses import checking
from shop.addresses.models import SavedAddress
from shop.catalogue.models import Product, ProductState
from shop.orders.models import Purchase
from shop.orders.states import OrderState
from shop.returns import service as returns
from shop.returns.service import Asked
from shop.returns.states import Reason, Remedy

EMAIL: Final = "buyer@sample.example"
ORDERS: Final = 6
HOME: Final = {
    "given_name": "สมหญิง", "family_name": "ใจดี", "street": "1 ถนนสีลม", "area": "สีลม",
    "city": "บางรัก", "region": "กรุงเทพมหานคร", "postal_code": "10500",
    "phone": "+66 2 123 4567",
}  # fmt: skip
FRIEND: Final = {
    "family_name": "見本", "given_name": "友子", "postal_code": "530-0001", "region": "大阪府",
    "city": "大阪市北区", "street": "梅田1-1-1", "building": "見本ビル101",
    "phone": "06-1234-5678",
}  # fmt: skip
BOOK: Final = (("TH", "บ้าน", HOME, True), ("JP", "友子さん", FRIEND, False))


def load(uow: UnitOfWork) -> None:
    """Fill the sample buyer's account; nothing where there is no such person."""
    user = uow.session.scalar(select(User).where(User.email == EMAIL))
    if user is None:
        return
    _keep(uow, user)
    own = _adopt(uow, user)
    _report(uow, own)
    uow.session.flush()


def _keep(uow: UnitOfWork, user: User) -> None:
    """Two addresses, three products and a maker, and news by mail."""
    for country, name, address, is_default in BOOK:
        uow.session.add(
            SavedAddress(
                user_id=user.id,
                country=country,
                address=checking.tidy(country, address),
                created_at=uow.now,
                name=name,
                is_default=is_default,
            )
        )
    products = uow.session.scalars(
        select(Product).where(Product.state == ProductState.PUBLISHED).order_by(Product.id).limit(3)
    ).all()
    kept = [(FavouriteKind.PRODUCT, product.id) for product in products]
    kept += [(FavouriteKind.MAKER, product.organisation_id) for product in products[:1]]
    for kind, key in kept:
        uow.session.add(Favourite(user_id=user.id, kind=kind, subject_id=key, created_at=uow.now))
    uow.session.add(
        Consent(
            user_id=user.id,
            kind=KINDS[0].key,
            is_given=True,
            text_version=KINDS[0].version,
            locale=user.locale,
            at=uow.now,
        )
    )


def _adopt(uow: UnitOfWork, user: User) -> list[Purchase]:
    """The newest purchases of the sample year that went to her country are hers."""
    found = list(
        uow.session.scalars(
            select(Purchase)
            .where(Purchase.country == "TH", Purchase.is_test)
            .order_by(Purchase.placed_at.desc())
            .limit(ORDERS)
        )
    )
    for purchase in found:
        purchase.user_id, purchase.email = user.id, user.email
        purchase.locale = user.locale
        purchase.address = checking.tidy("TH", {**HOME, "region": purchase.address["region"]})
    return found


def _report(uow: UnitOfWork, own: list[Purchase]) -> None:
    """One thing that went wrong and was put right, where the days for it are not over."""
    for purchase in own:
        for order in purchase.orders:
            if order.state is not OrderState.DELIVERED or not returns.may_ask(order, uow.now):
                continue
            asked = Asked(
                quantities={order.lines[0].id: 1},
                reason=Reason.MISSING,
                words="ในกล่องขาดไปหนึ่งถุงค่ะ",
                locale=purchase.locale,
            )
            request = returns.ask(uow, order.id, purchase_id=purchase.id, asked=asked)
            returns.accept(
                uow,
                request.id,
                remedy=Remedy.REPLACEMENT,
                words="申し訳ございません。不足分をすぐにお送りします。",
                locale="ja",
                organisation_id=order.organisation_id,
            )
            return
