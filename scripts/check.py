"""`make check`: everything a machine can check without running the product."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("lint", [BIN / "ruff", "check", "--quiet", "."]),
    ("import contracts", [BIN / "lint-imports"]),
    ("types", [BIN / "basedpyright"]),
    ("translations", [BIN / "flask", "--app", "wsgi", "translations", "check"]),
    ("architecture, migrations and docs", [BIN / "pytest", "tests/architecture", "-n", "2"]),
)


def main() -> int:
    failed: list[str] = []
    for name, command in CHECKS:
        done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
        is_good = done.returncode == 0
        sys.stdout.write(f"{'ok    ' if is_good else 'FAILED'} {name}\n")
        if not is_good:
            failed.append(name)
            sys.stdout.write(f"{done.stdout[-8000:]}{done.stderr[-4000:]}\n")
        sys.stdout.flush()
    if failed:
        sys.stdout.write(f"Failed: {', '.join(failed)}\n")
    return int(bool(failed))


sys.exit(main())
