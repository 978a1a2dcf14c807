"""A buyer's own profile."""

from core.audit import service as audit
from core.errors import NotFoundError
from core.identity.models import User
from core.unit_of_work import UnitOfWork


def get_user(uow: UnitOfWork) -> User:
    """The signed-in person. Raises NotFoundError."""
    user = uow.session.get(User, uow.actor.user_id) if uow.actor.user_id else None
    if user is None:
        raise NotFoundError
    return user


def update_profile(uow: UnitOfWork, *, name: str, locale: str) -> None:
    """Change one's name and the language of one's mails."""
    user = get_user(uow)
    before = {"locale": user.locale}
    user.name, user.locale = name.strip(), locale
    # The trail outlives an erased account, so it keeps no name.
    audit.record(
        uow, "shop:profile:edit", ("user", user.id), before=before, after={"locale": locale}
    )
