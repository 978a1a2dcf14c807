"""Nobody reads a code on the trail of changes: what is written into it has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from core.audit.actions import kind_of, words_of

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "i18n", "shop", "vendors", "promotion", "analytics")


def _recorded() -> Iterator[tuple[str, str]]:
    """(action, kind of thing) of every call of `audit.record` that names both plainly."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                    continue
                if node.func.attr != "record" or len(node.args) != 3:
                    continue
                _uow, action, subject = node.args
                if isinstance(action, ast.Constant) and isinstance(subject, ast.Tuple):
                    kind = subject.elts[0]
                    assert isinstance(kind, ast.Constant)
                    yield str(action.value), str(kind.value)


def test_what_is_written_into_the_trail_has_words(composed: Flask) -> None:
    """When this fails: say in the package's trail.py what the action, or the thing, is called."""
    recorded = set(_recorded())
    assert ("office:order:confirm", "order") in recorded
    with composed.test_request_context("/en/"):
        assert sorted(action for action, _ in recorded if words_of(action) == action) == []
        assert sorted({kind for _, kind in recorded if kind_of(kind) == kind}) == []
