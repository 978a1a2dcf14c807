"""`make migration NAME=0002_what`: write a migration from the models, and note it as the head."""

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic import command  # noqa: E402

from core import migrations  # noqa: E402
from core.database import create_engine  # noqa: E402


def main(name: str) -> int:
    if not re.fullmatch(r"\d{4}_[a-z_]+", name):
        sys.stderr.write("Give a numbered name: make migration NAME=0002_what\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.sqlite3")
        migrations.upgrade(engine)
        config = migrations.config(engine)
        config.set_main_option("file_template", "%%(rev)s")
        command.revision(config, message=name, autogenerate=True, rev_id=name)
        engine.dispose()
    (ROOT / "migrations/.head").write_text(name + "\n", encoding="ascii")
    return 0


sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
