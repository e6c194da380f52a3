"""Opening a filled form: the bytes somebody sent -> a `Grid`, or one of five clear refusals."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from domain.errors import UnreadableFileError
from domain.forms.grid import NO_DETAILS, Details, Grid, Sheet
from reports import filled_ods, filled_text, filled_xls, filled_xlsx
from reports.filled_guard import guard
from reports.filled_kind import FileKind, kind_of, kind_of_archive, opened
from reports.filled_marks import marks_of_archive, marks_of_bytes
from reports.filled_parse import ParsedSheet, parse

MAX_ROWS: Final = 5_000
MAX_CELLS: Final = 400_000
_DetailsOf = Callable[[str], Details]
_BROKEN_ZIP: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


def open_grid(data: bytes, name: str, *, max_rows: int = MAX_ROWS, max_cells: int = MAX_CELLS) -> Grid:
    """The values of a spreadsheet file. `name` is not believed: the bytes say what they are.

    Raises UnreadableFileError, and nothing else, with the reason encrypted, not_a_table, too_large, damaged or empty.
    Macros are never run: only values are read. Memory is bounded by `max_rows` rows a sheet and `max_cells` cells.
    """
    del name
    try:
        grid = _open(data, max_rows, max_cells)
    except UnreadableFileError:
        raise
    except MemoryError as error:
        raise UnreadableFileError("too_large", "memory") from error
    except (*_BROKEN_ZIP, ValueError, OSError, LookupError, OverflowError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    if not any(cell not in ("", None) for sheet in grid.sheets for row in sheet.rows for cell in row):
        raise UnreadableFileError("empty")
    return grid


def _open(data: bytes, max_rows: int, max_cells: int) -> Grid:
    archive = opened(data)
    if archive is not None:
        with archive:
            return _from_archive(archive, data, max_rows, max_cells)
    kind = kind_of(data)
    if kind is FileKind.XLS:
        filled_xls.check(data, max_rows, max_cells)
        return _grid(parse(data, max_rows, max_cells), _no_details, marks_of_bytes(data))
    return Grid(tuple(filled_text.read(data, kind, max_rows, max_cells)))


def _from_archive(archive: zipfile.ZipFile, data: bytes, max_rows: int, max_cells: int) -> Grid:
    kind = kind_of_archive(archive)
    guard(archive, len(data))
    marks = marks_of_archive(archive)
    if kind is FileKind.ODS:
        details = filled_ods.details_of(archive, max_rows, max_cells)  # also the guard: before the library sees it
        return _grid(parse(data, max_rows, max_cells), details, marks)
    safe, details = filled_xlsx.prepare(archive, data, max_rows, max_cells)
    return _grid(parse(safe, max_rows, max_cells), details, marks)


def _no_details(name: str) -> Details:
    del name
    return NO_DETAILS


def _grid(sheets: list[ParsedSheet], details_of: _DetailsOf, marks: tuple[str, ...]) -> Grid:
    return Grid(tuple(_sheet(sheet, details_of(sheet.name)) for sheet in sheets), marks)


def _sheet(sheet: ParsedSheet, details: Details) -> Sheet:
    merges = getattr(details, "merges", None) or sheet.merges
    return Sheet(name=sheet.name, rows=sheet.rows, visible=sheet.visible, merges=merges, details=details)
