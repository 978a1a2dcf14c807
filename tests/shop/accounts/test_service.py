"""What a buyer keeps and finds again, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import DomainError, NotFoundError
from core.identity.models import User
from core.testing.clock import FakeClock
from core.unit_of_work import Actor, ActorKind, UnitOfWork
from shop.accounts import consents, favourites, purchases
from shop.accounts.models import FavouriteKind
from shop.accounts.purchases import Shelf
from shop.addresses import service as book
from shop.catalogue.models import ProductState
from shop.orders import service as orders
from tests.factories import checkout as make
from tests.factories import identity


@pytest.fixture
def buyer(uow: UnitOfWork) -> User:
    """Somebody in whose name the unit of work acts."""
    person = identity.user(uow)
    uow.actor = Actor(kind=ActorKind.USER, user_id=person.id)
    return person


def test_the_first_address_is_the_default_and_another_follows_when_it_goes(
    uow: UnitOfWork, buyer: User
) -> None:
    assert buyer.id
    book.save(uow, "JP", make.OSAKA, name="Home")
    book.save(uow, "JP", make.OSAKA)
    book.save(uow, "JP", {**make.OSAKA, "street": "梅田2-2-2"})
    first, second = book.list_addresses(uow)
    assert (first.name, first.is_default, second.is_default) == ("Home", True, False)
    book.make_default(uow, second.id)
    uow.session.flush()
    uow.session.expire_all()
    assert [each.id for each in book.list_addresses(uow)] == [second.id, first.id]
    book.remove(uow, second.id)
    uow.session.flush()
    assert [(each.id, each.is_default) for each in book.list_addresses(uow)] == [(first.id, True)]


def test_the_best_address_of_a_country_is_the_default_there(uow: UnitOfWork, buyer: User) -> None:
    assert buyer.id
    book.save(uow, "JP", make.OSAKA)
    assert book.best(uow, "TW") is None
    best = book.best(uow, "JP")
    assert best is not None
    assert best.address["street"] == "梅田1-1-1"


def test_a_wrong_address_is_refused_beside_its_field(uow: UnitOfWork, buyer: User) -> None:
    assert buyer.id
    with pytest.raises(DomainError) as refusal:
        book.save(uow, "JP", {**make.OSAKA, "phone": "12"})
    assert refusal.value.field == "phone"
    assert book.list_addresses(uow) == []


def test_a_book_has_an_end(uow: UnitOfWork, buyer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert buyer.id
    monkeypatch.setattr(book, "MOST", 1)
    book.save(uow, "JP", make.OSAKA)
    with pytest.raises(DomainError) as refusal:
        book.save(uow, "JP", {**make.OSAKA, "street": "梅田2-2-2"})
    assert refusal.value.code == "too_many_addresses"


def test_purchases_are_found_by_state_year_number_and_goods(uow: UnitOfWork, buyer: User) -> None:
    product = make.sold_product(uow)
    paid = make.paid(uow, [(product, 1)], user_id=buyer.id)
    unpaid = make.placed(uow, [(product, 1)], user_id=buyer.id)
    arrived = make.paid(uow, [(product, 1)], user_id=buyer.id)
    parcel = arrived.orders[0].parcels[0]
    orders.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    orders.deliver(uow, parcel.id)
    make.paid(uow, [(product, 1)])
    uow.session.flush()

    def ids(**more: object) -> list[int]:
        return [each.id for each in purchases.find(uow, **more).purchases]  # pyright: ignore[reportArgumentType]

    assert ids() == [arrived.id, unpaid.id, paid.id]
    assert ids(shelf=Shelf.TO_PAY) == [unpaid.id]
    assert ids(shelf=Shelf.ON_ITS_WAY) == [paid.id]
    assert ids(shelf=Shelf.DELIVERED) == [arrived.id]
    assert ids(shelf=Shelf.CANCELLED) == []
    assert ids(words=paid.number.lower()) == [paid.id]
    assert ids(words="柴魚片") == [arrived.id, unpaid.id, paid.id]
    assert ids(words="%") == []
    assert ids(year=uow.now.year) == [arrived.id, unpaid.id, paid.id]
    assert ids(year=uow.now.year - 1) == []
    assert ids(after=arrived.id) == [unpaid.id, paid.id]


def test_years_go_back_to_the_first_purchase_as_tokyo_counts(
    uow: UnitOfWork, buyer: User, clock: FakeClock
) -> None:
    assert purchases.find(uow).years == []
    made = make.placed(uow, [(make.sold_product(uow), 1)], user_id=buyer.id)
    made.placed_at = clock() - timedelta(days=400)
    uow.session.flush()
    assert purchases.find(uow).years == [2026, 2025]


def test_nobody_finds_anothers_purchase(uow: UnitOfWork, buyer: User) -> None:
    theirs = make.paid(uow, [(make.sold_product(uow), 1)], user_id=identity.user(uow).id)
    guests = make.paid(uow, [(make.sold_product(uow), 1)])
    assert buyer.id
    for purchase in (theirs, guests):
        with pytest.raises(NotFoundError):
            purchases.get_own(uow, purchase.id)
    uow.actor = replace(uow.actor, user_id=None)
    with pytest.raises(NotFoundError):
        purchases.get_own(uow, guests.id)


def test_a_favourite_is_kept_once_and_what_is_gone_is_counted(uow: UnitOfWork, buyer: User) -> None:
    product = make.sold_product(uow)
    for _ in range(2):
        favourites.keep(uow, FavouriteKind.PRODUCT, product.id)
    favourites.keep(uow, FavouriteKind.MAKER, product.organisation_id)
    found = favourites.list_favourites(uow, "en")
    assert [card.id for card in found.products] == [product.id]
    assert [maker.organisation_id for maker in found.makers] == [product.organisation_id]
    product.state = ProductState.ARCHIVED
    uow.session.flush()
    assert favourites.list_favourites(uow, "en").gone == 1
    favourites.forget_gone(uow, "en")
    uow.session.flush()
    assert favourites.list_favourites(uow, "en").gone == 0
    assert favourites.is_favourite(uow, FavouriteKind.MAKER, product.organisation_id)
    with pytest.raises(NotFoundError):
        favourites.keep(uow, FavouriteKind.PRODUCT, product.id)
    assert buyer.id


def test_a_consent_counts_from_the_newest_answer(uow: UnitOfWork, buyer: User) -> None:
    other = identity.user(uow)
    assert not consents.has_given(uow, buyer.id, "newsletter")
    consents.answer(uow, buyer.id, {"newsletter": True})
    assert consents.has_given(uow, buyer.id, "newsletter")
    assert not consents.has_given(uow, other.id, "newsletter")
    consents.answer(uow, buyer.id, {})
    assert not consents.has_given(uow, buyer.id, "newsletter")
