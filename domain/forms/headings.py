"""Finding a form's heading row by what its headings say, however worn they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from domain.forms.choices import Choices
from domain.forms.definition import FormDefinition
from domain.forms.grid import Raw, Sheet
from domain.forms.heading_index import Index, Match, index_of

_LOOK_IN_BELOW: Final = 10  # rows below the headings
LOOK_IN: Final = 30  # rows from the top; a heading stands there or nowhere
_FEWEST: Final = 3  # headings a row must hold to be looked at
_WORN: Final = 45.0  # enough only where both neighbours stand as in the form
_CLEAR: Final = 0.6  # of the form's columns: no need to look further down


@dataclass(frozen=True, slots=True)
class Header:
    """Where a form's table begins: heading rows (from 0) and the column (from 0) of each field."""

    rows: tuple[int, ...]
    columns: dict[str, int]
    headings: dict[int, str]
    share: float  # of the form's columns that were found

    @property
    def fit(self) -> float:
        """How well form and table are one: of the form's columns and of the table's headings, those that are both."""
        strangers = len(self.headings.keys() - set(self.columns.values()))
        return self.share * len(self.columns) / max(1, len(self.columns) + strangers)


def find_header(sheet: Sheet, definition: FormDefinition) -> Header | None:
    """The heading row or rows, None where the sheet has none of this form."""
    index = index_of(definition)
    best: Header | None = None
    for row in range(min(LOOK_IN, len(sheet.rows))):
        if _promise(sheet.rows[row], index) < _FEWEST:
            continue
        for upper, lower in _pairs(sheet, index, row):
            found = _header_at(sheet, index, upper, lower)
            if found is not None and (best is None or len(found.columns) > len(best.columns)):
                best = found
            if best is not None and best.share >= _CLEAR:
                return best
    return best


def _pairs(sheet: Sheet, index: Index, row: int) -> Iterator[tuple[int, int | None]]:
    """The heading rows that a row full of headings may stand for: with the row below, under a row of groups, alone."""
    yield row, row + 1
    if row and any(isinstance(cell, str) and cell and index.meaning(cell).group for cell in sheet.rows[row - 1]):
        yield row - 1, row
    yield row, None


def _promise(cells: object, index: Index) -> int:
    """How many different headings a row seems to hold."""
    seen: set[str] = set()
    for cell in cells if isinstance(cells, list | tuple) else ():
        if isinstance(cell, str) and cell:
            meaning = index.meaning(cell)
            seen.update(match.field for match in meaning.fields[:1])
            if meaning.group:
                seen.add(meaning.group)
    return len(seen)


class _Label(NamedTuple):
    """A column's heading as drawn: its own text, the text above it, the group that names; `sure`: by a merged range."""

    text: str
    above: str
    group: str
    sure: bool = False


def _header_at(sheet: Sheet, index: Index, row: int, lower: int | None) -> Header | None:
    labels = _labels(sheet, index, row, lower)
    columns = _assign(labels, index)
    if lower is not None and not _is_heading_row(sheet, index, lower, columns, row):
        return None
    if len(columns) < _FEWEST:
        return None
    _assign_worn(sheet, row if lower is None else lower, labels, index, columns)
    rows = (row,) if lower is None else (row, lower)
    if lower is None and _has_group_above(sheet, index, row, columns):
        rows = (row - 1, row)
    headings = {column: label.text for column, label in labels.items()}
    return Header(rows, columns, headings, len(columns) / len(index.definition.columns))


def _has_group_above(sheet: Sheet, index: Index, row: int, columns: dict[str, int]) -> bool:
    """Whether something unknown stands right over the first column of a group: the group's name in other words."""
    if not row:
        return False
    first: dict[str, int] = {}
    for name, column in columns.items():
        group = index.groups_of[name]
        if group:
            first[group] = min(column, first.get(group, column))
    said = [column for column in range(len(sheet.rows[row - 1])) if _words(sheet.value(row - 1, column))]
    over = [column for column in said if column in first.values()]
    return bool(over) and all(column in over for column in said[1:])  # the first may be the office's name


def _is_heading_row(sheet: Sheet, index: Index, lower: int, columns: dict[str, int], upper: int) -> bool:
    """A second heading row adds headings of its own, and has nothing under the headings of number and name."""
    rows = {index.definition.key, index.definition.name}
    for column, above in enumerate(sheet.rows[upper]):
        if above and isinstance(above, str) and sheet.value(lower, column) is not None:
            fields = index.meaning(above).fields
            if fields and fields[0].field in rows:
                return False
    return any(isinstance(sheet.value(lower, column), str) for column in columns.values())


