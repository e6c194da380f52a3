"""The first sheet of the summary: headline figures, one row per strategy, the totals of what was received."""

from __future__ import annotations

from typing import Final

from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.sheet import Bars, Cell, Paper, Row, Sheet, Style, Value, address, letter, spread
from reports.summary_data import (
    Blank,
    Figure,
    Origin,
    SummaryData,
    SummaryLine,
    counted,
    expected,
    timing,
)
from reports.summary_figures import LineFigures, figures_of, figures_together
from reports.summary_sources import Sources

NAME: Final = "สรุปภาพรวม"
_WIDTHS: Final = (5.0, 26.0, 28.0, 13.0, 12.0, 13.0, 9.0, 8.0, 11.0, 13.0, 13.0, 13.0, 10.0, 9.0)
_WIDE: Final = len(_WIDTHS)
_REPORTED, _EXPECTED, _SCORE, _ALLOCATED, _SPENT, _LEFT, _SHARE, _WARNINGS = range(7, 15)
_STATE: Final = 4
_TILES: Final = 6  # row of the big figures
_FIRST: Final = 10  # row of the first strategy
_WHAT: Final = {
    _REPORTED: "ตัวชี้วัดที่รายงานแล้ว",
    _SCORE: "คะแนนเฉลี่ย",
    _ALLOCATED: "งบประมาณที่ได้รับจัดสรร",
    _SPENT: "งบประมาณที่ใช้ไป",
    _LEFT: "งบประมาณคงเหลือ",
    _SHARE: "ร้อยละที่ใช้ไป",
}


def _placed(figures: LineFigures) -> dict[int, Figure]:
    return {
        _REPORTED: figures.reported, _SCORE: figures.score, _ALLOCATED: figures.allocated, _SPENT: figures.spent,
        _LEFT: figures.left, _SHARE: figures.share,
    }  # fmt: skip


def overview(data: SummaryData, sources: Sources) -> Sheet:
    """Draw the sheet and note where each figure comes from."""
    lines = data.ordered()
    numbers = [figures_of(data, line) for line in lines]
    rows = [*_head(data), *_tiles(data, lines, numbers), *_headings(data)]
    for row, (line, figures) in enumerate(zip(lines, numbers, strict=True), start=_FIRST):
        rows.append(_line(data, line, figures))
        _trace(sources, row, line, figures)
    last = _FIRST + len(lines) - 1
    rows.append(_totals(data, lines, numbers))
    _trace_totals(sources, lines, numbers, last + 1)
    rows += _notes(data, lines)
    share = letter(_SHARE)
    return Sheet(
        name=NAME,
        widths=_WIDTHS,
        rows=tuple(rows),
        paper=Paper(repeat=(_FIRST - 2, _FIRST - 1), footer=f"{data.office_name} {data.code}"),
        freeze=f"C{_FIRST}",
        tab=styles.GREEN,
        bars=(Bars(cells=f"{share}{_FIRST}:{share}{last + 1}", color="86CFC2", maximum=100),),
    )


def _all(lines: tuple[SummaryLine, ...], numbers: list[LineFigures]) -> LineFigures:
    kept = counted(lines)
    return figures_together([figures for line, figures in zip(lines, numbers, strict=True) if line in kept])


def _head(data: SummaryData) -> list[Row]:
    title = f"สรุปผลการดำเนินงานตาม{data.subject_word} ประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} {data.round_name}"
    due = local(data.due_at)
    moment = (
        f"ข้อมูล ณ วันที่ {long_date(local(data.as_of).date())} เวลา {thai_digits(clock_time(data.as_of))}    "
        f"กำหนดส่ง {long_date(due.date())} เวลา {thai_digits(clock_time(due))}"
    )
    return [
        Row(spread(thai_digits(title), styles.TITLE, _WIDE), height=34),
        Row(spread(thai_digits(data.office_name), styles.SUBTITLE, _WIDE), height=28),
        Row(spread(moment, styles.SUBTITLE, _WIDE), height=28),
        Row(height=10),
    ]


