"""School codes in a typed text: eight, six or ten digits, however they are grouped (domain.md 2.5). Never computed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

_RUN: Final = re.compile(r"\d+(?:[ \u2010-\u2013-]\d+)*")
_BETWEEN: Final = re.compile(r"\D+")
_DATE: Final = re.compile(r"\d{1,2}-\d{1,2}-(?:2[05])?\d\d")
_LENGTHS: Final = frozenset({6, 8, 10})
_SHORTEST: Final = min(_LENGTHS)
_CITIZEN: Final = 13  # digits of a citizen's number, which is nobody's code
_PHONE: Final = frozenset({9, 10})  # digits, the first a 0; nine where the other one was lost


@dataclass(frozen=True, slots=True)
class TypedCodes:
    """The known codes of a text; `stray`: it holds a code that nobody has; `rest`: the text without them all."""

    known: tuple[str, ...]
    stray: bool
    rest: str


def typed_codes(text: str, registered: Container[str]) -> TypedCodes:
    """Read the codes of a text whose digits are Arabic. Other numbers (of a name, a phone, a date) stay no codes."""
    known: list[str] = []
    stray, kept, at = False, [], 0
    for run in _RUN.finditer(text):
        kept.append(text[at : run.start()])
        at = run.end()
        codes, left = _read(_BETWEEN.split(run[0]), registered)
        known += codes
        if not codes and _is_no_code(run[0], "".join(left)):
            kept.append(" ")
            continue
        odd = [part for part in left if len(part) >= _SHORTEST]
        if not odd and not codes and len("".join(left)) in _LENGTHS:
            odd, left = left, []
        stray = stray or bool(odd)
        kept.append(f" {' '.join(part for part in left if part not in odd)} ")
    return TypedCodes(tuple(dict.fromkeys(known)), stray, "".join(kept) + text[at:])


def _is_no_code(run: str, digits: str) -> bool:
    phone = digits.startswith("0") and len(digits) in _PHONE
    return phone or len(digits) == _CITIZEN or _DATE.fullmatch(run) is not None


def _read(groups: list[str], registered: Container[str]) -> tuple[list[str], list[str]]:
    """The known codes among neighbouring groups of digits, the longest first, and the groups that are in none."""
    for first, end in _stretches(len(groups)):
        code = "".join(groups[first:end])
        if code in registered:
            before, left = _read(groups[:first], registered)
            after, right = _read(groups[end:], registered)
            return [*before, code, *after], left + right
    return [], groups


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    for size in range(count, 0, -1):
        for first in range(count - size + 1):
            yield first, first + size
