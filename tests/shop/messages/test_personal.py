"""A person's copy holds what they wrote, and erasing them erases it."""

import pytest
from sqlalchemy import func, select

from core.identity.models import User
from core.mail.models import OutgoingMessage
from core.privacy import service as privacy
from core.unit_of_work import UnitOfWork
from i18n.drafts.models import Draft
from shop.messages import service as messages
from shop.messages.models import Message, Question, Side
from shop.notices import service as notices
from shop.notices.models import Notice
from shop.notices.service import Report
from shop.notices.states import NoticeReason
from shop.orders import letters, lookup
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.reviews import service as reviews
from shop.reviews.models import Review
from shop.reviews.service import Said
from shop.reviews.states import Relation
from tests.factories import checkout as make
from tests.factories import identity

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def person(uow: UnitOfWork) -> User:
    """Somebody who bought, reviewed, wrote, asked and reported."""
    user = identity.user(uow, email="ann@example.org", locale="en")
    product = make.sold_product(uow)
    purchase = make.sent(uow, product, user_id=user.id, email=user.email)
    order = purchase.orders[0]
    orders.deliver(uow, order.parcels[0].id)
    said = Said(stars=5, words="Lovely.", name="Ann", relation=Relation.BOUGHT, locale="en")
    reviews.write(uow, purchase.token, order.lines[0].id, said)
    messages.write(uow, order, Side.BUYER, "It arrived.", locale="en")
    messages.ask(uow, product.slug, words="More?", email=user.email, locale="en")
    report = Report(
        organisation_id=product.organisation_id,
        product_id=product.id,
        reason=NoticeReason.OTHER,
        words="Something.",
        email=user.email,
        locale="en",
    )
    notices.receive(uow, report)
    return user


def test_the_copy_holds_every_word(uow: UnitOfWork, person: User) -> None:
    found = {
        part.key: [dict(row) for row in part.rows] for part in privacy.parts_of(uow, person.id)
    }
    assert [row["words"] for row in found["reviews"]] == ["Lovely."]
    assert [row["words"] for row in found["messages"]] == ["It arrived."]
    assert [row["words"] for row in found["questions"]] == ["More?"]
    assert [row["words"] for row in found["notices"]] == ["Something."]


def test_erasing_a_person_erases_their_words_and_forgets_who_reported(
    uow: UnitOfWork, person: User
) -> None:
    privacy.erase(uow, person.id)
    uow.session.flush()
    for table in (Review, Message, Question, Draft):
        assert uow.session.scalar(select(func.count()).select_from(table)) == 0
    assert uow.session.scalars(select(Notice.email)).all() == [""]


def test_words_under_an_earlier_address_are_the_persons_as_well(
    uow: UnitOfWork, person: User
) -> None:
    question = uow.session.scalars(select(Question)).one()
    question.user_id = person.id
    person.email = "ann@new.example.org"
    found = {part.key: part.rows for part in privacy.parts_of(uow, person.id)}
    assert [row["words"] for row in found["questions"]] == ["More?"]
    privacy.erase(uow, person.id)
    uow.session.flush()
    assert uow.session.scalar(select(func.count()).select_from(Question)) == 0


def test_letters_about_orders_go_with_the_person_whatever_address_they_had(
    uow: UnitOfWork, person: User
) -> None:
    purchase = uow.session.scalars(select(Purchase)).one()
    purchase.email = "ann@work.example.org"
    before = purchase.token
    letters.write(uow, {"message": "paid", "purchase_id": purchase.id})
    lookup.look(uow, {"number": purchase.number, "email": purchase.email, "page": "x"})
    uow.session.flush()
    mails = uow.session.scalars(select(OutgoingMessage)).all()
    opened = next(each.context["link"] for each in mails if "link" in each.context).split("/")[-1]
    assert lookup.opened_by(uow, opened) is purchase
    privacy.erase(uow, person.id)
    uow.session.flush()
    assert uow.session.scalars(select(OutgoingMessage)).all() == []
    assert lookup.opened_by(uow, opened) is None
    assert purchase.token != before
