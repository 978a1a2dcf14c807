"""Pages of the reviews' desk."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.drafts import queries as drafts
from shop.catalogue import facts as catalogue
from shop.reviews import queries, service
from shop.reviews.states import DECLARED
from vendors.desk import organisation_of
from vendors.reviews.forms import AnswerForm

feature = Feature(__name__)
ANSWER = Permission.OFFICE_ANSWERS_WRITE


@feature.page("", permission=ANSWER, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    is_answered = request.args.get("state") == "answered"
    own, locale = organisation_of(uow), current_locale()
    found = queries.list_for_business(
        uow.session, own, is_answered=is_answered, after=request.args.get("after", type=int)
    )
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    state = "answered" if is_answered else None
    return render(
        "vendors/reviews/index.html",
        reviews=page,
        products=catalogue.names_of(uow.session, {one.product_id for one in page}, locale),
        is_answered=is_answered,
        waiting=queries.count_unanswered(uow.session, own),
        next_url=url("vendors.reviews.index", state=state, after=more) if more else None,
    )


@feature.page("/<int:review_id>", permission=ANSWER, area=Area.OFFICE, post=True)
def answer(uow: UnitOfWork, review_id: int) -> ResponseReturnValue:
    own, locale = organisation_of(uow), current_locale()
    review = queries.get_own(uow.session, own, review_id)
    form = AnswerForm.of_request(words=review.answer)
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.answer(
            uow, review_id, form.values["words"], organisation_id=own, locale=locale
        )
    ):
        flash(gettext("Your answer stands below the review now."), "success")
        return redirect(url("vendors.reviews.index"), 303)
    name = service.owner_of(review)
    found = drafts.drafts_of(uow.session, [name], locale).get(name)
    return render(
        "vendors/reviews/answer.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        review=review,
        words=drafts.written(review.words, review.locale, locale, found),
        product=catalogue.names_of(uow.session, [review.product_id], locale)[review.product_id],
        declared=DECLARED,
    )
