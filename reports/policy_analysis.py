"""The analysis of a year's policy as one sheet to print: policies, strategies, indicators, last year's results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from domain.plan import PlanIndicator, PlanPolicy, PlanSubject
from domain.policies import Change, ComparedIndicator, ComparedStrategy
from domain.thai import arabic, clock_time, local, long_date, thai_digits
from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, Style, fitted, height_for, spread
from reports.workbook import to_xlsx

TITLE: Final = "การวิเคราะห์นโยบายและกลยุทธ์ สพฐ."
CHANGES: Final[Mapping[Change | None, str]] = MappingProxyType(
    {
        Change.NEW: "ใหม่", Change.SAME: "คงเดิม", Change.TARGET: "แก้เป้า", Change.WORDING: "แก้ถ้อยคำ", Change.CUT: "ตัดออก",
        None: "–",
    }
)  # fmt: skip
_COLUMNS: Final = (
    ("นโยบาย/จุดเน้น", 24), ("กลยุทธ์", 22), ("ที่", 6), ("ตัวชี้วัด", 34), ("หน่วยนับ", 9), ("เป้าหมาย", 17),
    ("ผู้รับผิดชอบ\nหลัก", 20), ("ผู้รับผิดชอบ\nร่วม", 20), ("แหล่งข้อมูล /\nผู้ให้ข้อมูล", 20), ("ผลปีก่อน", 15),
    ("ที่มาของผลปีก่อน", 20), ("เปลี่ยนจาก\nปีก่อน", 17),
)  # fmt: skip
_WIDE: Final = len(_COLUMNS)
_WIDTHS: Final = tuple(float(width) for _, width in _COLUMNS)
_HEADING_ROW: Final = 4
_LEAD: Final = 6  # the column of who answers for it, counted from 0; those who do so together stand beside it
_STRONG: Final = replace(styles.TEXT, bold=True)
_MISSING: Final = replace(styles.TEXT, color=styles.RED)
_QUIET: Final = replace(styles.TEXT, color=styles.GREY)
_GONE: Final = replace(styles.TEXT, color=styles.GREY, struck=True)
_GONE_CENTRED: Final = replace(styles.CENTRED, color=styles.GREY, struck=True)
_LOOKS: Final[Mapping[Change | None, Style]] = MappingProxyType(
    {
        Change.NEW: replace(styles.CENTRED, color=styles.GREEN, bold=True),
        Change.TARGET: replace(styles.CENTRED, color=styles.AMBER, bold=True),
        Change.WORDING: replace(styles.CENTRED, color=styles.AMBER),
        Change.CUT: replace(styles.CENTRED, color=styles.RED),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the sheet shows. `units`: names by code; `results`: value and source by strategy code and indicator number.

    Both codes are of the year before, the number in Arabic digits. `known_before`: that year is known at all.
    """

    office_name: str
    fiscal_year_be: int
    as_of: datetime
    policies: tuple[PlanPolicy, ...]
    strategies: tuple[ComparedStrategy, ...]
    units: Mapping[str, str]
    results: Mapping[tuple[str, str], tuple[str, str]]
    known_before: bool


def make_analysis(analysis: Analysis) -> bytes:
    """An xlsx file; the same analysis gives the same bytes."""
    return to_xlsx([_sheet(analysis)], title=TITLE, made_at=analysis.as_of)


def _sheet(analysis: Analysis) -> Sheet:
    year = thai_digits(f"ประจำปีงบประมาณ พ.ศ. {analysis.fiscal_year_be}")
    made = f"ข้อมูล ณ วันที่ {long_date(local(analysis.as_of).date())} เวลา {thai_digits(clock_time(analysis.as_of))}"
    return Sheet(
        name=f"วิเคราะห์ปี {analysis.fiscal_year_be}",
        widths=_WIDTHS,
        rows=(
            Row(spread(TITLE, styles.TITLE, _WIDE), height=32),
            Row(spread(thai_digits(analysis.office_name), styles.SUBTITLE, _WIDE), height=28),
            Row(spread(year, styles.SUBTITLE, _WIDE), height=28),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _COLUMNS), height=50),
            *_body(analysis),
            Row(),
            *(Row(spread(text, styles.NOTE, _WIDE)) for text in _notes(analysis)),
            Row(spread(made, styles.NOTE, _WIDE)),
        ),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{TITLE} {year}"),
        freeze=f"C{_HEADING_ROW + 1}",
        tab=styles.GREEN,
    )


