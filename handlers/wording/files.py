"""What is said about a file that came: a receipt, what to mend, or one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.disclosure import Tells
from domain.forms.definition import Severity
from domain.forms.reading_result import Finding
from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, short_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.findings import sentence
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A submission as its sender is told of it."""

    no: str
    version: int
    file_name: str
    at: datetime
    task: Task
    rows: int
    findings: tuple[Finding, ...]
    earlier_stands: bool  # a faulty later file: the clean earlier one still counts

    @property
    def errors(self) -> list[Finding]:
        """What must be mended."""
        return [f for f in self.findings if f.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """What should be looked at."""
        return [f for f in self.findings if f.severity is Severity.WARNING]


def received(v: Voice, receipt: Receipt) -> Message:
    """The file is safely kept and complete: a receipt number; or kept, with cells to mend."""
    return _to_mend(v, receipt) if receipt.errors else _accepted(v, receipt)


def _facts(receipt: Receipt) -> list[Part]:
    version = f" (ฉบับที่ {receipt.version})" if receipt.version > 1 else ""
    at = f"{short_date(local(receipt.at).date())} เวลา {clock_time(receipt.at)}"
    return [
        Line(receipt.no + version, label="เลขรับ", strong=True),
        Line(name_of(receipt.task), label="งาน"),
        Line(receipt.task.unit, label="หน่วยงาน"),
        Line(at, label="รับเมื่อ"),
        Line(receipt.file_name, label="ไฟล์"),
    ]


def _accepted(v: Voice, receipt: Receipt) -> Message:
    parts = [*_facts(receipt), Line(f"{receipt.rows} แถว", label="อ่านได้"), Line("รอตรวจ", label="สถานะ")]
    if receipt.warnings:
        parts += [Rule(), Line("ขอให้ดูอีกครั้ง หากถูกต้องแล้วไม่ต้องส่งซ้ำ", tone=Tone.CARE, strong=True)]
        parts += _listed(receipt.warnings)
    parts += [Rule(), Line(f"ได้รับเรียบร้อย ไม่ต้องส่งซ้ำ ขอบคุณมาก{v.end}")]
    return Card(
        alt=f"ได้รับแล้ว เลขรับ {receipt.no}",
        title="ได้รับแล้ว",
        subtitle=receipt.task.title,
        parts=tuple(parts),
        tone=Tone.GOOD,
        suggestions=menu.STAFF,
        tells=Tells.PERSONAL if receipt.warnings else Tells.NAMES,
    )


def _to_mend(v: Voice, receipt: Receipt) -> Message:
    parts = [*_facts(receipt), Rule(), *_listed(receipt.errors)]
    if receipt.earlier_stands:
        parts += [Rule(), Line(f"ฉบับก่อนหน้าที่ถูกต้องยังใช้อยู่ หากไม่ต้องการแก้ ไม่ต้องส่งใหม่{v.end}")]
    else:
        parts += [Rule(), Line(f"ขอความกรุณาแก้ไขในไฟล์เดิม แล้วแนบกลับมาในแชตนี้{v.end}", strong=True)]
    return Card(
        alt=f"เก็บไฟล์แล้ว เลขรับ {receipt.no} ขอให้แก้ไข {len(receipt.errors)} จุด",
        title=f"เก็บไฟล์แล้ว ขอให้แก้ไข {len(receipt.errors)} จุด",
        subtitle=receipt.task.title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("ขอแบบฟอร์มใหม่", f"form:{receipt.task.id}", f"ขอแบบฟอร์ม {receipt.task.subject}"),),
        suggestions=menu.STAFF,
    )


def _listed(findings: Sequence[Finding]) -> list[Part]:
    lines: list[Part] = [
        Line(sentence(f), label=f"ช่อง {f.cell}" if f.cell else "ทั้งไฟล์", tone=Tone.CARE) for f in findings[:LISTED]
    ]
    if len(findings) > LISTED:
        lines.append(Line(f"และอีก {len(findings) - LISTED} จุด"))
    return lines


def same_file(v: Voice, receipt_no: str, at: datetime) -> Message:
    """This very file was received before."""
    return Text(
        f"ไฟล์นี้เป็นไฟล์เดิมที่ได้รับแล้วเมื่อ {short_date(local(at).date())} เวลา {clock_time(at)} เลขรับ {receipt_no} "
        f"ไม่ต้องส่งซ้ำ{v.end}",
        menu.STAFF,
        tells=Tells.FIGURES,
    )


