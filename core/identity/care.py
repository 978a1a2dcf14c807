"""What must be shown again before credentials are changed."""

from flask import redirect, request
from werkzeug.wrappers import Response

from core.identity import queries, service, session
from core.unit_of_work import UnitOfWork
from core.web.pages import url
from core.web.state import request_state


def proof_first(uow: UnitOfWork) -> Response | None:
    """Where somebody goes who must prove themselves first; None when they have just done so.

    A stolen password, or a browser left open, must not be enough to add a key of one's own.
    """
    actor = request_state().actor
    back = request.path if request.method == "GET" else url("core.identity.security")
    person = queries.get_security(uow.session, actor.user_id or 0)
    if person.has_second_factor and not actor.has_second_factor:
        return _go("core.identity.second_factor", back)
    sign_in = queries.find_sign_in(uow.session, session.current_token())
    if sign_in is None or uow.now - sign_in.proved_at > service.FRESH:
        return _go("core.identity.prove", back)
    return None


def _go(endpoint: str, back: str) -> Response:
    answer = redirect(url(endpoint, next=back), 303)
    assert isinstance(answer, Response)
    return answer
