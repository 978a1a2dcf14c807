"""`make demo-reset`: throw the development data away and load the sample market again."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core import settings as settings_module  # noqa: E402

FILES = ("market.sqlite3", "jobs.sqlite3", "simulator.sqlite3", "sample-sign-ins.json")


def main() -> int:
    settings = settings_module.load()
    if settings.is_production or settings.database_url:
        sys.stderr.write("demo-reset throws away embedded development data only.\n")
        return 1
    for name in FILES:
        for suffix in ("", "-wal", "-shm"):
            (settings.data / f"{name}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(settings.data / "media", ignore_errors=True)
    flask = str(Path(sys.executable).parent / "flask")
    for words in (("database", "upgrade"), ("sample", "load")):
        done = subprocess.run([flask, "--app", "wsgi", *words], check=False, cwd=ROOT)
        if done.returncode:
            return done.returncode
    return 0


sys.exit(main())
