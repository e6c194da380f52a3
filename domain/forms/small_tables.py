"""Small tables on a form's further sheets, below their labels: งบประมาณ, วิธีดำเนินงาน, ตัวชี้วัดความสำเร็จ.

They are known by the headings that the form's own layout draws; what stands below is taken as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.grid import Sheet
from domain.forms.keys import clean, heading_key
from domain.forms.labels import Labels, page_labels_of
from domain.forms.layout import Box
from domain.forms.reading_result import SmallTable
from domain.thai import arabic, short_date

_MOST_ROWS: Final = 200  # of a sheet
_MOST: Final = 30  # rows of a table, written or empty
_NUMBERING: Final = " 0123456789.)("
_END: Final = "ลงชื่อ"


def read_small_tables(sheet: Sheet, definition: FormDefinition) -> tuple[SmallTable, ...]:
    """The tables of a sheet that the form's layout knows, of which anything is filled in, in their order."""
    return tuple(
        SmallTable(unnumbered(box.label), box.table, rows)
        for at, box, columns in _heads(sheet, definition)
        if (rows := tuple(_rows(sheet, at + 1, columns, definition)))
    )


def rows_of_heads(sheet: Sheet, definition: FormDefinition) -> frozenset[int]:
    """The rows (from 0) in which the headings of such tables stand: เป้าหมาย is no label there."""
    return frozenset(at for at, _, _ in _heads(sheet, definition))


def unnumbered(label: str) -> str:
    """๑๐ ผลการดำเนินงาน is called ผลการดำเนินงาน."""
    bare = arabic(label).lstrip(_NUMBERING)
    return label[len(label) - len(bare) :] if bare else label


def as_label(text: str, labels: Labels) -> str:
    """The same, and without a remark behind it where it is a label only so: ผลการดำเนินงาน (บรรลุ/ไม่บรรลุ)."""
    bare = unnumbered(text)
    before, remark, _ = bare.partition("(")
    if remark and bare.endswith(")") and labels.field_of(bare) is None and labels.field_of(before.strip()):
        return before.strip()
    return bare


def _heads(sheet: Sheet, definition: FormDefinition) -> Iterator[tuple[int, Box, list[int]]]:
    boxes = [box for page in definition.layout.pages for box in page.boxes if box.table]
    for at, row in enumerate(sheet.rows[:_MOST_ROWS]):
        for box in boxes:
            if columns := _columns(row, box.table):
                yield at, box, columns


def _columns(row: Sequence[object], head: Sequence[str]) -> list[int]:
    """Where each heading stands in a row; nothing where one is missing."""
    keys = {heading_key(raw): place for place, raw in reversed(list(enumerate(row))) if isinstance(raw, str)}
    places = [keys.get(heading_key(words), -1) for words in head]
    return [] if -1 in places else places


def _rows(sheet: Sheet, start: int, columns: Sequence[int], definition: FormDefinition) -> Iterator[tuple[str, ...]]:
    labels = page_labels_of(definition)
    for row in sheet.rows[start : start + _MOST]:
        first = next((clean(raw) for raw in row if isinstance(raw, str) and raw.strip()), "")
        numbered = arabic(first)[:1].isdigit()
        if first.startswith(_END) or (numbered and labels.field_of(as_label(first, labels)) is not None):
            return
        texts = tuple(_text(row[place]) if place < len(row) else "" for place in columns)
        if any(texts):
            yield texts


def _text(raw: object) -> str:
    if isinstance(raw, bool) or raw is None:
        return ""
    if isinstance(raw, int | float):
        return f"{raw:,.2f}".removesuffix(".00")
    if isinstance(raw, datetime | date):
        return short_date(raw.date() if isinstance(raw, datetime) else raw)
    return clean(str(raw))
