"""Brings the market in DATA to so many products: python scripts/benchmark/fill.py 10000."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.unit_of_work import SYSTEM
from shop.sample.multiply import load_many
from wsgi import create_app


def main() -> None:
    database = create_app().extensions["market"].database
    with database.unit_of_work(SYSTEM) as uow:
        load_many(uow, int(sys.argv[1]))


main()
