"""Reading one column of a form cell after cell, quickly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from domain.forms.choices import Choices
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.grid import Raw
from domain.forms.keys import clean
from domain.forms.once import once
from domain.forms.reading_result import Value
from domain.forms.values import DRAWN_PERCENT_LIMIT, LONGEST_NIL, Shown, Understood, read_value

_SHORT: Final = 80  # characters of a text worth remembering
_REMEMBERED: Final = 2_048  # texts and numbers of one column

_Plain = tuple[Value, str, bool, str]  # the parts of Understood: a plain tuple is taken apart four times as fast


class ColumnReader:
    """Reads the cells of one column, remembering short ones: units, dashes, levels and counts come again and again."""

    def __init__(self, column: Column, score_words: Mapping[str, int]) -> None:
        kind = column.kind
        self._kind = kind
        self._shown = Shown(bool, score_words, Choices(column.choices) if column.choices else None, column.digits)
        self._long = kind in {Kind.TEXT, Kind.LONG_TEXT}
        self._drawn = kind in {Kind.PERCENT, Kind.TARGET}
        self._memory: dict[Raw, _Plain] = {}
        self.known: Callable[[Raw], _Plain | None] = self._memory.get  # never ask it for a bool: True equals 1

    def read(self, raw: Raw, percent: Callable[[int, int], bool], row: int, column: int) -> _Plain:
        """What the cell at (row, column) means; `percent` says whether a cell is drawn as a per cent."""
        if isinstance(raw, str):
            kept = len(raw) <= _SHORT
        else:
            kept = type(raw) is float and (not self._drawn or raw > DRAWN_PERCENT_LIMIT)
        if not kept:
            if self._long and isinstance(raw, str):
                text = clean(raw)
                return (
                    Understood(text or None, text)
                    if len(text) > LONGEST_NIL
                    else read_value(self._kind, raw, self._shown)
                )
            return read_value(self._kind, raw, self._shown._replace(percent=partial(percent, row, column)))
        found = self._memory.get(raw)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            value, text, nil, code = read_value(self._kind, raw, self._shown)
            found = self._memory[raw] = (value, text, nil, code)
        return found


@once
def readers_of(definition: FormDefinition) -> dict[str, ColumnReader]:
    """The reader of each field."""
    return {column.field: ColumnReader(column, definition.score_words) for column in definition.columns}
