"""Reading applications."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from shop.storefronts.models import Storefront
from vendors.onboarding.models import Application
from vendors.onboarding.states import ApplicationState

PAGE = 25


def get_by_token(session: Session, token: str) -> Application:
    """The applicant's own application. Raises NotFoundError for a wrong link."""
    found = session.scalar(select(Application).where(Application.token == token))
    if found is None:
        raise NotFoundError
    return found


def get(session: Session, application_id: int) -> Application:
    """Any application, for the staff. Raises NotFoundError."""
    found = session.get(Application, application_id)
    if found is None:
        raise NotFoundError
    return found


def list_by_state(
    session: Session, state: ApplicationState, *, after: int | None = None
) -> Sequence[Application]:
    """Applications in a state, oldest first while they wait, `PAGE` and one more."""
    query = select(Application).where(Application.state == state)
    if state is ApplicationState.PENDING:
        query = query.order_by(Application.id)
        query = query.where(Application.id > after) if after else query
    else:
        query = query.order_by(Application.id.desc())
        query = query.where(Application.id < after) if after else query
    return session.scalars(query.limit(PAGE + 1)).all()


def count_by_state(session: Session) -> Mapping[ApplicationState, int]:
    """How many applications are in each state."""
    rows = session.execute(select(Application.state, func.count()).group_by(Application.state))
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in ApplicationState}


def storefront_slug(session: Session, organisation_id: int | None) -> str | None:
    """The address of the storefront that an approval made."""
    return session.scalar(
        select(Storefront.slug).where(Storefront.organisation_id == organisation_id)
    )
