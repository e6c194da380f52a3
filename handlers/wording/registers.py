"""The control register: what went out to each agency, and a row that is struck out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from domain.messages import Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.sendings import Way
from domain.thai import local, short_date, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

if TYPE_CHECKING:
    from storage.schema import AgencyRequest, Obligation

REGISTER: Final = Say("ทะเบียนคุม", "ทะเบียนคุม")
RECORD: Final = Say("บันทึกการส่ง", "บันทึกการส่ง")
TAKE: Final = Say("ลงรับหนังสือ", "ลงรับหนังสือ")
OFFICER: Final = (RECORD, TAKE, REGISTER, menu.SUMMARY, menu.HELP)
STRIKE_REASONS: Final = ("บันทึกเลขหนังสือผิด", "บันทึกผิดหน่วยงาน", "บันทึกซ้ำ", "ยังไม่ได้ส่งจริง")
_LAST: Final = 3  # rows of an agency on the card; all of them are in the file
_SHOWN: Final = 8
_ANSWERED_SHOWN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A row of a register as cards show it. `late`: in days, 0 for on time, None where no day was named."""

    id: int
    agency: str
    no: int
    fiscal_year_be: int
    topic: str
    letter_no: str
    sent_on: date
    way: Way
    late: int | None
    struck: str  # why it was struck out, "" when it stands


class Waiting(NamedTuple):
    """A request that is not answered yet."""

    agency: str
    topic: str
    due: date | None
    urgency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """The registers of a year: each agency with its rows, and what still waits for an answer, soonest due first."""

    fiscal_year_be: int
    agencies: tuple[tuple[str, tuple[Entered, ...]], ...]
    waiting: tuple[Waiting, ...]
    today: date


def waiting_of(request: AgencyRequest) -> Waiting:
    """A request as the card names it: by the topics that are open."""
    topics = ", ".join(one.title for one in request.topics if one.dispatch_id is None)
    return Waiting(
        request.agency.called, topics, local(request.due_at).date() if request.due_at else None, request.urgency
    )


def debt_name(debt: Obligation) -> str:
    """A debt by whose it is and what it is about."""
    return f"{debt.unit.called} {debt.subject.title}"


