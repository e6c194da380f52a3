"""Reads one field of a record and notes what is wrong with it. Where nothing can be read, a stand-in is returned.

A plan with problems is never given out, so stand-ins are seen by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final, TypeVar

from domain.thai import for_matching
from reports.plan_cells import CODE, as_day, as_list, as_moment, as_whole, as_year
from reports.plan_table import Problems, Record

OPENS: Final = time(8, 30)
CLOSES: Final = time(16, 30)
DATE_EXAMPLE: Final = "2 เม.ย. 2570"
_CODE_EXAMPLE: Final = "ST-2570-R6"
_YEAR_EXAMPLE: Final = "2570"
_When = TypeVar("_When", date, datetime)


class Fields:
    """The fields of one record."""

    def __init__(self, record: Record, problems: Problems) -> None:
        self._record = record
        self._problems = problems

    def text(self, name: str) -> str:
        """The text; noted when it is empty and must not be."""
        text = self._record.text(name)
        column = self._record.sheet.column(name)
        if not text and name in self._record.columns and column.required and not column.may_be_empty:
            self._problems.at(self._record, name, "empty", expected=column.heading)
        return text

    def said(self, name: str) -> str | None:
        """The text; None where the sheet has no such column, so that nothing is said of it."""
        return self.text(name) if name in self._record.columns else None

    def code(self, name: str) -> str:
        """A code of Latin letters, digits, full stops, dashes and underscores, as blanks can carry it."""
        text = self.text(name)
        if text and not CODE.fullmatch(text):
            self._problems.at(self._record, name, "bad_code", seen=text, expected=_CODE_EXAMPLE)
        return text

    def words(self, name: str) -> tuple[str, ...]:
        """Words between commas."""
        self.text(name)
        return as_list(self._record.cells.get(name))

    def choice(self, name: str, words: Mapping[str, tuple[str, ...]], default: str = "") -> str:
        """The key of a word, or the default when nothing stands there."""
        text = self.text(name)
        if not text:
            return default
        key = for_matching(text)
        for choice, known in words.items():
            if key in {for_matching(word) for word in (choice, *known)}:
                return choice
        expected = ", ".join(known[0] if known else choice for choice, known in words.items())
        self._problems.at(self._record, name, "bad_choice", seen=text, expected=expected)
        return default

    def year(self, name: str) -> int:
        """A Buddhist year."""
        return self._number(name, as_year(self._record.cells.get(name)), _YEAR_EXAMPLE)

    def whole(self, name: str) -> int:
        """A whole number."""
        return self._number(name, as_whole(self._record.cells.get(name)), "1")

    def digits(self, name: str, length: int) -> str:
        """A code of so many digits, kept as text."""
        text = self.text(name)
        if text and not (len(text) == length and text.isascii() and text.isdigit()):
            self._problems.at(self._record, name, "bad_number", seen=text, expected="9" * length)
        return text

    def day(self, name: str) -> date | None:
        """A day; None when nothing stands there or it cannot be read."""
        text = self.text(name)
        return self._when(name, text, as_day(self._record.cells.get(name)))

    def moment(self, name: str, usual: time) -> datetime | None:
        """A moment; None when nothing stands there or it cannot be read."""
        text = self.text(name)
        return self._when(name, text, as_moment(self._record.cells.get(name), usual))

    def _when(self, name: str, text: str, found: _When | None) -> _When | None:
        if text and found is None:
            self._problems.at(self._record, name, "bad_date", seen=text, expected=DATE_EXAMPLE)
        return found

    def _number(self, name: str, found: int | None, expected: str) -> int:
        text = self.text(name)
        if text and found is None:
            self._problems.at(self._record, name, "bad_number", seen=text, expected=expected)
        return found or 0
