"""What is said about a file that came: a receipt, what to mend, or one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from domain.disclosure import Tells
from domain.file_names import shown
from domain.messages import Action, Card, Line, Message, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice


def taken_back(v: Voice, receipt_no: str, task: Task) -> Message:
    """The sender unsent the file of a receipt: it does not count any more, and how the work stands now."""
    now = "ยังรอไฟล์ใหม่" if task.owed else "ฉบับก่อนหน้ายังใช้อยู่"
    return Text(
        f"ยกเลิกไฟล์ของเลขรับ {receipt_no} ตามที่ท่านยกเลิกข้อความแล้ว{v.end}\n{name_of(task)}: {now}{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


def accepted_before_taken_back(v: Voice, receipt_no: str, task: Task) -> Message:
    """The sender unsent a file that the office has accepted already: it stays."""
    return Text(
        f"{name_of(task)} เลขรับ {receipt_no} ตรวจรับแล้วก่อนที่ท่านจะยกเลิกข้อความ ไฟล์จึงยังเก็บไว้ที่สำนักงาน{v.end} "
        f"หากต้องการเปลี่ยนฉบับที่ใช้ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
    )


class FileAsked(NamedTuple):
    """A file its sender is asked about: `number` and `place` of the portion meant, "" for the whole file."""

    upload_id: int
    name: str
    number: int = 0
    place: str = ""


def which_task(v: Voice, asked: FileAsked, tasks: Sequence[Task]) -> Message:
    """It is not certain what the file, or a part of it, is for: one question, at most three choices."""
    what = f"“{shown(asked.place)}” ในไฟล์นี้" if asked.place else "ไฟล์นี้"
    buttons = (
        *(
            Tap(_choice(t, tasks), f"settle:{asked.upload_id}:{t.id}:{asked.number}", f"ส่งงาน {t.subject or t.title}")
            for t in tasks[:3]
        ),
        Tap("ไม่ใช่งานเหล่านี้", f"drop:{asked.upload_id}", "ไม่ใช่งานเหล่านี้"),
    )
    return Card(
        alt=f"ไฟล์ {shown(asked.name)} เป็นของงานไหน",
        title=f"{what}เป็นของงานไหน{v.ask}",
        subtitle=shown(asked.name),
        parts=(*(Line(name_of(t), label=t.unit_short) for t in tasks[:3]), Rule(), Line(f"เก็บไฟล์ไว้แล้ว รอคำตอบ{v.end}")),
        tone=Tone.CARE,
        buttons=buttons,
        tells=Tells.NAMES,
    )


def _choice(task: Task, tasks: Sequence[Task]) -> str:
    """What tells a choice from the others: its subject, or the work where that is the same."""
    subjects = [other.subject for other in tasks]
    told = task.subject if task.subject and subjects.count(task.subject) == 1 else task.title
    return f"{told} ({task.unit_short})"


def dropped(v: Voice) -> Message:
    """The person said the file is for none of the choices."""
    return Text(
        f"รับทราบ{v.end} ยังไม่ได้บันทึกไฟล์นั้นเป็นงานใด หากต้องการส่ง แนบไฟล์ที่ถูกต้องในแชตนี้ได้เลย{v.end}",
        menu.STAFF,
        tells=Tells.FIGURES,
    )


def asked_before(v: Voice) -> Message:
    """A button of a question that was answered already."""
    return Text(f"คำถามนี้ตอบไปแล้ว{v.end}", menu.STAFF)


_UNREADABLE = {
    "encrypted": "ไฟล์ “{name}” มีรหัสผ่านป้องกันอยู่ จึงเปิดอ่านไม่ได้ กรุณายกเลิกรหัสผ่านแล้วแนบมาใหม่",
    "not_a_table": "ไฟล์ “{name}” ไม่ใช่ไฟล์ตาราง กรุณาแนบแบบฟอร์มเป็นไฟล์ Excel (.xlsx)",
    "archive": "ไฟล์ “{name}” เป็นไฟล์บีบอัดรวมหลายไฟล์ กรุณาแตกไฟล์ในเครื่อง แล้วแนบแบบฟอร์ม Excel (.xlsx) ทีละไฟล์",
    "too_large": "ไฟล์ “{name}” ใหญ่เกินไป กรุณาลบรูปหรือแผ่นงานที่ไม่เกี่ยวข้องแล้วแนบมาใหม่ (ไม่เกิน {megabytes} MB)",
    "empty": "ไฟล์ “{name}” ยังไม่มีข้อมูล กรุณากรอกแบบฟอร์มแล้วแนบมาใหม่",
    "damaged": "ไฟล์ “{name}” เปิดไม่ได้ อาจส่งมาไม่ครบ กรุณาเปิดไฟล์ในเครื่อง บันทึกอีกครั้ง แล้วแนบมาใหม่",
    "gone": "ไฟล์ “{name}” ถูกยกเลิกหรือหมดอายุก่อนที่ระบบจะเก็บได้ กรุณาแนบมาใหม่",
}


_TOO_SLOW = "ไฟล์ “{name}” ซับซ้อนเกินไปจนอ่านไม่ทัน กรุณาคัดลอกตารางไปวางในแบบฟอร์มใหม่ที่ได้จาก ขอแบบฟอร์ม แล้วแนบมาอีกครั้ง"
_NO_TABLE = {  # by what it is instead
    "archive": _UNREADABLE["archive"],
    "numbers": "ไฟล์ “{name}” เป็นไฟล์ Numbers จึงเปิดอ่านไม่ได้ กรุณาเปิดในแอป Numbers เลือก ส่งออก เป็น Excel แล้วแนบไฟล์ที่ได้",
    "program": "ไฟล์ “{name}” เป็นโปรแกรม จึงไม่เปิด กรุณาแนบแบบฟอร์มเป็นไฟล์ Excel (.xlsx)",
    "link": "ไฟล์ “{name}” เป็นเพียงทางลัดไปยังไฟล์อื่น กรุณาแนบไฟล์ Excel (.xlsx) ตัวจริง",
    "text": "ไฟล์ “{name}” เป็นข้อความที่ไม่มีตาราง กรุณาแนบแบบฟอร์มเป็นไฟล์ Excel (.xlsx)",
}


def unreadable(v: Voice, reason: str, name: str, megabytes: int, detail: str = "") -> Message:
    """The file could not be opened as a table: why, and what to do. `detail`: what it is, of one that is no table."""
    says = _UNREADABLE.get(reason, _UNREADABLE["damaged"])
    if reason == "not_a_table":
        says = _NO_TABLE.get(detail, says)
    if (reason, detail) == ("too_large", "time"):
        says = _TOO_SLOW
    text = says.format(name=shown(name), megabytes=megabytes)
    return Text(v.close(text), (menu.GET_FORM, menu.MY_TASKS, menu.HELP))


def not_a_known_form(v: Voice, name: str) -> Message:
    """A table, but none of the forms."""
    return Text(
        f"เปิดไฟล์ “{shown(name)}” ได้ แต่ไม่พบหัวตารางของแบบฟอร์มที่ติดตามอยู่ จึงยังไม่ได้บันทึกเป็นงานที่ส่ง{v.end}\n"
        f"กรุณาใช้แบบฟอร์มจาก ขอแบบฟอร์ม แล้วแนบมาอีกครั้ง{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


_NOT_TAKEN = {
    "wrong_year": "แบบฟอร์มในไฟล์ “{name}” เป็นของปีงบประมาณอื่น ไม่ตรงกับงานที่เปิดอยู่",
    "wrong_round": "แบบฟอร์มในไฟล์ “{name}” เป็นของรอบอื่น ไม่ตรงกับงานที่เปิดอยู่",
    "list_of_many": "ตารางในไฟล์ “{name}” มีข้อมูลของหลายหน่วยงาน และไม่พบแถวของหน่วยงานของท่าน",
    "not_yours": "แบบฟอร์มในไฟล์ “{name}” เป็นของหน่วยงานอื่น",
    "wrong_unit": "แบบฟอร์มในไฟล์ “{name}” เป็นของหน่วยงานอื่น",
}


def not_taken(v: Voice, reasons: Sequence[str], name: str, more: tuple[Action, ...] = ()) -> Message:
    """A known form, but for nothing this person owes: not recorded, and why (the first reason we have words for).

    `more`: what else the person may do with the file.
    """
    nothing_open = "แบบฟอร์มในไฟล์ “{name}” ไม่ตรงกับงานที่เปิดให้ส่งอยู่"
    text = next((_NOT_TAKEN[r] for r in reasons if r in _NOT_TAKEN), nothing_open).format(name=shown(name))
    return Text(
        f"{text} จึงยังไม่ได้บันทึกเป็นงานที่ส่ง{v.end} กรุณาตรวจไฟล์อีกครั้ง หรือกด ขอแบบฟอร์ม เพื่อรับแบบที่ถูกต้อง{v.end}",
        (*more, menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )
