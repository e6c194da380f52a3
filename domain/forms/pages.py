"""Further sheets of a form that are no table: labels with values beside them, and captions under pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.grid import Grid, Sheet
from domain.forms.keys import clean
from domain.forms.labels import labels_of, page_labels_of, read_labels, texts_of
from domain.forms.reading_result import Cell, Page
from domain.forms.small_tables import as_label, read_small_tables, rows_of_heads

_FEWEST: Final = 3  # labels a page has at least
_MOST_ROWS: Final = 200


def read_pages(grid: Grid, definition: FormDefinition, tables: frozenset[str]) -> Iterator[Page]:
    """The pages among the sheets that hold no table of a form (`tables`: names of those that do)."""
    if not definition.page_labels:
        return
    labels = page_labels_of(definition)
    for sheet in _others(grid, tables):
        heads = rows_of_heads(sheet, definition)
        rows = texts_of(sheet, range(min(_MOST_ROWS, len(sheet.rows))))
        texts = [text._replace(text=as_label(text.text, labels)) for text in rows if text.row not in heads]
        values = read_labels(sheet, texts, labels)
        if len(values) >= _FEWEST:
            yield Page(sheet.name, values, read_small_tables(sheet, definition))


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
