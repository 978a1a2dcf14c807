"""Asking for a return, answering it, taking it to staff; whose money it is."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.jobs import run_due
from core.mail.models import OutgoingMessage
from core.media import private
from core.testing.clock import FakeClock
from core.unit_of_work import Database, UnitOfWork
from shop.orders import queries, troubles
from shop.orders import service as orders
from shop.orders.models import Order, Parcel, Purchase
from shop.orders.states import ParcelState
from shop.orders.troubles import Cause
from shop.payments.models import Payment, PaymentState, Refund
from shop.returns import service
from shop.returns.models import ReturnRequest
from shop.returns.service import Asked
from shop.returns.states import Bearer, Reason, Remedy, ReturnState
from tests.factories import checkout as make


def photo() -> BytesIO:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (300, 240), "red").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


@pytest.fixture
def purchase(uow: UnitOfWork) -> Purchase:
    """Two of a product, paid, sent and delivered."""
    made = make.paid(uow, [(make.sold_product(uow), 2)], locale="th")
    uow.session.add(
        Payment(
            purchase_id=made.id,
            gateway="test",
            state=PaymentState.SUCCEEDED,
            amount=made.total,
            created_at=uow.now,
            idempotency_key=made.number,
            expires_at=uow.now,
        )
    )
    for parcel in made.orders[0].parcels:
        orders.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
        orders.deliver(uow, parcel.id)
    uow.session.flush()
    return made


def asked(order: Order, *, quantity: int = 1, **more: Any) -> Asked:
    values: dict[str, Any] = {
        "quantities": {order.lines[0].id: quantity},
        "reason": Reason.MISSING,
        "words": "One bag was not in the box.",
        "locale": "en",
        **more,
    }
    return Asked(**values)


def ask(uow: UnitOfWork, purchase: Purchase, **more: Any) -> ReturnRequest:
    order = purchase.orders[0]
    return service.ask(uow, order.id, purchase_id=purchase.id, asked=asked(order, **more))


def code_of(uow: UnitOfWork, purchase: Purchase, **more: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        ask(uow, purchase, **more)
    return refusal.value.code


def test_what_arrived_wrong_is_written_down_with_who_bears_it(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    request = ask(uow, purchase)
    assert (request.state, request.borne_by) == (ReturnState.ASKED, Bearer.BUSINESS)
    assert service.left_of(uow, purchase.orders[0]) == {purchase.orders[0].lines[0].id: 1}


def test_nothing_is_asked_before_a_parcel_left(uow: UnitOfWork) -> None:
    packed = make.paid(uow, [(make.sold_product(uow), 1)])
    assert code_of(uow, packed) == "too_late_to_ask"


def test_nothing_is_asked_after_the_days_for_complaints(
    uow: UnitOfWork, purchase: Purchase, clock: FakeClock
) -> None:
    clock.advance(days=8)
    late = UnitOfWork(session=uow.session, actor=uow.actor, now=clock())
    assert code_of(late, purchase) == "too_late_to_ask"


def test_no_more_than_was_bought_and_not_twice(uow: UnitOfWork, purchase: Purchase) -> None:
    assert code_of(uow, purchase, quantity=3) == "more_than_bought"
    assert code_of(uow, purchase, quantities={}) == "nothing_chosen"
    ask(uow, purchase, quantity=2)
    assert code_of(uow, purchase, quantity=1) == "more_than_bought"


def test_damage_is_shown_by_a_photo(uow: UnitOfWork, purchase: Purchase) -> None:
    assert code_of(uow, purchase, reason=Reason.DAMAGED) == "photo_missing"
    six = [photo() for _ in range(6)]
    assert code_of(uow, purchase, reason=Reason.DAMAGED, photos=six) == "too_many_photos"


@pytest.mark.usefixtures("app")
def test_a_photo_is_kept_without_what_it_says_of_its_taker(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    request = ask(uow, purchase, reason=Reason.DAMAGED, photos=[photo()])
    content = private.read(request.photos[0].key)
    assert content is not None
    kept = Image.open(BytesIO(content))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (300, 240), {})


def test_food_is_not_taken_back_because_of_a_changed_mind(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    assert code_of(uow, purchase, reason=Reason.CHANGED_MIND) == "food_stays"


def test_what_is_no_food_is_taken_back_at_the_buyers_cost(uow: UnitOfWork) -> None:
    product = make.sold_product(uow, export_class="non_food")
    made = make.paid(uow, [(product, 1)])
    orders.ship(uow, made.orders[0].parcels[0].id, carrier="yamato", tracking_number="1")
    assert ask(uow, made, reason=Reason.CHANGED_MIND).borne_by is Bearer.BUYER


def test_accepting_gives_the_price_of_the_goods_back_once(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    line = purchase.orders[0].lines[0]
    request = ask(uow, purchase)
    own = purchase.orders[0].organisation_id
    service.accept(
        uow, request.id, remedy=Remedy.REFUND, words="Sorry.", locale="ja", organisation_id=own
    )
    refund = uow.session.scalars(select(Refund)).one()
    assert refund.amount == request.refund_amount == (line.line_total - line.discount) // 2
    with pytest.raises(DomainError, match="no longer be changed"):
        service.accept(uow, request.id, remedy=Remedy.REFUND, words="Again.", locale="ja")


@pytest.mark.parametrize("amount", [0, -1, 1_000_000])
def test_an_amount_is_never_more_than_the_goods_cost(
    uow: UnitOfWork, purchase: Purchase, amount: int
) -> None:
    request = ask(uow, purchase)
    with pytest.raises(DomainError) as refusal:
        service.accept(
            uow, request.id, remedy=Remedy.REFUND, words="Yes.", locale="ja", amount=amount
        )
    assert refusal.value.code == "amount_wrong"
    assert uow.session.scalars(select(Refund)).all() == []


def test_goods_sent_again_cost_no_money(uow: UnitOfWork, purchase: Purchase) -> None:
    request = ask(uow, purchase)
    service.accept(uow, request.id, remedy=Remedy.REPLACEMENT, words="Coming.", locale="ja")
    assert (request.state, request.refund_amount) == (ReturnState.ACCEPTED, 0)
    assert uow.session.scalars(select(Refund)).all() == []


def test_another_business_and_another_buyer_find_nothing(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    request = ask(uow, purchase)
    with pytest.raises(NotFoundError):
        service.refuse(uow, request.id, words="No, sorry.", locale="ja", organisation_id=-1)
    with pytest.raises(NotFoundError):
        service.withdraw(uow, request.id, purchase_id=-1, locale="en")
    with pytest.raises(NotFoundError):
        service.ask(uow, request.order_id, purchase_id=-1, asked=asked(purchase.orders[0]))


def test_a_refusal_is_taken_to_staff_who_have_the_last_word(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    request = ask(uow, purchase)
    own = purchase.orders[0].organisation_id
    with pytest.raises(DomainError, match="Say why"):
        service.refuse(uow, request.id, words=" ", locale="ja", organisation_id=own)
    service.refuse(uow, request.id, words="It was there.", locale="ja", organisation_id=own)
    service.dispute(uow, request.id, purchase_id=purchase.id, words="It was not.", locale="en")
    with pytest.raises(DomainError, match="staff decide"):
        service.accept(
            uow, request.id, remedy=Remedy.REFUND, words="Well.", locale="ja", organisation_id=own
        )
    service.refuse(uow, request.id, words="We looked at both.", locale="ja")
    with pytest.raises(DomainError, match="has decided"):
        service.dispute(uow, request.id, purchase_id=purchase.id, words="Once more.", locale="en")
    said = [(each.by, each.state.value) for each in request.answers]
    assert said == [("business", "refused"), ("buyer", "disputed"), ("staff", "refused")]


def test_what_was_taken_back_can_be_asked_again(uow: UnitOfWork, purchase: Purchase) -> None:
    request = ask(uow, purchase, quantity=2)
    service.withdraw(uow, request.id, purchase_id=purchase.id, locale="en")
    assert ask(uow, purchase, quantity=2).state is ReturnState.ASKED
    with pytest.raises(DomainError):
        service.accept(uow, request.id, remedy=Remedy.REPLACEMENT, words="Yes.", locale="ja")


def test_goods_that_were_given_back_with_their_parcel_are_not_paid_back_again(
    uow: UnitOfWork,
) -> None:
    made = make.sent(uow, make.sold_product(uow))
    order = made.orders[0]
    early = service.ask(uow, order.id, purchase_id=made.id, asked=asked(order))
    troubles.report(uow, order.parcels[0].id, Cause.LOST)
    troubles.give_back(uow, order.parcels[0].id, order.total)
    assert service.left_of(uow, order) == {order.lines[0].id: 0}
    with pytest.raises(DomainError) as refusal:
        service.accept(uow, early.id, remedy=Remedy.REFUND, words="Yes.", locale="ja")
    assert refusal.value.code == "amount_wrong"
    assert uow.session.scalars(select(Refund)).all() == []


def test_the_days_for_complaints_count_when_another_parcel_was_given_back(
    uow: UnitOfWork, purchase: Purchase
) -> None:
    order = purchase.orders[0]
    lost = Parcel(
        temperature=order.parcels[0].temperature, fee=0, state=ParcelState.GIVEN_BACK,
        weight_g=1, order=order,
    )  # fmt: skip
    uow.session.add(lost)
    uow.session.flush()
    assert service.ends_at(order) is not None
    assert queries.view_of(purchase, "en").orders[0].delivered_at == uow.now


def test_the_tax_on_a_net_price_goes_back_with_it(uow: UnitOfWork, purchase: Purchase) -> None:
    order = purchase.orders[0]
    order.tax_added = 8
    order.total += 8
    line = order.lines[0]
    line.line_total = 100
    request = ask(uow, purchase, quantity=2)
    assert service.worth(uow, request) == 108


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("locale", ["ja", "en", "zh-Hant", "zh-Hans", "th", "ko"])
def test_the_buyer_reads_the_answer_in_their_language(
    uow: UnitOfWork, database: Database, purchase: Purchase, locale: str
) -> None:
    purchase.locale = locale
    request = ask(uow, purchase)
    service.accept(uow, request.id, remedy=Remedy.REFUND, words="ごめんなさい。", locale="ja")
    uow.session.commit()
    run_due(database)
    sent = uow.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.template.like("shop/returns/%"))
    ).all()
    written = {each.template.rsplit("/", 1)[-1]: each for each in sent}
    assert {each.locale for each in sent} == {locale}
    assert set(written) == {"asked", "answered"}
    assert "ごめんなさい。" in (written["answered"].body_text or "")
    assert f"/{locale}/returns/{purchase.token}/{request.id}" in (
        written["answered"].body_html or ""
    )