def _tiles(data: SummaryData, lines: tuple[SummaryLine, ...], numbers: list[LineFigures]) -> list[Row]:
    count = {standing: sum(line.standing == standing for line in lines) for standing in ("in", "fix", "missing")}
    every = _all(lines, numbers)
    score = "–" if every.score.number is None else f"{every.score.number:.2f}"
    share = "–" if every.share.number is None else f"{every.share.number:.1f} %"
    tiles: tuple[tuple[str, str, str, int], ...] = (
        ("in", "ส่งแล้ว", f"{count['in']} จาก {len(lines)} {data.subject_word}", 2),
        ("fix" if count["fix"] else "calm", "รอแก้ไข", str(count["fix"]), 1),
        ("missing" if count["missing"] else "calm", "ยังไม่ได้รับ", str(count["missing"]), 3),
        ("calm", "คะแนนเฉลี่ยของตัวชี้วัดที่รับแล้ว", score, 3),
        ("calm", "ใช้จ่ายงบประมาณของส่วนที่รับแล้ว", share, 5),
    )
    top = tuple(cell for tone, label, _, across in tiles for cell in spread(label, look.TILE_LABEL[tone], across))
    big = tuple(cell for tone, _, text, across in tiles for cell in spread(text, look.TILE_NUMBER[tone], across))
    return [Row(top, height=26), Row(big, height=44), Row(height=10)]


def _headings(data: SummaryData) -> list[Row]:
    single = ("ที่", data.subject_word, "ผู้รับผิดชอบ", "สถานะ", "ส่งเมื่อ", "ตรงเวลา/ล่าช้า")
    upper = [Cell(text, styles.HEADING, 1, 2) for text in single]
    upper += [*spread("ตัวชี้วัด", styles.HEADING, 2), Cell("คะแนนเฉลี่ย (๑–๕)", styles.HEADING, 1, 2)]
    upper += [*spread("งบประมาณ (บาท)", styles.HEADING, 4), Cell("ข้อสังเกต (จุด)", styles.HEADING, 1, 2)]
    words = {7: "รายงานแล้ว", 8: "ทั้งหมด", 10: "ได้รับจัดสรร", 11: "ใช้ไป", 12: "คงเหลือ", 13: "ร้อยละที่ใช้"}
    lower = tuple(Cell(words.get(column), styles.HEADING) for column in range(1, _WIDE + 1))
    return [Row(tuple(upper), height=26), Row(lower, height=46)]


def _line(data: SummaryData, line: SummaryLine, figures: LineFigures) -> Row:
    received = line.received
    owner = f"{line.unit}\nร่วม: {', '.join(line.joint_units)}" if line.joint_units else line.unit
    when = local(received.submitted_at) if received else None
    sent = f"{short_date(when.date())}\n{clock_time(when)}" if when else Blank.NOT_RECEIVED.value
    cells = [
        Cell(thai_digits(str(line.subject_no)), look.CENTRED),
        Cell(line.subject_title, look.TEXT),
        Cell(owner, look.TEXT),
        look.state_cell(line.state_text, line.standing),
        Cell(sent, look.CENTRED if received else look.BLANK),
        Cell(timing(data, line), look.CENTRED),
        look.figure_cell(figures.reported, look.COUNT),
        Cell(expected(line), look.COUNT),
        look.figure_cell(figures.score, look.DECIMAL),
        *(look.figure_cell(figure, look.DECIMAL) for figure in (figures.allocated, figures.spent, figures.left)),
        look.figure_cell(figures.share, look.DECIMAL),
        Cell(received.warnings, look.COUNT) if received else Cell(Blank.NOT_RECEIVED.value, look.BLANK),
    ]
    return Row(tuple(cells))


