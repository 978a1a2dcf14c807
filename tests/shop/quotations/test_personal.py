"""A person's own quotations: copied, and gone with the person."""

import pytest

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.quotations import service
from shop.quotations.personal import PersonalDataOfQuotations
from tests.factories import identity, quotations
from tests.factories import shop as make

HOLDER = PersonalDataOfQuotations()


def test_a_request_that_waits_for_an_answer_stands_in_the_way(uow: UnitOfWork) -> None:
    person = identity.user(uow)
    quotation = quotations.asked(uow, [(make.product(uow), 1)], user_id=person.id, wish="soon")
    with pytest.raises(DomainError) as refused:
        HOLDER.check(uow, person.id)
    assert refused.value.code == "quotation_open"
    service.decline(uow, quotation.token)
    HOLDER.check(uow, person.id)
    (part,) = HOLDER.export(uow, person.id)
    assert part.rows[0]["email"] == "tan@example.org"
    HOLDER.erase(uow, person.id)
    uow.session.flush()
    assert (quotation.email, quotation.contact, quotation.wish) == ("erased@invalid", "–", "")
    assert HOLDER.export(uow, person.id)[0].rows == []
