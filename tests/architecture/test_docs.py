"""Documentation is in step with the code, and the code with our rules of words."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

from core.web.generated_docs import PAGES

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "i18n", "shop", "vendors", "promotion", "analytics")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_pages_are_in_step(composed: Flask, name: str) -> None:
    """When this fails: make docs."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](composed)


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def test_every_event_and_port_says_what_is_true() -> None:
    silent = []
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if path.name not in {"events.py", "ports.py"}:
                continue
            silent += [
                f"{path.relative_to(ROOT)}:{node.name}"
                for node in ast.parse(path.read_text(encoding="utf-8")).body
                if isinstance(node, ast.ClassDef) and ast.get_docstring(node) is None
            ]
    assert silent == []


def test_nothing_unfinished_is_left_in_the_code() -> None:
    pattern = re.compile("TO" + "DO|FIX" + "ME|X" + r"XX\b|NotImplemented" + "Error")
    files = [p for folder in (*PACKAGES, "tests", "scripts") for p in (ROOT / folder).rglob("*.py")]
    assert [str(p) for p in files if pattern.search(p.read_text(encoding="utf-8"))] == []


def test_no_host_of_a_package_registry_is_named() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), *(ROOT / "requirements").glob("*.in")]
    assert [
        p.name for p in locks if re.search(r"https?://|--index-url|--find-links", p.read_text())
    ] == []
