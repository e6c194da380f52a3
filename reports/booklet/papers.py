"""What the annex tells of a round's papers: orders with whom they appoint, meetings with what was resolved, a visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Minutes, Order, Seat, Visit

_DOTS: Final = "." * 16
_ATTENDANCE: Final = "บันทึกการประชุมในระบบ"
_NO: Final = Column("ที่", 1.0, "center")
_NAME: Final = Column("ชื่อ – สกุล", 4.6)


def orders(booklet: Booklet, draft: Draft) -> None:
    """Each order with its number and day, and a table of whom it appoints."""
    for no, order in enumerate(booklet.around.orders, start=1):
        called = f"{_called('ที่', order.number)} {_dated('ลงวันที่', order.day, draft)}"
        draft.words(f"{no}. {order.title} {called}", look="label" if order.panels else "plain")
        if order.panels:
            _appointed(order, draft)
    if not booklet.around.orders:
        draft.words("ยังไม่มีคำสั่งที่บันทึกไว้ในระบบ", look="plain")


def minutes(booklet: Booklet, draft: Draft) -> None:
    """Each meeting with its number and day, who came, and what was resolved."""
    for no, meeting in enumerate(booklet.around.minutes, start=1):
        called = f"{_called('ครั้งที่', meeting.number)} {_dated('เมื่อวันที่', meeting.day, draft)}"
        more = bool(meeting.seats or meeting.resolutions)
        draft.words(
            f"{no}. รายงานการประชุม{meeting.of} {called} {meeting.place}".rstrip(), look="label" if more else "plain"
        )
        if meeting.seats:
            _attendance(meeting, draft)
        if meeting.resolutions:
            _resolutions(meeting, draft)
        elif meeting.seats:
            draft.words("ยังไม่มีมติที่บันทึกไว้", look="plain")
    if not booklet.around.minutes:
        draft.words("ยังไม่มีรายงานการประชุมที่บันทึกไว้ในระบบ", look="plain")


def visit(visit: Visit, draft: Draft) -> None:
    """The day of a visit, and who presents what."""
    where = f" ณ {visit.place}" if visit.place else ""
    draft.words(f"กำหนดรับการตรวจติดตาม วันที่ {draft.writing.day(visit.day)}{where}", look="label")
    rows = [
        _row(
            draft,
            (
                no,
                f"{draft.writing.clock(one.begins)}–{draft.writing.clock(one.ends)} น.",
                one.subject,
                _whole(one.name, one.position),
            ),
        )
        for no, one in enumerate(visit.presentations, start=1)
    ]
    columns = (_NO, Column("เวลา", 3.0, "center"), Column("เรื่องที่นำเสนอ", 6.0), Column("ผู้นำเสนอ", 6.0))
    draft.table("ลำดับการนำเสนอต่อคณะกรรมการตรวจติดตาม", columns, rows)


def _appointed(order: Order, draft: Draft) -> None:
    rows: list[Row] = []
    for panel in order.panels:
        rows.append(Row((draft.writing.line(panel.title),), strong=True))
        rows += [_row(draft, (no, one.name, one.position, one.duty)) for no, one in enumerate(panel.seats, start=1)]
    columns = (_NO, _NAME, Column("ตำแหน่ง", 6.8), Column("หน้าที่", 3.6))
    draft.table(f"คณะกรรมการตามคำสั่ง{_called('ที่', order.number)}", columns, rows)


def _attendance(meeting: Minutes, draft: Draft) -> None:
    """Who came and who did not; nothing where nobody has said."""
    said = [one for one in meeting.seats if one.came is not None]
    if not said:
        draft.words("ยังไม่ได้บันทึกผู้มาประชุม", look="plain")
        return
    table = draft.next_table()
    came, invited = (
        draft.told(table, f"{what} {_called('ครั้งที่', meeting.number)}", len(people), _ATTENDANCE)
        for what, people in (("ผู้มาประชุม", [one for one in said if one.came]), ("ผู้ที่เชิญ", meeting.seats))
    )
    draft.words(f"ผู้มาประชุม {came} คน จากที่เชิญ {invited} คน", look="plain")
    rows = [
        _row(draft, (no, one.name, one.position, one.duty, _came(one))) for no, one in enumerate(meeting.seats, start=1)
    ]
    columns = (_NO, _NAME, Column("ตำแหน่ง", 4.8), Column("หน้าที่", 2.6), Column("การเข้าประชุม", 3.0))
    draft.table(f"ผู้เข้าประชุม{meeting.of} {_called('ครั้งที่', meeting.number)}", columns, rows)


def _came(one: Seat) -> str:
    if one.came is None:
        return "ไม่ได้บันทึก"
    return "มา" if one.came else f"ไม่มา {one.why}".rstrip()


def _resolutions(meeting: Minutes, draft: Draft) -> None:
    rows = [_row(draft, (no, *each)) for no, each in enumerate(meeting.resolutions, start=1)]
    columns = (_NO, Column("เรื่องที่พิจารณา", 7.0), Column("มติที่ประชุม", 8.0))
    draft.table(f"มติที่ประชุม{meeting.of} {_called('ครั้งที่', meeting.number)}", columns, rows)


def _row(draft: Draft, cells: Iterable[int | str]) -> Row:
    return Row(tuple(draft.writing.line(str(one)) for one in cells))


def _called(word: str, number: str | None) -> str:
    return f"{word} {number or _DOTS}"


def _dated(word: str, day: date | None, draft: Draft) -> str:
    return f"{word} {draft.writing.day(day) if day else _DOTS}"


def _whole(*parts: str) -> str:
    return " ".join(filter(None, parts))
