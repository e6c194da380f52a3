"""The spreadsheet library at work: bytes already known to be safe -> sheets of plain values."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.errors import UnreadableFileError
from domain.forms.grid import Merge, Raw

_TABLE: Final = SheetTypeEnum.WorkSheet


class ParsedSheet(NamedTuple):
    """A sheet as the library gives it; rows start at A1."""

    name: str
    visible: bool
    rows: list[list[Raw]]
    merges: list[Merge]


def parse(data: bytes, max_rows: int, max_cells: int) -> list[ParsedSheet]:
    """Every table of a workbook. Raises UnreadableFileError (encrypted, too_large, damaged) and nothing else."""
    try:
        return list(_sheets(data, max_rows, max_cells))
    except PasswordError as error:
        raise UnreadableFileError("encrypted") from error
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error  # its words may be the file's
    except MemoryError as error:
        raise UnreadableFileError("too_large") from error
    except BaseException as error:
        # A panic in the library's own language arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError("damaged", "the library gave up") from error


def _sheets(data: bytes, max_rows: int, max_cells: int) -> Iterator[ParsedSheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        room = max_cells
        for meta in workbook.sheets_metadata:
            if meta.typ == _TABLE:
                sheet = workbook.get_sheet_by_name(meta.name)
                room = _room_after(sheet, room, max_rows)
                rows = sheet.to_python(skip_empty_area=False)
                visible = meta.visible == SheetVisibleEnum.Visible
                yield ParsedSheet(meta.name, visible, rows, sheet.merged_cell_ranges or [])  # type: ignore[arg-type]


def _room_after(sheet: CalamineSheet, room: int, max_rows: int) -> int:
    left = room - sheet.total_height * sheet.total_width
    if sheet.total_height > max_rows or left < 0:
        raise UnreadableFileError("too_large", "sheet")
    return left
