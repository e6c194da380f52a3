"""ภาคผนวก: orders, minutes, and where every figure of the booklet comes from; then who made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from domain.thai import clock_time, local
from reports.booklet import papers
from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Maker
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
_TABLE: Final = "ตารางที่"
_WHOLE: Final = "ทั้งไฟล์"
_AFTER_ALL: Final = 10**9  # rows


def annex(booklet: Booklet, draft: Draft) -> None:
    """The annex and the last page. What is traced is what has been written up to here."""
    draft.heading(1, "ภาคผนวก")
    draft.heading(2, "ภาคผนวก ก คำสั่งที่เกี่ยวข้อง")
    papers.orders(booklet, draft)
    draft.heading(2, "ภาคผนวก ข รายงานการประชุม")
    papers.minutes(booklet, draft)
    if booklet.around.visit is not None:
        draft.heading(2, "ภาคผนวก ค การรับการตรวจติดตาม")
        papers.visit(booklet.around.visit, draft)
    draft.heading(2, f"ภาคผนวก {'ค' if booklet.around.visit is None else 'ง'} ที่มาของข้อมูล")
    _sources(booklet, draft)
    draft.heading(1, "คณะผู้จัดทำ")
    _makers(booklet.around.advisers, draft, "ที่ปรึกษา")
    _makers(booklet.around.suppliers, draft, "ผู้สนับสนุนข้อมูล")
    _makers(booklet.around.makers, draft, "ผู้จัดทำ")
    draft.words(booklet.around.section, booklet.data.office_name, look="plain")


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
    numbers = {sha256: no for no, sha256 in enumerate(files, start=1)}
    of_one = [one for one in draft.figures if len({place.sha256 for place in (*one.cells, *one.against)}) == 1]
    once = {id(one) for one in of_one}
    of_several = [one for one in draft.figures if id(one) not in once]
    draft.words(
        "ทุกตัวเลขในเล่มนี้มาจากไฟล์ที่หน่วยงานส่งและเจ้าหน้าที่ตรวจรับแล้ว ตรวจย้อนกลับได้จากไฟล์ ชีต และช่องในตารางต่อไปนี้"
        if files
        else "ยังไม่มีไฟล์ที่ตรวจรับแล้ว"
    )
    if files:
        _file_table(list(files.values()), draft)
        _of_one_table(of_one, numbers, draft, of_projects=booklet.of_projects)
        if of_several:
            _of_several_table(of_several, numbers, draft)
    _known_table(draft)


def _files(booklet: Booklet) -> dict[str, list[Received]]:
    """The files that count, and the earlier ones that rows came from, each with the debts it was sent for."""
    found: dict[str, list[Received]] = {}
    for report in booklet.reports:
        if report.line.received is not None:
            for one in (report.line.received, *report.line.received.earlier.values()):
                found.setdefault(one.sha256, []).append(one)
    return found


def _file_table(files: Sequence[Sequence[Received]], draft: Draft) -> None:
    """Each file once; one that settled several debts has as many receipts."""
    rows = []
    for no, same in enumerate(files, start=1):
        one = same[0]
        sheets = ", ".join(dict.fromkeys(draft.writing.line(each.sheet) for each in same))
        receipts = dict.fromkeys(
            f"{draft.writing.line(each.receipt_no)} ฉบับที่ {draft.writing.number(each.version)}" for each in same
        )
        at = local(one.submitted_at)
        sent = f"{one.sender} {draft.writing.day(at.date())} เวลา {clock_time(at)}"
        rows.append(
            Row(
                (
                    draft.writing.number(no),
                    f"{draft.writing.line(one.file_name)} ชีต {sheets}",
                    draft.writing.line(sent),
                    ", ".join(receipts),
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


def _of_one_table(figures: Sequence[Traced], numbers: dict[str, int], draft: Draft, *, of_projects: bool) -> None:
    """The figures that stand on cells of one file: those of a row of it together, then those of the whole file."""
    told: dict[tuple[int, int, str], dict[str, None]] = {}
    places: dict[tuple[int, int, str], dict[str, None]] = {}
    for one in figures:
        first = _CELL.fullmatch(one.cells[0].cell)
        single = len(one.cells) + len(one.against) == 1 and one.where.startswith(_TABLE) and " " in one.what
        called, _, what = one.what.partition(" ") if single else (_WHOLE, "", one.what)
        row = int(first[2]) if single and first else _AFTER_ALL
        key = (numbers[one.cells[0].sha256], row, called)
        value = draft.written(one.value, whole=single or one.how is How.COUNT)
        told.setdefault(key, {})[f"{what} {value} ({_cells_of(one)})"] = None
        places.setdefault(key, {})[one.where] = None
    columns = (
        Column("ไฟล์ที่", 1.2, "center"),
        Column("ตัวชี้วัด" if not of_projects else "โครงการ", 1.8, "center"),
        Column("ตัวเลขในเล่ม (ช่องในไฟล์)", 9.4),
        Column("ที่อยู่ในเล่ม", 3.6),
    )
    rows = [
        Row(
            (
                draft.writing.number(key[0]),
                draft.writing.line(key[2]),
                draft.writing.line(" · ".join(told[key])),
                _standing(places[key], draft),
            )
        )
        for key in sorted(told)
    ]
    draft.table("ตัวเลขจากไฟล์ของแต่ละหน่วยงาน", columns, rows)


def _cells_of(one: Traced) -> str:
    """H8:H10; I8:I10 ลบ J8:J10; J8:J10 ÷ I8:I10."""
    cells, against = (_joined([place.cell for place in places]) for places in (one.cells, one.against))
    if one.how is How.DIFFERENCE:
        return f"{cells} ลบ {against}"
    return f"{against} ÷ {cells}" if one.how is How.SHARE else cells


def _of_several_table(figures: Sequence[Traced], numbers: dict[str, int], draft: Draft) -> None:
    """Figures that stand on cells of several files, each once with all the places where it stands."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in figures:
        second = f" กับ {_ranges(one.against, numbers)}" if one.against else ""
        how = f"{_WAYS[one.how]} {_ranges(one.cells, numbers)}{second}"
        key = (one.what, draft.written(one.value, whole=one.how is How.COUNT), how)
        places.setdefault(key, []).append(one.where)
    columns = (Column("ตัวเลข", 3.2), Column("ค่า", 2.5, "right"), Column("คำนวณจาก", 6.7), Column("ที่อยู่ในเล่ม", 3.6))
    rows = [
        Row((draft.writing.line(what), value, draft.writing.line(how), _standing(where, draft)))
        for (what, value, how), where in places.items()
    ]
    draft.table("ตัวเลขรวมจากหลายไฟล์", columns, rows)


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


