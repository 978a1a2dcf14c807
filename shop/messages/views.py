"""Asking about goods, and writing to a business about an order."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.models import User
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from core.web.state import shows
from core.web.versions import bucket
from i18n.translated import shown
from shop.catalogue import facts as catalogue
from shop.catalogue.models import Product
from shop.messages import queries, service
from shop.messages.forms import MessageForm, QuestionForm
from shop.messages.models import Side
from shop.orders.queries import OrderView, PurchaseView

feature = Feature(__name__)


def below(uow: UnitOfWork, product: Product) -> str:
    """The newest answered questions on a product's page."""
    count = product.question_count
    found = queries.public(uow.session, product.id, current_locale()) if count else []
    return render_template(
        "shop/messages/below.html", slug=product.slug, questions=found, count=count
    )


def of_order(uow: UnitOfWork, purchase: PurchaseView, order: OrderView) -> str:
    """On the order's page: the way to the business."""
    count = queries.count_of_orders(uow.session, [order.id]).get(order.id, 0)
    return render_template(
        "shop/messages/of_order.html", purchase=purchase, order=order, count=count
    )


@feature.page("/about/<slug>", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    """Every answered question about a product, newest first."""
    head = catalogue.find_head(uow.session, slug, current_locale())
    if head is None:
        raise NotFoundError
    shows(bucket("product", head.product_id))
    after = request.args.get("after", type=int)
    found = queries.public(
        uow.session, head.product_id, current_locale(), after=after, limit=queries.PAGE + 1
    )
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    return render(
        "shop/messages/index.html",
        head=head,
        questions=page,
        first_url=url("shop.messages.index", slug=slug) if after else None,
        next_url=url("shop.messages.index", slug=slug, after=more) if more else None,
    )


@feature.page(
    "/ask/<slug>",
    permission=Permission.PUBLIC,
    post=True,
    limit=Limit(times=10, seconds=3600),
)
def ask(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    head = catalogue.find_head(uow.session, slug, current_locale())
    if head is None:
        raise NotFoundError
    user = uow.session.get(User, uow.actor.user_id) if uow.actor.user_id else None
    form = QuestionForm.of_request(email=user.email if user else "")
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.ask(uow, slug, locale=current_locale(), **form.values)
    ):
        flash(gettext("Your question is with the business. The answer comes by mail."), "success")
        return redirect(url("shop.messages.sent"), 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/messages/ask.html", status=status, form=form, head=head)


@feature.page("/sent", permission=Permission.PUBLIC)
def sent(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("shop/messages/sent.html")


@feature.page(
    "/order/<token>/<int:order_id>",
    permission=Permission.PUBLIC,
    post=True,
    limit=Limit(times=30, seconds=3600),
)
def thread(uow: UnitOfWork, token: str, order_id: int) -> ResponseReturnValue:
    purchase, order = service.get_order(uow, token, order_id)
    form = MessageForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.write(uow, order, Side.BUYER, form.values["words"], locale=current_locale())
    ):
        flash(
            gettext("Your message is with the business. Its answer also comes by mail."), "success"
        )
        return redirect(url("shop.messages.thread", token=token, order_id=order_id), 303)
    return render(
        "shop/messages/thread.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        purchase=purchase,
        order=order,
        vendor=shown(order.vendor_names, current_locale()),
        messages=queries.thread(uow.session, order_id, current_locale()),
    )
