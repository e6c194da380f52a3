"""A sheet laid out on a grid: which value stands in which cell, and where each thing of the form came to stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from domain.forms.grid import Merge, address, letters
from tests.corpus.model import Draft, Head, Label

WIDTHS = {"strategy": 16, "inspection": 14, "emes": 15, "project": 18}
DOTS = "ลงชื่อ................................"


@dataclass
class Canvas:
    """A sheet: cells by (row, column) from 0 as (value, number format, what a formula comes to); merged ranges."""

    name: str
    visible: bool = True
    cells: dict[tuple[int, int], tuple[Any, str, Any]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    line_rows: list[int] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)  # of what titles and labels say
    total_row: int | None = None

    def put(self, row: int, column: int, value: Any, fmt: str = "", shown: Any = None) -> None:
        """Write a cell."""
        if value not in ("", None):
            self.cells[row, column] = (value, fmt, shown)

    def merge(self, row: int, column: int, down: int = 1, across: int = 1) -> None:
        """Merge cells, where there is more than one."""
        if down > 1 or across > 1:
            self.merges.append(((row, column), (row + down - 1, column + across - 1)))

    def at(self, place: str) -> str:
        """The address of what a title or a label says."""
        return address(*self.places[place])

    def cell_of(self, line: int, name: str) -> str:
        """The address of a field in a row."""
        return address(self.line_rows[line], self.columns[name])

    def letters_of(self) -> dict[str, str]:
        """Fields with their column letters, in the order of the sheet."""
        return {name: letters(column) for name, column in sorted(self.columns.items(), key=lambda one: one[1])}


class _Pen:
    """Draws one draft from the top down."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.row, self.left = draft, 0, draft.right
        self.canvas = Canvas(draft.name, draft.visible)
        self.width = len(draft.heads)

    def draw(self) -> Canvas:
        """The whole sheet."""
        for text in self.draft.above:
            self._wide(text)
        self._titles()
        if self.draft.kind == "strategy":
            self._labels_beside()
        self.row += self.draft.gap
        self._header()
        self._lines()
        self._total()
        self._notes()
        if self.draft.kind in ("inspection", "pages"):
            self._labels_below()
        self._signatures()
        return self.canvas

    def _wide(self, text: str, across: int = 0) -> None:
        self.canvas.put(self.row, self.left, text)
        self.canvas.merge(self.row, self.left, across=across or self.width)
        self.row += 1

    def _titles(self) -> None:
        last = len(self.draft.titles) - 1
        for at, title in enumerate(self.draft.titles):
            for said in title.says:
                self.canvas.places.setdefault(said, (self.row, self.left))
            shared = self.draft.tight and at == last
            self._wide(title.text, self._first_grouped() if shared else 0)
        if self.draft.tight:
            self.row -= 1

    def _first_grouped(self) -> int:
        return next(at for at, head in enumerate(self.draft.heads) if head.group)

    def _label(self, label: Label, row: int, at: tuple[int, int, int, int]) -> None:
        """A label and its value: their first columns and widths."""
        column, across, value, value_across = at
        end = self.left + self.width
        self.canvas.put(row, self.left + column, label.text)
        self.canvas.merge(row, self.left + column, across=across)
        self.canvas.put(row, self.left + value, label.slot.raw, label.slot.fmt)
        self.canvas.merge(row, self.left + value, across=max(1, min(value_across, end - self.left - value)))
        if label.field:
            self.canvas.places[f"label:{label.field}"] = (row, self.left + value)

    def _labels_beside(self) -> None:
        spots = {"unit": (0, (0, 2, 2, 5)), "reporter": (0, (7, 1, 8, 4)), "phone": (0, (12, 1, 13, 3)),
                 "report_date": (1, (0, 2, 2, 5)), "form_version": (1, (7, 1, 8, 4))}  # fmt: skip
        for label in self.draft.labels:
            down, at = spots[label.field]
            self._label(label, self.row + down, at)
        self.row += 2

    def _labels_below(self) -> None:
        self.row += 1
        for label in self.draft.labels:
            self._label(label, self.row, (0, 1, 1, 7) if self.draft.kind == "pages" else (1, 1, 2, 1))
            self.row += 1

    def _header(self) -> None:
        heads, row = self.draft.heads, self.row
        self.canvas.header_rows = [row, row + 1]
        at = 0
        while at < len(heads):
            head = heads[at]
            if head.field:
                self.canvas.columns[head.field] = self.left + at
            at += self._group(heads, at, row) if head.group else self._single(head, at, row)
        self.row += 2

    def _single(self, head: Head, at: int, row: int) -> int:
        if self.draft.tight:
            self.canvas.put(row + 1, self.left + at, head.heading)
        else:
            self.canvas.put(row, self.left + at, head.heading)
            self.canvas.merge(row, self.left + at, down=2)
        return 1

    def _group(self, heads: list[Head], at: int, row: int) -> int:
        end = at
        while end < len(heads) and heads[end].group == heads[at].group:
            self.canvas.put(row + 1, self.left + end, heads[end].heading)
            if heads[end].field:
                self.canvas.columns[heads[end].field] = self.left + end
            end += 1
        self.canvas.put(row, self.left + at, heads[at].group)
        self.canvas.merge(row, self.left + at, across=end - at)
        return end - at

    def _lines(self) -> None:
        draft, first = self.draft, self.row
        for number, line in enumerate(draft.lines):
            for at, head in enumerate(draft.heads):
                if not head.field:
                    self.canvas.put(self.row, self.left + at, head.cells[number % len(head.cells)])
                    continue
                slot = line[head.field]
                raw = slot.raw.replace("{row}", str(self.row + 1)) if isinstance(slot.raw, str) else slot.raw
                self.canvas.put(self.row, self.left + at, self._lettered(raw), slot.fmt, slot.shown)
            self.canvas.line_rows.append(self.row)
            self.row += 1
        for name, top, bottom in draft.down:
            if name in self.canvas.columns:
                self.canvas.merge(first + top, self.canvas.columns[name], down=bottom - top + 1)
        for at, one, other in draft.across:
            left, right = sorted((self.canvas.columns[one], self.canvas.columns[other]))
            self.canvas.merge(first + at, left, across=right - left + 1)

    def _lettered(self, raw: Any) -> Any:
        """A formula with the columns of its fields: =[budget_allocated]8-[budget_spent]8."""
        if not isinstance(raw, str) or not raw.startswith("=") or "[" not in raw:
            return raw
        for name, column in self.canvas.columns.items():
            raw = raw.replace(f"[{name}]", letters(column))
        return raw

    def _total(self) -> None:
        draft = self.draft
        names = [name for name in draft.totals if name in self.canvas.columns]
        if not names or not draft.lines:
            return
        first, last = self.canvas.line_rows[0] + 1, self.canvas.line_rows[-1] + 1
        start = min(self.canvas.columns[name] for name in names)
        self.canvas.total_row = self.row
        self.canvas.put(self.row, self.left, draft.total_word)
        self.canvas.merge(self.row, self.left, across=max(1, min(4, start - self.left)))
        for name in names:
            column = self.canvas.columns[name]
            numbers = [slot.truth for line in draft.lines if isinstance((slot := line[name]).truth, int | float)]
            formula = f"=SUM({letters(column)}{first}:{letters(column)}{last})"
            self.canvas.put(self.row, column, formula, "#,##0", sum(numbers))
        self.row += 1

    def _notes(self) -> None:
        for note in self.draft.notes:
            self._wide(note)

    def _signatures(self) -> None:
        if not self.draft.signs:
            return
        self.row += 1
        right = self.left + self.width - 5
        for put, (told, column) in enumerate(((DOTS + "ผู้รายงาน", self.left), (DOTS + "ผู้รับรองข้อมูล", right))):
            self.canvas.put(self.row, column, told)
            self.canvas.merge(self.row, column, across=5)
            self.canvas.put(self.row + 1, column, f"({self.draft.signs[put]})")
        self.row += 2


def draw(draft: Draft) -> Canvas:
    """The draft on a grid."""
    return _Pen(draft).draw()
