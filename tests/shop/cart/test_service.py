"""What may be put into a cart."""

import pytest

from core.errors import DomainError
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from i18n.translated import TextState
from shop.cart import service
from shop.catalogue.models import ProductText
from tests.factories import shop as make


def test_goods_go_into_a_cart_only_in_a_language_in_which_their_label_is_reviewed(
    uow: UnitOfWork,
) -> None:
    product = make.product(uow)
    uow.session.get_one(
        ProductText, {"locale": "th", "product_id": product.id}
    ).safety_state = TextState.STALE
    uow.session.flush()
    cart, variant_id = service.open_cart(uow, None), make.variant(uow, product).id
    with use_locale("th"), pytest.raises(DomainError) as refused:
        service.add(uow, cart, variant_id=variant_id, quantity=1)
    assert refused.value.code == "text_not_reviewed"
    assert refused.value.params == {"name": make.NAMES["th"]}
    with use_locale("ko"):
        assert service.add(uow, cart, variant_id=variant_id, quantity=1).quantity == 1


def test_things_that_are_no_food_have_no_label_to_review(uow: UnitOfWork) -> None:
    product = make.product(uow, label={"kind": "nonfood"}, names={"ja": "手ぬぐい"})
    cart, variant_id = service.open_cart(uow, None), make.variant(uow, product).id
    with use_locale("th"):
        assert service.add(uow, cart, variant_id=variant_id, quantity=1).quantity == 1
