"""The audit trail as a workbook: readable, and complete enough to be checked by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.thai import BANGKOK
from reports.audit_book import AuditBook, AuditRow, make_audit_book

AT = datetime(2026, 12, 2, 14, 5, tzinfo=BANGKOK)
ROWS = tuple(
    AuditRow(
        no=no, at=AT, who="นางสาวรินรดา ทดสอบวัฒนา", did="เปลี่ยนกำหนดส่ง ST-2570-R6", person_id=5, deed="change due",
        about="ST-2570-R6", detail='{"after": "2027-04-09T09:30:00+00:00"}', hash=f"{no:064x}",
    )
    for no in (3, 4)
)  # fmt: skip
BOOK = AuditBook(office_name="สพป.ทดสอบ เขต ๑", office_id=1, as_of=AT, rows=ROWS, broken=None, last_hash="f" * 64)


def cells(book: AuditBook, sheet: str, area: str) -> list[list[object]]:
    return [[c.value for c in row] for row in load_workbook(BytesIO(make_audit_book(book)))[sheet][area]]


def test_lines_are_read_as_sentences() -> None:
    assert cells(BOOK, "ประวัติ", "A6:D6") == [
        [3, "2 ธ.ค. 69 14.05 น.", "นางสาวรินรดา ทดสอบวัฒนา", "เปลี่ยนกำหนดส่ง ST-2570-R6"]
    ]


def test_lines_stand_as_they_are_kept_too() -> None:
    assert cells(BOOK, "สำหรับตรวจสอบ", "A6:G6") == [
        [3, "2026-12-02T07:05:00.000000Z", 5, "change due", "ST-2570-R6", ROWS[0].detail, ROWS[0].hash]
    ]


@pytest.mark.parametrize(
    ("book", "verdict"),
    [
        (BOOK, "ตรวจสอบแล้ว ทุกรายการตรงกับที่บันทึกไว้ แสดงรายการที่ 3 ถึง 4"),
        (replace(BOOK, broken=4), "รายการที่ 4 ไม่ตรงกับที่บันทึกไว้ กรุณาแจ้งผู้ดูแลระบบ"),
        (replace(BOOK, rows=()), "ยังไม่มีรายการ"),
    ],
)
def test_the_head_says_whether_the_trail_is_whole_and_how_it_ends(book: AuditBook, verdict: str) -> None:
    for sheet in ("ประวัติ", "สำหรับตรวจสอบ"):
        head = [row[0] for row in cells(book, sheet, "A2:A3")]
        assert head == [verdict, f"รหัสตรวจสอบของรายการสุดท้าย (SHA-256): {'f' * 64}"]


def test_the_broken_line_is_marked() -> None:
    page = load_workbook(BytesIO(make_audit_book(replace(BOOK, broken=4))))["ประวัติ"]

    assert [page[f"D{row}"].fill.fgColor.rgb for row in (6, 7)] == ["00000000", "FFFBE4E4"]


def test_the_same_lines_give_the_same_bytes() -> None:
    assert make_audit_book(BOOK) == make_audit_book(BOOK)