def _body(analysis: Analysis) -> Iterator[Row]:
    """The rows of each policy, those that stand under none behind them, what was cut at the end."""
    if not analysis.strategies:
        yield Row(spread("ยังไม่มีกลยุทธ์ของปีนี้", styles.NOTE, _WIDE), height=30)
    standing = [one for one in analysis.strategies if one.change is not Change.CUT]
    for policy in analysis.policies:
        under = [one for one in standing if one.now.policy == policy.code]
        yield from _group(_policy(policy), under, analysis)
    codes = {policy.code for policy in analysis.policies}
    loose = [one for one in standing if one.now.policy not in codes]
    yield from _group("ยังไม่ได้ระบุนโยบาย" if analysis.policies else "–", loose, analysis) if loose else ()
    cut = [one for one in analysis.strategies if one.change is Change.CUT]
    yield from _group(thai_digits(f"ตัดออกจากปี {analysis.fiscal_year_be - 1}"), cut, analysis) if cut else ()


def _policy(policy: PlanPolicy) -> str:
    lines = [f"{policy.no}. {policy.title}"]
    if policy.document:
        lines.append(f"({policy.document})")
    return thai_digits("\n".join(lines))


def _group(head: str, strategies: Sequence[ComparedStrategy], analysis: Analysis) -> Iterator[Row]:
    """A policy beside its strategies, each beside its indicators: merged cells, in rows high enough for their words."""
    parts = [_strategy_rows(one, analysis) for one in strategies] or [_nothing_under()]
    rows = [row for part in parts for row in part]
    rows = _high_enough(_with_first(rows, 0, Cell(head, _STRONG)), 0)
    yield from rows


def _with_first(rows: Sequence[Row], column: int, cell: Cell) -> list[Row]:
    """The rows with one cell down their side."""
    made = []
    for place, row in enumerate(rows):
        one = cell._replace(down=len(rows)) if not place else Cell(None, cell.style)
        made.append(replace(row, cells=(*row.cells[:column], one, *row.cells[column + 1 :])))
    return made


def _high_enough(rows: Sequence[Row], column: int) -> list[Row]:
    """The rows, the last of them high enough for what is merged down that column."""
    heights = [fitted(row, _WIDTHS) for row in rows]
    cell = rows[0].cells[column]
    words = cell.value if cell is not None else ""
    needed = height_for(words, _WIDTHS[column]) if isinstance(words, str) else 0.0
    heights[-1] += max(0.0, needed - sum(heights))
    return [replace(row, height=height) for row, height in zip(rows, heights, strict=True)]


def _nothing_under() -> list[Row]:
    cells = (Cell(None, _STRONG), Cell("ยังไม่มีกลยุทธ์รองรับ", _MISSING), *[Cell(None, styles.TEXT)] * (_WIDE - 2))
    return [Row(cells)]


def _strategy_rows(one: ComparedStrategy, analysis: Analysis) -> list[Row]:
    """The rows of a strategy's indicators, with its name and who answers for it down their sides."""
    subject, gone = one.now, one.change is Change.CUT
    rows = [_indicator_row(one, indicator, analysis) for indicator in one.indicators]
    rows = rows or [_bare_row(one)]
    text = _GONE if gone else styles.TEXT
    lead, joint = _owners(subject, analysis)
    for column, cell in (
        (1, Cell(thai_digits(f"{subject.no}. {subject.title}"), _GONE if gone else _STRONG)),
        (_LEAD, Cell(lead or "ยังไม่มี", text if lead else _MISSING)),
        (_LEAD + 1, Cell(joint or "–", text)),
    ):
        rows = _high_enough(_with_first(rows, column, cell), column)
    return rows


