"""Static files are named by their content, and the small ones are sent as one."""

import re
from pathlib import Path

import pytest

from core.web import assets

SHEETS = "core/css/all.css"
SCRIPTS = "core/js/all.js"


@pytest.mark.parametrize("path", [SHEETS, SCRIPTS])
def test_a_bundle_holds_every_file_of_its_folder_once(path: str) -> None:
    folder = (assets.CORE / path.removeprefix("core/")).parent
    listed = (folder / "bundle.txt").read_text().split()
    assert sorted(listed) == sorted(file.name for file in folder.glob(f"*{Path(path).suffix}"))
    for name in listed:
        assert (folder / name).read_bytes() in assets.bundle(path)


def test_modules_of_the_script_share_no_names() -> None:
    text = assets.bundle(SCRIPTS).decode()
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)
    depth = 0
    for line in text.splitlines():
        if re.match(r"(const|let|function|class|async function) ", line):
            assert depth == 1, line
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("path", [SHEETS, SCRIPTS, "core/img/icons.svg"])
def test_an_address_changes_with_the_content(path: str) -> None:
    address = assets.static(path)
    assert address == f"/static/{path}?v={assets.fingerprint(path)}"
    assert re.fullmatch(r"[0-9a-f]{10}", assets.fingerprint(path))


def test_a_file_that_is_not_there_is_found_out_while_the_page_is_made() -> None:
    with pytest.raises(FileNotFoundError):
        assets.static("core/img/not-there.svg")
