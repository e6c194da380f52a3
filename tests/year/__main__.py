"""`python -m tests.year [--term] [SEED …]`: a fiscal year of 10,000 obligations, and what came of it as a table."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

import structlog
from rich.console import Console

from bot.config import load_config
from storage.engine import make_engine
from storage.files import FileStore
from storage.schema_version import migrate
from storage.store import Store
from tests.year.office import FISCAL, TERM
from tests.year.playing import play
from tests.year.reckoning import Reckoning
from tests.year.table import table


def main() -> int:
    """Play each seed's year; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, default=[1], metavar="SEED")
    parser.add_argument("--term", action="store_true", help="some hundred obligations over a term instead")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    made: dict[int, Reckoning] = {}
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            store = Store(make_engine(f"sqlite:///{folder / 'year.db'}"), FileStore(str(folder / "files")))
            migrate(store.engine)
            made[seed] = play(store, load_config(), TERM if asked.term else FISCAL, seed)
            store.close()
    console = Console()
    console.print(table(made))
    faults = [f"seed {seed}: {fault}" for seed, one in made.items() for fault in one.faults]
    for fault in faults:
        console.print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
