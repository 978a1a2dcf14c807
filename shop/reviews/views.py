"""Reading and writing reviews, and the city's desk for them."""

from functools import partial
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.errors import DomainError, NotFoundError
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import shows
from core.web.versions import bucket
from i18n.locales import CODES
from i18n.translated import shown
from shop.catalogue import facts as catalogue
from shop.catalogue.models import Product
from shop.catalogue.queries import cards
from shop.orders.queries import OrderView, PurchaseView
from shop.orders.states import OrderState, ParcelState
from shop.reviews import queries, service
from shop.reviews.forms import HideForm, ReviewForm
from shop.reviews.models import Review
from shop.reviews.queries import Wish
from shop.reviews.service import Bought, Said
from shop.reviews.states import DECLARED, HIDE_REASONS, STARS, HideReason, Relation, ReviewState

feature = Feature(__name__)
DESK = Permission.CITY_REVIEWS_EDIT


def below(uow: UnitOfWork, product: Product) -> str:
    """The newest reviews on a product's page; the counts were read with the product."""
    found = (
        queries.newest(uow.session, product.id, current_locale()) if product.review_count else []
    )
    return render_template(
        "shop/reviews/below.html",
        slug=product.slug,
        reviews=found,
        count=product.review_count,
        mean=cards.rating(product.review_count, product.stars_total),
        declared=DECLARED,
    )


def of_order(uow: UnitOfWork, purchase: PurchaseView, order: OrderView) -> str:
    """On the order's page: which goods can be reviewed now, and which were."""
    sent = order.state in {OrderState.SHIPPED, OrderState.DELIVERED} or any(
        parcel.state is not ParcelState.PACKING for parcel in order.parcels
    )
    lines = queries.lines_of(uow.session, order.id) if sent else []
    written = queries.of_lines(uow.session, [line.id for line in lines])
    named = [(line, shown(line.names, current_locale()), written.get(line.id)) for line in lines]
    return render_template("shop/reviews/of_order.html", purchase=purchase, lines=named)


@feature.page("/<slug>", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    """All reviews of a product, newest first, filtered by the address alone."""
    head = catalogue.find_head(uow.session, slug, current_locale())
    if head is None:
        raise NotFoundError
    shows(bucket("product", head.product_id))
    wish = _wish()
    found = queries.newest(
        uow.session, head.product_id, current_locale(), wish=wish, limit=queries.PAGE + 1
    )
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    return render(
        "shop/reviews/index.html",
        head=head,
        reviews=page,
        counts=queries.counts(uow.session, head.product_id),
        mean=cards.rating(head.review_count, head.stars_total),
        wish=wish,
        address=partial(_address, slug, wish),
        next_url=_address(slug, wish, after=more) if more else None,
        declared=DECLARED,
    )


def _wish() -> Wish:
    """The filters of the address; what we do not know is as if it were not there."""
    stars = request.args.get("stars", type=int)
    language = request.args.get("language", "")
    return Wish(
        stars=stars if stars in STARS else None,
        language=language if language in CODES else "",
        after=request.args.get("after", type=int),
    )


def _address(slug: str, wish: Wish, **other: object) -> str:
    values = {"stars": wish.stars, "language": wish.language, **other}
    query = urlencode({key: value for key, value in values.items() if value})
    base = url("shop.reviews.index", slug=slug)
    return f"{base}?{query}" if query else base


@feature.page(
    "/write/<token>/<int:line_id>",
    permission=Permission.PUBLIC,
    post=True,
    limit=Limit(times=30, seconds=3600),
)
def write(uow: UnitOfWork, token: str, line_id: int) -> ResponseReturnValue:
    """Whoever has the link to the purchase bought the goods: buyers and guests alike."""
    bought = service.get_bought(uow, token, line_id)
    earlier = queries.of_lines(uow.session, [line_id]).get(line_id)
    form = ReviewForm.of_request(**_values(earlier))
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.write(uow, token, line_id, _said(form))
    ):
        flash(gettext("Thank you. Your review stands on the page of the goods now."), "success")
        return redirect(url("shop.orders.show", token=token), 303)
    return render(
        "shop/reviews/write.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        bought=bought,
        name=shown(bought.line.names, current_locale()),
        earlier=earlier,
        refusal=_refusal(uow, bought),
        hide_reasons=HIDE_REASONS,
    )


@feature.page("/write/<token>/<int:line_id>/remove", permission=Permission.PUBLIC, post_only=True)
def remove(uow: UnitOfWork, token: str, line_id: int) -> ResponseReturnValue:
    service.remove(uow, token, line_id)
    flash(gettext("Your review is erased."), "success")
    return redirect(url("shop.orders.show", token=token), 303)


def _values(earlier: Review | None) -> dict[str, object]:
    names = ("stars", "words", "name", "relation")
    return {name: getattr(earlier, name) for name in names} if earlier else {}


def _said(form: ReviewForm) -> Said:
    typed = form.values
    return Said(
        stars=typed["stars"],
        words=typed["words"] or "",
        name=typed["name"] or "",
        relation=Relation(typed["relation"]),
        locale=current_locale(),
    )


def _refusal(uow: UnitOfWork, bought: Bought) -> str:
    """Why this buyer cannot write here, or not yet; empty when nothing is in the way."""
    try:
        service.may_review(uow, bought)
    except DomainError as error:
        return gettext(error.message, **error.params)
    return ""


@feature.page("", permission=DESK, area=Area.CITY)
def desk(uow: UnitOfWork) -> ResponseReturnValue:
    word = request.args.get("state", "")
    state = ReviewState(word) if word in set(ReviewState) else ReviewState.SHOWN
    found = queries.list_for_staff(uow.session, state, after=request.args.get("after", type=int))
    page = found[: queries.PAGE]
    more = page[-1].id if len(found) > queries.PAGE else None
    ids = {review.product_id for review in page}
    return render(
        "shop/reviews/desk.html",
        reviews=page,
        products=catalogue.names_of(uow.session, ids, current_locale()),
        state=state,
        states=list(ReviewState),
        hide_reasons=HIDE_REASONS,
        next_url=url("shop.reviews.desk", state=state.value, after=more) if more else None,
    )


@feature.page("/<int:review_id>", permission=DESK, area=Area.CITY, post=True)
def decide(uow: UnitOfWork, review_id: int) -> ResponseReturnValue:
    review = queries.get(uow.session, review_id)
    form = HideForm.of_request()
    if form.is_sent_and_valid():
        service.hide(uow, review_id, HideReason(form.values["reason"]))
        flash(gettext("The review is hidden, and its writer is told why."), "success")
        return redirect(url("shop.reviews.desk"), 303)
    return render(
        "shop/reviews/decide.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        review=review,
        product=catalogue.names_of(uow.session, [review.product_id], current_locale())[
            review.product_id
        ],
        hide_reasons=HIDE_REASONS,
        declared=DECLARED,
    )


@feature.page("/<int:review_id>/unhide", permission=DESK, area=Area.CITY, post_only=True)
def unhide(uow: UnitOfWork, review_id: int) -> ResponseReturnValue:
    service.unhide(uow, review_id)
    flash(gettext("The review is shown again, and its writer is told."), "success")
    return redirect(url("shop.reviews.desk"), 303)