def _words(raw: Raw) -> str:
    return raw.strip() if isinstance(raw, str) else ""


def _labels(sheet: Sheet, index: Index, row: int, lower: int | None) -> dict[int, _Label]:
    """Every column that has a heading; a group's heading reaches over the columns it spans, merged or not."""
    width = max(len(sheet.rows[row]), len(sheet.rows[lower]) if lower is not None and lower < len(sheet.rows) else 0)
    across = sheet.merged_across(row) if lower is not None else {}
    labels: dict[int, _Label] = {}
    above = ""
    for column in range(width):
        own = _words(sheet.value(row, column))
        below = _words(sheet.value(lower, column)) if lower is not None else ""
        above = _over(sheet, row, column, own or above, across)
        if below:
            labels[column] = _Label(below, above, index.meaning(above).group, column in across)
        elif own:
            labels[column] = _Label(own, "", "")
    return labels


def _over(sheet: Sheet, row: int, column: int, text: str, across: dict[int, int]) -> str:
    """The text over a column. Where groups are merged ranges, none reaches further than its range."""
    first = across.get(column)
    if first is not None:
        return _words(sheet.value(row, first))
    return "" if across and not _words(sheet.value(row, column)) else text


def _candidates(label: _Label, index: Index) -> list[Match]:
    found = list(index.meaning(label.text).fields)
    if label.above:
        found += index.meaning(f"{label.above} {label.text}").fields
    if not label.group:
        return found
    inside = [match for match in found if index.groups_of[match.field] == label.group]
    if label.sure:
        return inside
    outside = max((match.score for match in found if match not in inside), default=0.0)
    return inside if inside and max(match.score for match in inside) >= outside else found


def _assign(labels: dict[int, _Label], index: Index) -> dict[str, int]:
    """One column for a field and one field for a column, the surest first, then from the left."""
    order = {column.field: place for place, column in enumerate(index.definition.columns)}
    wishes = [
        (-match.score, column, order[match.field], match.field)
        for column, label in labels.items()
        for match in _candidates(label, index)
    ]
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for _, column, _, name in sorted(wishes):
        if name not in columns and column not in taken:
            columns[name] = column
            taken.add(column)
    return columns


def _assign_worn(sheet: Sheet, last: int, labels: dict[int, _Label], index: Index, columns: dict[str, int]) -> None:
    """Headings too worn or too new to be read alone, known by their place between neighbours that stand as in the form.

    Each must still be like its field, or have the form's own choices below it.
    """
    fields = [column.field for column in index.definition.columns]
    for missing in _gaps(fields, columns):
        first = columns.get(fields[missing.start - 1], -1) + 1 if missing.start else min(labels)
        after = columns.get(fields[missing.stop]) if missing.stop < len(fields) else max(labels) + 1
        places = range(first, after if after is not None else first)
        if len(places) != len(missing) or any(place not in labels or place in columns.values() for place in places):
            continue
        names = [fields[at] for at in missing]
        pairs = list(zip(places, names, strict=True))
        if all(
            index.likeness(labels[p].text, name) >= _WORN or _chosen(sheet, last, p, name, index) for p, name in pairs
        ):
            columns.update(zip(names, places, strict=True))


def _chosen(sheet: Sheet, last: int, column: int, name: str, index: Index) -> bool:
    """Whether what stands below row `last` in a column are choices of a field."""
    choices = index.definition.column(name).choices
    if not choices:
        return False
    read = Choices(choices).read
    found = [
        raw for row in sheet.rows[last + 1 : last + 1 + _LOOK_IN_BELOW] if column < len(row) and (raw := row[column])
    ]
    return bool(found) and sum(isinstance(raw, str) and read(raw) is not None for raw in found) * 2 > len(found)


def _gaps(fields: list[str], columns: dict[str, int]) -> list[range]:
    """The runs of neighbouring fields that have no column."""
    gaps: list[range] = []
    for at, name in enumerate(fields):
        if name in columns:
            continue
        if gaps and gaps[-1].stop == at:
            gaps[-1] = range(gaps[-1].start, at + 1)
        else:
            gaps.append(range(at, at + 1))
    return gaps
