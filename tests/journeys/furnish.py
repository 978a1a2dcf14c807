"""What the sample market lacks for every page to have something to show, written by its services."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from core.identity.models import Role, User
from core.identity.permissions import ROLES
from core.settings import Environment, Settings
from core.testing.live import LiveMarket
from core.unit_of_work import SYSTEM, Actor, ActorKind, UnitOfWork
from core.web.state import EXTENSION
from shop.catalogue.models import Product, Variant
from shop.orders import service as orders
from shop.orders.states import OrderState
from shop.returns import service as returns
from shop.returns.service import Asked
from shop.returns.states import Reason
from shop.storefronts.models import Storefront
from tests.factories import checkout
from vendors.imports import service as imports
from vendors.onboarding import service as onboarding
from vendors.onboarding.service import Details
from wsgi import create_app

OWNER = "kohakubushi"
EMAIL = f"{OWNER}@sample.example"
SLUG = "atsukezuri"


def application(market: LiveMarket) -> Flask:
    """The live market's own application in this process, beside its web server."""
    return create_app(
        Settings(  # pyright: ignore[reportCallIssue]
            environment=Environment.DEVELOPMENT,
            data=market.data,
            port=market.port,
            public_url=market.url,
        )
    )


@contextmanager
def opened(app: Flask) -> Iterator[UnitOfWork]:
    with app.app_context(), app.extensions[EXTENSION].database.unit_of_work(SYSTEM) as uow:
        yield uow


def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    """The same transaction, with the business's owner acting in it."""
    owner = uow.session.scalars(select(User).where(User.email == EMAIL)).one()
    actor = Actor(
        kind=ActorKind.USER,
        user_id=owner.id,
        organisation_id=storefront.organisation_id,
        permissions=frozenset(ROLES[Role.OWNER]),
        display_name=owner.name,
    )
    return replace(uow, actor=actor)


def furnish(uow: UnitOfWork) -> None:
    """A business that applies, a list that came in, parcels on their way and arrived, an order to weigh."""
    onboarding.apply(
        uow,
        Details(
            business_name="浜風水産",
            representative="浜 風子",
            email="hamakaze@example.org",
            phone="054-000-0001",
            sells="しらす、桜えび",
            postal_code="425-0021",
            prefecture="静岡県",
            city="焼津市",
            street="中港1-1-1",
        ),
        locale="ja",
        has_consented=True,
    )
    owner = uow.session.scalars(select(Storefront).where(Storefront.slug == OWNER)).one()
    imports.receive(
        desk(uow, owner), filename="catalogue.csv", content=b"sku,price\r\nXX-0,100\r\n"
    )
    goods = uow.session.scalars(select(Product).where(Product.slug == SLUG)).one()
    checkout.sent(uow, goods)
    arrived = checkout.sent(uow, goods)
    [order] = arrived.orders
    for parcel in order.parcels:
        orders.deliver(uow, parcel.id)
    returns.ask(
        uow,
        order.id,
        purchase_id=arrived.id,
        asked=Asked(
            quantities={order.lines[0].id: 1},
            reason=Reason.MISSING,
            words="一袋足りませんでした。",
            locale="ja",
        ),
    )
    checkout.paid(uow, [(goods, 2)])
    [to_weigh] = checkout.paid(uow, [(goods, 1)]).orders
    to_weigh.state = OrderState.AUTHORISED
    for line in to_weigh.lines:
        line.least_weight_g = line.net_weight_g * 8 // 10


def cut_to_order(uow: UnitOfWork, slug: str) -> Variant:
    """Make a sample article one that is cut and weighed; its label weight is the most."""
    variant = uow.session.scalars(
        select(Variant).join(Product, Product.id == Variant.product_id).where(Product.slug == slug)
    ).first()
    assert variant is not None
    assert variant.net_weight_g is not None
    variant.least_weight_g = variant.net_weight_g * 8 // 10
    return variant
