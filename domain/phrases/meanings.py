"""What an unclear sentence may mean: the likeliest commands, and which of them may be run on a guess."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from domain.phrases.rules import Intent
from domain.phrases.text import core_of, key_of
from domain.phrases.understanding import RULES

# What an office's own phrases may stand for: each shows something, or asks before anything is done. The place of each
# is on buttons that lie in chats, so that new ones are added at the end.
TEACHABLE: Final[tuple[Intent, ...]] = (
    Intent.MY_TASKS,
    Intent.GET_FORM,
    Intent.SUBMIT,
    Intent.EXTEND_REQUEST,
    Intent.WHO_MISSING,
    Intent.WHO_SENT,
    Intent.SUMMARY,
    Intent.HELP,
    Intent.REVIEWS,
    Intent.REMIND,
    Intent.MORNING,
    Intent.CONTROL_REGISTER,
    Intent.EXTENSION_REQUESTS,
    Intent.BOOKLET,
    Intent.SMALLTALK,
)
_SHOWN: Final = frozenset(TEACHABLE) | {
    Intent.CLAIM_ONLY, Intent.IGNORE, Intent.PRIVACY_NOTICE, Intent.REGISTER_USER, Intent.STATUS_ONE,
    Intent.UPLOAD_TROUBLE,
}  # fmt: skip
_FAR: Final = 45  # of 100: examples less alike than that say nothing


def may_be_guessed(intent: Intent) -> bool:
    """Whether nothing is lost by answering this on a guess; all else is asked about first."""
    return intent in _SHOWN


def likeliest(text: str, among: Collection[Intent], count: int) -> tuple[Intent, ...]:
    """The commands whose examples are most like a text, the likeliest first; then the first others of `among`."""
    key = core_of(key_of(text))
    alike = {intent: max(fuzz.ratio(key, one), fuzz.partial_ratio(key, one) * 0.9) for intent, one in _best(key, among)}
    near = sorted((intent for intent in alike if alike[intent] >= _FAR), key=lambda intent: -alike[intent])
    return tuple(dict.fromkeys((*near, *among)))[:count]


def _best(key: str, among: Collection[Intent]) -> list[tuple[Intent, str]]:
    if not key:
        return []
    return [
        (intent, max(ours, key=lambda one: fuzz.ratio(key, one)))
        for intent in among
        if (ours := [one for one in _examples().get(intent, ()) if one])
    ]


@cache
def _examples() -> dict[Intent, tuple[str, ...]]:
    found: dict[Intent, tuple[str, ...]] = {}
    for rule in RULES:
        found[rule.intent] = (*found.get(rule.intent, ()), *(core_of(key_of(one)) for one in rule.examples))
    return found
