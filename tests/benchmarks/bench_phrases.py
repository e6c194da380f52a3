"""How right the bot is about what staff type, and how fast, beside the nearest example of the rules.

Run: python -m tests.benchmarks.bench_phrases
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from time import thread_time
from typing import Any

from rapidfuzz import fuzz, process

from domain.phrases.understanding import RULES, Intent, understand
from domain.thai import normalise
from handlers.context import LONGEST_SENTENCE
from tests.domain.utterances import BLIND, UNSEEN, Scores, Taken, lines, scores
from tests.shared import SHARED

THRESHOLDS = range(40, 101, 5)
SCORERS = (fuzz.token_set_ratio, fuzz.partial_ratio, fuzz.ratio)
ROUNDS, LETTERS = 5, 5_000


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of a set of phrases: ours, and the nearest example with the scorer and threshold that suit this set best."""

    what: str
    told: Scores
    nearest: Scores


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds a phrase, and of one long text of everything people say."""

    p50_ms: float
    p99_ms: float
    long_ms: float
    nearest_p50_ms: float
    nearest_p99_ms: float


def measure() -> Iterator[Accuracy]:
    """The sets that are here."""
    for what, labelled in _sets():
        by_nearest = (scores(labelled, _nearest(scorer, least)) for scorer in SCORERS for least in THRESHOLDS)
        yield Accuracy(what, scores(labelled), max(by_nearest, key=lambda told: told.intents_right))


def speed() -> Speed:
    """Every phrase of our own, and texts as long as LINE lets people send, as routing gives them on."""
    texts = [line["text"] for line in lines()]
    ours, nearest = _times(understand, texts), _times(_nearest(fuzz.token_set_ratio, 80), texts)
    every = "\n".join(texts)
    long = _times(_as_routed, [every[at : at + LETTERS] for at in range(0, len(every) - LETTERS, LETTERS)])
    return Speed(_at(ours, 50), _at(ours, 99), _at(long, 99), _at(nearest, 50), _at(nearest, 99))


def _as_routed(text: str) -> object:
    return understand(text[:LONGEST_SENTENCE])


def _sets() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "our own", lines()
    yield "unseen", lines(UNSEEN)
    yield "blind, mended from", lines(BLIND)
    if shared := lines(SHARED / "samples" / "utterances.jsonl"):
        yield "the samples", shared


@cache
def _examples() -> dict[str, str]:
    return {normalise(example): str(rule.intent) for rule in RULES for example in rule.examples}


def _nearest(scorer: Callable[..., float], least: float) -> Callable[[str], Taken]:
    def taken_for(text: str) -> Taken:
        found = process.extractOne(normalise(text), _examples().keys(), scorer=scorer, score_cutoff=least)
        return (_examples()[found[0]] if found else str(Intent.UNKNOWN)), True

    return taken_for


def _times(do: Callable[[str], object], texts: list[str]) -> list[float]:
    """Milliseconds of each text, of the processor, the best of a few times."""
    best: dict[str, float] = {}
    for text in texts * ROUNDS:
        began = thread_time()
        do(text)
        best[text] = min(best.get(text, 1e9), (thread_time() - began) * 1e3)
    return sorted(best.values())


def _at(times: list[float], percent: int) -> float:
    return times[len(times) * percent // 100]


if __name__ == "__main__":
    for one in measure():
        print(one.what, f"{one.told.intents_right:.1%} {one.told.false_actions:.1%} {one.told.days_right:.1%}",
              f"beside {one.nearest.intents_right:.1%} {one.nearest.false_actions:.1%}")  # fmt: skip
    print(speed())
