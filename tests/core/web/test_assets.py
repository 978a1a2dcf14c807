"""Static files are named by their content, and the small ones are sent as one."""

import re
from pathlib import Path

import brotli
import pytest

from core.testing.client import PageClient
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


@pytest.mark.parametrize("path", [SHEETS, SCRIPTS, "shop/img/hero.svg"])
def test_text_travels_pressed_to_a_browser_that_takes_it(client: PageClient, path: str) -> None:
    plain = client.http.get(assets.static(path))
    small = client.http.get(assets.static(path), headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.get_data()) == plain.get_data()
    assert len(small.get_data()) * 2 < len(plain.get_data())
    for answer in (plain, small):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.mimetype == plain.mimetype
        answer.close()


def test_a_file_that_is_not_there_stays_away_pressed_or_not(client: PageClient) -> None:
    answer = client.http.get("/static/core/css/none.css", headers={"Accept-Encoding": "br"})
    assert answer.status_code == 404
