"""Questions about goods and messages about orders: who is told what, and in which language."""

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.identity import service as identity
from core.identity.models import Role
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.unit_of_work import Database, UnitOfWork
from i18n.drafts import service as drafts
from i18n.drafts.models import Draft
from i18n.glossary import service as glossary
from shop.catalogue.models import Product
from shop.messages import facts, queries, service
from shop.messages.models import Message, Question, Side
from shop.orders.models import Order
from tests.factories import checkout as make
from tests.factories import identity as people

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    """Goods whose business has an owner who reads Japanese and a shipper who reads English."""
    glossary.load(uow)
    drafts.load(uow)
    made = make.sold_product(uow)
    for email, locale, role in (
        ("owner@example.org", "ja", Role.OWNER),
        ("shipper@example.org", "en", Role.SHIPPER),
        ("helper@example.org", "ja", Role.HELPER),
        ("accountant@example.org", "ja", Role.ACCOUNTANT),
    ):
        person = people.user(uow, email=email, locale=locale)
        identity.add_member(uow, user_id=person.id, organisation_id=made.organisation_id, role=role)
    return made


def asked(uow: UnitOfWork, product: Product, words: str = "How long does it keep?") -> Question:
    return service.ask(uow, product.slug, words=words, email="Ann@Example.org", locale="en")


def order_of(uow: UnitOfWork, product: Product, locale: str = "th") -> Order:
    return make.paid(uow, [(product, 1)], locale=locale).orders[0]


def sent(uow: UnitOfWork, database: Database, message: str) -> dict[str, OutgoingMessage]:
    uow.session.commit()
    run_due(database)
    uow.session.expire_all()
    template = f"shop/messages/mail/{message}"
    rows = uow.session.scalars(select(OutgoingMessage).where(OutgoingMessage.template == template))
    return {row.to: row for row in rows}


def answer(uow: UnitOfWork, question: Question, words: str, *, is_public: bool = True) -> None:
    service.answer(
        uow,
        question.id,
        words,
        is_public=is_public,
        organisation_id=question.organisation_id,
        locale="ja",
    )


def test_a_question_goes_to_those_who_answer_each_in_their_language(
    uow: UnitOfWork, database: Database, product: Product
) -> None:
    question = asked(uow, product)
    found = sent(uow, database, "asked")
    assert {to: one.locale for to, one in found.items()} == {
        "owner@example.org": "ja",
        "shipper@example.org": "en",
    }
    text = found["owner@example.org"].body_text or ""
    assert "どのくらい日持ちしますか" in text
    assert "How long does it keep?" in text
    assert f"/ja/office/messages/questions/{question.id}" in text
    assert "ann@example.org" not in text.lower()


def test_until_it_is_answered_nobody_reads_it(uow: UnitOfWork, product: Product) -> None:
    question = asked(uow, product)
    assert queries.public(uow.session, product.id, "en") == []
    answer(uow, question, "冷凍できます。")
    uow.session.refresh(product)
    assert product.question_count == 1
    (shown,) = queries.public(uow.session, product.id, "en")
    assert (shown.words.text, shown.answer.locale) == ("How long does it keep?", "ja")
    assert "ann" not in repr(shown)


def test_the_answer_is_mailed_once_with_its_draft_and_the_original(
    uow: UnitOfWork, database: Database, product: Product
) -> None:
    question = asked(uow, product)
    answer(uow, question, "はい、できます。")
    answer(uow, question, "はい、できます。", is_public=False)
    found = sent(uow, database, "answered")
    mail = found["ann@example.org"]
    assert mail.locale == "en"
    text = mail.body_text or ""
    assert "Yes, that is possible." in text
    assert "machine draft" in text
    assert "はい、できます。" in text
    assert f"/en/catalogue/{product.slug}" in text


def test_answered_by_mail_alone_it_stays_off_the_page(uow: UnitOfWork, product: Product) -> None:
    answer(uow, asked(uow, product), "できます。", is_public=False)
    uow.session.refresh(product)
    assert (product.question_count, queries.public(uow.session, product.id, "ja")) == (0, [])


def test_another_business_can_neither_answer_nor_read(uow: UnitOfWork, product: Product) -> None:
    question = asked(uow, product)
    other = make.sold_product(uow).organisation_id
    with pytest.raises(NotFoundError):
        service.answer(uow, question.id, "No.", is_public=True, organisation_id=other, locale="en")
    with pytest.raises(NotFoundError):
        queries.get_own_question(uow.session, other, question.id)
    with pytest.raises(NotFoundError):
        service.get_own_order(uow, other, order_of(uow, product).id)


