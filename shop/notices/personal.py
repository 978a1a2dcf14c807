"""What notices say of a person: who reported is forgotten with them."""

from collections.abc import Sequence

from core.identity.models import User
from core.privacy.ports import Part
from core.text import LazyText, lazy
from core.unit_of_work import UnitOfWork
from shop.notices import facts, service


class PersonalDataOfNotices:
    """Answers for what somebody reported under their address."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        rows = facts.reported_by(uow.session, uow.session.get_one(User, user_id).email)
        return (Part(key="notices", title=lazy("What you reported"), rows=rows),)

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Nothing here stands in the way."""

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        service.erase_of(uow, uow.session.get_one(User, user_id).email)

    def kept(self) -> Sequence[LazyText]:
        return (lazy("What you reported of a listing stays with the case, without your address."),)
