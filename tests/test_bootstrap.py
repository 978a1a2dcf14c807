"""What `make` says on a machine that lacks something."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "scripts/bootstrap.py"
NEEDED = "make: Python 3.11 or newer is needed. On Debian 12: apt-get install python3 python3-venv"


def run(*command: str | Path, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [str(part) for part in command],
        env=environment, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stderr.strip()


def old_python(folder: Path) -> Path:
    """An interpreter of a time before 3.11 under every name that is looked for."""
    old = folder / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    for minor in range(11, 20):
        (folder / f"python3.{minor}").symlink_to(old)
    return old


def test_the_first_script_can_be_read_by_old_interpreters() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    """The interpreter that runs the script says it is the old one, as it would be there."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "requirements").symlink_to(ROOT / "requirements")
    copy = tmp_path / "scripts/bootstrap.py"
    source = SCRIPT.read_text(encoding="utf-8")
    copy.write_text(source, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    old = old_python(tmp_path / "bin")
    as_old = (
        f"import runpy, sys; sys.executable = {str(old)!r};"
        f"sys.argv = [{str(copy)!r}, 'runtime']; runpy.run_path(sys.argv[0])"
    )
    said = run(sys.executable, "-c", as_old, PATH=str(tmp_path / "bin"))
    assert said == (1, NEEDED)
    assert not (tmp_path / ".venv").exists()


def test_make_without_any_python_says_the_same() -> None:
    path = os.environ["PATH"]
    code, said = run("make", "-s", ".venv/runtime", "PYTHON=no-such-python", PATH=path)
    assert (code, said.splitlines()[0]) == (2, NEEDED)


@pytest.mark.parametrize("which", ["runtime", "test"])
def test_every_list_of_requirements_is_pinned_with_hashes(which: str) -> None:
    lines = (ROOT / f"requirements/{which}.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and line[0] not in " #"]
    assert pins
    assert all("==" in line and line.endswith("\\") for line in pins)
