"""Booklets of the fictional district's projects: the twelve of a year, and as many as wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256

from domain.forms.reading_result import Cell, Row
from domain.thai import BANGKOK
from reports.booklet.model import Booklet, compile_booklet
from reports.print_copy import print_copy
from reports.summary_data import Pictured, Received, SummaryData, SummaryLine
from tests.reports.booklet_samples import AROUND
from tests.reports.photos import photo
from tests.samples.making import definitions

AS_OF = datetime(2026, 11, 23, 10, 24, tzinfo=BANGKOK)
GROUPS = (
    ("GENERAL", "กลุ่มอำนวยการ", "อำนวยการ"), ("PLAN", "กลุ่มนโยบายและแผน", "แผน"),
    ("DLICT", "กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร", "DLICT"),
    ("FINANCE", "กลุ่มบริหารงานการเงินและสินทรัพย์", "การเงินฯ"), ("HR", "กลุ่มบริหารงานบุคคล", "บุคคล"),
    ("TEACHER_DEV", "กลุ่มพัฒนาครูและบุคลากรทางการศึกษา", "พัฒนาครูฯ"),
    ("SUPERVISION", "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", "กลุ่มนิเทศฯ"),
    ("PROMOTION", "กลุ่มส่งเสริมการจัดการศึกษา", "ส่งเสริมฯ"), ("AUDIT", "หน่วยตรวจสอบภายใน", "ตสน."),
    ("LEGAL", "กลุ่มกฎหมายและคดี", "นิติกร"),
)  # fmt: skip
# Code, project, group, allocated, spent (None: nothing came in), state.
PROJECTS = (
    ("69-GEN-01", "โครงการพัฒนาสำนักงานเขตพื้นที่การศึกษาน่าอยู่ น่าทำงาน", "GENERAL", 80_000, 78_450, "accepted"),
    ("69-PLN-01", "โครงการจัดทำแผนปฏิบัติการและติดตามประเมินผล", "PLAN", 60_000, 58_200, "accepted"),
    ("69-DLI-01", "โครงการพัฒนาการจัดการศึกษาทางไกลผ่านดาวเทียม", "DLICT", 45_000, 45_000, "accepted"),
    ("69-FIN-01", "โครงการอบรมการเงิน บัญชี และพัสดุโรงเรียน", "FINANCE", 75_000, None, "pending"),
    ("69-HRM-01", "โครงการประชุม อ.ก.ค.ศ. และงานบุคคล", "HR", 130_000, 121_900, "accepted"),
    ("69-TDV-01", "โครงการพัฒนาครูผู้ช่วยสู่ครูมืออาชีพ", "TEACHER_DEV", 90_000, 88_750, "accepted"),
    ("69-SUP-01", "โครงการยกระดับการอ่านออกเขียนได้", "SUPERVISION", 150_000, 149_300, "returned"),
    ("69-SUP-02", "โครงการนิเทศ ติดตาม ประกันคุณภาพภายใน", "SUPERVISION", 70_000, 66_000, "accepted"),
    ("69-PRO-01", "โครงการพาน้องกลับมาเรียน", "PROMOTION", 55_000, 52_340, "accepted"),
    ("69-PRO-02", "โครงการศิลปหัตถกรรมนักเรียนระดับเขตพื้นที่", "PROMOTION", 200_000, 200_000, "accepted"),
    ("69-AUD-01", "โครงการตรวจสอบภายในสถานศึกษา", "AUDIT", 30_000, None, "pending"),
    ("69-LAW-01", "โครงการให้ความรู้วินัยและกฎหมายครู", "LEGAL", 25_000, None, "pending"),
)  # fmt: skip
_CAPTIONS = (
    "พิธีเปิดโครงการ โดยผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
    "ผู้เข้าอบรมแบ่งกลุ่มปฏิบัติ รุ่นที่ ๑ ณ ห้องประชุมใหญ่",
    "",
    "นิเทศติดตามหลังการอบรม",
)
TOLD = {
    "reasons": "สำนักงานเขตพื้นที่การศึกษามีภารกิจสนับสนุนสถานศึกษา จึงต้องพัฒนาบุคลากรและระบบงานให้บริการได้อย่างมีประสิทธิภาพ",
    "objectives": "1) เพื่อพัฒนาระบบงานให้ถูกต้องและรวดเร็ว\n2) เพื่อให้บุคลากรมีความรู้และปฏิบัติงานได้จริง",
    "goals": "เชิงปริมาณ: บุคลากร ๑๒๐ คน\nเชิงคุณภาพ: ผู้รับบริการพึงพอใจไม่น้อยกว่าร้อยละ ๘๕",
    "when_where": "๑ พฤศจิกายน ๒๕๖๘ ถึง ๓๑ สิงหาคม ๒๕๖๙ ณ ห้องประชุมสำนักงานเขตพื้นที่การศึกษา",
    "results": "บรรลุวัตถุประสงค์ทุกข้อ",
    "suggestions": "ควรดำเนินการต่อเนื่องทุกปี",
    "benefits": "ผู้รับบริการได้รับความสะดวก รวดเร็ว และเป็นธรรม",
}


@cache
def _copies() -> tuple[Pictured, Mapping[str, bytes]]:
    """A few photos that stand for many."""
    made = [print_copy(photo(seed, (1109, 1478) if seed % 3 == 2 else (1478, 1109))) for seed in range(8)]
    kept = {sha256(one.data).hexdigest(): one for one in made}
    return (
        tuple(Pictured(key, one.wide, one.tall, "") for key, one in kept.items()),  # type: ignore[return-value]
        {key: one.data for key, one in kept.items()},
    )


def read(key: str) -> bytes:
    """A photo's JPEG by its hash."""
    return _copies()[1][key]


