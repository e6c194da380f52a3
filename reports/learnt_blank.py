"""Puts the identity of a debt into a blank that the office made itself: everything else in it stays as it is."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from reports.blank_form import IDENTITY_SHEET


def with_identity(data: bytes, identity_text: str) -> bytes:
    """The workbook with the identity on a sheet nobody sees; unchanged where it is no .xlsx."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError):
        return data
    if IDENTITY_SHEET in book.sheetnames:
        del book[IDENTITY_SHEET]
    sheet = book.create_sheet(IDENTITY_SHEET)
    sheet["A1"] = identity_text
    sheet.sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
