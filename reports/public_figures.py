"""A public page's figures from a round: sums over what was accepted, by district, cluster or group. Names no school."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from domain.forms.definition import Column, Kind
from domain.publishing import Page, Table, Value, per_cent
from domain.thai import thai_digits
from reports.summary_data import Figure, SummaryData, SummaryLine, total

_SUMMED: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})
_NOWHERE: Final = "ไม่ระบุ"
UNITS: Final = "หน่วยงาน"
REPORTED: Final = "รายงานแล้ว"
SHARE: Final = "ร้อยละ"


def public_page(data: SummaryData, places: Sequence[Mapping[str, str]], *, word: str = UNITS) -> Page:
    """The page of a round. `places`: of each line of the data, by what units are put together (อำเภอ), where it lies.

    Only what an officer has accepted counts; what is not in yet is said as a number, and whose it is is not.
    """
    asked = [(line, place) for line, place in zip(data.lines, places, strict=True) if not line.excused]
    taken = [line for line, _ in asked if line.accepted]
    columns = _columns(data, taken)
    kinds = dict.fromkeys(kind for _, place in asked for kind in place)
    tables = (_whole(taken, columns), *(_by(kind, asked, columns, word) for kind in kinds))
    out = len(asked) - len(taken)
    return Page(
        title=data.title,
        office=data.office_name,
        period=thai_digits(f"ปีงบประมาณ พ.ศ. {data.fiscal_year_be} {data.round_name}").strip(),
        as_of=data.as_of,
        facts=((REPORTED, f"{len(taken):,} จาก {len(asked):,} {word}"),),
        tables=tuple(one for one in tables if one.rows),
        note=f"นับเฉพาะข้อมูลที่ตรวจแล้ว ยังไม่รวมอีก {out:,} {word}" if out else "",
    )


def heading(column: Column) -> str:
    """What a column's figures are called where its upper heading does not stand."""
    return f"{column.group} {column.heading}".strip() if column.group else column.heading


def _columns(data: SummaryData, taken: Iterable[SummaryLine]) -> list[Column]:
    """The columns that hold amounts and were filled by anybody."""
    lines = list(taken)
    amounts = (one for one in data.definition.columns if one.kind in _SUMMED and not one.prefilled)
    return [one for one in amounts if any(total(line, one.field).number is not None for line in lines)]


def _whole(taken: Sequence[SummaryLine], columns: Sequence[Column]) -> Table:
    return Table("ภาพรวม", ("รายการ", "รวม"), tuple((heading(one), _sum(taken, one)) for one in columns))


def _by(
    kind: str, asked: Iterable[tuple[SummaryLine, Mapping[str, str]]], columns: Sequence[Column], word: str
) -> Table:
    """A row for each place: how many of its units have reported, and their sums."""
    lying: dict[str, list[SummaryLine]] = {}
    for line, place in asked:
        if kind in place:
            lying.setdefault(place[kind] or _NOWHERE, []).append(line)
    rows: list[tuple[Value, ...]] = []
    for name, lines in sorted(lying.items(), key=lambda one: (one[0] == _NOWHERE, one[0])):
        taken = [line for line in lines if line.accepted]
        sums = (_sum(taken, one) for one in columns)
        rows.append((name, len(lines), len(taken), per_cent(len(taken), len(lines)), *sums))
    headings = (kind, f"{word}ทั้งหมด", REPORTED, SHARE, *(heading(one) for one in columns))
    return Table(f"แยกตาม{kind}", headings, tuple(rows), share=3)


def _sum(lines: Iterable[SummaryLine], column: Column) -> float | None:
    figures: list[Figure] = [total(line, column.field) for line in lines]
    numbers = [one.number for one in figures if one.number is not None]
    return sum(numbers) if numbers else None
