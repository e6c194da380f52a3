"""รายงานการประชุม: who came, and what the draft of the minutes says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.messages import Card, Line, Message, Open, Part, Rule, Tap, Text, Tone
from domain.thai import weekday_date
from handlers.wording import menu
from handlers.wording.meetings import MEETINGS, MeetingView, title, when
from handlers.wording.voice import Voice

PRESENT_ALL: Final = "มาครบ"
UNABLE: Final = "ไม่สะดวก"
NOT_YET: Final = "ยังไม่ได้พิจารณา"
FILE_NAME: Final = "รายงานการประชุม {committee} {day}.{ending}"
FOR: Final = "แทน{name}"
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody invited: whether they came (None: nobody has said), why not, or who came for them."""

    name: str
    duty: str
    present: bool | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """Who came to a meeting. `began`, `ended`: as HH.MM น., "" while nobody has said."""

    meeting: MeetingView
    seats: tuple[Seat, ...]
    began: str
    ended: str
    is_over: bool


def file_name(committee: str, day: date, ending: str) -> str:
    """What the file is called."""
    return FILE_NAME.format(committee=committee, day=weekday_date(day), ending=ending).replace("/", "-")


def attendance(v: Voice, view: AttendanceView) -> Message:
    """Who came, with how it is mended by typing, and the draft of the minutes."""
    meeting = view.meeting
    came = [seat for seat in view.seats if seat.present]
    parts: list[Part] = [Line(title(meeting), strong=True), Line(f"{when(meeting)} {meeting.place}")]
    if view.began or view.ended:
        parts.append(Line(f"เริ่ม {view.began or 'ยังไม่ระบุ'} เลิก {view.ended or 'ยังไม่ระบุ'}"))
    parts += [Rule(), Line(f"ผู้มาประชุม {len(came)} จาก {len(view.seats)} คน", strong=True)]
    parts += [_seat(seat) for seat in view.seats[:_SHOWN]]
    if len(view.seats) > _SHOWN:
        parts.append(Line(f"และอีก {len(view.seats) - _SHOWN} คน"))
    parts += [Rule(), Line(f"แก้ได้ด้วยการพิมพ์{v.end} เช่น นายวิทยาไม่มา ติดราชการ, มาครบ, เริ่ม 09.40 น. เลิก 12.00 น.")]
    return Card(
        alt=f"ผู้มาประชุม {len(came)} จาก {len(view.seats)} คน",
        title="บันทึกการประชุม" if view.is_over else "ผู้ได้รับเชิญ",
        parts=tuple(parts),
        buttons=(
            Tap("มาครบทุกคน", f"minutes:{meeting.id}:1", "มาครบทุกคน"),
            Tap("ร่างรายงานการประชุม", f"minutesdoc:{meeting.id}", "ร่างรายงานการประชุม"),
        ),
        suggestions=(MEETINGS, *menu.OVERSEER),
    )


def _seat(seat: Seat) -> Part:
    if seat.present:
        return Line(f"มา{f' ({seat.reason})' if seat.reason else ''}", label=seat.name, tone=Tone.GOOD)
    if seat.present is None:
        return Line("ยังไม่ระบุ", label=seat.name)
    return Line(f"ไม่มา{f' ({seat.reason})' if seat.reason else ''}", label=seat.name, tone=Tone.CARE)


def ready(v: Voice, view: AttendanceView, links: tuple[str, str], hours: int, open_forms: Sequence[str]) -> Message:
    """The draft: as a Word file and as PDF; what the meeting has not resolved yet is named."""
    unsaid = sum(seat.present is None for seat in view.seats)
    parts: list[Part] = [Line(title(view.meeting), strong=True), Line(when(view.meeting))]
    if unsaid:
        parts.append(Line(f"ยังไม่ได้ระบุว่ามาหรือไม่ {unsaid} คน ในร่างจึงยังไม่มีชื่อ", tone=Tone.CARE))
    if open_forms:
        parts.append(Line(f"{', '.join(open_forms)}", label="ยังไม่มีมติ", tone=Tone.CARE))
    parts += [Rule(), Line(f"ตรวจแก้ในไฟล์ Word ได้ ลิงก์ใช้ได้ {hours} ชั่วโมง{v.end}")]
    return Card(
        alt=f"ร่างรายงาน{title(view.meeting)}",
        title="ร่างรายงานการประชุม",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(Open("เปิดไฟล์ Word", links[0]), Open("เปิด PDF", links[1])),
        suggestions=(MEETINGS, *menu.OVERSEER),
    )


def no_meeting(v: Voice) -> Message:
    """No meeting was called."""
    return Text(f"ยังไม่มีการประชุมให้บันทึก{v.end} พิมพ์ นัดประชุม เพื่อเริ่ม", (MEETINGS, *menu.OVERSEER))


def not_a_guest(v: Voice, name: str) -> Message:
    """Somebody who was not invited."""
    return Text(f"ไม่พบ {name} ในผู้ได้รับเชิญ{v.end} หากมาร่วมด้วย เพิ่มชื่อได้ในไฟล์ Word", (MEETINGS, *menu.OVERSEER))
