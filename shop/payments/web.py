"""The gateway of the composed application, for views."""

from typing import Final, cast

from flask import Flask, current_app

from shop.payments.ports import PaymentGateway

EXTENSION: Final = "shop.payments"


def install(app: Flask, gateway: PaymentGateway) -> None:
    app.extensions[EXTENSION] = gateway


def gateway() -> PaymentGateway:
    return cast("PaymentGateway", current_app.extensions[EXTENSION])
