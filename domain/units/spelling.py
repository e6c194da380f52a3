"""How a unit's name may be spelt: the keys it is compared by, with and without what people leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.plan import UnitKind
from domain.thai import arabic, normalise
from domain.units.known import KnownUnit

_NO_LETTER: Final = re.compile("[^\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4c0-9a-z]")
_WEAK: Final = re.compile("[\u0e32\u0e33\u0e47-\u0e4c]")  # lost in copies from PDF (ำ, า), left out in haste (tones)
_DIGITS: Final = re.compile(r"\d+")
_KIND: Final = re.compile(
    r"^\s*(?:โรงเรียน|รร\.?|ร\.\s?ร\.?|กลุ่มโรงเรียน|กลุ่มเครือข่าย|ศูนย์เครือข่าย|เครือข่าย|กลุ่มงาน|กลุ่ม|หน่วยงาน|หน่วย|ฝ่าย)\s*"
)
_SORT: Final = re.compile(r"^(?:ชุมชน)?(?:บ้าน|วัด)|^ชุมชน")
# What a hundred places begin with: these letters tell no school from another.
_COMMON: Final = re.compile(r"^(?:อนุบาล|หนอง|โคก|ทุ่ง|ห้วย|คลอง|เขา|ป่า|ดอน|ท่า|บึง|โนน|ดง|นา|แม่)")
_BRACKET: Final = re.compile(r"[(\[\uff08]([^)\]\uff09]*)(?:[)\]\uff09]|$)")
_BRANCH: Final = "สาขา"
_LOOSE: Final = ("งาน", "และ")  # in the names of groups left out as often as written
_SHORTEST_HINT: Final = 4
_CAPITAL: Final = "เมือง"  # อำเภอเมืองแพร่ is called อำเภอเมือง


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """A name for comparing: mended, digits Arabic, lower case, nothing but letters, vowels, tones and digits."""
    return _NO_LETTER.sub("", arabic(normalise(text)).lower().replace("\u0e45", "า"))


def worn(key: str) -> str:
    """The key without the marks that get lost."""
    return _WEAK.sub("", key)


def numbers(key: str) -> str:
    """The numbers of a key: ไทยรัฐวิทยา 31 is never a misspelt ไทยรัฐวิทยา 32."""
    return " ".join(_DIGITS.findall(key))


def without_kind(name: str) -> str:
    """A name without the word that says what kind of unit it is."""
    return _KIND.sub("", name)


def without_sort(key: str) -> str:
    """A school's key without บ้าน, วัด or ชุมชน at its beginning, unless nothing else is left."""
    return _SORT.sub("", key) or key


def telling(key: str) -> int:
    """How many letters of a key tell it from others: without บ้าน and วัด, without หนอง and โคก."""
    return len(_COMMON.sub("", without_sort(key)))


@dataclass(frozen=True, slots=True)
class Spelling:
    """The keys of one unit.

    `names`: each alone names it; `hints`: may mean it, to be asked about; `patrons`: what may follow in brackets;
    `places`: what tells it from namesakes elsewhere.
    """

    unit: KnownUnit
    names: tuple[str, ...]
    hints: tuple[str, ...]
    patrons: tuple[str, ...]
    places: tuple[str, ...]


def spelling_of(unit: KnownUnit) -> Spelling:
    """Every way to spell a unit that can be told from its record."""
    full = [unit.name, *unit.former_names]
    patrons = [letters(inside) for name in full for inside in _BRACKET.findall(name)] if _is_school(unit) else []
    names = [key for name in (*full, *unit.short_names) for key in _names(name, unit)]
    if not unit.code.isdigit():
        names.append(letters(unit.code))
    hints = [*patrons, *(key for name in full for key in _of_branch(name))]
    places = [letters(unit.district), letters(without_kind(unit.cluster))]
    if unit.district.startswith(_CAPITAL):
        places.append(_CAPITAL)
    return Spelling(
        unit,
        names=_distinct(names),
        hints=_distinct(hint for hint in hints if len(hint) >= _SHORTEST_HINT),
        patrons=_distinct(key for patron in patrons for key in (patron, without_sort(patron))),
        places=_distinct(places),
    )


def _distinct(keys: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _is_school(unit: KnownUnit) -> bool:
    return unit.kind is UnitKind.SCHOOL


def _names(name: str, unit: KnownUnit) -> Iterator[str]:
    bare = without_kind(_BRACKET.sub(" ", name))
    key, whole = letters(bare), letters(without_kind(name))
    if not _is_school(unit):
        yield key
        yield whole
        yield from _loosened(key)
        return
    mother, branch = _parted(bare)
    short = [f"{mother}{branch}", f"{mother}{without_sort(branch)}"] if mother and branch else []
    short += [f"{_BRANCH}{branch}", f"{_BRANCH}{without_sort(branch)}"] if branch else []
    for one in (key, *short, whole):
        yield one
        yield without_sort(one)


def _loosened(key: str) -> Iterator[str]:
    work, joint = _LOOSE
    yield from (key.replace(work, ""), key.replace(joint, ""), key.replace(work, "").replace(joint, ""))


def _parted(bare: str) -> tuple[str, str]:
    """The mother school and the place of a branch (บ้านป่าคาใหม่ สาขาบ้านป่าหวาย), as keys."""
    mother, _, branch = bare.partition(_BRANCH)
    return letters(mother), letters(branch)


def _of_branch(name: str) -> Iterator[str]:
    mother, branch = _parted(without_kind(_BRACKET.sub(" ", name)))
    if mother and branch:
        yield from (mother, branch, without_sort(branch))
