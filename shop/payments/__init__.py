"""Taking money: one payment for one purchase."""

from core.settings import Payments, Settings
from core.text import lazy
from core.web.outside import OutsideService, services
from shop.payments import manual, stripe_gateway
from shop.payments.ports import PaymentGateway


def gateway_of(settings: Settings) -> PaymentGateway:
    """Who takes the money: Stripe, its simulator, or staff watching a bank account.

    Raises ValueError for a simulator in production, where settings refuse it already.
    """
    if settings.effective_payments is Payments.MANUAL:
        return manual.ManualGateway()
    if settings.effective_payments is Payments.SIMULATOR and settings.is_production:
        raise ValueError("payments are never simulated in production")
    return stripe_gateway.of_settings(settings)


def _is_outside(settings: Settings) -> bool:
    """Stripe, or its simulator that behaves like it; a bank transfer sends nothing to others."""
    return settings.effective_payments is not Payments.MANUAL


def name_services() -> None:
    """Say to whom a payment goes."""
    services.add(
        OutsideService(
            "payment",
            "Stripe, Inc.",
            "US",
            lazy("Amount, order number, e-mail address and card details"),
            lazy("To take the payment, only when you pay"),
            _is_outside,
        )
    )
