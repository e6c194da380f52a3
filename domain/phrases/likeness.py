"""What a sentence is like: the intents whose sayings it shares most pieces with, and how surely.

The second reader beside the rules. It knows no order and no exceptions, only how often each run of one to five letters
stands in what people say for each intent (`sayings/`, learnt by `make sayings`), so that it also has an opinion on
words no rule was written for. It is never sure enough to act alone: see `understanding`.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, sqrt
from typing import Final

LEARNT: Final = "likeness.bin"
LONGEST_PIECE: Final = 5  # letters
LONGEST: Final = 160  # letters of a sentence that are looked at; who writes more tells a story
_TELLING: Final = 3  # letters from which a piece says something
_LEAST: Final = 3  # of those: with fewer, a sentence is like nothing
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An intent by its name and the share of it, 0 to 1."""

    intent: str
    share: float


def pieces(core: str) -> Iterator[str]:
    """Each different run of letters of a sentence's core (`text.core_of`), ends marked, figures all alike."""
    marked = f"^{_DIGITS.sub('0', core[:LONGEST])}$"
    yield from {marked[at : at + size] for size in range(1, LONGEST_PIECE + 1) for at in range(len(marked) - size + 1)}


def alike(core: str) -> tuple[Likeness, ...]:
    """All intents, the likeliest first; shares sum to 1. Nothing for a sentence with too few known pieces."""
    learnt = _learnt()
    known = [(piece, at) for piece in pieces(core) if (at := learnt.places.get(piece)) is not None]
    if sum(len(piece) >= _TELLING for piece, _ in known) < _LEAST:
        return ()
    width = len(learnt.intents)
    rows = [learnt.weights[at * width : (at + 1) * width] for _, at in known]
    scale = learnt.scale / sqrt(len(rows))
    scores = [sum(column) * scale + base for column, base in zip(zip(*rows, strict=True), learnt.bases, strict=True)]
    most = max(scores)
    shares = [exp(score - most) for score in scores]
    total = sum(shares)
    found = (Likeness(intent, share / total) for intent, share in zip(learnt.intents, shares, strict=True))
    return tuple(sorted(found, key=lambda one: -one.share))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt: a row of small whole numbers for each piece, a column for each intent."""

    intents: tuple[str, ...]
    bases: tuple[float, ...]
    scale: float  # of a row's numbers
    places: dict[str, int]
    weights: array[int]  # of the pieces one after another, a signed byte for each intent
    made_of: str  # SHA-256 of the sayings

    def as_bytes(self) -> bytes:
        """The file."""
        head = {
            "intents": self.intents, "bases": self.bases, "scale": self.scale, "pieces": list(self.places),
            "made_of": self.made_of,
        }  # fmt: skip
        told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        return zlib.compress(b"\n".join((told, self.weights.tobytes())), 9)


def learnt_from(data: bytes) -> Learnt:
    """What `Learnt.as_bytes` wrote."""
    told, _, numbers = zlib.decompress(data).partition(b"\n")
    head = json.loads(told)
    return Learnt(
        intents=tuple(head["intents"]),
        bases=tuple(head["bases"]),
        scale=head["scale"],
        places={piece: at for at, piece in enumerate(head["pieces"])},
        weights=array("b", numbers),
        made_of=head["made_of"],
    )


@cache
def _learnt() -> Learnt:
    return learnt_from(files(__package__).joinpath(LEARNT).read_bytes())
