"""Size budgets: what grows past them is cut in two, not excused."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "i18n", "shop", "vendors", "promotion", "analytics")
FILE, FUNCTION, VIEW, CLASS, TEMPLATE = 400, 40, 25, 200, 150


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(node: ast.AST) -> int:
    """Lines of a definition without its decorators and docstring."""
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    body = node.body
    first = body[0]
    is_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = (
        (first.end_lineno or 0) - first.lineno + 1
        if is_doc and isinstance(first.value.value, str)
        else 0
    )
    return (node.end_lineno or 0) - node.lineno + 1 - doc


def test_files_stay_within_the_budget() -> None:
    files = [*sources(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    assert {str(p.relative_to(ROOT)): lines_of(p) for p in files if lines_of(p) > FILE} == {}


def test_functions_views_and_classes_stay_within_the_budget() -> None:
    too_long = {}
    for path in sources():
        limit = VIEW if path.name == "views.py" else FUNCTION
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and length(node) > limit:
                too_long[f"{path.relative_to(ROOT)}:{node.name}"] = length(node)
            if isinstance(node, ast.ClassDef) and length(node) > CLASS:
                too_long[f"{path.relative_to(ROOT)}:{node.name}"] = length(node)
    assert too_long == {}


def test_templates_stay_within_the_budget() -> None:
    templates = [p for package in PACKAGES for p in (ROOT / package).rglob("templates/**/*.html")]
    assert {
        str(p.relative_to(ROOT)): lines_of(p) for p in templates if lines_of(p) > TEMPLATE
    } == {}


def test_nothing_is_called_utils() -> None:
    refused = {"utils", "util", "helpers", "common", "misc", "manager"}
    assert [p for p in sources() if p.stem in refused or refused & set(p.parts)] == []
