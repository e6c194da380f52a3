"""The looks of the summary: standing is told by colour and by words, figures are right-aligned."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reports import styles
from reports.sheet import Align, Cell, Style
from reports.summary_data import Blank, Figure, Standing

_FILLS: Final = {"in": "E3F4EA", "fix": "FDF1D8", "missing": "FBE4E4"}
_INKS: Final = {"in": styles.GREEN, "fix": styles.AMBER, "missing": styles.RED}
STATE: Final = {
    standing: replace(styles.CENTRED, middle=True, fill=_FILLS[standing], color=_INKS[standing], bold=True)
    for standing in _FILLS
}
TILE_LABEL: Final = {
    tone: Style(align=Align.CENTER, middle=True, color=styles.GREY, fill=fill)
    for tone, fill in (*_FILLS.items(), ("calm", "EEF2F7"))
}
TILE_NUMBER: Final = {
    tone: Style(size=26, bold=True, align=Align.CENTER, middle=True, color=ink, fill=TILE_LABEL[tone].fill)
    for tone, ink in (*_INKS.items(), ("calm", styles.INK))
}
TEXT: Final = replace(styles.TEXT, middle=True)
CENTRED: Final = replace(styles.CENTRED, middle=True)
COUNT: Final = replace(styles.COUNT, middle=True)
DECIMAL: Final = replace(styles.DECIMAL, middle=True)
BLANK: Final = replace(CENTRED, color=styles.GREY, italic=True)
TOTAL_LABEL: Final = replace(styles.HEADING, align=Align.RIGHT)
TOTAL_COUNT: Final = replace(styles.HEADING, align=Align.RIGHT, number_format="#,##0", wrap=False)
TOTAL_DECIMAL: Final = replace(styles.HEADING, align=Align.RIGHT, number_format="#,##0.00", wrap=False)
TOTAL_BLANK: Final = styles.HEADING
BAND: Final = Style(bold=True, middle=True, fill="EEF2F7", border=styles.LINE, color=styles.INK)
GOOD: Final = Style(size=16, bold=True, align=Align.CENTER, middle=True, color=styles.GREEN)


def figure_cell(figure: Figure, style: Style) -> Cell:
    """The figure, or the grey word that tells why there is none."""
    if figure.number is None:
        return Cell(str(figure.value), BLANK if figure.value != Blank.NO_DATA else CENTRED)
    return Cell(round(figure.number, 2), style)


def state_cell(text: str, standing: Standing) -> Cell:
    """The state as a word on its colour."""
    return Cell(text, STATE[standing])