def _indicator_row(one: ComparedStrategy, compared: ComparedIndicator, analysis: Analysis) -> Row:
    indicator, gone = compared.now, compared.change is Change.CUT
    result, source = _result(one.before, compared, analysis)
    change = CHANGES[compared.change]
    if compared.change is Change.TARGET and compared.before is not None:
        change += f"\n(เดิม {_aim(compared.before)})"
    text, centred = (_GONE, _GONE_CENTRED) if gone else (styles.TEXT, styles.CENTRED)
    return Row(
        (
            *[Cell(None, text)] * 2,
            Cell(indicator.no, centred),
            Cell(thai_digits(indicator.name), text),
            Cell(indicator.unit, centred),
            Cell(thai_digits(indicator.target), centred),
            *[Cell(None, text)] * 2,
            Cell(_source(indicator, analysis), text),
            Cell(thai_digits(result) or "–", styles.CENTRED),
            Cell(source or None, _QUIET),
            Cell(thai_digits(change), _LOOKS.get(compared.change, styles.CENTRED)),
        )
    )


def _bare_row(one: ComparedStrategy) -> Row:
    """The row of a strategy without an indicator."""
    empty = Cell(None, styles.TEXT)
    change = Cell(CHANGES[one.change], _LOOKS.get(one.change, styles.CENTRED))
    return Row((*[empty] * 3, Cell("ยังไม่มีตัวชี้วัด", _MISSING), *[empty] * (_WIDE - 5), change))


def _owners(subject: PlanSubject, analysis: Analysis) -> tuple[str, str]:
    names = [analysis.units.get(code, code) for code in subject.owners]
    return (names[0] if names else ""), "\n".join(names[1:])


def _source(indicator: PlanIndicator, analysis: Analysis) -> str:
    answers = analysis.units.get(indicator.answers, indicator.answers) if indicator.answers else ""
    return "\n".join(part for part in (indicator.source or "", answers) if part) or "–"


def _result(before: PlanSubject | None, compared: ComparedIndicator, analysis: Analysis) -> tuple[str, str]:
    """What the indicator came to in the year before: as it was accepted, else as the plan states it."""
    old = compared.before
    accepted = analysis.results.get((before.code, arabic(old.no))) if before and old else None
    if accepted:
        return accepted
    return (compared.now.baseline, "ตามที่ระบุในแผน") if compared.now.baseline else ("", "")


def _aim(indicator: PlanIndicator) -> str:
    return indicator.target or indicator.unit or "ไม่ระบุ"


def _notes(analysis: Analysis) -> Iterator[str]:
    for policy in analysis.policies:
        letter = f"ที่ {policy.letter_no}" if policy.letter_no else ""
        dated = f"ลงวันที่ {long_date(policy.letter_on)}" if policy.letter_on else ""
        said = " ".join(part for part in (policy.document, letter, dated) if part)
        if said or policy.note:
            yield f"นโยบายที่ {thai_digits(str(policy.no))} " + ": ".join(part for part in (said, policy.note) if part)
    for one in analysis.strategies:
        if one.now.note and one.change is not Change.CUT:
            yield f"กลยุทธ์ที่ {thai_digits(str(one.now.no))}: {one.now.note}"
    before = thai_digits(str(analysis.fiscal_year_be - 1))
    if analysis.known_before:
        yield f"ผลปีก่อน คือ ผลปี {before} จากแบบที่สำนักงานรับรองแล้ว รอบล่าสุด"
    else:
        yield f"ยังไม่มีกลยุทธ์ปี {before} ในระบบ จึงยังไม่ได้เปรียบเทียบ"
