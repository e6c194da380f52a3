"""ภาคผนวก: orders, minutes, and where every figure of the booklet comes from; then who made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from domain.thai import clock_time, local
from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Maker, Paper
from reports.summary_data import How, Received
from reports.tracing import Place, Traced

_FINGERPRINT: Final = 12
_WAYS: Final = {
    How.SUM: "ผลรวม",
    How.MEAN: "ค่าเฉลี่ย",
    How.COUNT: "จำนวนแถวที่มีผล",
    How.DIFFERENCE: "ผลต่าง",
    How.SHARE: "ร้อยละ",
}
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")
_DOTS: Final = "." * 16


def annex(booklet: Booklet, draft: Draft) -> None:
    """The annex and the last page. What is traced is what has been written up to here."""
    draft.heading(1, "ภาคผนวก")
    draft.heading(2, "ภาคผนวก ก คำสั่งที่เกี่ยวข้อง")
    _papers(booklet.around.orders, draft, "ยังไม่มีคำสั่งที่บันทึกไว้ในระบบ")
    draft.heading(2, "ภาคผนวก ข รายงานการประชุม")
    _papers(booklet.around.minutes, draft, "ยังไม่มีรายงานการประชุมที่บันทึกไว้ในระบบ")
    draft.heading(2, "ภาคผนวก ค ที่มาของข้อมูล")
    _sources(booklet, draft)
    draft.heading(1, "คณะผู้จัดทำ")
    _makers(booklet.around.advisers, draft, "ที่ปรึกษา")
    _makers(booklet.around.suppliers, draft, "ผู้สนับสนุนข้อมูล")
    _makers(booklet.around.makers, draft, "ผู้จัดทำ")


def _papers(papers: Sequence[Paper], draft: Draft, none: str) -> None:
    for no, paper in enumerate(papers, start=1):
        number = f"ที่ {paper.number or _DOTS}"
        day = f"ลงวันที่ {draft.writing.day(paper.day) if paper.day else _DOTS}"
        draft.words(f"{no}. {paper.title} {number} {day}", look="plain")
    if not papers:
        draft.words(none, look="plain")


def _makers(people: Iterable[Maker], draft: Draft, heading: str) -> None:
    each = list(people)
    if not each:
        return
    draft.words(heading, look="label")
    for no, one in enumerate(each, start=1):
        draft.words(f"{no}. {one.name}  {one.position}", look="plain")


def _sources(booklet: Booklet, draft: Draft) -> None:
    """Each file that anything was taken from, then each figure with its cells, then those of no file."""
    files = _files(booklet)
    numbers = {received.sha256: no for no, received in enumerate(files, start=1)}
    taken = [one for one in draft.figures if len(one.cells) + len(one.against) == 1 and one.where.startswith("ตาราง")]
    once = {id(one) for one in taken}
    reckoned = [one for one in draft.figures if id(one) not in once]
    draft.words(
        "ทุกตัวเลขในเล่มนี้มาจากไฟล์ที่หน่วยงานส่งและเจ้าหน้าที่ตรวจรับแล้ว ตรวจย้อนกลับได้จากไฟล์ ชีต และช่องในตารางต่อไปนี้"
        if files
        else "ยังไม่มีไฟล์ที่ตรวจรับแล้ว"
    )
    if files:
        _file_table(files, draft)
        _taken_table([one for one in taken if one.cells[0].sha256 in numbers], numbers, draft)
        _reckoned_table(reckoned, numbers, draft)
    _known_table(draft)


def _files(booklet: Booklet) -> list[Received]:
    """The files that count, and the earlier ones that rows of them were taken over from, each once."""
    found: dict[str, Received] = {}
    for report in booklet.reports:
        if report.line.received is not None:
            for one in (report.line.received, *report.line.received.earlier.values()):
                found.setdefault(one.sha256, one)
    return list(found.values())


def _file_table(files: Sequence[Received], draft: Draft) -> None:
    rows = []
    for no, one in enumerate(files, start=1):
        at = local(one.submitted_at)
        sent = f"{one.sender} {draft.writing.day(at.date())} เวลา {clock_time(at)}"
        rows.append(
            Row(
                (
                    draft.writing.number(no),
                    f"{draft.writing.line(one.file_name)} ชีต {draft.writing.line(one.sheet)}",
                    draft.writing.line(sent),
                    f"{draft.writing.line(one.receipt_no)} ฉบับที่ {draft.writing.number(one.version)}",
                    one.sha256[:_FINGERPRINT],
                )
            )
        )
    columns = (
        Column("ไฟล์ที่", 1.2, "center"),
        Column("ชื่อไฟล์และชีต", 5.0),
        Column("ผู้ส่งและเวลา", 4.2),
        Column("เลขรับ", 3.2),
        Column("SHA-256 (ย่อ)", 2.4),
    )
    draft.table("ไฟล์ต้นทาง", columns, rows)


def _taken_table(taken: Sequence[Traced], numbers: dict[str, int], draft: Draft) -> None:
    """The figures that stand in a cell, those of one row of a file together."""
    rows: dict[tuple[int, str, str], list[str]] = {}
    for one in taken:
        place = one.cells[0]
        at, value = _CELL.match(place.cell), draft.written(one.value, whole=True)
        line = at[2] if at else place.cell
        called, _, what = one.what.partition(" ")
        key = (numbers[place.sha256], one.where.split(" ")[1], f"{called}|{line}")
        rows.setdefault(key, []).append(f"{what} {value} ({place.cell})")
    columns = (
        Column("ไฟล์ที่", 1.2, "center"),
        Column("ตารางที่", 1.5, "center"),
        Column("ตัวชี้วัด", 1.7, "center"),
        Column("ตัวเลขในเล่ม (ช่องในไฟล์)", 11.6),
    )
    draft.table(
        "ตัวเลขที่หน่วยงานรายงาน",
        columns,
        [
            Row(
                (
                    draft.writing.number(no),
                    table,
                    draft.writing.line(called.split("|")[0]),
                    draft.writing.line("  ".join(told)),
                )
            )
            for (no, table, called), told in rows.items()
        ],
    )


def _reckoned_table(reckoned: Sequence[Traced], numbers: dict[str, int], draft: Draft) -> None:
    """Figures that follow from several cells, each once with all the places where it stands."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in reckoned:
        way = _WAYS[one.how] if len(one.cells) + len(one.against) > 1 else "ช่อง"
        second = f" กับ {_ranges(one.against, numbers)}" if one.against else ""
        how = f"{way} {_ranges(one.cells, numbers)}{second}"
        key = (one.what, draft.written(one.value, whole=one.how is How.COUNT), how)
        places.setdefault(key, []).append(one.where)
    columns = (Column("ตัวเลข", 3.2), Column("ค่า", 2.5, "right"), Column("คำนวณจาก", 5.3), Column("ที่อยู่ในเล่ม", 5.0))
    rows = [
        Row((draft.writing.line(what), value, draft.writing.line(how), _standing(where, draft)))
        for (what, value, how), where in places.items()
    ]
    draft.table("ตัวเลขที่คำนวณ", columns, rows)


