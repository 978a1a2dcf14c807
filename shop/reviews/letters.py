"""What the writer of a review is told, in the language of the purchase."""

from core.mail import service as mail
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from shop.catalogue import facts as catalogue
from shop.orders.models import Purchase
from shop.reviews.models import Review
from shop.reviews.states import HIDE_REASONS, HideReason


def tell_answered(uow: UnitOfWork, review: Review) -> None:
    """The business has answered."""
    _send(uow, review, "answered", answer=review.answer, answer_locale=review.answer_locale)


def tell_hidden(uow: UnitOfWork, review: Review, reason: HideReason) -> None:
    """Staff have hidden the review, and why."""
    with use_locale(_purchase(uow, review).locale):
        said = str(HIDE_REASONS[reason])
    _send(uow, review, "hidden", reason=said)


def tell_shown(uow: UnitOfWork, review: Review) -> None:
    """The review stands on its page again."""
    _send(uow, review, "shown")


def _send(uow: UnitOfWork, review: Review, message: str, **more: str) -> None:
    purchase = _purchase(uow, review)
    named = catalogue.names_of(uow.session, [review.product_id], purchase.locale)
    product = named[review.product_id]
    mail.send(
        uow,
        to=purchase.email,
        locale=purchase.locale,
        template=f"shop/reviews/mail/{message}",
        context={
            "product": product.name.text,
            "slug": product.slug,
            "token": purchase.token,
            "line_id": review.order_line_id,
            "words": review.words,
            "words_locale": review.locale,
            **more,
        },
    )


def _purchase(uow: UnitOfWork, review: Review) -> Purchase:
    return uow.session.get_one(Purchase, review.purchase_id)
