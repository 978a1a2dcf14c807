"""Pages about who somebody is: `/<lang>/identity/…`, one file a subject."""

from flask import Flask

from core.identity.views import (
    accounts,
    credentials,
    email,
    joining,
    second_factor,
    security,
    sign_in,
)

FEATURES = (
    sign_in.feature,
    accounts.feature,
    joining.feature,
    second_factor.feature,
    security.feature,
    credentials.feature,
    email.feature,
)


def init_app(app: Flask) -> None:
    for feature in FEATURES:
        feature.register(app)