def same_file_to_mend(v: Voice, receipt_no: str, at: datetime) -> Message:
    """This very file was received before, and waits to be mended."""
    return Text(
        f"ไฟล์นี้เป็นไฟล์เดิมที่เก็บไว้แล้วเมื่อ {short_date(local(at).date())} เวลา {clock_time(at)} เลขรับ {receipt_no} "
        f"ยังรอการแก้ไข ขอความกรุณาแก้ไขแล้วแนบกลับมาในแชตนี้{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


def received_in_group(v: Voice, receipt: Receipt) -> Message:
    """For a group to read: the number only. What should be looked at is for the sender alone."""
    kept = "เก็บไฟล์แล้ว" if receipt.errors else "ได้รับแล้ว"
    then = "ส่งรายละเอียดให้ผู้ส่งในแชตส่วนตัวแล้ว" if receipt.findings else "ไม่ต้องส่งซ้ำ"
    return Text(f"{kept} เลขรับ {receipt.no} {then}{v.end}", tells=Tells.FIGURES)


def closed_already(v: Voice, task: Task) -> Message:
    """The work has passed review: a new file does not change it."""
    return Text(
        f"{name_of(task)} ตรวจรับเรียบร้อยแล้ว{v.end} เก็บไฟล์นี้ไว้แล้ว หากต้องการเปลี่ยนฉบับที่ใช้ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
        tells=Tells.NAMES,
    )


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


def which_task(v: Voice, file_name: str, tasks: Sequence[Task], upload_id: int) -> Message:
    """It is not certain what the file is for: one question, at most three choices."""
    buttons = (
        *(Tap(f"{t.subject} ({t.unit_short})", f"settle:{upload_id}:{t.id}", f"ส่งงาน {t.subject}") for t in tasks[:3]),
        Tap("ไม่ใช่งานเหล่านี้", f"drop:{upload_id}", "ไม่ใช่งานเหล่านี้"),
    )
    return Card(
        alt=f"ไฟล์ {file_name} เป็นของงานไหน",
        title=f"ไฟล์นี้เป็นของงานไหน{v.ask}",
        subtitle=file_name,
        parts=(*(Line(name_of(t), label=t.unit_short) for t in tasks[:3]), Rule(), Line(f"เก็บไฟล์ไว้แล้ว รอคำตอบ{v.end}")),
        tone=Tone.CARE,
        buttons=buttons,
        tells=Tells.NAMES,
    )


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
    "too_large": "ไฟล์ “{name}” ใหญ่เกินไป กรุณาลบรูปหรือแผ่นงานที่ไม่เกี่ยวข้องแล้วแนบมาใหม่ (ไม่เกิน {megabytes} MB)",
    "empty": "ไฟล์ “{name}” ยังไม่มีข้อมูล กรุณากรอกแบบฟอร์มแล้วแนบมาใหม่",
    "damaged": "ไฟล์ “{name}” เปิดไม่ได้ อาจส่งมาไม่ครบ กรุณาเปิดไฟล์ในเครื่อง บันทึกอีกครั้ง แล้วแนบมาใหม่",
    "gone": "ไฟล์ “{name}” ถูกยกเลิกหรือหมดอายุก่อนที่ระบบจะเก็บได้ กรุณาแนบมาใหม่",
}


def unreadable(v: Voice, reason: str, name: str, megabytes: int) -> Message:
    """The file could not be opened as a table: why, and what to do."""
    text = _UNREADABLE.get(reason, _UNREADABLE["damaged"]).format(name=name, megabytes=megabytes)
    return Text(v.close(text), (menu.GET_FORM, menu.MY_TASKS, menu.HELP))


def not_a_known_form(v: Voice, name: str) -> Message:
    """A table, but none of the forms."""
    return Text(
        f"เปิดไฟล์ “{name}” ได้ แต่ไม่พบหัวตารางของแบบฟอร์มที่ติดตามอยู่ จึงยังไม่ได้บันทึกเป็นงานที่ส่ง{v.end}\n"
        f"กรุณาใช้แบบฟอร์มจาก ขอแบบฟอร์ม แล้วแนบมาอีกครั้ง{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


_NOT_TAKEN = {
    "wrong_year": "แบบฟอร์มในไฟล์ “{name}” เป็นของปีงบประมาณอื่น ไม่ตรงกับงานที่เปิดอยู่",
    "wrong_round": "แบบฟอร์มในไฟล์ “{name}” เป็นของรอบอื่น ไม่ตรงกับงานที่เปิดอยู่",
    "not_yours": "แบบฟอร์มในไฟล์ “{name}” เป็นของหน่วยงานอื่น",
    "wrong_unit": "แบบฟอร์มในไฟล์ “{name}” เป็นของหน่วยงานอื่น",
}


def not_taken(v: Voice, reasons: Sequence[str], name: str, more: tuple[Action, ...] = ()) -> Message:
    """A known form, but for nothing this person owes: not recorded, and why (the first reason we have words for).

    `more`: what else the person may do with the file.
    """
    nothing_open = "แบบฟอร์มในไฟล์ “{name}” ไม่ตรงกับงานที่เปิดให้ส่งอยู่"
    text = next((_NOT_TAKEN[r] for r in reasons if r in _NOT_TAKEN), nothing_open).format(name=name)
    return Text(
        f"{text} จึงยังไม่ได้บันทึกเป็นงานที่ส่ง{v.end} กรุณาตรวจไฟล์อีกครั้ง หรือกด ขอแบบฟอร์ม เพื่อรับแบบที่ถูกต้อง{v.end}",
        (*more, menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )
