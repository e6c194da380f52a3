"""Numbers of official letters: the office that wrote, ว for a circular, and the running number.

People write them in many ways (ศธ0๔๑๔๖/๑๒๓, ศธ.04146/ว 12, ที่ศธ 4146 /ว12); two that mean one letter become equal here.
Source of the form: the regulation on correspondence of 2526. The running number begins anew with each calendar year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.thai import arabic, normalise

_LETTER: Final = re.compile(
    r"(?P<who>[ก-ฮ]\.?\s?[ก-ฮ])\.?\s*(?P<office>\d{3,5}(?:\.\d{1,4}){0,2})\s*/\s*(?P<circular>ว\s*\.?\s*)?(?P<no>\d{1,6})(?![\d/])"
)
_OFFICE: Final = re.compile(r"(?P<who>[ก-ฮ]\.?\s?[ก-ฮ])\.?\s*(?P<office>\d{3,5}(?:\.\d{1,4}){0,2})")
_SHORT: Final = re.compile(
    r"^(?:เลข)?(?:ที่)?\s*(?:หนังสือ)?(?:ที่)?\s*/?\s*(?P<circular>ว\s*\.?\s*)?(?P<no>\d{1,6})(?![\d/.])"
)
_BASIC: Final = "ศธ"  # of its offices' numbers those of สพฐ. begin with 04, and people leave the nought out
_WITHOUT_NOUGHT: Final = re.compile(r"4\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class LetterNo:
    """A letter's number: `office` as ศธ 04146, whether it is a circular, and its running number."""

    office: str
    circular: bool
    no: int

    def __str__(self) -> str:
        return f"{self.office}/{'ว ' if self.circular else ''}{self.no}"


class Found(NamedTuple):
    """A number and where it stands in the text that was searched."""

    number: LetterNo
    start: int
    end: int


def office_of(prefix: str) -> str:
    """The office in the beginning of letters' numbers as a plan has it (ศธ 04146/); "" where there is none."""
    found = _OFFICE.search(arabic(normalise(prefix)))
    return _office(found) if found else ""


def find_letters(plain: str) -> list[Found]:
    """All letters' numbers in a text of Arabic digits, in order."""
    return [Found(_number(found, _office(found)), *found.span()) for found in _LETTER.finditer(plain)]


def read_letter(text: str, own: str) -> LetterNo | None:
    """The number that somebody typed as an answer; a mere 123 or ว 12 is one of the office `own` ("" for none)."""
    plain = arabic(normalise(text))
    if found := find_letters(plain):
        return found[0].number
    short = _SHORT.match(plain)
    return _number(short, own) if short and own else None


def _number(found: re.Match[str], office: str) -> LetterNo:
    return LetterNo(office, bool(found["circular"]), int(found["no"]))


def _office(found: re.Match[str]) -> str:
    who, office = re.sub(r"[\s.]", "", found["who"]), found["office"]
    nought = "0" if who == _BASIC and _WITHOUT_NOUGHT.match(office) else ""
    return f"{who} {nought}{office}"
