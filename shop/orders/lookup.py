"""Finding an order again without an account: by number and mail, through a link that expires."""

import hashlib
from datetime import timedelta
from typing import Any, Final

from core.identity.tokens import Purpose, read, sign
from core.mail import service as mail
from core.unit_of_work import UnitOfWork
from shop.orders import queries
from shop.orders.models import Purchase

JOB: Final = "shop.orders.lookup"
WITHIN: Final = timedelta(hours=24)


def ask(uow: UnitOfWork, *, number: str, email: str, page: str) -> None:
    """Have the order looked for by a job, so that the page's answer takes as long either way.

    `page` is the address that the link's secret is added to.
    """
    uow.enqueue(JOB, {"number": number, "email": email, "page": page})


def look(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: write to the buyer when there is such an order; do nothing for a stranger."""
    purchase = queries.find_by_number(uow.session, payload["number"], payload["email"])
    if purchase is None:
        return
    values = {"purchase": purchase.id, "of": _state(purchase)}
    token = sign(Purpose.OPEN_ORDER, values, until=uow.now + WITHIN)
    mail.send(
        uow,
        to=purchase.email,
        locale=purchase.locale,
        template="shop/orders/mail/link",
        context={
            "number": purchase.number,
            "link": f"{payload['page']}/{token}",
            "hours": int(WITHIN.total_seconds() // 3600),
        },
    )


def opened_by(uow: UnitOfWork, token: str) -> Purchase | None:
    """The purchase of a mailed link; None when it works no longer."""
    values = read(Purpose.OPEN_ORDER, token, now=uow.now)
    purchase = uow.session.get(Purchase, values["purchase"]) if values else None
    if values is None or purchase is None or values.get("of") != _state(purchase):
        return None
    return purchase


def _state(purchase: Purchase) -> str:
    """What a link was made for; it dies when the person's data is erased."""
    return hashlib.sha256(purchase.token.encode()).hexdigest()[:24]
