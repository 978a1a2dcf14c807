"""Papers as PDF: a Typst template and plain data in, the same bytes out every time.

Fonts come from packages, never from the machine, so that a paper looks the same everywhere.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

import typst

FONTS: Final = (
    ("noto_cjk_sans_jp_regular", "."),
    ("noto_cjk_sans_jp_bold", "."),
    ("fontpkg_noto_sans_thai", "files"),
)
STANDARD: Final = "a-2b"
"""For archives: everything that is needed to read the paper lies inside it."""


@cache
def _fonts() -> Any:
    folders: list[str] = []
    for package, folder in FONTS:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"the font package {package} is not installed")
        folders.append(str(Path(spec.origin).parent / folder))
    make = cast("Any", typst).Fonts
    return make(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def render(template: Path, data: Mapping[str, Any]) -> bytes:
    """The template with `data` (as `json(bytes(sys.inputs.data))`) as a PDF/A-2b."""
    make = cast("Any", typst).Compiler
    compiler = make(
        str(template), root=str(template.parent), font_paths=_fonts(), ignore_system_fonts=True
    )
    return cast(
        "bytes",
        compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards=[STANDARD]
        ),
    )
