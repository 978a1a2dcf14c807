"""A parcel that did not arrive has its way back, and the rules say who bears it."""

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.mail.models import OutgoingMessage
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from shop.orders import letters, service, troubles
from shop.orders.events import OrderDelivered, ParcelGivenBack
from shop.orders.models import Order, Parcel, ParcelContent
from shop.orders.states import OrderState, ParcelState
from shop.orders.troubles import Bearer, Cause
from tests.factories import orders
from tests.factories import shop as make


def shipped(uow: UnitOfWork) -> Order:
    order = orders.paid_order(uow, make.product(uow, price=1000))
    service.ship(uow, order.parcels[0].id, carrier="ems", tracking_number="EE123456785JP")
    uow.session.flush()
    uow.recorded.clear()
    uow.jobs.clear()
    return order


@pytest.mark.parametrize(
    ("cause", "state", "bearer", "amount"),
    [
        (Cause.ABSENT, ParcelState.FAILED, Bearer.BUYER, 2000),
        (Cause.ADDRESS, ParcelState.FAILED, Bearer.BUYER, 2000),
        (Cause.REFUSED, ParcelState.REFUSED, Bearer.BUYER, 2000),
        (Cause.CUSTOMS, ParcelState.REFUSED, Bearer.BUSINESS, 2880),
        (Cause.DAMAGED, ParcelState.FAILED, Bearer.BUSINESS, 2880),
        (Cause.LOST, ParcelState.LOST, Bearer.BUSINESS, 2880),
    ],
)
def test_the_cause_says_the_state_and_who_bears_it(
    uow: UnitOfWork, cause: Cause, state: ParcelState, bearer: Bearer, amount: int
) -> None:
    order = shipped(uow)
    parcel = order.parcels[0]
    trouble = troubles.report(uow, parcel.id, cause, words=" It rained. ")
    assert (parcel.state, trouble.borne_by, trouble.words) == (state, bearer, "It rained.")
    assert troubles.proposed(order, parcel, bearer) == amount
    assert [job.payload["message"] for job in uow.jobs] == ["trouble"]


def test_it_is_sent_again_under_a_new_number_and_arrives(uow: UnitOfWork) -> None:
    order = shipped(uow)
    parcel = order.parcels[0]
    troubles.report(uow, parcel.id, Cause.ABSENT)
    troubles.came_back(uow, parcel.id)
    assert parcel.state is ParcelState.RETURNED
    troubles.send_again(uow, parcel.id, carrier="yamato", tracking_number="123456789012")
    assert (parcel.state, parcel.carrier) == (ParcelState.SHIPPED, "yamato")
    assert troubles.open_trouble(uow.session, parcel.id) is None
    service.deliver(uow, parcel.id)
    assert order.state is OrderState.DELIVERED


def test_money_goes_back_once_and_the_order_is_over(uow: UnitOfWork) -> None:
    order = shipped(uow)
    parcel = order.parcels[0]
    troubles.report(uow, parcel.id, Cause.LOST)
    with pytest.raises(DomainError, match="At most"):
        troubles.give_back(uow, parcel.id, 2881)
    troubles.give_back(uow, parcel.id, 2880)
    assert (parcel.state, order.state) == (ParcelState.GIVEN_BACK, OrderState.DELIVERED)
    given = [event for event in uow.recorded if isinstance(event, ParcelGivenBack)]
    assert [(event.parcel_id, event.amount) for event in given] == [(parcel.id, 2880)]
    assert [type(event) for event in uow.recorded].count(OrderDelivered) == 1
    with pytest.raises(DomainError):
        troubles.give_back(uow, parcel.id, 1)


def test_a_lost_parcel_may_still_turn_up(uow: UnitOfWork) -> None:
    order = shipped(uow)
    troubles.report(uow, order.parcels[0].id, Cause.LOST)
    service.deliver(uow, order.parcels[0].id)
    assert order.state is OrderState.DELIVERED


def test_what_has_not_left_or_has_arrived_is_in_no_trouble(uow: UnitOfWork) -> None:
    waiting = orders.paid_order(uow, make.product(uow))
    with pytest.raises(DomainError):
        troubles.report(uow, waiting.parcels[0].id, Cause.LOST)
    there = shipped(uow)
    service.deliver(uow, there.parcels[0].id)
    with pytest.raises(DomainError):
        troubles.report(uow, there.parcels[0].id, Cause.LOST)
    with pytest.raises(NotFoundError):
        troubles.came_back(uow, there.parcels[0].id, organisation_id=there.organisation_id + 1)


def test_the_buyer_is_told_in_their_language_what_happened_and_who_bears_it(
    uow: UnitOfWork,
) -> None:
    order = shipped(uow)
    troubles.report(uow, order.parcels[0].id, Cause.LOST, words="We asked the carrier.")
    letters.write(uow, uow.jobs[0].payload)
    mail = uow.session.scalars(select(OutgoingMessage)).all()[-1]
    assert mail.template == "shop/orders/mail/trouble"
    said = mail.context["trouble"]
    assert (said["words"], said["outcome"]) == ("We asked the carrier.", "")
    with use_locale(order.purchase.locale):
        assert said["rule"] == str(troubles.RULES[Bearer.BUSINESS])


def two_parcels(uow: UnitOfWork, **changed: int) -> Order:
    """One line of 2,000 yen in two parcels of 880 yen each."""
    order = orders.paid_order(uow, make.product(uow, price=1000))
    line, first = order.lines[0], order.parcels[0]
    first.contents[0].quantity = 1
    second = Parcel(
        temperature=first.temperature, fee=880, state=ParcelState.PACKING, weight_g=500, order=order
    )
    uow.session.add(ParcelContent(quantity=1, parcel=second, line=line))
    order.delivery_total, order.total = 1760, 3760
    for name, amount in changed.items():
        setattr(order, name, amount)
    uow.session.flush()
    return order


@pytest.mark.parametrize(
    ("changed", "worths"),
    [
        ({}, [1880, 1880]),
        ({"discount_total": 1760, "total": 2000}, [1000, 1000]),
        ({"tax_added": 160 + 176, "total": 4096}, [2048, 2048]),
    ],
)
def test_the_parcels_of_an_order_are_worth_what_was_paid_for_it(
    uow: UnitOfWork, changed: dict[str, int], worths: list[int]
) -> None:
    order = two_parcels(uow, **changed)
    assert [troubles.worth(order, parcel) for parcel in order.parcels] == worths
    assert sum(worths) == order.total


def test_wrapping_goes_back_with_a_parcel_that_the_business_bears(uow: UnitOfWork) -> None:
    order = two_parcels(uow, wrapping_total=330, total=4090)
    order.parcels[0].wrapping_fee = 330
    assert [troubles.worth(order, parcel) for parcel in order.parcels] == [2210, 1880]
    assert troubles.proposed(order, order.parcels[0], Bearer.BUYER) == 1000


def test_tax_that_rounding_leaves_over_goes_back_even_without_a_fee(uow: UnitOfWork) -> None:
    order = orders.paid_order(uow, make.product(uow, price=99))
    order.parcels[0].fee = order.delivery_total = 0
    order.tax_added, order.total = 15 + 1, 198 + 16
    assert troubles.worth(order, order.parcels[0]) == 214
