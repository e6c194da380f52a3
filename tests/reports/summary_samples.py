"""A round halfway: one strategy in, one in late with no data, one to be mended, one missing."""

from __future__ import annotations

from datetime import datetime

from bot.demo.district import district
from domain.forms.reading_result import Cell, Row, Target
from domain.thai import BANGKOK, arabic
from reports.strategy_summary import Received, SummaryData, SummaryLine
from tests.reports.samples import strategy_form

_LETTERS = {column.field: chr(ord("A") + place) for place, column in enumerate(strategy_form().columns)}
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)
AS_OF = datetime(2027, 4, 5, 10, 24, tzinfo=BANGKOK)


def cells(row: int, **values: float | str | Target | None) -> dict[str, Cell]:
    """Cells of a row as the reader gives them; a dash is no data."""
    return {
        field: Cell(
            None if value == "-" else value,
            f"ร้อยละ {value.value:g} ขึ้นไป" if isinstance(value, Target) else "" if value is None else str(value),
            f"{_LETTERS[field]}{row}",
            nil=value == "-",
        )
        for field, value in values.items()
    }


def _received(
    name: str, sender: str, at: datetime, rows: tuple[Row, ...], *, receipt: str, version: int = 1
) -> Received:
    return Received(
        submitted_at=at, sender=sender, receipt_no=receipt, version=version, file_name=name,
        sha256=arabic(receipt[-1]) + "5f3c1d09ab7e42" + "0" * 49, sheet=name[9:-5], rows=rows, warnings=version - 1,
    )  # fmt: skip


_ST1 = (
    Row(
        8,
        cells(
            8, indicator_no="๑.๑", indicator_name="ร้อยละของโรงเรียนที่มีแผนความปลอดภัยและซ้อมแผนอย่างน้อยปีละ ๑ ครั้ง",
            unit="ร้อยละ", target=Target(">=", 95), population=12, achieved_n=12, achieved_pct=100.0, score_level=5,
            budget_allocated=150000.0, budget_spent=149300.0, budget_left=700.0,
            actions="1) ประชุมชี้แจงโรงเรียนทุกแห่ง\n2) ซ้อมแผนเผชิญเหตุร่วมกับหน่วยงานในพื้นที่\n3) นิเทศติดตาม ๓ ครั้ง",
            problems="โรงเรียนขนาดเล็กมีครูไม่ครบชั้น", suggestions="ควรจัดสรรงบประมาณซ้อมแผนทุกภาคเรียน",
            evidence="คำสั่งที่ ๔๕/๒๕๖๙", note="",
        ),
    ),
    Row(
        9,
        cells(
            9, indicator_no="๑.๒", indicator_name="จำนวนเหตุความไม่ปลอดภัยที่ได้รับการแก้ไขภายใน ๗ วัน", unit="ร้อยละ",
            target=Target(">=", 90), population=28, achieved_n=25, achieved_pct=89.29, score_level=4,
            budget_allocated=0.0, budget_spent=0.0, budget_left=0.0, actions="=ดูเอกสารแนบ", evidence="แฟ้มสรุปเหตุ",
        ),
    ),
    Row(10, cells(10, indicator_name="๑.๒.๑ เหตุอุบัติเหตุในสถานศึกษา", population=16, achieved_n=14), main=False),
)  # fmt: skip
_ST2 = (
    Row(
        8,
        cells(
            8, indicator_no="2.1", indicator_name="ร้อยละของเด็กตกหล่นและออกกลางคันที่กลับเข้าสู่ระบบ", unit="ร้อยละ",
            target=Target(">=", 80), population=40, achieved_n=31, achieved_pct=77.5, score_level=3,
            budget_allocated="-", budget_spent="-", actions="ติดตามรายบุคคล",
        ),
    ),
)  # fmt: skip
_ST3 = (
    Row(
        8,
        cells(
            8, indicator_no="๓.๑", indicator_name="ร้อยละของนักเรียน ป.๑ ที่อ่านออกเขียนได้", unit="ร้อยละ",
            target=Target(">=", 85), population=200, achieved_n=230, achieved_pct=115.0, score_level=5,
            budget_allocated=90000.0, budget_spent=95000.0, budget_left=-5000.0,
        ),
    ),
)  # fmt: skip


def halfway() -> SummaryData:
    """The six-month round of the district on Monday 5 April 2027, three days after it was due."""
    plan = district()
    names = {unit.code: unit.name for unit in plan.units}
    states = (
        ("in", "ส่งแล้ว รอตรวจ", _received(
            "แบบติดตามกลยุทธ์ที่ 1.xlsx", "นายเอก สมมติชน", datetime(2027, 3, 30, 14, 5, tzinfo=BANGKOK), _ST1,
            receipt="รับ-๒๕๗๐-๐๐๑",
        )),
        ("in", "ผ่านแล้ว", _received(
            "แบบติดตามกลยุทธ์ที่ 2.xlsx", "นายปอ ทดสอบธรรม", datetime(2027, 4, 4, 9, 12, tzinfo=BANGKOK), _ST2,
            receipt="รับ-๒๕๗๐-๐๐๓", version=2,
        )),
        ("fix", "ส่งกลับแก้ไข", _received(
            "แบบติดตามกลยุทธ์ที่ 3.xlsx", "นางสาวฝน ตัวอย่างรัตน์", datetime(2027, 4, 2, 16, 40, tzinfo=BANGKOK), _ST3,
            receipt="รับ-๒๕๗๐-๐๐๒",
        )),
        ("missing", "ยังไม่ส่ง", None),
    )  # fmt: skip
    lines = tuple(
        SummaryLine(
            subject_no=subject.no, subject_title=subject.title, unit=names[subject.owners[0]],
            joint_units=tuple(names[owner] for owner in subject.owners[1:]), indicators=subject.indicators,
            standing="in" if standing == "in" else "fix" if standing == "fix" else "missing",
            state_text=text, received=received,
        )
        for subject, (standing, text, received) in zip(plan.subjects, states, strict=True)
    )  # fmt: skip
    return SummaryData(
        office_name=plan.office.name, code="ST-2570-R6", title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐", fiscal_year_be=2570,
        round_name="รอบ ๖ เดือน", due_at=DUE, as_of=AS_OF, definition=strategy_form(), lines=lines,
    )  # fmt: skip
