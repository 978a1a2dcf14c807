"""What a visitor's browser keeps and sends, and the visitor's say in it."""

from typing import Final

from flask import redirect, request
from flask.typing import ResponseReturnValue

from core.identity.destinations import own_path
from core.identity.permissions import Permission
from core.text import gettext, lazy
from core.unit_of_work import UnitOfWork
from core.web import consent
from core.web.feature import Feature
from core.web.outside import Purpose, cookies_on, purposes_on, services_on
from core.web.pages import render, url
from core.web.state import market

feature = Feature("shop.pages.cookies")
QUESTIONS: Final = {
    Purpose.COUNTING: lazy("Count my visit with services of other companies"),
    Purpose.ADVERTISING: lazy("Let other companies show me advertisements that fit"),
}


@feature.page("/cookies", permission=Permission.PUBLIC, post=True, takes_token=False)
def cookies(_uow: UnitOfWork) -> ResponseReturnValue:
    """The tables are made from what is switched on; the answer is kept in the browser alone."""
    settings = market().settings
    offered = purposes_on(settings)
    if request.method == "POST":
        yes = {"all": offered, "none": []}.get(
            request.form.get("answer", ""),
            [purpose for purpose in offered if purpose.value in request.form.getlist("purpose")],
        )
        back = own_path(request.form.get("next")) or url("shop.pages.cookies", saved=1)
        return consent.remember(redirect(back, 303), yes)
    allowed = consent.allowed()
    return render(
        "shop/pages/cookies.html",
        services=services_on(settings),
        cookies=cookies_on(settings),
        questions=[
            {"value": purpose.value, "label": QUESTIONS[purpose], "checked": purpose in allowed}
            for purpose in offered
        ],
        notice=gettext("Your choice is saved.") if "saved" in request.args else "",
    )
