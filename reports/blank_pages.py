"""A blank's further sheets: labels with room beside them, and places for pictures with their captions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from domain.forms.layout import Box, Page, fill
from domain.thai import thai_digits
from reports import blank_look as look
from reports.blank_foot import signatures
from reports.blank_identity import HIDDEN_COLUMN, QR_SAYS, at_foot, beside_title, qr_at_foot
from reports.sheet import Cell, Paper, Row, Sheet, height_for, spread

_BOX_WIDTHS: Final = (28.0, *[17.0] * 7)
_PICTURE_WIDTHS: Final = (13.0,) * 8  # within a page in any font: the page is not fitted, since that ignores breaks
_HALF: Final = 4  # columns of a picture
_LINES_OF_PICTURE: Final = 15
_LINE_OF_PICTURE: Final = 13.0
_ON_A_PAGE: Final = 4
_PAGE_ROWS: Final = 34
_ROWS_ABOVE: Final = 2  # the title and a gap: the first picture is at A3
_LINE: Final = 23.0
_GAP: Final = Row(height=8)


def page_sheet(page: Page, facts: Mapping[str, str], signed_by: Sequence[str], secret: str, footer: str) -> Sheet:
    """One further sheet."""
    widths = _PICTURE_WIDTHS if page.pictures else _BOX_WIDTHS
    rows = [_title(page, facts, widths), *(_pictures(page) if page.pictures else _boxes(page.boxes, facts))]
    rows[0] = beside_title(rows[0], secret, len(widths))
    if page.signed:
        rows += [Row(), *signatures(signed_by, widths)]
    rows += [Row(), at_foot(secret, widths)] if page.boxes else [at_foot(secret, widths)]
    return Sheet(
        name=page.name,
        widths=(*widths, HIDDEN_COLUMN),
        rows=tuple(rows),
        paper=Paper(footer=footer, fit=not page.pictures, breaks=_breaks(page)),
        protected=not page.pictures,  # pictures must go in everywhere, in every program
        pictures=(qr_at_foot(secret, widths, len(rows), f"{QR_SAYS} {secret}"),),
    )


def _breaks(page: Page) -> tuple[int, ...]:
    """The rows after every four pictures but the last."""
    full = (page.pictures - 1) // _ON_A_PAGE
    return tuple(_ROWS_ABOVE + _PAGE_ROWS * number for number in range(1, full + 1))


def _title(page: Page, facts: Mapping[str, str], widths: Sequence[float]) -> Row:
    text = thai_digits(fill(page.title, facts)) or page.name
    return Row(spread(text, look.TITLE, len(widths)), max(30.0, height_for(text, sum(widths), look.TITLE.size)))


def _boxes(boxes: Sequence[Box], facts: Mapping[str, str]) -> list[Row]:
    rows = [Row()]
    for box in boxes:
        text = fill(box.text, facts)
        room = sum(_BOX_WIDTHS[1:])
        height = max(box.lines * _LINE, height_for(text, room), height_for(box.label, _BOX_WIDTHS[0]))
        rows.append(
            Row((Cell(box.label, look.BOX_LABEL), *spread(text or None, look.BOX, len(_BOX_WIDTHS) - 1)), height)
        )
        if box.table:
            rows += _small_table(box)
    return rows


def _small_table(box: Box) -> list[Row]:
    """Its first column takes what the others leave."""
    spans = (len(_BOX_WIDTHS) - len(box.table), *[1] * (len(box.table) - 1))
    heads = [cell for text, wide in zip(box.table, spans, strict=True) for cell in spread(text, look.HEADING, wide)]
    empty = [cell for wide in spans for cell in spread(None, look.BOX, wide)]
    label = Cell(None, look.BOX_LABEL)
    return [Row((label, *heads), 24), *(Row((label, *empty), _LINE) for _ in range(box.rows))]


def _pictures(page: Page) -> list[Row]:
    """Two pictures beside each other, their captions below, twice on a page."""
    rows = [Row(height=8)]
    for first in range(1, page.pictures + 1, 2):
        places = range(first, min(first + 2, page.pictures + 1))
        frames = [
            cell
            for number in places
            for cell in (
                Cell(thai_digits(f"วางภาพที่ {number} ที่นี่"), look.PLACE, _HALF, _LINES_OF_PICTURE),
                *[Cell(None, look.PLACE)] * (_HALF - 1),
            )
        ]
        rows.append(Row(tuple(frames), _LINE_OF_PICTURE))
        rows += [Row((Cell(None, look.PLACE),) * (_HALF * len(places)), _LINE_OF_PICTURE)] * (_LINES_OF_PICTURE - 1)
        captions = [c for n in places for c in spread(f"{fill(page.caption, {'no': str(n)})} ", look.BOX, _HALF)]
        rows += [Row(tuple(captions), _LINE), _GAP]
    return rows
