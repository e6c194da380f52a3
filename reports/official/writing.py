"""Text as a document bears it: one line or paragraphs, without what no document can hold, with the office's digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from domain.thai import BUDDHIST_OFFSET, MONTHS, normalise, thai_digits

# XML 1.0, 2.2: these characters cannot stand in a document, not even escaped. C1 controls could, and mean nothing.
_UNPRINTABLE: Final = re.compile("[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END: Final = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
_CODE: Final = re.compile(r"รหัส[ก-ฺเ-๎]{0,20}[ :.]{0,2}\d{4,}")
_WORD: Final = re.compile(r"\S+")
_RUN: Final = re.compile("[!-~]+")  # what Thai letters do not interrupt
_ADDRESS: Final = re.compile(r"://|^\W*www\.|@|\.[A-Za-z]{2,5}\W*$")  # links, e-mail, names of files
_TYPED: Final = re.compile(r"[A-Za-z]|\d{8}")  # codes: with Latin letters, or longer than any number is without commas


@dataclass(frozen=True, slots=True)
class Writing:
    """How an office writes: with ๐-๙, as the regulation's own forms do, or with 0-9."""

    thai_digits: bool = True

    def line(self, text: str) -> str:
        """The text in one line."""
        return self._digits(" ".join(normalise(_UNPRINTABLE.sub(" ", text)).split()))

    def paragraphs(self, text: str) -> tuple[str, ...]:
        """The text's lines that say something."""
        return tuple(line for part in _LINE_END.split(text) if (line := self.line(part)))

    def numbered(self, texts: Iterable[str], mark: str) -> tuple[str, ...]:
        """Lines with their numbers; one alone has none."""
        lines = [line for text in texts if (line := self.line(text))]
        if len(lines) == 1:
            return (lines[0],)
        return tuple(f"{self.number(n)}{mark} {line}" for n, line in enumerate(lines, start=1))

    def number(self, number: int) -> str:
        """A number without separators."""
        return self._digits(str(number))

    def amount(self, value: float, decimals: int = 2) -> str:
        """๑,๒๓๔.๕๐."""
        written = f"{value:,.{decimals}f}"
        return thai_digits(written) if self.thai_digits else written

    def day(self, day: date, era: str = "") -> str:
        """๒๓ พฤศจิกายน ๒๕๖๙, as letters have it; with `era` พ.ศ. before the year, as orders have it."""
        year = f"{era} {day.year + BUDDHIST_OFFSET}".strip()
        return self._digits(f"{day.day} {MONTHS[day.month - 1]} {year}")

    def clock(self, moment: time) -> str:
        """๐๙.๓๐, without the น. that follows."""
        return self._digits(f"{moment:%H.%M}")

    def _digits(self, text: str) -> str:
        return document_digits(text) if self.thai_digits else text


def document_digits(text: str) -> str:
    """The text with ๐-๙, but for what machines read or people type anew: codes, links, addresses, names of files."""
    written, at = "", 0
    for code in _CODE.finditer(text):
        written += _WORD.sub(_word, text[at : code.start()]) + code[0]
        at = code.end()
    return written + _WORD.sub(_word, text[at:])


def _word(word: re.Match[str]) -> str:
    return word[0] if _ADDRESS.search(word[0]) else _RUN.sub(_run, word[0])


def _run(run: re.Match[str]) -> str:
    return run[0] if _TYPED.search(run[0]) else thai_digits(run[0])
