"""Columns that a form does not know: they are kept under their headings, and shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from domain.forms.definition import Severity
from domain.forms.grid import Sheet, letters
from domain.forms.headings import Header
from domain.forms.reading_result import Finding
from domain.forms.values import as_text

EXTRA_COLUMN: Final = "extra_column"
_MOST_EXTRA: Final = 30


def extra_columns(header: Header, sheet: Sheet, *, unheaded: bool) -> dict[str, int]:
    """Columns that the form does not know; a heading that stands twice gets its column's letters.

    `unheaded`: also those without a heading in which anything stands below the headings, called by their letters.
    """
    known = set(header.columns.values())
    extra: dict[str, int] = {}
    for at, text in header.headings.items():
        if at not in known:
            heading = " ".join(as_text(text).split())
            extra[f"{heading} ({letters(at)})" if heading in extra else heading] = at
    if unheaded:
        body = islice(sheet.rows, header.rows[-1] + 1, None)
        filled = {at for row in body for at, raw in enumerate(row) if raw not in ("", None)}
        extra |= {f"คอลัมน์ {letters(at)}": at for at in sorted(filled - known - header.headings.keys())}
    return dict(islice(extra.items(), _MOST_EXTRA))


def about_extra(sheet: str, extra: Mapping[str, str]) -> Iterator[Finding]:
    """A word about each column the form does not have: it is kept, and shown."""
    for heading, letter in extra.items():
        yield Finding(code=EXTRA_COLUMN, severity=Severity.WARNING, sheet=sheet, heading=heading, seen=letter)
