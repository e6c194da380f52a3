"""Many files scored: of the corpus, of the labelled samples, and errands."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tests.corpus.debts import errand
from tests.corpus.make import KINDS, make
from tests.corpus.model import Made
from tests.corpus.recognising import Tally, tally
from tests.corpus.scoring import Sum, score
from tests.shared import SHARED

SAMPLES = SHARED / "samples" / "forms"


def of_corpus(seeds: Iterable[int]) -> Sum:
    """A file of each kind for each seed."""
    return of_files(make(seed, kind) for seed in seeds for kind in KINDS)


def of_files(files: Iterable[Made]) -> Sum:
    """These files."""
    told = Sum()
    for made in files:
        one = score(made.truth, made.data)
        one.name = f"{made.truth['kind']} {made.truth['seed']} {made.truth['container']}"
        told.scores.append(one)
    return told


def of_samples() -> Sum:
    """The labelled samples that are to be read; empty where they are not there."""
    told = Sum()
    for path in sorted(SAMPLES.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("expected_outcome") != "refused_clear":
            one = score(truth, (SAMPLES / truth["file"]).read_bytes())
            one.name = f"sample {path.stem}"
            told.scores.append(one)
    return told


def of_errands(seeds: Iterable[int]) -> Tally:
    """An errand for each seed."""
    told = Tally()
    for seed in seeds:
        tally(errand(seed), told)
    return told