def _standing(places: Iterable[str], draft: Draft) -> str:
    """ตารางที่ ๑, ๔, บทสรุปผู้บริหาร: of a table its number is enough."""
    tables = dict.fromkeys(place.split(" ")[1] for place in places if place.startswith(_TABLE))
    others = dict.fromkeys(place for place in places if not place.startswith(_TABLE))
    listed = [f"{_TABLE} {', '.join(tables)}"] if tables else []
    return draft.writing.line(", ".join((*listed, *others)))


def _ranges(places: Sequence[Place], numbers: dict[str, int]) -> str:
    """I8:I10 ไฟล์ที่ ๑–๓, I8 ไฟล์ที่ ๔."""
    by_file: dict[str, list[str]] = {}
    for place in places:
        by_file.setdefault(place.sha256, []).append(place.cell)
    by_cells: dict[str, list[int]] = {}
    for sha256, cells in by_file.items():
        by_cells.setdefault(_joined(cells), []).append(numbers[sha256])
    return ", ".join(f"{cells} ไฟล์ที่ {_runs(files)}" for cells, files in by_cells.items())


def _runs(files: Sequence[int]) -> str:
    """๑–๓ ๕."""
    runs: list[list[int]] = []
    for no in sorted(files):
        if runs and no == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], no]
        else:
            runs.append([no])
    return " ".join("–".join(map(str, run)) for run in runs)


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
