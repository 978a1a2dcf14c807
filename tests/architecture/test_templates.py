"""Templates extend, import and include only their own package's, layouts and components."""

from pathlib import Path

from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parents[2]
PACKAGES = ("i18n", "shop", "vendors", "promotion", "analytics")


def test_templates_stay_at_home(composed: Flask) -> None:
    strays = []
    for package in PACKAGES:
        folder = ROOT / package / "templates"
        for path in [*folder.rglob("*.html"), *folder.rglob("*.txt")]:
            name = str(path.relative_to(folder))
            assert name.startswith(f"{package}/"), name
            tree = composed.jinja_env.parse(path.read_text(encoding="utf-8"))
            for node in tree.find_all(
                (nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)
            ):
                target = getattr(node.template, "value", "")
                if not str(target).startswith((f"{package}/", "layouts/", "components/")):
                    strays.append(f"{name} → {target}")
    assert strays == []


def test_every_template_compiles(composed: Flask) -> None:
    for package in ("core/web", *PACKAGES):
        folder = ROOT / package / "templates"
        for path in [*folder.rglob("*.html"), *folder.rglob("*.txt")]:
            composed.jinja_env.get_template(str(path.relative_to(folder)))
