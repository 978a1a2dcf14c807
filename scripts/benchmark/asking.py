"""The figures of searching among many products, for `make bench`."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def of_searching(size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Search among so many products, measured by a process of its own and said line by line."""
    say(f"\n=== search among {size:,} products")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("searching.py")), str(size)],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "DATA": tempfile.gettempdir()},
    )
    if done.returncode:
        say(done.stderr[-1500:])
        return {"failed": done.stderr[-1500:]}
    found: dict[str, Any] = json.loads(done.stdout)
    for name, value in found.items():
        say(f"  {name:<24}{value:>9}")
    return found
