"""Sheets as an xlsx file. The same sheets give the same bytes, on any machine, in any process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from reports.sheet import Sheet

FONT: Final = "TH Sarabun New"
CREATOR: Final = "ติดตาม"
XLSX_MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(
    sheets: Sequence[Sheet], *, title: str, made_at: datetime, properties: Mapping[str, str] | None = None
) -> bytes:
    """The workbook of these sheets. `properties` are kept twice: as custom document properties and as hidden names.

    Both survive re-saving, each by other programs.
    """
    from reports.workbook_drawing import draw  # noqa: PLC0415 - openpyxl takes 30 MB: not before the first is drawn

    return draw(sheets, title, made_at, properties or {})
