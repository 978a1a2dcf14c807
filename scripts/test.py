"""`make test`: gets what the tests need, runs them all, and says what was left out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def missing_packages(*, with_browser: bool) -> list[str]:
    """Debian packages whose programs are not here."""
    wanted: list[str] = []
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        wanted.append("postgresql")
    if shutil.which("redis-server") is None:
        wanted.append("redis-server")
    if with_browser:
        if shutil.which("chromium") is None:
            wanted.append("chromium")
        if not Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists():
            wanted.append("fonts-noto-cjk")
        if not Path("/usr/share/fonts/truetype/tlwg").exists():
            wanted.append("fonts-thai-tlwg")
    return wanted


def install(packages: list[str]) -> bool:
    """Install with apt where it may; True when everything is there now."""
    if not packages:
        return True
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write(f"Installing for the tests: {' '.join(packages)}\n")
        sys.stdout.flush()
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"stdout": subprocess.DEVNULL, "env": environment}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        if subprocess.run([*line.split(), "-qq"], check=False, **quiet).returncode == 0:
            return True
    sys.stderr.write(f"The tests need programs that are not here. Type:\n  sudo {line}\n")
    return False


def main() -> int:
    with_browser = os.environ.get("BROWSER", "1") != "0"
    if not install(missing_packages(with_browser=with_browser)):
        return 1
    workers = str(min(4, os.cpu_count() or 2))
    marks = [] if with_browser else ["-m", "not browser"]
    command = [str(BIN / "pytest"), "tests", "-n", workers, "--dist", "loadgroup", *marks]
    code = subprocess.run([*command, *sys.argv[1:]], check=False, cwd=ROOT).returncode
    if not with_browser:
        sys.stdout.write("Left out on purpose: the browser tests (BROWSER=0).\n")
    return code


sys.exit(main())
