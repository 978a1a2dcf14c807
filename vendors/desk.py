"""What every desk of the office asks first: whose records these are."""

from core.errors import NotFoundError
from core.unit_of_work import UnitOfWork


def organisation_of(uow: UnitOfWork) -> int:
    """The business that the actor acts for. Raises NotFoundError when there is none."""
    if uow.actor.organisation_id is None:
        raise NotFoundError
    return uow.actor.organisation_id
