"""Sample reviews and questions stand on goods that sample buyers received."""

import pytest
from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.drafts.models import Coverage, Draft
from shop.catalogue.models import Product
from shop.messages import queries as messages
from shop.messages.models import Question
from shop.orders.models import OrderLine
from shop.reviews.models import Review
from shop.sample import voices
from tests.factories import checkout as make
from tests.factories.checkout import sent


@pytest.fixture
def products(uow: UnitOfWork) -> dict[str, Product]:
    """Two products that the sample speaks of, of which one has arrived at two buyers."""
    made = {"hanakatsuo": make.sold_product(uow), "kuro-hanpen": make.sold_product(uow)}
    for slug, product in made.items():
        product.slug = slug
    uow.session.flush()
    return made


def test_only_lines_that_arrived_are_reviewed_each_once(
    uow: UnitOfWork, products: dict[str, Product]
) -> None:
    flakes = products["hanakatsuo"]
    for _ in range(2):
        for order in sent(uow, flakes).orders:
            for parcel in order.parcels:
                make.orders.deliver(uow, parcel.id)
    sent(uow, products["kuro-hanpen"])
    voices.load(uow)
    found = uow.session.scalars(select(Review).order_by(Review.id)).all()
    lines = uow.session.scalars(select(OrderLine.id).where(OrderLine.product_id == flakes.id))
    assert sorted(one.order_line_id for one in found) == sorted(lines)
    assert all(one.is_sample and one.product_id == flakes.id for one in found)
    assert found[0].written_at <= found[1].written_at
    uow.session.refresh(flakes)
    assert (flakes.review_count, flakes.stars_total) == (2, sum(one.stars for one in found))


def test_questions_with_answers_are_public_and_drafts_are_made(
    uow: UnitOfWork, products: dict[str, Product]
) -> None:
    voices.load(uow)
    flakes = products["hanakatsuo"]
    shown = messages.public(uow.session, flakes.id, "en", limit=9)
    asked = uow.session.scalars(select(Question).where(Question.product_id == flakes.id)).all()
    assert len(shown) == sum(bool(one.answer) for one in asked) == 2
    assert all(one.is_sample for one in shown)
    assert Coverage.NONE in set(uow.session.scalars(select(Draft.coverage)))
