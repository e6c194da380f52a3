"""The looks of a blank: white is to be typed, grey is given or computed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from domain.forms.definition import Kind
from reports import styles
from reports.sheet import Align, Style

_GIVEN_FILL: Final = "F3F4F6"
_NUMBERS: Final = {
    Kind.INTEGER: "#,##0",
    Kind.NUMBER: "#,##0.##",
    Kind.PERCENT: "0.00",
    Kind.MONEY: "#,##0.00",
    Kind.SCORE: "0",
}
# Kept from becoming numbers and dates: 3.10, 45/2570, 00012345, and 5/12/69, which Excel takes for a day of 1969.
_AS_TYPED: Final = frozenset({Kind.TEXT, Kind.CODE, Kind.DATE, Kind.CHOICE})

TITLE: Final = styles.TITLE
SUBTITLE: Final = styles.SUBTITLE
SUBJECT: Final = Style(size=16, bold=True, middle=True, color=styles.INK)
LABEL: Final = Style(bold=True, middle=True, color=styles.INK, wrap=False)
GIVEN: Final = Style(middle=True, color=styles.INK, fill=_GIVEN_FILL, wrap=False)
ASKED: Final = Style(middle=True, color=styles.INK, border=styles.LINE, wrap=False, locked=False, number_format="@")
HEADING: Final = styles.HEADING
TOTAL_LABEL: Final = replace(styles.HEADING, align=Align.CENTER)
TOTAL: Final = replace(styles.HEADING, align=Align.RIGHT, number_format="#,##0.00", wrap=False)
HINT: Final = styles.NOTE
SIGN: Final = Style(align=Align.CENTER, middle=True, color=styles.INK, wrap=False)
SMALL_PRINT: Final = Style(size=8, color="9CA3AF", wrap=False)
BOX_LABEL: Final = Style(bold=True, color=styles.INK, border=styles.LINE, fill=_GIVEN_FILL)
BOX: Final = Style(color=styles.INK, border=styles.LINE, locked=False, number_format="@")
PLACE: Final = Style(color=styles.LINE, border=styles.LINE, align=Align.CENTER, middle=True, locked=False)
HINT_INK: Final = styles.LINE  # of a figure of the round before
ASKING: Final = "FEF9C3"  # a required cell that is still empty


@cache
def opened(style: Style) -> Style:
    """The same look of a line that somebody must complete."""
    return replace(style, locked=False)


def _base(kind: Kind) -> Style:
    if kind in _NUMBERS:
        return replace(styles.TEXT, align=Align.RIGHT, number_format=_NUMBERS[kind], wrap=False)
    if kind in _AS_TYPED:
        return replace(styles.TEXT, number_format="@")
    return styles.TEXT


@cache
def typed(kind: Kind) -> Style:
    """A cell the person fills."""
    return replace(_base(kind), locked=False)


@cache
def hinted(kind: Kind) -> Style:
    """The same cell while it shows a figure of the round before, which may need two lines."""
    return replace(_base(kind), locked=False, wrap=True)


@cache
def computed(kind: Kind) -> Style:
    """A cell with a formula; it can be typed over, since some indicators have no such sum."""
    return replace(_base(kind), locked=False, fill=_GIVEN_FILL)


@cache
def printed(kind: Kind) -> Style:
    """A cell we filled; it cannot be changed by mistake."""
    return replace(_base(kind), fill=_GIVEN_FILL)


@cache
def numbered() -> Style:
    """The printed number of a row."""
    return replace(printed(Kind.TEXT), align=Align.CENTER)
