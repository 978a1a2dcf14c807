"""The composed application, once for all architecture tests."""

from pathlib import Path

import pytest
from flask import Flask

from core.settings import Environment, Settings
from wsgi import create_app


@pytest.fixture(scope="session")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("composed")
    settings = Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=folder,
        secret_key="x" * 40,
        public_url="http://localhost",
    )
    return create_app(settings, testing=True)
