"""What the sheets of the information workbook share: their heads, their columns, and where a unit's figures stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.thai import clock_time, local, long_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.information.model import Entry, Information, LevelFigures, traceable
from reports.sheet import Cell, Paper, Row, address, spread
from reports.summary_data import Blank, Figure
from reports.summary_sources import Part, Sources

UNITS: Final = "รายโรงเรียน"
HEADING: Final = 4  # the row of the headings
FIRST: Final = HEADING + 1
UNIT_COLUMNS: Final = (
    ("ที่", 6.0), ("รหัส", 12.0), ("โรงเรียน", 38.0), ("อำเภอ", 18.0), ("กลุ่มโรงเรียน", 34.0), ("ขนาด", 16.0),
    ("สถานะ", 32.0),
)  # fmt: skip
_WHOLE: Final = ("จำนวนนักเรียน\n(คน)", 14.0)
_WIDE: Final = 11.0


def head(told: Information, about: str, wide: int) -> list[Row]:
    """The lines above a table: what it is, whose, as of when."""
    data = told.data
    moment = f"ข้อมูล ณ วันที่ {long_date(local(data.as_of).date())} เวลา {thai_digits(clock_time(data.as_of))}"
    return [
        Row(spread(f"{about} {data.title}", styles.TITLE, wide), height=34),
        Row(spread(f"{data.office_name}    {moment}", styles.SUBTITLE, wide), height=28),
        Row(),
    ]


def paper(told: Information) -> Paper:
    """How a sheet is printed."""
    return Paper(repeat=(HEADING, HEADING), footer=f"{told.data.office_name} {told.data.code}")


def headings(columns: Sequence[tuple[str, float]]) -> Row:
    """The row of headings."""
    return Row(tuple(Cell(heading, styles.HEADING) for heading, _ in columns), height=52)


def level_columns(told: Information) -> list[tuple[str, float]]:
    """How many, how many on each level, and in per cent."""
    counts = [(f"{name}\n(คน)", _WIDE) for name in told.names]
    return [_WHOLE, *counts, *((f"{name}\n(ร้อยละ)", _WIDE) for name in told.names)]


def one_line(heading: str) -> str:
    """A heading as it is named in a line."""
    return " ".join(heading.split())


def pick(figures: LevelFigures) -> tuple[Figure, ...]:
    """The same figures in the order of those columns."""
    return (figures.whole, *figures.levels, *figures.shares)


def is_count(place: int, told: Information) -> bool:
    """Whether what stands at that place among them has no decimals."""
    return place <= len(told.names)


def parts(entries: Sequence[Entry], place: int) -> list[Part]:
    """What a sum at that place follows from, each with where it stands among all units."""
    return [
        (line, figure, f"{UNITS}!{address(FIRST + entry.place, len(UNIT_COLUMNS) + 1 + place)}")
        for entry in entries
        for line, figure in traceable([entry], lambda figures: pick(figures)[place])
    ]


def sums(
    told: Information, entries: Sequence[Entry], whole: LevelFigures, sources: Sources, at: tuple[str, int, int],
    *, strong: bool,
) -> list[Cell]:  # fmt: skip
    """The cells of the sums of some units at a sheet's row, from a column on, each noted with what it follows from."""
    sheet, row, start = at
    drawn = []
    for n, figure in enumerate(pick(whole)):
        if strong:
            style = look.TOTAL_COUNT if is_count(n, told) else look.TOTAL_DECIMAL
        else:
            style = look.COUNT if is_count(n, told) else look.DECIMAL
        drawn.append(Cell(round(figure.number, 2) if figure.number is not None else str(figure.value), style))
        if found := parts(entries, n):
            sources.together(sheet, (row, start + n), f"รวม {one_line(level_columns(told)[n][0])}", figure, found)
    return drawn


def nothing(count: int, *, strong: bool) -> tuple[Cell, ...]:
    """Over so many columns: there is nothing to add up yet."""
    return spread(Blank.NOT_RECEIVED.value, look.TOTAL_BLANK if strong else look.BLANK, count)
