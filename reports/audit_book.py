"""The audit trail as a workbook: to read, and as it is kept, so that anybody can reckon its hashes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, spread
from reports.workbook import to_xlsx

_TITLE: Final = "ประวัติการใช้งานระบบติดตาม"
_READ: Final = (("ที่", 9), ("วันเวลา", 26), ("ผู้ทำ", 34), ("สิ่งที่ทำ", 86))
_KEPT: Final = (
    ("no", 9), ("at (UTC)", 30), ("person_id", 11), ("deed", 20), ("about", 30), ("detail", 60), ("hash", 68),
)  # fmt: skip
_HEADING_ROW: Final = 5
_LONGEST: Final = 32_000  # letters; a cell holds 32,767
_WHOLE: Final = replace(styles.SUBTITLE, color=styles.GREEN, bold=True)
_BROKEN: Final = replace(styles.SUBTITLE, color=styles.RED, bold=True)
_BAD: Final = replace(styles.TEXT, fill="FBE4E4")
_BAD_CENTRED: Final = replace(styles.CENTRED, fill="FBE4E4")
_BAD_CODE: Final = replace(styles.CODE, fill="FBE4E4")
_HASH: Final = replace(styles.NOTE, align=styles.TITLE.align, middle=True, wrap=False)
_HOW: Final = (
    "hash = SHA-256 ของ JSON (UTF-8 ไม่เว้นวรรค เรียงคีย์): "
    "[hash ก่อนหน้า, office_id, no, at, person_id, deed, about, detail] รายการที่ 1 ใช้ 0 จำนวน 64 ตัวแทน hash ก่อนหน้า"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """A line of the trail: as a sentence (`who`, `did`), and as it is kept. `detail` is JSON with sorted keys."""

    no: int
    at: datetime
    who: str
    did: str
    person_id: int | None
    deed: str
    about: str
    detail: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBook:
    """The lines, the oldest first; whether the trail is whole, and the hash of its last line."""

    office_name: str
    office_id: int
    as_of: datetime
    rows: tuple[AuditRow, ...]
    broken: int | None
    last_hash: str


def make_audit_book(book: AuditBook) -> bytes:
    """An xlsx file of two sheets; the same lines and moment give the same bytes."""
    return to_xlsx([_to_read(book), _as_kept(book)], title=_TITLE, made_at=book.as_of)


def _to_read(book: AuditBook) -> Sheet:
    return _sheet(book, "ประวัติ", _READ, _read_cells, styles.GREEN if book.broken is None else styles.RED)


def _as_kept(book: AuditBook) -> Sheet:
    return _sheet(book, "สำหรับตรวจสอบ", _KEPT, _kept_cells, styles.GREY, note=f"{_HOW} office_id = {book.office_id}")


def _sheet(
    book: AuditBook,
    name: str,
    columns: tuple[tuple[str, int], ...],
    cells: Callable[[AuditRow, bool], tuple[Cell, ...]],
    tab: str,
    note: str = "",
) -> Sheet:
    wide = len(columns)
    whole = book.broken is None
    hash_line = f"รหัสตรวจสอบของรายการสุดท้าย (SHA-256): {book.last_hash}"
    return Sheet(
        name=name,
        widths=tuple(width for _, width in columns),
        rows=(
            Row(spread(f"{_TITLE} {book.office_name}", styles.TITLE, wide), height=34),
            Row(spread(_verdict(book), _WHOLE if whole else _BROKEN, wide), height=28),
            Row(spread(hash_line, _HASH, wide), height=26),
            Row(spread(note or _moment(book.as_of), styles.NOTE, wide)),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in columns), height=30),
            *(Row(cells(row, row.no == book.broken)) for row in book.rows),
        ),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{_TITLE} {book.office_name}"),
        freeze=f"A{_HEADING_ROW + 1}",
        tab=tab,
    )


def _moment(as_of: datetime) -> str:
    return f"ข้อมูล ณ วันที่ {long_date(local(as_of).date())} เวลา {thai_digits(clock_time(as_of))}"


def _verdict(book: AuditBook) -> str:
    if book.broken is not None:
        return f"รายการที่ {book.broken} ไม่ตรงกับที่บันทึกไว้ กรุณาแจ้งผู้ดูแลระบบ"
    if not book.rows:
        return "ยังไม่มีรายการ"
    first, last = book.rows[0].no, book.rows[-1].no
    return f"ตรวจสอบแล้ว ทุกรายการตรงกับที่บันทึกไว้ แสดงรายการที่ {first} ถึง {last}"


def _read_cells(row: AuditRow, bad: bool) -> tuple[Cell, ...]:  # noqa: FBT001 - the line that is broken
    at = f"{short_date(local(row.at).date())} {clock_time(row.at)}"
    centred, text = (_BAD_CENTRED, _BAD) if bad else (styles.CENTRED, styles.TEXT)
    return Cell(row.no, centred), Cell(at, centred), Cell(row.who, text), Cell(row.did, text)


def _kept_cells(row: AuditRow, bad: bool) -> tuple[Cell, ...]:  # noqa: FBT001 - the line that is broken
    at = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    code, text = (_BAD_CODE, _BAD) if bad else (styles.CODE, styles.TEXT)
    before = (row.no, at, row.person_id, row.deed, row.about)
    return (*(Cell(value, code) for value in before), Cell(row.detail[:_LONGEST], text), Cell(row.hash, code))
