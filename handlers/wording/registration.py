"""What is said to somebody who asks to be let in: the questions, the waiting, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.applications import Refusal
from domain.messages import Card, Line, Message, Rule, Say, Tap, Text, Tone
from domain.plan import Role, UnitKind
from handlers.wording import menu
from handlers.wording.voice import Voice

ROLES: Final = {
    Role.OFFICER: "เจ้าหน้าที่ติดตาม",
    Role.ADMIN: "ผู้ดูแลระบบ",
    Role.DIRECTOR: "ผู้อำนวยการเขต",
    Role.DEPUTY: "รองผู้อำนวยการเขต",
    Role.GROUP_HEAD: "ผู้อำนวยการกลุ่ม",
    Role.GROUP_STAFF: "บุคลากรของกลุ่ม",
    Role.SCHOOL_DIRECTOR: "ผู้อำนวยการโรงเรียน",
    Role.SCHOOL_STAFF: "บุคลากรของโรงเรียน",
    Role.CLUSTER_CHAIR: "ประธานกลุ่มโรงเรียน",
}
CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
_POSITIONS: Final = {
    UnitKind.SCHOOL: ("ผู้อำนวยการโรงเรียน", "ครู", "ธุรการโรงเรียน"),
    UnitKind.GROUP: ("ผู้อำนวยการกลุ่ม", "นักวิชาการศึกษา", "เจ้าหน้าที่"),
}


def ask_unit(v: Voice) -> Message:
    """Which school or group; the rest may be said with it."""
    return Text(
        f"อยู่โรงเรียนหรือกลุ่มใด{v.ask} พิมพ์ชื่อหรือรหัสโรงเรียนได้เลย{v.end}\n"
        "บอกชื่อและตำแหน่งมาพร้อมกันได้ เช่น นางสาวสมหญิง ตัวอย่าง ธุรการ รร.วัดธารทอง\n"
        f"หากมีรหัสลงทะเบียนหรือคิวอาร์ ใช้แทนได้{v.end}",
        (CANCEL, menu.HELP),
    )


def ask_other_unit(v: Voice, *, moving: bool) -> Message:
    """Somebody we know moves, or serves one more unit: which."""
    where = "ย้ายไปโรงเรียนหรือกลุ่มใด" if moving else "ดูแลโรงเรียนหรือกลุ่มใดเพิ่ม"
    return Text(f"{where}{v.ask} พิมพ์ชื่อหรือรหัสโรงเรียนได้เลย{v.end}", (CANCEL, menu.HELP))


def no_such_unit(v: Voice, seen: str) -> Message:
    """The words name no unit we know."""
    return Text(f"ไม่พบหน่วยงาน “{seen}”{v.end} กรุณาพิมพ์ชื่อเต็มหรือรหัสโรงเรียน 8 หลักอีกครั้ง{v.end}", (CANCEL, menu.HELP))


def ask_name(v: Voice, unit: str) -> Message:
    """The unit is known: who is it."""
    return Text(f"{unit} ขอทราบชื่อ นามสกุล และตำแหน่ง{v.end}\nเช่น นางสาวสมหญิง ตัวอย่าง ธุรการ", (CANCEL,))


def ask_position(v: Voice, name: str, kind: UnitKind) -> Message:
    """Name and unit are known: what is the position."""
    usual = _POSITIONS.get(kind, ())
    return Text(f"{name} ดำรงตำแหน่งใด{v.ask}", (*(Say(position, position) for position in usual), CANCEL))


def ask_whether_leaving(v: Voice, new: str, old: Sequence[str]) -> Message:
    """Somebody moves to another unit: do they keep the old one."""
    return Card(
        alt=f"ย้ายไป {new} ยังดูแลหน่วยงานเดิมด้วยไหม{v.ask}",
        title=f"ยังดูแลหน่วยงานเดิมด้วยไหม{v.ask}",
        parts=(Line(new, label="ย้ายไป", strong=True), Line("\n".join(old), label="เดิม")),
        buttons=(Tap("ไม่ดูแลแล้ว", "keep:0", "ไม่ดูแลหน่วยงานเดิมแล้ว"), Tap("ยังดูแลด้วย", "keep:1", "ยังดูแลหน่วยงานเดิมด้วย")),
        suggestions=(CANCEL,),
    )


def now_waiting(v: Voice, name: str, position: str, unit: str) -> Message:
    """All is said: an officer will look."""
    return Card(
        alt=f"ส่งคำขอลงทะเบียนแล้ว {name} {unit}",
        title="ส่งคำขอลงทะเบียนแล้ว",
        tone=Tone.GOOD,
        parts=(
            Line(name, label="ชื่อ", strong=True),
            Line(position, label="ตำแหน่ง"),
            Line(unit, label="หน่วยงาน"),
            Rule(),
            Line(
                f"เจ้าหน้าที่จะตรวจสอบในวันและเวลาราชการ แล้วแจ้งผลในแชตนี้{v.end} หากข้อมูลผิด พิมพ์ ยกเลิก แล้วลงทะเบียนใหม่ได้{v.end}"
            ),
        ),
        suggestions=(CANCEL, menu.HELP),
    )


def still_waiting(v: Voice) -> Message:
    """Somebody whose application waits asks for something."""
    return Text(
        f"คำขอลงทะเบียนรอเจ้าหน้าที่ตรวจสอบอยู่{v.end} เมื่ออนุมัติแล้วจะแจ้งในแชตนี้ และใช้งานได้ทันที{v.end}", (CANCEL, menu.HELP)
    )


def serves_already(v: Voice, unit: str) -> Message:
    """Somebody asks for a unit they serve already."""
    return Text(f"ท่านดูแล {unit} อยู่แล้ว ใช้งานต่อได้เลย{v.end}", menu.STAFF)


def cancelled(v: Voice) -> Message:
    """The application is taken back."""
    return Text(f"ยกเลิกแล้ว{v.end} หากต้องการเริ่มใหม่ พิมพ์คำว่า ลงทะเบียน ได้ทุกเมื่อ{v.end}", menu.STRANGER)


def nothing_to_cancel(v: Voice) -> Message:
    """ยกเลิก, but nothing is being done."""
    return Text(f"ไม่มีรายการที่ทำค้างไว้{v.end}", (menu.HELP,))


def question_is_over(v: Voice) -> Message:
    """A button of a question that is answered or over."""
    return Text(
        f"คำถามนี้ตอบไปแล้วหรือหมดเวลา{v.end} หากต้องการเริ่มใหม่ พิมพ์คำว่า ลงทะเบียน ได้เลย{v.end}", (menu.REGISTER, menu.HELP)
    )


_REASONS: Final = {
    Refusal.NOT_OURS: "ยังไม่พบว่าเป็นบุคลากรของหน่วยงานที่แจ้ง",
    Refusal.INCOMPLETE: "ข้อมูลที่แจ้งยังไม่ครบถ้วน",
    Refusal.OTHER: "เจ้าหน้าที่ขอให้ติดต่อเพื่อสอบถามเพิ่มเติม",
}


def refused(v: Voice, unit: str, reason: Refusal) -> Message:
    """To the applicant: not this time, why, and what to do."""
    return Card(
        alt=f"คำขอลงทะเบียน {unit} ยังไม่ได้รับการอนุมัติ",
        title="คำขอลงทะเบียนยังไม่ได้รับการอนุมัติ",
        subtitle=unit,
        tone=Tone.CARE,
        parts=(
            Line(_REASONS[reason], label="เหตุผล"),
            Rule(),
            Line(f"ตรวจสอบข้อมูลแล้วลงทะเบียนใหม่ได้ หรือสอบถามกลุ่มนโยบายและแผนในวันและเวลาราชการ{v.end}"),
        ),
        suggestions=menu.STRANGER,
    )
