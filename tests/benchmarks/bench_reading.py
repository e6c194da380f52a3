"""How right the reading is, over mangled forms and the labelled samples.

`python -m tests.benchmarks.bench_reading --wrong` lists everything that was read or told wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.corpus import scored
from tests.corpus.make import KINDS, make
from tests.corpus.office import saved_again
from tests.corpus.recognising import Tally
from tests.corpus.scoring import Sum

SEEDS = range(100)  # a file of each of the four kinds for each
SAVED_AGAIN = range(500, 510)
ERRANDS = range(300)


@dataclass(frozen=True, slots=True)
class Rightness:
    """Scores of the corpus with what LibreOffice saved again, of the labelled samples, and of errands."""

    corpus: Sum
    samples: Sum
    errands: Tally


def measure() -> Rightness:
    """Make, read, compare."""
    corpus = scored.of_corpus(SEEDS)
    books = [make(seed, kind, container="xlsx") for seed in SAVED_AGAIN for kind in KINDS]
    half = len(books) // 2
    again = [*saved_again(books[:half], "xlsx"), *saved_again(books[half:], "xls")]
    corpus.scores += scored.of_files(again).scores
    return Rightness(corpus, scored.of_samples(), scored.of_errands(ERRANDS))


def rows(got: Rightness) -> Iterable[tuple[str, Sum]]:
    """The lines of the table."""
    for by in ("kind", "container"):
        yield from got.corpus.by(by).items()
    yield "all", got.corpus
    if got.samples.scores:
        yield "labelled samples", got.samples


def table(got: Rightness) -> Table:
    """Everything by kind and container."""
    drawn = Table("", "files", "cells right", "problems found", "of", "false alarms / 50 clean", "recognised")
    for name, told in rows(got):
        cells, found = f"{told.cells:.2f} %", f"{told.found:.1f} %"
        alarms, known = f"{told.alarms:.1f}", f"{told.recognised:.1f} %"
        drawn.add_row(name, str(len(told.scores)), cells, found, str(told.problems), alarms, known)
    return drawn


def main() -> None:
    """Print the table, and with --wrong all that is wrong."""
    console, got = Console(), measure()
    console.print(table(got))
    one = got.errands
    console.print(
        f"errands: {one.portions} portions, {one.sure} sure, {one.precision:.2f} % of these right, "
        f"{one.strangers} credited to a stranger; {one.settled:.1f} % of the clear ones settled without asking"
    )
    if "--wrong" in sys.argv:
        for score in (*got.corpus.scores, *got.samples.scores):
            for line in score.lines():
                console.print(line, markup=False, highlight=False, soft_wrap=True)
        for line in (*one.wrong, *one.shy):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
