"""Finding a form's heading row by what its headings say, however worn they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from domain.forms.definition import Column, FormDefinition
from domain.forms.grid import Raw, Sheet
from domain.forms.keys import heading_key
from domain.forms.once import once
from domain.thai import arabic

LOOK_IN: Final = 30  # rows from the top; a heading stands there or nowhere
_LONGEST: Final = 90  # characters of a heading; longer text is content
_FEWEST: Final = 3  # headings a row must hold to be looked at
_MEMORY: Final = 4096  # heading texts remembered per form
_EXACT: Final = 100.0
_CLOSE: Final = 80.0
_WORN: Final = 45.0  # enough only where both neighbours stand as in the form
_SHORTEST_FUZZY: Final = 4
_CLEAR: Final = 0.6  # of the form's columns: no need to look further down

_IN_BRACKETS: Final = re.compile(r"[(\uff08\[].*?(?:[)\uff09\]]|$)")
_NUMBERING: Final = re.compile(r"^\s*\(?[0-9]{1,2}[.)]\s*")


class Match(NamedTuple):
    """What a heading may be: a field with its score, 0-100."""

    field: str
    score: float


class Meaning(NamedTuple):
    """What a text says as a heading: fields it may name, and the group it names if it spans columns."""

    fields: tuple[Match, ...]
    group: str


NO_MEANING: Final = Meaning((), "")


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


@dataclass(slots=True)
class Index:
    """The headings of one form, ready to be asked."""

    definition: FormDefinition
    fields: dict[str, list[str]] = field(default_factory=dict)  # key -> fields
    groups: dict[str, str] = field(default_factory=dict)  # key -> group heading
    groups_of: dict[str, str] = field(default_factory=dict)  # field -> group heading
    _memory: dict[str, Meaning] = field(default_factory=dict)

    def meaning(self, text: str) -> Meaning:
        """What a text says as a heading."""
        if not text or len(text) > _LONGEST:
            return NO_MEANING
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            found = self._memory[text] = self._look(text)
        return found

    def _look(self, text: str) -> Meaning:
        for variant in (text, _IN_BRACKETS.sub("", text), _NUMBERING.sub("", arabic(text))):
            key = heading_key(variant)
            names = tuple(Match(name, _EXACT) for name in self.fields.get(key, ()))
            if names or key in self.groups:
                return Meaning(names, self.groups.get(key, ""))
        return self._look_closely(heading_key(_IN_BRACKETS.sub("", text)))

    def _look_closely(self, key: str) -> Meaning:
        if len(key) < _SHORTEST_FUZZY:
            return NO_MEANING
        near = process.extract(key, self.fields.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=3)
        names = tuple(Match(name, score) for found, score, _ in near for name in self.fields[found])
        best = max((match.score for match in names), default=_CLOSE)
        group = process.extractOne(key, self.groups.keys(), scorer=fuzz.ratio, score_cutoff=best)
        return Meaning(names, self.groups[group[0]] if group else "")

    def likeness(self, text: str, name: str) -> float:
        """How much a heading looks like a field's, 0-100."""
        key = heading_key(text)
        return max((fuzz.ratio(key, known) for known, names in self.fields.items() if name in names), default=0.0)


@once
def index_of(definition: FormDefinition) -> Index:
    """The form's heading index, built once."""
    index = Index(definition, groups_of={column.field: column.group for column in definition.columns})
    for column in definition.columns:
        for group in (column.group, *column.group_aliases):
            if group:
                index.groups.setdefault(heading_key(group), column.group)
    for column in definition.columns:
        for name in _names(column, definition):
            known = index.fields.setdefault(heading_key(name), [])
            if column.field not in known:
                known.append(column.field)
    return index


def _names(column: Column, definition: FormDefinition) -> list[str]:
    """Every way the heading is written, alone and together with the heading above it."""
    alone = [column.heading, _IN_BRACKETS.sub("", column.heading), *column.aliases]
    if not column.group:
        return alone
    same = [other for other in definition.columns if other.group == column.group]
    groups = {column.group, *(alias for other in same for alias in other.group_aliases)}
    groups |= {_IN_BRACKETS.sub("", group) for group in groups}
    return (
        alone
        + [f"{group}{name}" for group in groups for name in alone]
        + [f"{name}{g}" for g in groups for name in alone]
    )


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
    _assign_worn(labels, index, columns)
    rows = (row,) if lower is None else (row, lower)
    headings = {column: label.text for column, label in labels.items()}
    return Header(rows, columns, headings, len(columns) / len(index.definition.columns))


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
    first = across.get(column)
    return _words(sheet.value(row, first)) if first is not None else text


def _candidates(label: _Label, index: Index) -> list[Match]:
    found = list(index.meaning(label.text).fields)
    if label.above:
        found += index.meaning(f"{label.above} {label.text}").fields
    if not label.group:
        return found
    inside = [match for match in found if index.groups_of[match.field] == label.group]
    return inside if inside or label.sure else found


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


def _assign_worn(labels: dict[int, _Label], index: Index, columns: dict[str, int]) -> None:
    """A heading too worn to be read alone is known where both its neighbours stand as in the form."""
    fields = [column.field for column in index.definition.columns]
    for before, name, after in zip(fields, fields[1:], fields[2:], strict=False):
        place = columns.get(before, -1) + 1
        if name in columns or not place or columns.get(after) != place + 1 or place in columns.values():
            continue
        if place in labels and index.likeness(labels[place].text, name) >= _WORN:
            columns[name] = place