def _known_table(draft: Draft) -> None:
    """Figures that come of no unit's file, each once with all the places where it stands."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in draft.known:
        places.setdefault((one.what, one.value, one.source), []).append(one.where)
    rows = [
        Row((draft.writing.line(what), value, source, _standing(where, draft)))
        for (what, value, source), where in places.items()
    ]
    columns = (Column("ตัวเลข", 4.6), Column("ค่า", 1.6, "right"), Column("ที่มา", 3.6), Column("ที่อยู่ในเล่ม", 6.2))
    draft.table("ตัวเลขจากแผนและทะเบียนในระบบ", columns, rows)


def _standing(places: Sequence[str], draft: Draft) -> str:
    return draft.writing.line(", ".join(dict.fromkeys(places)))


def _ranges(places: Sequence[Place], numbers: dict[str, int]) -> str:
    """I8:I10 ไฟล์ที่ ๑, I8 ไฟล์ที่ ๒."""
    by_file: dict[str, list[str]] = {}
    for place in places:
        by_file.setdefault(place.sha256, []).append(place.cell)
    return ", ".join(f"{_joined(cells)} ไฟล์ที่ {numbers[sha256]}" for sha256, cells in by_file.items())


def _joined(cells: Sequence[str]) -> str:
    """Cells below each other as one range."""
    parted = [_CELL.fullmatch(cell) for cell in cells]
    runs: list[list[str]] = []
    last: tuple[str, int] | None = None
    for cell, found in zip(cells, parted, strict=True):
        at = (found[1], int(found[2])) if found else None
        if at and last and at == (last[0], last[1] + 1):
            runs[-1] = [runs[-1][0], cell]
        else:
            runs.append([cell])
        last = at
    return " ".join(":".join(run) for run in runs)