def _totals(data: SummaryData, lines: tuple[SummaryLine, ...], numbers: list[LineFigures]) -> Row:
    every, kept = _all(lines, numbers), counted(lines)
    label = f"รวมเฉพาะที่รับแล้ว {len(kept)} จาก {len(lines)} {data.subject_word}"
    money: tuple[tuple[Figure, Style], ...] = tuple(
        (figure, look.TOTAL_DECIMAL) for figure in (every.score, every.allocated, every.spent, every.left, every.share)
    )
    planned: Value = sum(expected(line) for line in kept) if kept else Blank.NOT_RECEIVED.value
    warned = sum(line.received.warnings for line in kept if line.received)
    warnings: Value = warned if kept else Blank.NOT_RECEIVED.value
    cells = [
        *spread(thai_digits(label), look.TOTAL_LABEL, 6),
        _total_cell(every.reported, look.TOTAL_COUNT),
        Cell(planned, look.TOTAL_COUNT),
        *(_total_cell(figure, style) for figure, style in money),
        Cell(warnings, look.TOTAL_COUNT),
    ]
    return Row(tuple(cells), height=28)


def _total_cell(figure: Figure, style: Style) -> Cell:
    return Cell(str(figure.value), look.TOTAL_BLANK) if figure.number is None else Cell(round(figure.number, 2), style)


def _notes(data: SummaryData, lines: tuple[SummaryLine, ...]) -> list[Row]:
    missing = [line for line in lines if line.standing == "missing"]
    rows = [Row(height=10)]
    if missing:
        rows.append(
            Row(spread(f"ยังไม่ได้รับ {thai_digits(str(len(missing)))} {data.subject_word}", styles.SECTION, _WIDE), 28)
        )
        rows += [Row(spread(_missing(data, line), styles.NOTE, _WIDE)) for line in missing]
    told = (
        f"“{Blank.NOT_RECEIVED}” หมายถึงยังไม่มีแบบส่งเข้ามา ไม่ใช่ 0    “{Blank.NO_DATA}” หมายถึงหน่วยงานแจ้งว่าไม่มีข้อมูล    "
        f"“{Blank.NOT_FILLED}” หมายถึงส่งแบบแล้วแต่เว้นช่องว่าง    แบบที่รอแก้ไขไม่รวมในยอดรวม"
    )
    return [*rows, Row(spread(told, styles.NOTE, _WIDE))]


def _missing(data: SummaryData, line: SummaryLine) -> str:
    due = local(data.due(line))
    joint = f" (ร่วม: {', '.join(line.joint_units)})" if line.joint_units else ""
    when = f"กำหนดส่ง {short_date(due.date())} {clock_time(due)} {timing(data, line)}"
    return f"•  {data.subject(line)}    {line.unit}{joint}    {when}"


def _trace(sources: Sources, row: int, line: SummaryLine, figures: LineFigures) -> None:
    for column, figure in _placed(figures).items():
        sources.taken(NAME, (row, column), _WHAT[column], line, figure)
    sources.planned(NAME, (row, _EXPECTED), "ตัวชี้วัดทั้งหมด")
    sources.seen(NAME, (row, _WARNINGS), "ข้อสังเกต", line, (Origin("ผลการตรวจแบบ"),))


def _trace_totals(sources: Sources, lines: tuple[SummaryLine, ...], numbers: list[LineFigures], row: int) -> None:
    kept = [place for place, line in enumerate(lines) if line in counted(lines)]
    every = _placed(_all(lines, numbers))
    for column, what in _WHAT.items():
        each = [(place, _placed(numbers[place])[column]) for place in kept]
        parts = [
            (lines[place], figure, address(_FIRST + place, column))
            for place, figure in each
            if (numbers[place].left if column == _SHARE else figure).number is not None
        ]
        sources.together(NAME, (row, column), f"{what} (รวม)", every[column], parts)
    for column, what in ((_EXPECTED, "ตัวชี้วัดทั้งหมด (รวม)"), (_WARNINGS, "ข้อสังเกต (รวม)")):
        sources.computed(NAME, (row, column), what, [address(_FIRST + place, column) for place in kept])
    states = [f"{address(_FIRST, _STATE)}:{address(row - 1, _STATE)}"]
    for column, what in ((1, "ส่งแล้ว"), (3, "รอแก้ไข"), (4, "ยังไม่ได้รับ")):
        sources.computed(NAME, (_TILES, column), f"จำนวนที่{what}", states)
    for column, what, of in ((7, "คะแนนเฉลี่ย", _SCORE), (10, "ร้อยละที่ใช้ไป", _SHARE)):
        sources.computed(NAME, (_TILES, column), what, [address(row, of)])
