"""The ways to pay that a Japanese platform can offer, with each one's limits in yen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Flow(StrEnum):
    """What the buyer goes through after choosing a method."""

    CARD = "card"
    VOUCHER = "voucher"
    REDIRECT = "redirect"


class Refunding(StrEnum):
    """How money goes back to the buyer."""

    AT_ONCE = "at_once"
    LATER = "later"
    NEEDS_BANK_DETAILS = "needs_bank_details"


@dataclass(frozen=True)
class Method:
    """One way to pay."""

    name: str
    flow: Flow
    minimum: int = 50
    maximum: int = 99_999_999
    refunding: Refunding = Refunding.AT_ONCE


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method("card", Flow.CARD),
        Method("konbini", Flow.VOUCHER, 120, 300_000, Refunding.NEEDS_BANK_DETAILS),
        Method("paypay", Flow.REDIRECT),
        Method("alipay", Flow.REDIRECT, refunding=Refunding.LATER),
        Method("wechat_pay", Flow.REDIRECT, refunding=Refunding.LATER),
        Method("link", Flow.REDIRECT),
    )
}

# Every name that Stripe knows; one outside this list is a misspelling, one inside it that the
# account has not switched on is silently left out.
KNOWN_NAMES: tuple[str, ...] = (
    "acss_debit",
    "affirm",
    "afterpay_clearpay",
    "alipay",
    "alma",
    "amazon_pay",
    "au_becs_debit",
    "bacs_debit",
    "bancontact",
    "billie",
    "bizum",
    "blik",
    "boleto",
    "card",
    "cashapp",
    "crypto",
    "customer_balance",
    "eps",
    "fpx",
    "giropay",
    "grabpay",
    "ideal",
    "kakao_pay",
    "klarna",
    "konbini",
    "kr_card",
    "link",
    "mb_way",
    "mobilepay",
    "multibanco",
    "naver_pay",
    "nz_bank_account",
    "oxxo",
    "p24",
    "pay_by_bank",
    "payco",
    "paynow",
    "paypal",
    "paypay",
    "payto",
    "pix",
    "promptpay",
    "revolut_pay",
    "samsung_pay",
    "satispay",
    "scalapay",
    "sepa_debit",
    "sequra",
    "sofort",
    "sunbit",
    "swish",
    "twint",
    "upi",
    "us_bank_account",
    "wechat_pay",
    "zip",
)


def offered(
    amount: int,
    switched_on: Iterable[str],
    allowed: Collection[str] | None,
    excluded: Collection[str],
) -> list[str]:
    """The methods a buyer may choose from for this amount: a filter, as Stripe's is."""
    return [
        name
        for name in switched_on
        if (allowed is None or name in allowed)
        and name not in excluded
        and METHODS[name].minimum <= amount <= METHODS[name].maximum
    ]