def book(v: Voice, view: BookView, url: str, hours: int) -> Message:
    """What went out to each agency, the last rows first, and what waits; all rows are behind the link."""
    parts: list[Part] = []
    for agency, rows in view.agencies:
        parts += [Rule()] if parts else []
        stand = [row for row in rows if not row.struck]
        in_time = sum(row.late == 0 for row in stand)
        said = f"{len(stand)} ฉบับ ทันกำหนด {in_time}" if rows else "ยังไม่มีรายการ"
        parts.append(Line(said, label=agency, strong=True))
        parts += [_row_line(row) for row in reversed(rows[-_LAST:])]
    if view.waiting:
        parts += [Rule(), Line(f"{len(view.waiting)} เรื่อง", label="รอส่ง", strong=True, tone=Tone.SOON)]
        parts += [_waiting_line(one, view.today) for one in view.waiting[:_ANSWERED_SHOWN]]
    parts += [Rule(), Line(v.close(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ"))]
    return Card(
        alt=f"ทะเบียนคุมเอกสาร ปีงบประมาณ {view.fiscal_year_be}",
        title="ทะเบียนคุมเอกสาร",
        subtitle=f"ปีงบประมาณ {view.fiscal_year_be}",
        parts=tuple(parts),
        buttons=(Open("เปิดทะเบียน Excel", url),),
        suggestions=OFFICER,
    )


def _row_line(row: Entered) -> Line:
    said = f"{row.no}. ที่ {row.letter_no} ส่ง {short_date(row.sent_on)} {row.topic}"
    if row.struck:
        return Line(f"{said} · ขีดฆ่าแล้ว ({row.struck})", tone=Tone.CARE)
    return Line(f"{said} · {outcome(row.late)}", tone=Tone.LATE if row.late else Tone.CALM)


def _waiting_line(one: Waiting, today: date) -> Line:
    due = f"ภายใน {weekday_date(one.due)}" if one.due else "ไม่มีกำหนด"
    late = one.due is not None and one.due < today
    said = " ".join(part for part in (one.urgency, one.agency, one.topic) if part)
    return Line(f"{said} · {due}", tone=Tone.LATE if late else Tone.SOON if one.urgency else Tone.CALM)


def outcome(late: int | None) -> str:
    """Whether it went out in time."""
    if late is None:
        return "ไม่มีกำหนด"
    return f"เกิน {late} วัน" if late else "ทันกำหนด"


def file_name(year: int, moment: str) -> str:
    """The name of the workbook; `moment` as 20270406-0900."""
    return f"ทะเบียนคุมเอกสาร ปี {year} ณ {moment}.xlsx"


def which_number(v: Voice) -> Message:
    """No row was named."""
    return Text(
        v.close(f"ขีดฆ่าแถวไหน{v.ask} พิมพ์ เช่น ขีดฆ่าแถวที่ 3 ของ สพฐ. เพราะบันทึกเลขหนังสือผิด ดูเลขแถวได้จากทะเบียนคุม"),
        (REGISTER, menu.HELP),
    )


def no_such_row(v: Voice, no: int, agency: str, year: int) -> Message:
    """There is no such row that stands."""
    of = f"ของ {agency} " if agency else ""
    return Text(v.close(f"ไม่พบแถวที่ {no} {of}ที่ยังใช้อยู่ในทะเบียนคุมปี {year}"), (REGISTER, menu.HELP))


def which_row(v: Voice, rows: Sequence[Entered], reason: str) -> Message:
    """Several agencies have a row of that number."""
    return Card(
        alt="ขีดฆ่าแถวของหน่วยงานไหน",
        title=f"ขีดฆ่าแถวของหน่วยงานไหน{v.ask}",
        parts=tuple(Line(f"ที่ {row.letter_no} {row.topic}", label=row.agency) for row in rows[:_SHOWN]),
        buttons=tuple(Tap(row.agency, f"strike:{row.id}:0:{reason}", row.agency) for row in rows[:_SHOWN]),
        suggestions=OFFICER,
    )


def why_strike(v: Voice, row: Entered) -> Message:
    """The reason: common ones, or typed with the sentence."""
    return Card(
        alt=f"ขีดฆ่าแถวที่ {row.no} เพราะเหตุใด",
        title=f"ขีดฆ่าเพราะเหตุใด{v.ask}",
        subtitle=f"แถวที่ {row.no} {row.agency} ที่ {row.letter_no}",
        parts=(Line(f"เหตุผลจะพิมพ์ไว้ในทะเบียน เหตุผลอื่นพิมพ์ เช่น ขีดฆ่าแถวที่ {row.no} ของ {row.agency} เพราะ…"),),
        buttons=tuple(Tap(why, f"strike:{row.id}:0:{why}", why) for why in STRIKE_REASONS),
        suggestions=OFFICER,
    )


def really_strike(v: Voice, row: Entered, back: Sequence[str], reason: str) -> Message:
    """What is struck out and what comes back, before it is."""
    parts: list[Part] = [
        Line(row.agency, label="หน่วยงาน", strong=True),
        Line(f"ที่ {row.letter_no} ส่ง {short_date(row.sent_on)}", label="หนังสือ"),
        Line(row.topic, label="เรื่อง"),
        Line(reason, label="เหตุผล"),
    ]
    if back:
        more = f" และอีก {len(back) - _SHOWN} รายการ" if len(back) > _SHOWN else ""
        parts.append(Line(f"{', '.join(back[:_SHOWN])}{more}", label="กลับไปรอส่ง"))
    parts += [Rule(), Line(v.close("แถวยังอยู่ในทะเบียน ขีดทับพร้อมเหตุผล เลขลำดับไม่นำกลับมาใช้"))]
    return Card(
        alt=f"ขีดฆ่าแถวที่ {row.no} ของ {row.agency}",
        title=f"ขีดฆ่าแถวที่ {row.no} หรือไม่{v.ask}",
        subtitle=f"ทะเบียนคุมปี {row.fiscal_year_be}",
        parts=tuple(parts),
        tone=Tone.LATE,
        buttons=(
            Tap("ยืนยันขีดฆ่า", f"strike:{row.id}:1:{reason}", "ยืนยันขีดฆ่า"),
            Tap("ไม่ขีดฆ่า", f"strike:{row.id}:2:", "ไม่ขีดฆ่า"),
        ),
    )


def struck(v: Voice, row: Entered, back: int) -> Message:
    """It is struck out."""
    also = f" {back} รายการกลับไปอยู่สถานะเดิมก่อนส่ง" if back else ""
    return Text(v.close(f"ขีดฆ่าแถวที่ {row.no} ของ {row.agency} แล้ว{also}"), OFFICER)


def struck_already(v: Voice, row: Entered) -> Message:
    """It was struck out before."""
    return Text(v.close(f"แถวที่ {row.no} ของ {row.agency} ขีดฆ่าไว้แล้ว"), OFFICER)


def left_standing(v: Voice, row: Entered) -> Message:
    """The answer was no."""
    return Text(v.close(f"คงแถวที่ {row.no} ของ {row.agency} ไว้ตามเดิม"), OFFICER)
