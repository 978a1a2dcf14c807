"""The desk for answers."""

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
from shop.messages import queries, service
from shop.messages.models import Question, Side
from vendors.desk import organisation_of
from vendors.messages.forms import AnswerForm, MessageForm

feature = Feature(__name__)
ANSWER = Permission.OFFICE_ANSWERS_WRITE


@feature.page("", permission=ANSWER, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    """What waits for an answer; with `state=answered`, the questions that were answered."""
    own, locale = organisation_of(uow), current_locale()
    is_answered = request.args.get("state") == "answered"
    after = request.args.get("after", type=int)
    found = queries.waiting_questions(uow.session, own, is_answered=is_answered, after=after)
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    state = "answered" if is_answered else None
    return render(
        "vendors/messages/index.html",
        questions=page,
        threads=[] if is_answered else queries.waiting_threads(uow.session, own),
        products=catalogue.names_of(uow.session, {one.product_id for one in page}, locale),
        is_answered=is_answered,
        next_url=url("vendors.messages.index", state=state, after=more) if more else None,
    )


@feature.page("/questions/<int:question_id>", permission=ANSWER, area=Area.OFFICE, post=True)
def answer(uow: UnitOfWork, question_id: int) -> ResponseReturnValue:
    own, locale = organisation_of(uow), current_locale()
    question = queries.get_own_question(uow.session, own, question_id)
    public = question.is_public or question.answered_at is None
    form = AnswerForm.of_request(words=question.answer, is_public=public)
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.answer(uow, question_id, organisation_id=own, locale=locale, **form.values)
    ):
        flash(gettext("Answered. Whoever asked gets your answer by mail."), "success")
        return redirect(url("vendors.messages.index"), 303)
    named = catalogue.names_of(uow.session, [question.product_id], locale)
    return render(
        "vendors/messages/answer.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        question=question,
        words=_words(uow, question, locale),
        product=named[question.product_id],
    )


def _words(uow: UnitOfWork, question: Question, locale: str) -> drafts.Written:
    owner = service.question_owner(question)
    found = drafts.drafts_of(uow.session, [owner], locale).get(owner)
    return drafts.written(question.words, question.locale, locale, found)


@feature.page("/orders/<int:order_id>", permission=ANSWER, area=Area.OFFICE, post=True)
def thread(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    own, locale = organisation_of(uow), current_locale()
    purchase, order = service.get_own_order(uow, own, order_id)
    form = MessageForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.write(uow, order, Side.BUSINESS, form.values["words"], locale=locale)
    ):
        flash(gettext("Sent. The buyer gets it by mail and on the page of the order."), "success")
        return redirect(url("vendors.messages.thread", order_id=order_id), 303)
    return render(
        "vendors/messages/thread.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        order=order,
        reads=purchase.locale,
        messages=queries.thread(uow.session, order_id, locale),
        waits=queries.waits(uow.session, order_id),
    )


@feature.page("/orders/<int:order_id>/settle", permission=ANSWER, area=Area.OFFICE, post_only=True)
def settle(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    _, order = service.get_own_order(uow, organisation_of(uow), order_id)
    service.settle(uow, order)
    flash(gettext("Put aside: nothing needs an answer."), "success")
    return redirect(url("vendors.messages.index"), 303)
