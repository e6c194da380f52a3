"""Which unit a text names: official names, short names, and the ways people write them. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from domain.forms.headings import heading_key

_ALIKE: Final = 85.0
_APART: Final = 5.0  # a second name this near to the best one makes the text ambiguous
_SHORTEST: Final = 3  # letters of a name that may stand inside a longer text
_IN_BRACKETS: Final = re.compile(r"\(.*?\)")
_PREFIX: Final = re.compile(r"^(?:ผอ|ผู้อำนวยการ|หัวหน้า)?\.?\s*(?:กลุ่มงาน|กลุ่ม|หน่วย|ฝ่าย|โรงเรียน|ร\.\s?ร\.|รร\.|รร\b)\s*")
_OFFICE: Final = re.compile(r"(?<=\S)\s*(?:สพ[ปมท]\.|สำนักงานเขตพื้นที่|สำนักงานเขต).*$")  # the office the unit belongs to
_LOOSE: Final = ("งาน", "และ")  # left out as often as written


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """A unit as it may be named: code, official name, short names."""

    code: str
    name: str
    short_names: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """A unit's name for comparing, without the word that says what kind of unit it is."""
    key = heading_key(_PREFIX.sub("", _OFFICE.sub("", text.strip())))
    for word in _LOOSE:
        key = key.replace(heading_key(word), "")
    return key


def find_unit(text: str, units: Sequence[KnownUnit]) -> list[str]:
    """The codes of the units a text may name, in the order of `units`: one when it is clear, several to be asked about.

    An exact name wins over the beginning of one (นิเทศฯ), that over a name inside a longer text, that over likeness.
    Two schools of one name are two answers, whatever stands in brackets after one of them.
    """
    key = _key(text)
    if not key:
        return []
    for found in (_exact(text, key, units), _beginning(key, units), _inside(key, units), _alike(key, units)):
        if found:
            return [unit.code for unit in units if unit.code in found]
    return []


def _names(unit: KnownUnit) -> Iterable[str]:
    """Every key a unit goes by: with and without what stands in brackets."""
    for name in (unit.name, _IN_BRACKETS.sub("", unit.name), *unit.short_names):
        if key := _key(name):
            yield key


def _exact(text: str, key: str, units: Sequence[KnownUnit]) -> set[str]:
    if "(" in text:  # the bracket tells namesakes apart
        full = {unit.code for unit in units if _key(unit.name) == key}
        if full:
            return full
    return {unit.code for unit in units if key in _names(unit)}


def _beginning(key: str, units: Sequence[KnownUnit]) -> set[str]:
    return {unit.code for unit in units if len(key) >= _SHORTEST and _key(unit.name).startswith(key)}


def _inside(key: str, units: Sequence[KnownUnit]) -> set[str]:
    """Units named within a longer text; a name that is part of another found name does not count."""
    found = {name: unit.code for unit in units for name in _names(unit) if len(name) >= _SHORTEST and name in key}
    return {code for name, code in found.items() if not any(name != other and name in other for other in found)}


def _alike(key: str, units: Sequence[KnownUnit]) -> set[str]:
    scores = {unit.code: max((fuzz.ratio(key, name) for name in _names(unit)), default=0.0) for unit in units}
    best = max(scores.values(), default=0.0)
    return {code for code, score in scores.items() if best >= _ALIKE and score >= best - _APART}
