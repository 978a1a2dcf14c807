"""Makes .venv with the pinned and hashed dependencies; runs on any Python 3 to say what is missing.

Usage: python3 scripts/bootstrap.py runtime|test
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NEEDED_MB = {"runtime": 1500, "test": 2500}


def stop(sentence):  # noqa: ANN001, ANN201
    """Say what is wrong in one sentence and end with a failure."""
    sys.stderr.write("make: " + sentence + "\n")
    sys.exit(1)


def find_python():  # noqa: ANN201
    """A Python of 3.11 or newer, or a sentence."""
    names = [os.environ.get("PYTHON", ""), sys.executable]
    names += ["python3." + str(minor) for minor in range(11, 20)] + ["python3"]
    for name in names:
        path = shutil.which(name) if name else None
        if path is None:
            continue
        test = "import sys; sys.exit(sys.version_info < (3, 11))"
        if subprocess.run([path, "-c", test], check=False).returncode == 0:
            return path
    return stop(
        "Python 3.11 or newer is needed. On Debian 12: apt-get install python3 python3-venv"
    )


def check_space(which):  # noqa: ANN001, ANN201
    """Refuse to begin an install that cannot end."""
    free = shutil.disk_usage(str(ROOT)).free // (1024 * 1024)
    if free < NEEDED_MB[which]:
        stop(f"The disk has {free} MB free; installing needs about {NEEDED_MB[which]} MB.")


def digest_of(path):  # noqa: ANN001, ANN201
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def run(*command):  # noqa: ANN002, ANN201
    return subprocess.run([str(part) for part in command], check=False, cwd=str(ROOT)).returncode


def make_venv():  # noqa: ANN201
    """An empty environment; a half-made one is made again."""
    python = find_python()
    sys.stdout.write("Making .venv …\n")
    sys.stdout.flush()
    shutil.rmtree(str(VENV), ignore_errors=True)
    if run(python, "-m", "venv", VENV) != 0:
        shutil.rmtree(str(VENV), ignore_errors=True)
        stop("Python's venv module is missing. On Debian: apt-get install python3-venv")


def install(lock):  # noqa: ANN001, ANN201
    """Install with uv, which is quick; with pip where uv cannot reach the packages."""
    python = VENV / "bin" / "python"
    sys.stdout.write("Installing dependencies (once; about a minute) …\n")
    sys.stdout.flush()
    tools = ROOT / "requirements" / "bootstrap.txt"
    quiet = ("--quiet", "--disable-pip-version-check")
    if run(python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", tools) == 0:
        uv = VENV / "bin" / "uv"
        if (
            run(uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock)
            == 0
        ):
            return
    if run(python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock) != 0:
        stop("The dependencies could not be installed; what pip said stands above.")


def main():  # noqa: ANN201
    which = sys.argv[1]
    lock = ROOT / "requirements" / (which + ".txt")
    stamp = VENV / ("installed-" + which + "-" + digest_of(lock))
    if stamp.exists():
        return
    check_space(which)
    if not (VENV / "bin" / "pip").exists():
        make_venv()
    install(lock)
    for old in VENV.glob("installed-" + which + "-*"):
        old.unlink()
    stamp.touch()


main()
