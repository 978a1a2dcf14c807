"""The buyer's side, and the marketplace's rules."""

from flask import Flask

from core.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
