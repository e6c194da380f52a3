"""The same as a printed report: tables and charts by district, cluster and size, with the office's digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.thai import local
from reports.booklet.blocks import Bar, Chart, Column, Cover, Face, NewPage, Row
from reports.booklet.drafting import Draft
from reports.information.model import AXES, Entry, Group, Information, LevelFigures, traceable
from reports.official.writing import Writing
from reports.summary_data import Blank, Figure
from reports.tracing import Traced

_NOTHING: Final = "ยังไม่มีข้อมูลที่ตรวจสอบแล้ว"
_A_CHART: Final = 10  # groups of one picture
_NAME: Final = 3.4  # centimetres
_COUNT: Final = 1.4


@dataclass(frozen=True, slots=True)
class Printed:
    """The report's face, and the figures of units' files in it."""

    face: Face
    figures: tuple[Traced, ...]


def write_report(told: Information, section: str, *, thai_digits: bool = True) -> Printed:
    """Write the report of a section of the office; the same information gives the same words."""
    writing = Writing(thai_digits)
    draft = Draft(writing)
    _whole(told, draft)
    _by_axes(told, draft)
    _missing(told, draft)
    _by_unit(told, draft)
    title = writing.line(f"สารสนเทศ {told.data.title}")
    face = Face(title=title, cover=_cover(told, section, writing), front=(), body=tuple(draft.blocks))
    return Printed(face, tuple(draft.figures))


def _cover(told: Information, section: str, writing: Writing) -> Cover:
    data, without = told.data, len(told.asked) - len(told.kept)
    return Cover(
        series="",
        title=("สารสนเทศ", writing.line(data.title)),
        period=writing.line(f"ปีงบประมาณ พ.ศ. {data.fiscal_year_be}"),
        section=writing.line(section),
        office=writing.line(data.office_name),
        under=(writing.line("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน กระทรวงศึกษาธิการ"),),
        draft=writing.line(f"ยังขาดข้อมูล {without} แห่ง") if without else "",
    )


def _whole(told: Information, draft: Draft) -> None:
    """How far the round is, its levels, and the round before."""
    data, writing = told.data, draft.writing
    made = local(data.as_of)
    asked, kept = len(told.asked), len(told.kept)
    draft.heading(1, "ส่วนที่ 1 ภาพรวม")
    moment = f"ข้อมูล ณ วันที่ {writing.day(made.date())} เวลา {writing.clock(made.time())} น."
    draft.words(
        f"{moment} มีโรงเรียนและหน่วยงานที่ต้องรายงาน {asked:,} แห่ง ตรวจสอบแล้ว {kept:,} แห่ง ยังขาด {asked - kept:,} แห่ง "
        f"ตัวเลขในรายงานนี้รวมเฉพาะแห่งที่ตรวจสอบแล้ว"
    )
    if not told.kept:
        draft.words(_NOTHING, look="notice")
        return
    table, now = draft.next_table(), told.together
    rows = [
        Row((name, *(_sum(draft, (table, name), told.kept, place, now) for place in (1 + n, 1 + len(told.names) + n))))
        for n, name in enumerate(told.names)
    ]
    rows.append(Row(("รวม", _sum(draft, (table, "รวม"), told.kept, 0, now), writing.amount(100, 2)), strong=True))
    draft.table(
        "จำนวนนักเรียนในแต่ละระดับ",
        (Column("ระดับ", 6.0), Column("จำนวน (คน)", 5.0, "right"), Column("ร้อยละ", 5.0, "right")),
        rows,
    )
    groups = [("ครั้งนี้", _bars(draft, now))]
    if told.pairs:
        groups = [
            (f"ครั้งก่อน ({writing.number(len(told.pairs))} แห่ง)", _bars(draft, told.pairs_before())),
            (f"ครั้งนี้ ({writing.number(len(told.pairs))} แห่ง)", _bars(draft, told.pairs_now())),
            ("ครั้งนี้ ทุกแห่ง", _bars(draft, now)),
        ]
        draft.words(
            f"การเทียบกับครั้งก่อนใช้เฉพาะ {len(told.pairs):,} แห่งที่มีข้อมูลที่ตรวจสอบแล้วทั้งสองครั้ง", look="small"
        )  # fmt: skip
    draft.chart("ร้อยละของนักเรียนในแต่ละระดับ", _stacked(told, groups))


def _by_axes(told: Information, draft: Draft) -> None:
    draft.heading(1, "ส่วนที่ 2 ผลจำแนกตามอำเภอ กลุ่มโรงเรียน และขนาดโรงเรียน")
    for n, (axis, groups_of) in enumerate(AXES.items()):
        if n:
            draft.blocks.append(NewPage())
        groups = groups_of(told)
        draft.heading(2, f"จำแนกตาม{axis}")
        table = draft.next_table()
        rows = [_group_row(told, group, f"{table} {group.name}", draft) for group in groups]
        rows.append(_group_row(told, told.everybody, f"{table} รวม", draft, strong=True))
        draft.table(f"จำนวนและร้อยละของนักเรียนแต่ละระดับ จำแนกตาม{axis}", _columns(told, axis), rows)
        shown = [(draft.writing.line(group.name), _bars(draft, group.together)) for group in groups]
        for start in range(0, len(shown), _A_CHART):
            draft.chart(f"ร้อยละของนักเรียนแต่ละระดับ จำแนกตาม{axis}", _stacked(told, shown[start : start + _A_CHART]))
    draft.words("ขนาดโรงเรียนจัดตามจำนวนนักเรียนที่รายงานในแบบนี้", look="small")


def _columns(told: Information, axis: str) -> tuple[Column, ...]:
    left = 16.0 - _NAME - 2 * _COUNT
    each = left / (1 + len(told.names))
    return (
        Column(axis, _NAME),
        Column("โรงเรียน", _COUNT, "right"),
        Column("ตรวจแล้ว", _COUNT, "right"),
        Column("นักเรียน\n(คน)", each, "right"),
        *(Column(f"{name}\nคน (ร้อยละ)", each, "right") for name in told.names),
    )


def _group_row(told: Information, group: Group, where: str, draft: Draft, *, strong: bool = False) -> Row:
    writing = draft.writing
    lead = (writing.line(group.name), writing.number(group.asked), writing.number(len(group.kept)))
    if not group.kept:
        return Row((*lead, Blank.NOT_RECEIVED.value), strong=strong)
    cells = [_sum(draft, (where, "นักเรียน"), group.kept, 0, group.together)]
    for n, name in enumerate(told.names):
        count = _sum(draft, (where, name), group.kept, 1 + n, group.together)
        share = _sum(draft, (where, f"ร้อยละ {name}"), group.kept, 1 + len(told.names) + n, group.together)
        cells.append(f"{count}\n({share})")
    return Row((*lead, *cells), strong=strong)


def _pick(figures: LevelFigures, place: int) -> Figure:
    return (figures.whole, *figures.levels, *figures.shares)[place]


def _sum(draft: Draft, at: tuple[str, str], entries: Sequence[Entry], place: int, whole: LevelFigures) -> str:
    """A sum as it is written, noted with the cells of the units it is made of."""
    parts = traceable(entries, lambda figures: _pick(figures, place))
    return draft.figure(*at, _pick(whole, place), parts, whole=place <= len(whole.levels))


def _bars(draft: Draft, figures: LevelFigures) -> tuple[Bar, ...]:
    if not figures.levels:
        return (Bar(None, _NOTHING),)
    return tuple(Bar(one.number, draft.writing.amount(one.number or 0, 1)) for one in figures.shares)


def _stacked(told: Information, groups: Sequence[tuple[str, tuple[Bar, ...]]]) -> Chart:
    return Chart("", "", "", series=told.names, most=100, groups=tuple(groups), stacked=True)


def _missing(told: Information, draft: Draft) -> None:
    """Whose figures are in no sum, by name."""
    draft.heading(1, "ส่วนที่ 3 โรงเรียนที่ยังไม่มีข้อมูลในรายงานนี้")
    missing = [entry.line for entry in told.entries if entry.now is None]
    if not missing:
        draft.words("ทุกแห่งมีข้อมูลที่ตรวจสอบแล้ว", look="plain")
        return
    line = draft.writing.line
    draft.table(
        "โรงเรียนที่ยังไม่มีข้อมูลที่ตรวจสอบแล้ว",
        (Column("ที่", 1.0, "center"), Column("โรงเรียน", 6.6), Column("อำเภอ", 3.4), Column("สถานะ", 5.0)),
        [
            Row((draft.writing.number(n), line(one.unit), line(one.district), line(one.state_text)))
            for n, one in enumerate(missing, start=1)
        ],
    )


def _by_unit(told: Information, draft: Draft) -> None:
    """A row for each unit whose figures count."""
    draft.heading(1, "ส่วนที่ 4 ผลรายโรงเรียน")
    table = draft.next_table()
    writing = draft.writing
    each = (16.0 - 1.0 - 5.0) / (1 + len(told.names))
    rows = []
    for n, entry in enumerate(told.kept, start=1):
        where = f"{table} {entry.line.unit}"
        cells = [
            _sum(draft, (where, what), [entry], place, entry.now)
            for place, what in enumerate(("นักเรียน", *told.names))
            if entry.now is not None
        ]
        rows.append(Row((writing.number(n), writing.line(entry.line.unit), *cells)))
    columns = (
        Column("ที่", 1.0, "center"),
        Column("โรงเรียน", 5.0),
        Column("นักเรียน (คน)", each, "right"),
        *(Column(f"{name} (คน)", each, "right") for name in told.names),
    )
    draft.table("จำนวนนักเรียนแต่ละระดับรายโรงเรียน", columns, rows or [Row((_NOTHING,))])
    draft.words("ทุกตัวเลขตรวจย้อนถึงไฟล์ ชีต และช่องที่ได้มา ได้ในไฟล์ Excel ของรายงานนี้ ชีต “ที่มาของข้อมูล”", look="small")
