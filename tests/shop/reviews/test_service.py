"""Reviews: who may write them, what they do to the product, and what staff may hide."""

from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.identity import service as identity
from core.identity.models import Role
from core.mail.models import OutgoingMessage
from core.unit_of_work import UnitOfWork
from core.web.versions import PageVersion, bucket
from i18n.drafts.models import Draft
from shop.catalogue.models import Product
from shop.orders.models import Purchase
from shop.reviews import facts, queries, service
from shop.reviews.models import Review
from shop.reviews.service import Said
from shop.reviews.states import HideReason, Relation, ReviewState
from tests.factories import checkout as make
from tests.factories import identity as people
from tests.factories.checkout import sent


def said(**more: Any) -> Said:
    values: dict[str, Any] = {
        "stars": 5,
        "words": "とても香りがいい。",
        "name": "花子",
        "relation": Relation.BOUGHT,
        "locale": "ja",
    }
    return Said(**{**values, **more})


def line_of(purchase: Purchase) -> int:
    return purchase.orders[0].lines[0].id


def written(uow: UnitOfWork, product: Product, **more: Any) -> Review:
    purchase = sent(uow, product)
    return service.write(uow, purchase.token, line_of(purchase), said(**more))


def rating(uow: UnitOfWork, product: Product) -> tuple[int, int]:
    uow.session.refresh(product)
    return product.review_count, product.stars_total


def mails(uow: UnitOfWork) -> list[str]:
    names = uow.session.scalars(
        select(OutgoingMessage.template)
        .where(OutgoingMessage.template.like("shop/reviews/%"))
        .order_by(OutgoingMessage.id)
    )
    return [name.rsplit("/", 1)[-1] for name in names]


