"""What is to be said in a marked copy, and what its file is called: known without the libraries that draw."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from domain.errors import UnreadableFileError
from reports.marked_package import Package, Relations, type_of

_SUFFIXES: Final = (("template.macroenabled", ".xltm"), ("macroenabled", ".xlsm"), ("template", ".xltx"))
BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
                  ValueError, OSError, LookupError, OverflowError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be said at a cell (A1 address), or for None of the sheet. `error`: to be mended, else a hint."""

    sheet: str
    cell: str | None
    note: str
    error: bool


def marked_suffix(data: bytes) -> str:
    """How the name of a marked copy must end (".xlsx", ".xlsm", ...), or Excel does not open it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            package = Package(archive, data)
            main = Relations(package, "").of_kind("officeDocument")
            told = type_of(package, main.target).lower() if main else ""
    except (UnreadableFileError, *BROKEN):
        return ".xlsx"
    return next((suffix for word, suffix in _SUFFIXES if word in told), ".xlsx")
