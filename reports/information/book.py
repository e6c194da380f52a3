"""The workbook: what all units reported, by district, cluster and size, beside the round before, with every source."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reports import styles
from reports import summary_look as look
from reports.information.compared import compared
from reports.information.look import (
    FIRST,
    HEADING,
    UNIT_COLUMNS,
    UNITS,
    head,
    headings,
    is_count,
    level_columns,
    nothing,
    one_line,
    paper,
    parts,
    pick,
    sums,
)
from reports.information.model import AXES, Entry, Group, Information, LevelFigures, difference, inform
from reports.sheet import Bars, Cell, Row, Sheet, address, spread
from reports.summary_data import Blank, Figure, Standing, SummaryData
from reports.summary_missing import missing
from reports.summary_sources import Part, Sources

OVERVIEW: Final = "ภาพรวม"
SHEETS: Final = {"อำเภอ": "รายอำเภอ", "กลุ่มโรงเรียน": "รายกลุ่มโรงเรียน", "ขนาดโรงเรียน": "ตามขนาด"}
_CODE: Final = replace(styles.CODE, middle=True)
_NOT_VERIFIED: Final = "ยังไม่ตรวจสอบ"
_GROUP_COLUMNS: Final = (("โรงเรียนทั้งหมด", 12.0), ("ตรวจสอบแล้ว", 12.0), ("ยังขาด", 10.0))
_OVERVIEW_COLUMNS: Final = (
    ("ระดับ", 30.0), ("ครั้งนี้ (คน)", 16.0), ("ร้อยละ", 14.0), ("ครั้งก่อน (คน)*", 16.0), ("ร้อยละ*", 14.0),
    ("ครั้งนี้ (ร้อยละ)*", 16.0), ("ต่าง (จุดร้อยละ)*", 16.0),
)  # fmt: skip
_BAR: Final = "99C5BF"


def compile_information(data: SummaryData) -> list[Sheet]:
    """The sheets; the same data gives the same sheets."""
    return written(data)[0]


def written(data: SummaryData) -> tuple[list[Sheet], Sources]:
    """The sheets, and every figure in them with the cells it stands on."""
    told, sources = inform(data), Sources()
    first = [_overview(told, sources), _units(told, sources), *(_groups(told, axis, sources) for axis in AXES)]
    beside = [compared(told, sources)] if any(entry.before for entry in told.entries) else []
    return [*first, *beside, missing(data), sources.sheet(data)], sources


def _units(told: Information, sources: Sources) -> Sheet:
    """A row for each unit, the missing ones too."""
    columns = [*UNIT_COLUMNS, *level_columns(told)]
    rows = [*head(told, "ข้อมูลรายโรงเรียน", len(columns)), headings(columns)]
    start = len(UNIT_COLUMNS) + 1
    for number, entry in enumerate(told.entries, start=1):
        line = entry.line
        lead = (
            Cell(number, look.CENTRED), Cell(line.smis_code or None, _CODE), Cell(line.unit, look.TEXT),
            Cell(line.district, look.TEXT), Cell(line.cluster, look.TEXT), Cell(entry.size, look.TEXT),
            look.state_cell(line.state_text, _tone(entry)),
        )  # fmt: skip
        if entry.now is None:
            why = line.state_text if line.excused else _NOT_VERIFIED if line.received else Blank.NOT_RECEIVED.value
            rows.append(Row((*lead, *spread(why, look.BLANK, len(columns) - len(lead)))))
            continue
        row, figures = len(rows) + 1, pick(entry.now)
        styled = [look.COUNT if is_count(n, told) else look.DECIMAL for n in range(len(figures))]
        rows.append(Row((*lead, *(look.figure_cell(one, style) for one, style in zip(figures, styled, strict=True)))))
        for n, figure in enumerate(figures):
            sources.taken(UNITS, (row, start + n), f"{line.unit} {one_line(columns[start - 1 + n][0])}", line, figure)
    total = spread("รวม", look.TOTAL_LABEL, start - 1)
    rows.append(Row((*total, *_everybody(told, sources, (UNITS, len(rows) + 1, start)))))
    return Sheet(
        name=UNITS,
        widths=tuple(width for _, width in columns),
        rows=tuple(rows),
        paper=paper(told),
        freeze=f"D{FIRST}",
        filter=f"A{HEADING}:{address(HEADING + len(told.entries), len(columns))}",
        tab=styles.GREEN,
    )


def _tone(entry: Entry) -> Standing:
    """What has come in and is not verified yet is not in: it is in no sum."""
    waits = entry.now is None and entry.line.standing == "in" and not entry.line.excused
    return "fix" if waits else entry.line.standing


def _everybody(told: Information, sources: Sources, at: tuple[str, int, int]) -> list[Cell]:
    """The sums of all whose figures count."""
    if not told.kept:
        return list(nothing(len(level_columns(told)), strong=True))
    return sums(told, told.kept, told.together, sources, at, strong=True)


def _groups(told: Information, axis: str, sources: Sources) -> Sheet:
    """A row for each group of units, and their sum."""
    name, columns = SHEETS[axis], [(axis, 30.0), *_GROUP_COLUMNS, *level_columns(told)]
    rows = [*head(told, f"ข้อมูลจำแนกตาม{axis}", len(columns)), headings(columns)]
    start = len(_GROUP_COLUMNS) + 2
    for group in AXES[axis](told):
        lead = (Cell(group.name, look.TEXT), *(Cell(count, look.COUNT) for count in _counts(group)))
        at = (name, len(rows) + 1, start)
        figures = (
            sums(told, group.kept, group.together, sources, at, strong=False)
            if group.kept
            else nothing(len(columns) - len(lead), strong=False)
        )
        rows.append(Row((*lead, *figures)))
    counts = [Cell(count, look.TOTAL_COUNT) for count in _counts(told.everybody)]
    total = _everybody(told, sources, (name, len(rows) + 1, start))
    rows.append(Row((Cell("รวม", look.TOTAL_LABEL), *counts, *total)))
    return Sheet(
        name=name,
        widths=tuple(width for _, width in columns),
        rows=tuple(rows),
        paper=paper(told),
        freeze=f"B{FIRST}",
        tab=styles.GREEN,
    )


def _counts(group: Group) -> tuple[int, int, int]:
    return group.asked, len(group.kept), group.asked - len(group.kept)


def _overview(told: Information, sources: Sources) -> Sheet:
    """How far the round is, and its levels beside the round before."""
    wide = len(_OVERVIEW_COLUMNS)
    asked, kept, without = _counts(told.everybody)
    rows = head(told, "สรุปสารสนเทศ", wide)
    standing = f"โรงเรียนและหน่วยงานที่ต้องรายงาน {asked:,} แห่ง    ตรวจสอบแล้ว {kept:,} แห่ง    ยังขาด {without:,} แห่ง"
    rows[-1] = Row(spread(standing, look.BAND, wide), height=30)
    rows.append(headings(_OVERVIEW_COLUMNS))
    now, before, pair = told.together, told.pairs_before(), told.pairs_now()
    for n, name in enumerate(told.names):
        rows.append(Row((Cell(name, look.TEXT), *_level(n, now, before, pair))))
        _trace(told, n, len(rows), sources)
    rows.append(Row((Cell("รวม", look.TOTAL_LABEL), *_wholes(now, before, pair))))
    _together(OVERVIEW, (len(rows), 2), "จำนวนนักเรียน", now.whole, parts(told.kept, 0), sources)
    _together(OVERVIEW, (len(rows), 4), "จำนวนนักเรียนครั้งก่อน", before.whole, _earlier(told, 0), sources)
    note = f"* เทียบเฉพาะ {len(told.pairs):,} แห่งที่มีข้อมูลที่ตรวจสอบแล้วทั้งสองครั้ง ขนาดโรงเรียนจัดตามจำนวนนักเรียนที่รายงานในแบบนี้"
    rows += [Row(), Row(spread(note, styles.NOTE, wide))]
    bars = Bars(cells=f"C{FIRST}:C{FIRST + len(told.names) - 1}", color=_BAR, maximum=100)
    return Sheet(
        name=OVERVIEW,
        widths=tuple(width for _, width in _OVERVIEW_COLUMNS),
        rows=tuple(rows),
        paper=paper(told),
        tab=styles.GREEN,
        bars=(bars,),
    )


def _level(n: int, now: LevelFigures, before: LevelFigures, pair: LevelFigures) -> list[Cell]:
    was, is_now = before.share(n), pair.share(n)
    return [
        look.figure_cell(now.level(n), look.COUNT),
        look.figure_cell(now.share(n), look.DECIMAL),
        look.figure_cell(before.level(n), look.COUNT),
        look.figure_cell(was, look.DECIMAL),
        look.figure_cell(is_now, look.DECIMAL),
        look.figure_cell(difference(was, is_now), look.DECIMAL),
    ]


def _wholes(now: LevelFigures, before: LevelFigures, pair: LevelFigures) -> list[Cell]:
    def cell(figure: Figure) -> Cell:
        return Cell(figure.number if figure.number is not None else str(figure.value), look.TOTAL_COUNT)

    hundred, paired = (Cell(100 if one.whole.number else None, look.TOTAL_COUNT) for one in (now, pair))
    return [cell(now.whole), hundred, cell(before.whole), paired, paired, Cell(None, look.TOTAL_BLANK)]


def _trace(told: Information, n: int, row: int, sources: Sources) -> None:
    name, count = told.names[n], len(told.names)
    now, before, pair = told.together, told.pairs_before(), told.pairs_now()
    of_pairs, share = told.pairs, 1 + count + n
    for column, what, figure, found in (
        (2, name, now.level(n), parts(told.kept, 1 + n)),
        (3, f"{name} ร้อยละ", now.share(n), parts(told.kept, share)),
        (4, f"{name} ครั้งก่อน", before.level(n), _earlier(told, 1 + n)),
        (5, f"{name} ครั้งก่อน ร้อยละ", before.share(n), _earlier(told, share)),
        (6, f"{name} ครั้งนี้ ร้อยละ", pair.share(n), parts(of_pairs, share)),
    ):
        _together(OVERVIEW, (row, column), what, figure, found, sources)
    if of_pairs:
        sources.computed(OVERVIEW, (row, 7), f"{name} ต่าง", [address(row, 5), address(row, 6)])


def _earlier(told: Information, place: int) -> list[Part]:
    """What a sum of the round before follows from, of the units that both rounds have."""
    return [
        (entry.earlier, figure, entry.line.unit)
        for entry in told.pairs
        if entry.earlier is not None
        and entry.before is not None
        and (figure := pick(entry.before)[place]).number is not None
    ]


def _together(
    sheet: str, place: tuple[int, int], what: str, figure: Figure, found: list[Part], sources: Sources
) -> None:
    if found:
        sources.together(sheet, place, what, figure, found)