def test_who_bought_writes_once_for_each_line_and_writes_it_anew(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    purchase = sent(uow, product)
    service.write(uow, purchase.token, line_of(purchase), said(stars=2))
    service.write(uow, purchase.token, line_of(purchase), said(stars=4))
    assert rating(uow, product) == (1, 4)
    written(uow, product, stars=5)
    assert rating(uow, product) == (2, 9)


def test_before_the_goods_are_sent_nobody_can_review_them(uow: UnitOfWork) -> None:
    purchase = make.paid(uow, [(make.sold_product(uow), 1)])
    with pytest.raises(DomainError) as refused:
        service.write(uow, purchase.token, line_of(purchase), said())
    assert refused.value.code == "not_sent_yet"


def test_the_line_of_another_purchase_is_not_found(uow: UnitOfWork) -> None:
    mine, theirs = sent(uow, make.sold_product(uow)), sent(uow, make.sold_product(uow))
    with pytest.raises(NotFoundError):
        service.write(uow, mine.token, line_of(theirs), said())


def test_people_of_the_business_cannot_review_its_goods(uow: UnitOfWork) -> None:
    purchase = sent(uow, make.sold_product(uow), email="Owner@example.org")
    owner = people.user(uow, email="owner@example.org")
    identity.add_member(
        uow,
        user_id=owner.id,
        organisation_id=purchase.orders[0].organisation_id,
        role=Role.EDITOR,
    )
    with pytest.raises(DomainError) as refused:
        service.write(uow, purchase.token, line_of(purchase), said())
    assert refused.value.code == "works_there"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"stars": 0}, "stars_missing"),
        ({"stars": 6}, "stars_missing"),
        ({"words": "  "}, "words_missing"),
        ({"words": "あ" * 2001}, "words_too_long"),
        ({"words": "see https://example.org"}, "words_link"),
        ({"name": "www.example.org"}, "words_link"),
    ],
)
def test_what_cannot_be_a_review_is_refused(
    uow: UnitOfWork, wrong: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        written(uow, make.sold_product(uow), **wrong)
    assert refused.value.code == code


def test_its_language_is_that_of_its_script_and_drafts_are_made(uow: UnitOfWork) -> None:
    review = written(uow, make.sold_product(uow), words="อร่อยมาก", locale="en")
    assert review.locale == "th"
    targets = uow.session.scalars(
        select(Draft.target_locale).where(Draft.owner == service.owner_of(review))
    ).all()
    assert sorted(targets) == ["en", "ja", "ko", "zh-Hans", "zh-Hant"]


def test_the_pages_of_the_product_are_told(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    name = bucket("product", product.id)
    before = uow.session.get(PageVersion, name)
    was = before.version if before else 0
    written(uow, product)
    uow.session.expire_all()
    assert uow.session.get_one(PageVersion, name).version > was


def test_a_hidden_review_counts_no_longer_and_its_writer_reads_why(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    review = written(uow, product, stars=1)
    for _ in range(2):
        service.hide(uow, review.id, HideReason.INSULTING)
    assert rating(uow, product) == (0, 0)
    assert queries.newest(uow.session, product.id, "ja") == []
    assert mails(uow) == ["hidden"]
    assert facts.figures(uow.session).hidden == {HideReason.INSULTING: 1}
    for _ in range(2):
        service.unhide(uow, review.id)
    assert rating(uow, product) == (1, 1)
    assert mails(uow) == ["hidden", "shown"]
    actions = uow.session.scalars(select(Entry.action).where(Entry.subject_kind == "review"))
    assert sorted(actions) == ["city:review:hide", "city:review:unhide"]


def test_written_anew_a_hidden_review_stays_hidden(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    purchase = sent(uow, product)
    review = service.write(uow, purchase.token, line_of(purchase), said())
    service.hide(uow, review.id, HideReason.PERSONAL)
    service.write(uow, purchase.token, line_of(purchase), said(words="直しました。"))
    assert (review.state, rating(uow, product)) == (ReviewState.HIDDEN, (0, 0))


def test_the_business_answers_once_and_only_its_own(uow: UnitOfWork) -> None:
    review = written(uow, make.sold_product(uow))
    own = review.organisation_id
    with pytest.raises(NotFoundError):
        service.answer(uow, review.id, "Thanks", organisation_id=own + 1, locale="en")
    service.answer(uow, review.id, "ありがとうございます。", organisation_id=own, locale="en")
    service.answer(uow, review.id, "ありがとうございました。", organisation_id=own, locale="en")
    assert (review.answer, review.answer_locale) == ("ありがとうございました。", "ja")
    assert mails(uow) == ["answered"]
    assert queries.count_unanswered(uow.session, own) == 0


def test_filters_and_pages_go_newest_first(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    made = [written(uow, product, stars=stars).id for stars in (5, 3, 5)]
    thai = written(uow, product, stars=5, words="อร่อย").id
    session, key = uow.session, product.id

    def found(wish: queries.Wish) -> list[int]:
        return [one.id for one in queries.newest(session, key, "ja", wish=wish, limit=9)]

    assert found(queries.Wish()) == [thai, *reversed(made)]
    assert found(queries.Wish(stars=5)) == [thai, made[2], made[0]]
    assert found(queries.Wish(language="th")) == [thai]
    assert found(queries.Wish(stars=5, after=thai)) == [made[2], made[0]]
    counts = queries.counts(session, key)
    assert (counts.stars[5], counts.stars[3], counts.languages) == (3, 1, {"ja": 3, "th": 1})


def test_taken_back_or_erased_nothing_of_it_stays(uow: UnitOfWork) -> None:
    product = make.sold_product(uow)
    purchase, other = sent(uow, product), sent(uow, product)
    service.write(uow, purchase.token, line_of(purchase), said())
    service.write(uow, other.token, line_of(other), said())
    service.remove(uow, purchase.token, line_of(purchase))
    assert facts.written_by(uow.session, [purchase.id]) == []
    assert service.erase_of(uow, [other.id]) == 1
    assert rating(uow, product) == (0, 0)
    assert uow.session.scalars(select(Draft)).all() == []
