"""What somebody may do who cannot send a picture or a file, or open one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from domain.disclosure import Tells
from domain.file_names import shown
from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text
from domain.phrases.uploads import Trouble
from domain.thai import clock_time
from handlers.facts import Task
from handlers.wording import menu, reasons, unclear
from handlers.wording.tasks import name_of, reported, tone_of, when
from handlers.wording.voice import Voice

_SAVE_FIRST: Final = "เปิดไฟล์ที่กรอกแล้ว กดบันทึก แล้วปิดไฟล์ก่อนแนบ"
_PLUS: Final = "ในแชตนี้กดเครื่องหมาย + แล้วเลือก ไฟล์ ส่งเป็นไฟล์ Excel ไม่ใช่รูป"
_ON_PC: Final = "ถ้าโทรศัพท์แนบไม่ได้ เปิด LINE บนคอมพิวเตอร์ แล้วลากไฟล์มาวางในแชตนี้"
_KINDS: Final = "รับไฟล์ .xlsx .xls .ods .csv ไม่เกิน {megabytes} MB ไม่มีรหัสผ่าน และไม่บีบอัด"
_NO_PICTURE: Final = "รูปถ่ายหรือสแกนแบบฟอร์ม และลิงก์ เก็บเป็นหลักฐานได้ แต่ยังไม่นับว่าส่งแบบ"
_STEPS: Final[Mapping[Trouble, tuple[str, ...]]] = MappingProxyType(
    {
        Trouble.SENDING: (_SAVE_FIRST, _PLUS, _ON_PC, _KINDS, _NO_PICTURE),
        Trouble.SIZE: (
            "รับไฟล์ละไม่เกิน {megabytes} MB",
            "ลบรูปและแผ่นงานที่ไม่เกี่ยวข้องออกจากไฟล์ บันทึกเป็น .xlsx แล้วแนบใหม่",
            "ส่งรูปแยกในแชตนี้ได้ ไม่ต้องวางไว้ในไฟล์",
            "ถ้ายังใหญ่ ขอแบบฟอร์มใหม่ แล้วคัดลอกเฉพาะตัวเลขและข้อความไปวาง",
        ),
        Trouble.PICTURE: (
            "กดเครื่องหมาย + แล้วเลือก รูปภาพ ส่งครั้งละไม่กี่ภาพ และรอให้ขึ้นครบก่อนปิดแอป",
            "รับภาพละไม่เกิน {megabytes} MB ถ้าเน็ตช้า ไม่ต้องเลือก ต้นฉบับ (Original)",
            _NO_PICTURE,
            "ส่งแบบฟอร์มให้กด + แล้วเลือก ไฟล์ หรือใช้ LINE บนคอมพิวเตอร์",
        ),
        Trouble.OPENING: (
            "ลิงก์ใช้ได้ {hours} ชั่วโมง ถ้าเปิดไม่ได้ กดขอใหม่จากปุ่มด้านล่าง",
            "เปิดลิงก์จากบัญชีไลน์ที่ขอ และเปิดด้วยเบราว์เซอร์ของเครื่อง เช่น Chrome หรือ Safari",
            "ดูและกรอกบนโทรศัพท์ด้วยแอป Excel หรือ Google ชีต บนคอมพิวเตอร์ใช้ Excel หรือ LibreOffice",
        ),
        Trouble.ELSEWHERE: (
            "บอทนี้เข้าระบบของหน่วยงานอื่นแทนไม่ได้ และไม่มีรหัสของระบบเหล่านั้น",
            "รหัสเข้าใช้และปัญหาของระบบ กรุณาสอบถามเจ้าหน้าที่ทางโทรศัพท์ ไม่ส่งรหัสผ่านในไลน์",
            "เมื่อรายงานในระบบแล้ว แจ้งในแชตนี้ แนบภาพหน้าจอได้",
        ),
    }
)
_TITLES: Final[Mapping[Trouble, str]] = MappingProxyType(
    {
        Trouble.SENDING: "ส่งไฟล์ไม่ได้ ลองตามนี้",
        Trouble.SIZE: "ไฟล์ใหญ่เกินไป ลองตามนี้",
        Trouble.PICTURE: "ส่งรูปไม่ได้ ลองตามนี้",
        Trouble.OPENING: "เปิดไฟล์ไม่ได้ ลองตามนี้",
        Trouble.ELSEWHERE: "เข้าระบบอื่นไม่ได้",
    }
)


@dataclass(frozen=True, slots=True)
class Last:
    """The last file that came from somebody within a day, and what became of it."""

    name: str
    at: datetime
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Who is stuck with what. `hours`: how long links open; `task`: the only work they owe, of `owed`."""

    trouble: Trouble
    megabytes: int
    hours: int
    task: Task | None = None
    owed: int = 0
    last: Last | None = None
    officers: tuple[str, ...] = ()


def stuck(v: Voice, view: Stuck) -> Message:
    """What may help, in private."""
    parts: list[Part] = [Line(f"{n}. {step}") for n, step in enumerate(_steps(view), start=1)]
    if view.last is not None:
        said = f"“{shown(view.last.name)}” ถึงเมื่อ {clock_time(view.last.at)} {reasons.came_of(view.last.outcome)}"
        parts += [Rule(), Line(said, label="ไฟล์ล่าสุด")]
    parts += [Rule(), *_at_hand(v, view), Line(f"หากยังส่งไม่ได้ {unclear.who_helps(v, view.officers)}")]
    return Card(
        alt=_TITLES[view.trouble],
        title=_TITLES[view.trouble],
        parts=tuple(parts),
        buttons=_buttons(view),
        suggestions=menu.STAFF,
    )


def stuck_in_group(v: Voice, trouble: Trouble) -> Message:
    """The same for everybody who reads along, without any figure: some groups hear none."""
    listed = "\n".join(f"• {step}" for step in _STEPS[trouble] if "{" not in step)
    return Text(f"{listed}\nหากยังติดขัด พิมพ์ในแชตส่วนตัวกับบัญชีนี้ได้{v.end}", tells=Tells.MANNERS)


def _steps(view: Stuck) -> list[str]:
    return [step.format(megabytes=view.megabytes, hours=view.hours) for step in _STEPS[view.trouble]]


def _at_hand(v: Voice, view: Stuck) -> list[Part]:
    """The work that the file is for, and that the next file is simply awaited."""
    task = view.task
    if task is None:
        many = f" ค้างส่ง {view.owed} รายการ ระบบรู้เองว่าเป็นของงานใด" if view.owed else ""
        return [Line(v.close(f"พร้อมแล้วแนบในแชตนี้ได้เลย{many}"))]
    end = f"เมื่อรายงานใน {task.elsewhere} แล้ว กดปุ่มด้านล่าง{v.end}" if task.elsewhere else f"พร้อมแล้วแนบในแชตนี้ได้เลย{v.end}"
    return [
        Line(name_of(task) or task.title, label="งานที่ค้าง", strong=True),
        Line(when(task), label="กำหนดส่ง", tone=tone_of(task)),
        Line(end),
    ]


def _buttons(view: Stuck) -> tuple[Action, ...]:
    task, found = view.task, []
    if task is not None and task.elsewhere:
        found.append(reported(task))
    elif task is not None:
        found.append(Tap("ขอแบบฟอร์ม", f"form:{task.id}", f"ขอแบบฟอร์ม {task.subject}"))
    buttons: tuple[Action, ...] = tuple(found) or ((menu.GET_FORM,) if view.owed else ())
    late = view.task is not None and view.task.days_left <= 1
    return (*buttons, menu.EXTEND) if late else buttons
