"""Further sheets of a form that are no table: labels with values beside them, and captions under pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.grid import Grid, Sheet
from domain.forms.keys import clean
from domain.forms.labels import Text, labels_of, page_labels_of, read_labels, texts_of
from domain.forms.reading_result import Cell, Page
from domain.thai import arabic

_FEWEST: Final = 3  # labels a page has at least
_MOST_ROWS: Final = 200
_NUMBERING: Final = " 0123456789.)("


def read_pages(grid: Grid, definition: FormDefinition, tables: frozenset[str]) -> Iterator[Page]:
    """The pages among the sheets that hold no table of a form (`tables`: names of those that do)."""
    if not definition.page_labels:
        return
    labels = page_labels_of(definition)
    for sheet in _others(grid, tables):
        texts = [_unnumbered(text) for text in texts_of(sheet, range(min(_MOST_ROWS, len(sheet.rows))))]
        values = read_labels(sheet, texts, labels)
        if len(values) >= _FEWEST:
            yield Page(sheet.name, values)


def _unnumbered(text: Text) -> Text:
    """๑๐ ผลการดำเนินงาน is the label ผลการดำเนินงาน; what is no text stays."""
    bare = arabic(text.text).lstrip(_NUMBERING)
    return text._replace(text=text.text[len(text.text) - len(bare) :]) if bare else text


def read_captions(grid: Grid, definition: FormDefinition, tables: frozenset[str]) -> tuple[str, ...]:
    """What stands under the pictures of the form, in reading order."""
    if not definition.captions:
        return ()
    return tuple(
        text
        for sheet in _others(grid, tables)
        for row in sheet.rows
        for raw in row
        if isinstance(raw, str) and (text := clean(raw)).startswith(definition.captions)
    )


def _others(grid: Grid, tables: frozenset[str]) -> Iterator[Sheet]:
    return (sheet for sheet in grid.sheets if sheet.visible and sheet.name not in tables)


def read_foot(sheet: Sheet, definition: FormDefinition, end: int) -> dict[str, Cell]:
    """The labels below row `end` (from 0), where a table has ended."""
    return read_labels(sheet, list(texts_of(sheet, range(end, len(sheet.rows)))), labels_of(definition))