@pytest.mark.parametrize(
    ("words", "code"), [(" ", "words_missing"), ("a" * 2001, "words_too_long")]
)
def test_empty_or_endless_words_are_refused(
    uow: UnitOfWork, product: Product, words: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        asked(uow, product, words)
    assert refused.value.code == code


def test_a_buyers_message_waits_until_the_business_writes_or_puts_it_aside(
    uow: UnitOfWork, product: Product
) -> None:
    first, second = order_of(uow, product), order_of(uow, product)
    own = product.organisation_id
    for order in (first, first, second):
        service.write(uow, order, Side.BUYER, "จะถึงเมื่อไร", locale="th")
    assert queries.count_waiting(uow.session, own) == 2
    waiting = queries.waiting_threads(uow.session, own)
    assert [(one.order_id, one.messages) for one in waiting] == [(first.id, 2), (second.id, 1)]
    service.write(uow, first, Side.BUSINESS, "明日発送します。", locale="ja")
    assert [one.order_id for one in queries.waiting_threads(uow.session, own)] == [second.id]
    service.settle(uow, second)
    assert queries.count_waiting(uow.session, own) == 0


def test_each_side_is_written_to_in_its_language(
    uow: UnitOfWork, database: Database, product: Product
) -> None:
    purchase = make.paid(uow, [(product, 1)], locale="th")
    order = purchase.orders[0]
    service.write(uow, order, Side.BUYER, "จะถึงเมื่อไร", locale="en")
    service.write(uow, order, Side.BUSINESS, "明日発送します。犬が好きです。", locale="ja")
    to_business = sent(uow, database, "from_buyer")
    assert sorted(to_business) == ["owner@example.org", "shipper@example.org"]
    assert "いつ届きますか" in (to_business["owner@example.org"].body_text or "")
    buyer = sent(uow, database, "from_business")["hanako@example.org"]
    assert buyer.locale == "th"
    assert "จะส่งพรุ่งนี้ 犬が好きです。" in (buyer.body_text or "")
    assert "明日発送します。犬が好きです。" in (buyer.body_html or "")
    assert f"/th/messages/order/{purchase.token}/{order.id}" in (buyer.body_text or "")


def test_where_nothing_can_be_drafted_the_mail_says_so(
    uow: UnitOfWork, database: Database, product: Product
) -> None:
    service.write(uow, order_of(uow, product, "en"), Side.BUSINESS, "犬が好きです。", locale="ja")
    text = sent(uow, database, "from_business")["hanako@example.org"].body_text or ""
    assert "There is no translation of it. It is written in Japanese." in text
    assert "machine draft" not in text


def test_a_thread_is_read_oldest_first_with_drafts(uow: UnitOfWork, product: Product) -> None:
    order = order_of(uow, product)
    service.write(uow, order, Side.BUYER, "ขอบคุณ", locale="th")
    service.write(uow, order, Side.BUSINESS, "承知しました。", locale="ja")
    first, second = queries.thread(uow.session, order.id, "en")
    assert first.words.draft is not None
    assert first.words.draft.segments == (("Thank you.", "en"),)
    assert (first.side, second.side, second.words.text) == (
        Side.BUYER,
        Side.BUSINESS,
        "承知しました。",
    )


def test_a_person_gets_a_copy_and_is_forgotten(uow: UnitOfWork, product: Product) -> None:
    order = order_of(uow, product)
    service.write(uow, order, Side.BUYER, "ขอบคุณ", locale="th")
    service.write(uow, order, Side.BUSINESS, "承知しました。", locale="ja")
    answer(uow, asked(uow, product), "できます。")
    copy = facts.written_by(
        uow.session, user_id=0, purchase_ids=[order.purchase_id], email="ann@example.org"
    )
    assert [one["words"] for one in copy["questions"]] == ["How long does it keep?"]
    assert [one["from"] for one in copy["messages"]] == ["you", "business"]
    service.erase_of(uow, user_id=0, purchase_ids=[order.purchase_id], email="ann@example.org")
    assert uow.session.scalars(select(Question)).all() == []
    assert [one.side for one in uow.session.scalars(select(Message))] == [Side.BUSINESS]
    assert {one.split(":")[0] for one in uow.session.scalars(select(Draft.owner))} == {"message"}
    uow.session.refresh(product)
    assert product.question_count == 0
