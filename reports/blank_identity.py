"""Where a blank carries its identity, so that whatever is done to the file leaves one of them.

In every sheet that is seen: a cell in a hidden column beside the title, and small print at the foot with a QR code of
the same text; in a buried sheet; in a document property and in a hidden name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports import blank_look as look
from reports.qr import qr_png
from reports.sheet import Cell, Picture, Row, Sheet, Visibility

IDENTITY_SHEET: Final = "_tidtam"
IDENTITY_PROPERTY: Final = "tidtam"
QR_SAYS: Final = "คิวอาร์โค้ดประจำแบบ"  # to those who cannot see it
_KEEP: Final = "รหัสประจำแบบ (โปรดคงไว้)"
HIDDEN_COLUMN: Final = 0.0  # the width of the column that holds the first of them
_SIDE: Final = 2.0  # centimetres on paper, quiet zone and all
_GAP: Final = 0.1
_POINTS: Final = 72 / 2.54
_PAPER: Final = 27.6  # the printed width of an A4 page across
_CM: Final = 2.54 / 96


def beside_title(row: Row, secret: str, columns: int) -> Row:
    """The first row with the identity in the column after the last."""
    empty = (None,) * (columns - len(row.cells))
    return Row((*row.cells, *empty, Cell(secret, look.SMALL_PRINT)), row.height)


def at_foot(secret: str, widths: Sequence[float]) -> Row:
    """The small print, in a row that is as high as the QR code beside it."""
    return Row((Cell(f"{_KEEP} {secret}", look.SMALL_PRINT),), height=(_side(widths) + 2 * _GAP) * _POINTS)


def qr_at_foot(secret: str, widths: Sequence[float], row: int, alt: str) -> Picture:
    """The QR code at the right end of that row, two centimetres wide once the sheet is fitted to the page."""
    side = _side(widths)
    room = _width(widths) - side
    column, left = 0, 0.0
    while column + 1 < len(widths) and left + _width(widths[column : column + 1]) <= room:
        left += _width(widths[column : column + 1])
        column += 1
    return Picture(
        data=qr_png(secret),
        row=row,
        column=column + 1,
        width=side,
        height=side,
        right=max(0.0, room - left),
        down=_GAP,
        alt=alt,
    )


def buried(secret: str, lists: Sequence[tuple[str, ...]] = ()) -> Sheet:
    """The sheet nobody sees: the identity, and beside it the words of lists too long for a rule of their own."""
    deepest = max((len(words) for words in lists), default=0)
    rows = [
        Row(
            (
                Cell(secret if number == 0 else None, look.SMALL_PRINT),
                *(Cell(words[number] if number < len(words) else None, look.SMALL_PRINT) for words in lists),
            )
        )
        for number in range(max(1, deepest))
    ]
    return Sheet(name=IDENTITY_SHEET, widths=(60, *[20] * len(lists)), rows=tuple(rows), visibility=Visibility.BURIED)


def _width(widths: Sequence[float]) -> float:
    """Of columns, in centimetres: a digit takes seven pixels, a column five more."""
    return sum(int(width * 7 + 5) for width in widths if width) * _CM


def _side(widths: Sequence[float]) -> float:
    return _SIDE * max(1.0, _width(widths) / _PAPER)