def pictures(count: int, start: int = 0) -> tuple[Pictured, ...]:
    """So many pictures, some with words."""
    some: tuple[Pictured, ...] = _copies()[0]  # type: ignore[assignment]
    return tuple(
        replace(some[(start + n) % len(some)], caption=_CAPTIONS[n % len(_CAPTIONS)]) for n in range(count)
    )  # fmt: skip


def _cell(column: str, field: str, text: str, value: float | date | None = None) -> tuple[str, Cell]:
    return field, Cell(value if value is not None else text, text, f"{column}5")


def _row(project: tuple[str, str, str, int, int | None, str], spent: int) -> Row:
    code, title, _, allocated, _, _ = project
    return Row(
        5,
        dict(
            (
                _cell("A", "seq", "1", 1), _cell("B", "project_code", code), _cell("C", "project_name", title),
                _cell("E", "owner", "นายเอก สมมติชน"), _cell("F", "strategy_no", "๔"),
                _cell("G", "budget_type", "งบประจำ"),
                _cell("H", "budget_allocated", f"{allocated:,}", allocated),
                _cell("I", "budget_spent", f"{spent:,}", spent),
                _cell("L", "date_start", "๑ พ.ย. ๒๕๖๘", date(2025, 11, 1)),
                _cell("M", "date_end", "๓๑ ส.ค. ๒๕๖๙", date(2026, 8, 31)),
                _cell("N", "output_qty", "อบรม ๓ รุ่น รวม ๑๒๐ คน"),
                _cell("O", "outcome_qual", "ผู้เข้าอบรมปฏิบัติงานได้ถูกต้องตามระเบียบ และผู้รับบริการพึงพอใจร้อยละ ๙๑"),
                _cell("P", "status", "แล้วเสร็จ"), _cell("Q", "problems", "งบประมาณจัดสรรล่าช้า ทำให้ต้องเลื่อนการอบรมรุ่นที่ ๒"),
            )
        ),
    )  # fmt: skip


def line_of(number: int, project: tuple[str, str, str, int, int | None, str], shown: int = 4) -> SummaryLine:
    """A project as it stands, with so many pictures if anything came in."""
    code, title, group, _, spent, state = project
    _, unit, short = next(one for one in GROUPS if one[0] == group)
    received = None
    if spent is not None:
        received = Received(
            submitted_at=AS_OF - timedelta(days=8, hours=number), sender="นายเอก สมมติชน",
            receipt_no=f"PJ-2569-YE/{number:04}", version=1, file_name=f"แบบ คก.๑ {code} {short}.xlsx",
            sha256=f"{number:064x}", sheet="สรุป", rows=(_row(project, spent),),
        )  # fmt: skip
    return SummaryLine(
        subject_no=number, subject_title=title, unit=unit, subject_code=code, unit_code=group, unit_short=short,
        state_text={"accepted": "ผ่านแล้ว", "returned": "ส่งกลับแก้ไข", "pending": "ยังไม่ส่ง"}[state],
        standing={"accepted": "in", "returned": "fix", "pending": "missing"}[state],  # type: ignore[arg-type]
        received=received, accepted=state == "accepted", told=TOLD if received else {},
        pictures=pictures(shown, number) if received else (),
    )  # fmt: skip


def data_of(lines: tuple[SummaryLine, ...]) -> SummaryData:
    """The year-end round with these lines."""
    return SummaryData(
        office_name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑", code="PJ-2569-YE",
        title="รายงานผลโครงการ ปีงบประมาณ ๒๕๖๙", fiscal_year_be=2569, round_name="สิ้นปีงบประมาณ",
        due_at=datetime(2026, 10, 16, 16, 30, tzinfo=BANGKOK), as_of=AS_OF, definition=definitions()["project"],
        lines=lines,
    )  # fmt: skip


YEAR = replace(AROUND, agency="", first=date(2025, 10, 1), last=date(2026, 9, 30), orders=(), series="12/2569")


def twelve() -> Booklet:
    """The year's twelve as they stand: three missing, one sent back."""
    lines = tuple(line_of(n, project, 4 + n % 4) for n, project in enumerate(PROJECTS, start=1))
    return compile_booklet(data_of(tuple(reversed(lines))), YEAR)


def all_in(count: int, shown: Callable[[int], int]) -> Booklet:
    """So many projects, all accepted, each with so many pictures."""
    lines = []
    for n in range(count):
        code, title, group, allocated, _, _ = PROJECTS[n % len(PROJECTS)]
        project = (
            f"69-{code[3:6]}-{n:02}",
            f"{title} ระยะที่ {n + 1}",
            group,
            allocated,
            allocated - 137 * n,
            "accepted",
        )
        lines.append(line_of(n + 1, project, shown(n)))
    return compile_booklet(data_of(tuple(lines)), YEAR)
