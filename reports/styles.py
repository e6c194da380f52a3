"""The looks our workbooks share: quiet colours, thin lines, 16 points for titles and 14 in tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reports.sheet import Align, Style

INK: Final = "1F2937"
GREY: Final = "6B7280"
LINE: Final = "9CA3AF"
GREEN: Final = "0F766E"
AMBER: Final = "B45309"
RED: Final = "B91C1C"

TITLE: Final = Style(size=18, bold=True, align=Align.CENTER, middle=True, color=INK)
SUBTITLE: Final = Style(size=16, align=Align.CENTER, middle=True, color=INK)
SECTION: Final = Style(size=16, bold=True, middle=True, color=GREEN, wrap=False)
NOTE: Final = Style(size=14, color=GREY)
HEADING: Final = Style(bold=True, align=Align.CENTER, middle=True, fill="DCEBE8", border=LINE, color=INK)
TEXT: Final = Style(border=LINE, color=INK)
CENTRED: Final = replace(TEXT, align=Align.CENTER)
CODE: Final = replace(TEXT, number_format="@", wrap=False)
COUNT: Final = replace(TEXT, align=Align.RIGHT, number_format="#,##0", wrap=False)
DECIMAL: Final = replace(TEXT, align=Align.RIGHT, number_format="#,##0.00", wrap=False)
