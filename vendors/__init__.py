"""The businesses' desk, and how businesses come in."""

from flask import Flask

from core.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
