"""Taking money: one payment for one purchase."""

from core.settings import Payments, Settings
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
