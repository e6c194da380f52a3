"""Teach the second reader anew from the sayings: `python -m tests.sayings` writes `domain/phrases/likeness.bin`.

A softmax regression over which pieces stand in a sentence, learnt by stochastic descent with a fixed seed.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter
from pathlib import Path

import numpy as np

import domain.phrases
from domain.phrases.likeness import LEARNT, Learnt, pieces
from tests.sayings.sayings import Saying, cores, digest, sayings

LEAST = 2  # a piece that fewer sentences have says nothing
ROUNDS, STEP, SLOWER, SHRINK = 14, 3.0, 0.9, 0.99
WIDEST = 127  # of a signed byte


def learn(said: list[Saying]) -> Learnt:
    """The weights that tell these sayings apart."""
    known = [(intent, sorted(pieces(core))) for intent, core in cores(said)]
    seen = Counter(piece for _, own in known for piece in own)
    places = {piece: at for at, piece in enumerate(sorted(piece for piece in seen if seen[piece] >= LEAST))}
    intents = sorted({intent for intent, _ in known})
    weights, bases = np.zeros((len(places), len(intents)), np.float32), np.zeros(len(intents), np.float32)
    rows = [np.array([places[piece] for piece in own if piece in places]) for _, own in known]
    right = [intents.index(intent) for intent, _ in known]
    chance, step = np.random.default_rng(1), STEP
    for _ in range(ROUNDS):
        for at in chance.permutation(len(known)):
            own = rows[at]
            if not len(own):
                continue
            share = 1 / math.sqrt(len(own))
            scores = weights[own].sum(0) * share + bases
            error = np.exp(scores - scores.max())
            error /= error.sum()
            error[right[at]] -= 1
            weights[own] -= step * share * error
            bases -= 0.02 * step * error
        weights *= SHRINK
        step *= SLOWER
    scale = float(np.abs(weights).max()) / WIDEST
    small = np.rint(weights / scale).astype(np.int8)
    kept = [(piece, at) for piece, at in places.items() if small[at].any()]
    return Learnt(
        intents=tuple(intents),
        bases=tuple(round(float(base), 4) for base in bases),
        scale=scale,
        places={piece: at for at, (piece, _) in enumerate(kept)},
        weights=array("b", small[[at for _, at in kept]].tobytes()),
        made_of=digest(said),
    )


if __name__ == "__main__":
    from_all = sayings()
    data = learn(from_all).as_bytes()
    Path(domain.phrases.__file__).with_name(LEARNT).write_bytes(data)
    sys.stdout.write(f"{len(from_all)} sayings, {len(data) / 1e3:.0f} kB\n")
