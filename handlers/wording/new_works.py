"""A work that an officer sets up in words: what is still to be said, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from domain.file_names import shown
from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.thai import local, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

LISTED: Final = 8
_FARTHEST: Final = timedelta(days=370)
_DROP: Final = Tap("ยกเลิก", "newwork:drop:0", "ยกเลิก")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWorkView:
    """A work that is to be asked for. `people`: who would hear of it; `silent`: units nobody on LINE serves."""

    title: str
    units: tuple[str, ...]
    due: date
    day_off: str
    people: int
    silent: tuple[str, ...]
    mark: int
    left: int | None = None  # messages in the month, None for any number


def which_title(v: Voice) -> Message:
    """What it is about."""
    return Card(
        alt="งานใหม่ชื่ออะไร",
        title=f"งานใหม่ชื่ออะไร{v.ask}",
        parts=(
            Line(f"พิมพ์ชื่องาน เช่น สำรวจความต้องการครู{v.end}"),
            Line("บอกครบในประโยคเดียวได้ เช่น เพิ่มงานสำรวจครู ให้ทุกโรงเรียน ส่ง 29 ม.ค."),
        ),
        buttons=(_DROP,),
        suggestions=menu.OVERSEER,
    )


def use_file(v: Voice, title: str, upload_id: int, name: str) -> Message:
    """A file came lately that may be the form."""
    return Card(
        alt="ใช้ไฟล์ที่เพิ่งส่งเป็นแบบหรือไม่",
        title=f"ใช้ไฟล์ที่เพิ่งส่งเป็นแบบหรือไม่{v.ask}",
        subtitle=title,
        parts=(Line(shown(name), label="ไฟล์"), Line("ไม่มีแบบ ระบบทำแบบอย่างง่ายให้ มีรายการ ผล และข้อเสนอแนะ")),
        buttons=(
            Tap("ใช้ไฟล์นี้เป็นแบบ", f"teach:{upload_id}", "ใช้ไฟล์นี้เป็นแบบ"),
            Tap("ไม่มีแบบ", "newwork:plain:0", "ไม่มีแบบ"),
            _DROP,
        ),
    )


def who_sends(v: Voice, title: str, groups: int, schools: int) -> Message:
    """Who is to send it."""
    choices = (("group", f"ทุกกลุ่มภารกิจ ({groups})", groups), ("school", f"ทุกโรงเรียน ({schools})", schools))
    return Card(
        alt="ให้ใครส่งงานนี้",
        title=f"ให้ใครส่งงานนี้{v.ask}",
        subtitle=title,
        parts=(Line(v.close("กดเลือก หรือพิมพ์ชื่อหน่วยงาน เช่น กลุ่มนิเทศ, รร.บ้านใหม่")),),
        buttons=(*(Tap(label, f"newwork:who:{kind}", label) for kind, label, count in choices if count), _DROP),
    )


def names_unclear(v: Voice, name: str, perhaps: Sequence[str]) -> Message:
    """A name that may be several units' or is nobody's."""
    if perhaps:
        return Text(v.close(f"หมายถึง {' หรือ '.join(perhaps[:3])} กรุณาพิมพ์ชื่อเต็มของทุกหน่วยงานอีกครั้ง"))
    return Text(v.close(f"ไม่พบหน่วยงานชื่อ “{name[:60]}” กรุณาพิมพ์ชื่อของทุกหน่วยงานอีกครั้ง"))


def by_when(v: Voice, title: str, units: int, now: datetime) -> Message:
    """By when."""
    return Card(
        alt=f"ให้ {units} หน่วยงานส่งภายในวันไหน",
        title=f"ให้ส่งภายในวันไหน{v.ask}",
        subtitle=title,
        parts=(Line(f"{units} หน่วยงาน", label="ผู้ส่ง"), Line(v.close("กดเลือกวัน หรือพิมพ์ เช่น 29 ม.ค. 70"))),
        buttons=(_picker(now), _DROP),
    )


def day_does_not_do(v: Voice, now: datetime) -> Message:
    """The day is over, or what was typed is none."""
    return Text(f"กำหนดส่งต้องเป็นวันนี้หรือหลังจากนี้ กดเลือกวันได้เลย{v.end}", (_picker(now),))


def _picker(now: datetime, label: str = "เลือกวันกำหนดส่ง") -> Pick:
    today = local(now).date()
    return Pick(label, "newwork:due:0", PickMode.DATE, today + timedelta(days=7), today, today + _FARTHEST)


def really(v: Voice, view: NewWorkView, now: datetime) -> Message:
    """What it comes to, whom it tells, and what that costs."""
    parts: list[Part] = [
        Line(view.title, label="งาน", strong=True),
        Line(f"{len(view.units)} หน่วยงาน: {_listed(view.units)}", label="ผู้ส่ง"),
        Line(weekday_date(view.due), label="กำหนดส่ง", strong=True),
        Line("แบบอย่างง่ายที่ระบบทำให้ ส่งไฟล์ของท่านแล้วพิมพ์ ใช้ไฟล์นี้เป็นแบบ หากต้องการแบบอื่น", label="แบบ"),
    ]
    if view.day_off:
        parts.append(Line(f"วันนั้นเป็น{view.day_off} โปรดดูว่าตั้งใจหรือไม่", tone=Tone.CARE))
    if view.silent:
        parts.append(Line(_listed(view.silent), label="ไม่มีผู้ใช้ไลน์ ควรโทร", tone=Tone.CARE))
    told = f"{view.people} คนจะได้รับแจ้งรวมกับการเตือนประจำวัน คนละไม่เกิน 1 ข้อความ"
    if view.left is not None:
        told += f" เดือนนี้เหลือ {view.left} ข้อความ"
    short = view.left is not None and view.left < view.people
    parts += [Rule(), Line(v.close(told), tone=Tone.CARE if short else Tone.CALM)]
    return Card(
        alt=f"ยืนยันตั้งงาน {view.title}",
        title=f"ตั้งงานนี้หรือไม่{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("ยืนยันตั้งงาน", f"newworkgo:{view.mark}", "ยืนยันตั้งงาน"), _picker(now, "เปลี่ยนวัน"), _DROP),
    )


def asked(v: Voice, title: str, units: int, due: date, requirement_id: int) -> Message:
    """It is asked for from now on."""
    return Card(
        alt=f"ตั้งงาน {title} แล้ว",
        title="ตั้งงานแล้ว",
        subtitle=title,
        parts=(
            Line(f"{units} หน่วยงาน", label="ผู้ส่ง"),
            Line(weekday_date(due), label="กำหนดส่ง"),
            Rule(),
            Line(f"หน่วยงานรับแบบได้จาก ขอแบบฟอร์ม ตั้งผิดให้พิมพ์ ยกเลิกงาน{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(
            Tap("ใครยังไม่ส่ง", f"missing:{requirement_id}", "ใครยังไม่ส่ง"),
            Tap("ยกเลิกงานนี้", f"cancelwork:{requirement_id}:0:", "ยกเลิกงานนี้"),
        ),
        suggestions=menu.OVERSEER,
    )


def in_the_plan(v: Voice) -> Message:
    """Strategies, projects and items of E-MES are rows of the plan, with indicators and owners."""
    return Card(
        alt="งานประเภทนี้ตั้งในไฟล์แผน",
        title="งานประเภทนี้ตั้งในไฟล์แผน",
        parts=(
            Line("กลยุทธ์ โครงการ และรายการ E-MES มีตัวชี้วัดหรือผู้รับผิดชอบกำกับ เพิ่มแถวในไฟล์แผนแล้วส่งกลับในแชตนี้"),
            Line(v.close("ก่อนใช้ ระบบแสดงให้ดูว่าจะเปลี่ยนอะไรบ้าง")),
        ),
        buttons=(Say("ขอไฟล์แผน", "ขอไฟล์แผน"), Tap("เป็นงานอื่น", "newwork:begin:0", "เป็นงานอื่น")),
        suggestions=menu.OVERSEER,
    )


def from_agency(called: str) -> str:
    """What is typed to take in an agency's request."""
    return f"มีหนังสือจาก {called}" if called else "ลงรับหนังสือ"


ANNOUNCE: Final = "แจ้ง E-MES ให้ทุกโรงเรียนทราบ"


def dropped(v: Voice) -> Message:
    """Nothing was set up."""
    return Text(f"ยกเลิกการตั้งงานแล้ว{v.end} ยังไม่มีผู้ใดได้รับแจ้ง", menu.OVERSEER)


def nothing_begun(v: Voice) -> Message:
    """A button of what was given up, or is done."""
    return Text(f"รายการนี้จบไปแล้ว{v.end} เริ่มใหม่พิมพ์ เพิ่มงาน", menu.OVERSEER)


def _listed(units: Sequence[str]) -> str:
    more = f" และอีก {len(units) - LISTED} แห่ง" if len(units) > LISTED else ""
    return ", ".join(units[:LISTED]) + more
