"""Booklets of the fictional district: all in, two missing, nothing in, and larger ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.forms.reading_result import Row, Target
from domain.plan import PlanIndicator
from domain.thai import BANGKOK, thai_digits
from reports.booklet.model import (
    Around,
    Booklet,
    Facts,
    Maker,
    Minutes,
    Order,
    Panel,
    Presentation,
    Seat,
    Visit,
    compile_booklet,
)
from reports.summary_data import Attached, Received, SummaryData, SummaryLine
from tests.reports.summary_samples import cells, halfway

AS_OF = datetime(2027, 4, 8, 10, 24, tzinfo=BANGKOK)
OFFICE_POST = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑"
_SEATS = (
    Seat("นางเดือนเพ็ญ ตัวอย่างวงศ์", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "ประธานกรรมการ"),
    Seat("นายเอก สมมติชน", "ผู้อำนวยการกลุ่มอำนวยการ", "กรรมการ"),
    Seat("นางสาวรินรดา ทดสอบวัฒนา", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "กรรมการและเลขานุการ"),
)
AROUND = Around(
    section="กลุ่มนโยบายและแผน",
    agency="สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน",
    first=date(2026, 10, 1),
    last=date(2027, 3, 31),
    facts=Facts(10, 12, "กลุ่มโรงเรียน", (("เมืองศรีธารา", 4), ("ทุ่งตะวัน", 3), ("บึงบัวหลวง", 2), ("เขาหินแก้ว", 3))),
    orders=(
        Order(
            "คำสั่ง เรื่อง แต่งตั้งคณะกรรมการผู้รับผิดชอบกลยุทธ์ในแต่ละกลยุทธ์",
            "101/2569",
            date(2026, 11, 12),
            tuple(Panel(f"คณะกรรมการผู้รับผิดชอบกลยุทธ์ที่ {n}", _SEATS) for n in range(1, 5)),
        ),
        Order("คำสั่ง เรื่อง แต่งตั้งคณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์"),
    ),
    minutes=(
        Minutes(
            "คณะกรรมการกลั่นกรอง",
            "1/2570",
            date(2027, 4, 6),
            "ห้องประชุมธารทอง",
            (
                replace(_SEATS[0], came=True),
                replace(_SEATS[1], came=False, why="ติดราชการ"),
                _SEATS[2],
            ),
            (
                ("กลยุทธ์ที่ 1 เสริมสร้างความปลอดภัยของผู้เรียนและสถานศึกษา (กลุ่มอำนวยการ)", "เห็นชอบ"),
                (
                    "กลยุทธ์ที่ 2 สร้างโอกาสและลดความเหลื่อมล้ำทางการศึกษา (กลุ่มส่งเสริมการจัดการศึกษา)",
                    "ให้แก้ไข ตัวชี้วัด 2.1 ไม่ตรงกับหลักฐาน และส่งใหม่ภายใน วันศุกร์ที่ 9 เมษายน 2570",
                ),
            ),
        ),
        Minutes("คณะกรรมการกลั่นกรอง", "2/2570", date(2027, 4, 7), "ห้องประชุมธารทอง", _SEATS),
    ),
    visit=Visit(
        date(2027, 4, 20),
        "ห้องประชุมธารทอง",
        (
            Presentation(
                time(9, 30), time(10, 0), "กลยุทธ์ที่ 1 เสริมสร้างความปลอดภัย", "นายเอก สมมติชน", "ผู้อำนวยการกลุ่มอำนวยการ"
            ),
            Presentation(time(10, 0), time(10, 30), "กลยุทธ์ที่ 2 สร้างโอกาส", "นางสาวโป๊ะ จำลองใจ", ""),
        ),
    ),
    advisers=(
        Maker("นายสมมติ ศรีธารา", "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา"),
        Maker("นางเดือนเพ็ญ ตัวอย่างวงศ์", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา"),
    ),
    makers=(Maker("นางสาวรินรดา ทดสอบวัฒนา", "นักวิเคราะห์นโยบายและแผนชำนาญการ"),),
    suppliers=(Maker("นายเอก สมมติชน", "นักจัดการงานทั่วไปชำนาญการ กลุ่มอำนวยการ"),),
)
_ACTIONS = (
    "1) ประชุมชี้แจงแนวทางการดำเนินงานให้โรงเรียนในสังกัดทุกแห่ง\n2) จัดทำแผนและปฏิทินการนิเทศ ติดตามร่วมกับกลุ่มโรงเรียน\n"
    "3) นิเทศ ติดตาม ภาคเรียนละ ๒ ครั้ง และสรุปผลเสนอผู้บริหาร"
)
_PROBLEMS = "โรงเรียนขนาดเล็กมีครูไม่ครบชั้น และครูมีภาระงานอื่นจำนวนมาก"
_SUGGESTIONS = "ควรจัดสรรงบประมาณให้โรงเรียนขนาดเล็กเพิ่มเติม และพัฒนาครูพี่เลี้ยงในกลุ่มโรงเรียน"


def rows_of(line: SummaryLine, *, words: int = 1) -> tuple[Row, ...]:
    """A row for each indicator of the plan, its narrative so many times as long."""
    rows = []
    for place, one in enumerate(line.indicators):
        at, whole = 8 + place, 12 + 188 * line.subject_no
        done = whole - 3 * place - 1
        money = 50_000.0 * line.subject_no + 10_000 * place
        spent = money - 1_250.5 * (place + 1)
        values: dict[str, float | str | Target | None] = {
            "indicator_no": one.no, "indicator_name": one.name, "unit": one.unit, "target": Target(">=", 80 + place),
            "population": whole, "achieved_n": done, "achieved_pct": round(done / whole * 100, 2),
            "score_level": 5 - (place + line.subject_no) % 3, "budget_allocated": money, "budget_spent": spent,
            "budget_left": money - spent, "actions": "\n".join([_ACTIONS] * words),
            "problems": " ".join([_PROBLEMS] * words), "suggestions": " ".join([_SUGGESTIONS] * words),
            "evidence": "คำสั่งที่ ๔๕/๒๕๖๙ รายงานการนิเทศ", "note": "",
        }  # fmt: skip
        rows.append(Row(at, cells(at, **values)))
    return tuple(rows)


def taken(line: SummaryLine, no: int, rows: tuple[Row, ...]) -> SummaryLine:
    """The line with its form accepted."""
    received = Received(
        submitted_at=AS_OF - timedelta(days=8, hours=no), sender="นายเอก สมมติชน",
        receipt_no=f"ST-2570-R6/{no:04}", version=1,
        file_name=f"แบบ กย.๑ กลยุทธ์ที่ {line.subject_no} {no}.xlsx", sha256=f"{no:064x}",
        sheet=thai_digits(f"กลยุทธ์ที่ {line.subject_no}"), rows=rows,
    )  # fmt: skip
    return replace(line, received=received, standing="in", state_text="ผ่านแล้ว", accepted=True)


def district_data(*, words: int = 1) -> SummaryData:
    """The six-month round with all four strategies accepted."""
    data = replace(halfway(), as_of=AS_OF)
    lines = tuple(taken(line, n, rows_of(line, words=words)) for n, line in enumerate(data.lines, start=1))
    kept = (Attached(kind="image", name="", sender="นายเอก สมมติชน", at=AS_OF, sha256="a" * 64),) * 3
    return replace(data, lines=(replace(lines[0], evidence=kept), *lines[1:]))


def complete(*, words: int = 1) -> Booklet:
    """All four accepted."""
    return compile_booklet(district_data(words=words), replace(AROUND, series="5/2570"))


def two_missing() -> Booklet:
    """The second sent back, the fourth not received, the third with a dash and an empty place."""
    first, second, third, fourth = district_data().lines
    assert third.received is not None
    dash = {**third.received.rows[1].cells, **cells(9, budget_allocated="-", budget_spent="-", score_level=None)}
    rows = (third.received.rows[0], replace(third.received.rows[1], cells=dash), *third.received.rows[2:])
    third = replace(third, received=replace(third.received, rows=rows))
    lines = (
        first,
        replace(second, accepted=False, standing="fix", state_text="ส่งกลับแก้ไข"),
        third,
        replace(fourth, accepted=False, received=None, standing="missing", state_text="ยังไม่ส่ง", evidence=()),
    )
    return compile_booklet(replace(district_data(), lines=lines), AROUND)


def nothing_in() -> Booklet:
    """Nothing received yet."""
    data = district_data()
    lines = tuple(
        replace(line, accepted=False, received=None, standing="missing", state_text="ยังไม่ส่ง", evidence=())
        for line in data.lines
    )
    bare = replace(AROUND, orders=(), minutes=(), visit=None, advisers=(), makers=(), suppliers=())
    return compile_booklet(replace(data, lines=lines), bare)


def many_indicators() -> Booklet:
    """A strategy with twelve indicators, and long texts."""
    data = district_data()
    name = "ร้อยละของสถานศึกษาที่จัดการเรียนรู้เชิงรุกและวัดประเมินผลเพื่อพัฒนาผู้เรียนตามมาตรฐานการศึกษาระดับปฐมวัยและระดับการศึกษาขั้นพื้นฐาน"
    many = tuple(
        PlanIndicator(no=thai_digits(f"1.{n}"), name=name, unit="ร้อยละ", target="ร้อยละ ๘๐ ขึ้นไป") for n in range(1, 13)
    )
    first = replace(data.lines[0], indicators=many)
    lines = (taken(first, 1, rows_of(first, words=6)), *data.lines[1:])
    return compile_booklet(replace(data, lines=lines), AROUND)


def of_units(count: int) -> Booklet:
    """So many units that each report on one of the four strategies."""
    data = district_data()
    lines = []
    for n in range(1, count + 1):
        line = replace(data.lines[(n - 1) % 4], unit=f"โรงเรียนบ้านตัวอย่างที่ {n}", joint_units=(), evidence=())
        lines.append(taken(line, n, rows_of(line)))
    return compile_booklet(replace(data, lines=tuple(lines)), AROUND)
