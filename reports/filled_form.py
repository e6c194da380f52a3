"""Opening a filled form: the bytes somebody sent -> a `Grid`, or one of five clear refusals."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.errors import UnreadableFileError
from domain.forms.grid import NO_DETAILS, Details, Grid, Sheet
from reports import filled_ods, filled_text, filled_xls, filled_xlsx
from reports.filled_guard import guard
from reports.filled_kind import FileKind, kind_of, kind_of_archive, opened

MAX_ROWS: Final = 5_000
MAX_CELLS: Final = 400_000
DetailsOf = Callable[[str], Details]
_VISIBLE: Final = SheetVisibleEnum.Visible
_TABLE: Final = SheetTypeEnum.WorkSheet


def open_grid(data: bytes, name: str, *, max_rows: int = MAX_ROWS, max_cells: int = MAX_CELLS) -> Grid:
    """The values of a spreadsheet file. `name` is for the log only.

    Raises UnreadableFileError, and nothing else, with the reason encrypted, not_a_table, too_large, damaged or empty.
    Macros are never run: only values are read. Memory is bounded by `max_rows` rows a sheet and `max_cells` cells.
    """
    try:
        grid = _open(data, max_rows, max_cells)
    except UnreadableFileError:
        raise
    except (CalamineError, ValueError, OSError, KeyError, IndexError, EOFError, RecursionError, OverflowError) as error:
        raise UnreadableFileError("damaged", f"{name}: {error}") from error
    except MemoryError as error:
        raise UnreadableFileError("too_large", name) from error
    if not any(any(cell not in ("", None) for cell in row) for sheet in grid.sheets for row in sheet.rows):
        raise UnreadableFileError("empty", name)
    return grid


def _open(data: bytes, max_rows: int, max_cells: int) -> Grid:
    archive = opened(data)
    details: DetailsOf = _no_details
    if archive is None:
        kind = kind_of(data)
        if kind in {FileKind.HTML, FileKind.TEXT}:
            return Grid(tuple(filled_text.read(data, kind, max_rows, max_cells)))
        filled_xls.check(data, max_rows, max_cells)
    else:
        with archive:
            data, details = _guarded(archive, data, max_rows, max_cells)
    return Grid(tuple(_sheets(data, details, max_rows, max_cells)))


def _guarded(archive: zipfile.ZipFile, data: bytes, max_rows: int, max_cells: int) -> tuple[bytes, DetailsOf]:
    """A zip file's bytes as they may be parsed safely, and the details of its sheets."""
    try:
        kind = kind_of_archive(archive)
        guard(archive, len(data))
        if kind is FileKind.ODS:
            return data, filled_ods.details_of(archive, max_rows, max_cells)
        return filled_xlsx.prepare(archive, data, max_rows, max_cells)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFileError("damaged", str(error)) from error


def _no_details(name: str) -> Details:
    del name
    return NO_DETAILS


def _sheets(data: bytes, details: DetailsOf, max_rows: int, max_cells: int) -> Iterable[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            room = max_cells
            for meta in workbook.sheets_metadata:
                if meta.typ is not _TABLE:
                    continue
                sheet = workbook.get_sheet_by_name(meta.name)
                room = _room_after(sheet, room, max_rows)
                yield _sheet(sheet, visible=meta.visible == _VISIBLE, details=details(meta.name))
    except PasswordError as error:
        raise UnreadableFileError("encrypted") from error
    except BaseException as error:
        # A panic in the parser's own language arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError("damaged", "the parser gave up") from error


def _room_after(sheet: CalamineSheet, room: int, max_rows: int) -> int:
    left = room - sheet.total_height * sheet.total_width
    if sheet.total_height > max_rows or left < 0:
        raise UnreadableFileError("too_large", sheet.name)
    return left


def _sheet(sheet: CalamineSheet, *, visible: bool, details: Details) -> Sheet:
    merges = getattr(details, "merges", None) or sheet.merged_cell_ranges or ()
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name=sheet.name, rows=rows, visible=visible, merges=merges, details=details)
