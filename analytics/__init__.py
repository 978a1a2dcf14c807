"""What the city learns: visits, sources, reports, targets."""

from flask import Flask

from core.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
