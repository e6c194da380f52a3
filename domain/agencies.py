"""The agencies that an office reports to: how a sentence, or the number of their letter, names one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.thai import arabic, normalise

_SHORT: Final = re.compile(r"[ก-ฮ]{2,4}")  # สพฐ: stands alone, else it is part of a word or of a longer short form
_DROPPED: Final = re.compile(r"[.\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency: its code, its name as the register prints it, how else people call it.

    `letters`: how the numbers of its letters begin.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


def agency_in(text: str, agencies: Iterable[Agency]) -> str | None:
    """The code of the agency that a text names: of several names the longest counts. Letters' numbers must be gone."""
    plain = arabic(normalise(text)).lower()
    named = [
        (len(name), agency.code)
        for agency in agencies
        for name in (agency.name, *agency.aliases)
        if _pattern(name).search(plain)
    ]
    longest = max((length for length, _ in named), default=0)
    codes = {code for length, code in named if length == longest}
    return codes.pop() if len(codes) == 1 else None


def agency_of_letter(number: str, agencies: Iterable[Agency]) -> str | None:
    """The code of the agency whose letters' numbers begin so."""
    return next((a.code for a in agencies if any(number.startswith(begin) for begin in a.letters)), None)


def _pattern(name: str) -> re.Pattern[str]:
    """The name with or without its dots and spaces."""
    bare = _DROPPED.sub("", arabic(normalise(name)).lower())
    loose = r"[.\s]*".join(re.escape(letter) for letter in bare)
    return re.compile(rf"(?<![ก-ฮ]){loose}(?![ก-ฮ])" if _SHORT.fullmatch(bare) else loose)
