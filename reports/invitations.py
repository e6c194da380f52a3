"""The list of people who have not registered yet, with their codes, for the officer to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.thai import local, long_date
from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, spread
from reports.workbook import to_xlsx

_HEADINGS: Final = (("ที่", 6), ("ชื่อ", 34), ("หน่วยงาน", 48), ("รหัสลงทะเบียน", 18))
_TITLE: Final = "รหัสลงทะเบียนของผู้ที่ยังไม่ได้ลงทะเบียน"
_HEADING_ROW: Final = 4


def make_invitations(people: Sequence[tuple[str, str, str]], *, office_name: str, made_at: datetime) -> bytes:
    """An xlsx file of (code, name, unit) lines; the same lines and moment give the same bytes."""
    wide = len(_HEADINGS)
    note = "มอบรหัสให้เจ้าของเป็นรายบุคคล รหัสใช้ได้ครั้งเดียว โดยพิมพ์ในแชตส่วนตัวว่า ลงทะเบียน ตามด้วยรหัส"
    rows = (
        Row(spread(_TITLE, styles.TITLE, wide), height=34),
        Row(spread(f"{office_name} วันที่ {long_date(local(made_at).date())}", styles.SUBTITLE, wide), height=28),
        Row(spread(note, styles.NOTE, wide)),
        Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _HEADINGS), height=30),
        *(
            Row(
                (
                    Cell(number, styles.CENTRED),
                    Cell(name, styles.TEXT),
                    Cell(unit, styles.TEXT),
                    Cell(code, styles.CODE),
                )
            )
            for number, (code, name, unit) in enumerate(people, start=1)
        ),
    )
    sheet = Sheet(
        name="รหัสลงทะเบียน",
        widths=tuple(width for _, width in _HEADINGS),
        rows=rows,
        paper=Paper(landscape=False, repeat=(_HEADING_ROW, _HEADING_ROW), footer=office_name),
        freeze=f"A{_HEADING_ROW + 1}",
    )
    return to_xlsx([sheet], title=_TITLE, made_at=made_at)
