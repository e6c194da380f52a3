"""What is said when people move, leave, or hand their work over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.messages import Card, Line, Message, Rule, Say, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.registration import CANCEL
from handlers.wording.voice import Voice

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Server:
    """Somebody who serves a unit."""

    id: int
    name: str
    position: str
    on_line: bool
    myself: bool


def which_unit(v: Voice, example: str) -> Message:
    """An officer did not say whose contact changes."""
    return Text(f"ของหน่วยงานใด{v.ask} พิมพ์ชื่อหน่วยงานด้วย เช่น เปลี่ยนผู้รับผิดชอบ {example} เป็นครูมานพ", (menu.HELP,))


def not_your_unit(v: Voice) -> Message:
    """The unit that was named is not the speaker's to hand over."""
    return Text(f"เปลี่ยนได้เฉพาะหน่วยงานที่ท่านเป็นผู้บริหาร{v.end} หน่วยงานอื่นกรุณาแจ้งกลุ่มนโยบายและแผน{v.end}", menu.STAFF)


def who_serves(v: Voice, unit: str, unit_id: int, servers: Sequence[Server]) -> Message:
    """Who serves the unit now, and a button to end the access of each."""
    shown = servers[:SHOWN]
    return Card(
        alt=f"ผู้รับผิดชอบของ {unit}",
        title="ผู้รับผิดชอบขณะนี้",
        subtitle=unit,
        parts=(
            *(Line(f"{s.position} ({'ใช้ไลน์แล้ว' if s.on_line else 'ยังไม่ได้ลงทะเบียน'})", label=s.name) for s in shown),
            Rule(),
            Line(f"ผู้ที่พ้นหน้าที่แล้ว กดปุ่มเพื่อสิ้นสุดสิทธิ์ได้ทันที งานที่ค้างยังเป็นของหน่วยงาน{v.end}"),
        ),
        buttons=tuple(
            Tap(f"สิ้นสุดสิทธิ์ {s.name}", f"release:{s.id}:{unit_id}", f"สิ้นสุดสิทธิ์ {s.name}") for s in shown if not s.myself
        ),
    )


def invite_successor(v: Voice, unit: str, name: str, code: str, link: str) -> Message:
    """Words to pass on to whoever takes over."""
    who = name or "ผู้รับผิดชอบคนใหม่"
    way = f"เปิดลิงก์นี้ในโทรศัพท์ {link}" if link else f"เพิ่มเพื่อนบัญชีนี้ แล้วพิมพ์ ลงทะเบียน {code}"
    return Text(f"ส่งต่อข้อความนี้ให้ {who} ได้เลย{v.end}\n\nลงทะเบียนดูแล {unit}: {way}\nรหัสของหน่วยงาน {code}", menu.STAFF)


def released(v: Voice, name: str, unit: str) -> Message:
    """The access has ended."""
    return Text(f"สิ้นสุดสิทธิ์ของ {name} ที่ {unit} แล้ว งานที่ค้างยังอยู่ที่หน่วยงาน{v.end}", menu.STAFF)


def not_serving(v: Voice, name: str) -> Message:
    """The person does not serve that unit any more."""
    return Text(f"{name or 'บุคคลนี้'} ไม่ได้ดูแลหน่วยงานนี้แล้ว{v.end}", menu.STAFF)


def nobody_of_that_name(v: Voice, name: str) -> Message:
    """Nobody whom the speaker may move out is called that."""
    seen = f"ไม่พบชื่อ “{name}” ในหน่วยงานที่ท่านดูแล{v.end} " if name else ""
    return Text(f"{seen}กรุณาพิมพ์ ย้ายออก ตามด้วยชื่อ เช่น ย้ายออก นายมานพ ตัวอย่าง", menu.STAFF)


def which_person(v: Voice, people: Sequence[tuple[int, str, str]]) -> Message:
    """Several may be meant: id, name and units of each."""
    return Card(
        alt=f"หมายถึงท่านใด{v.ask}",
        title=f"หมายถึงท่านใด{v.ask}",
        parts=tuple(Line(units, label=name) for _, name, units in people[:SHOWN]),
        buttons=tuple(Tap(name, f"moveout:{person_id}", f"ย้ายออก {name}") for person_id, name, _ in people[:SHOWN]),
        suggestions=(CANCEL,),
    )


def sure_to_move_out(v: Voice, person_id: int, name: str, units: Sequence[str]) -> Message:
    """Before the access ends."""
    return Card(
        alt=f"สิ้นสุดสิทธิ์ของ {name} ใช่ไหม{v.ask}",
        title=f"สิ้นสุดสิทธิ์ใช่ไหม{v.ask}",
        subtitle=name,
        parts=(
            Line("\n".join(units), label="ออกจาก"),
            Line(f"จะใช้งานและรับการแจ้งเตือนไม่ได้ทันที งานที่ค้างยังเป็นของหน่วยงาน{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("สิ้นสุดสิทธิ์", f"moveout:{person_id}:1", f"สิ้นสุดสิทธิ์ {name}"),),
        suggestions=(CANCEL,),
    )


def sure_to_resign(v: Voice, units: Sequence[str]) -> Message:
    """Somebody says they retire or resign."""
    return Card(
        alt=f"สิ้นสุดการใช้งานใช่ไหม{v.ask}",
        title=f"สิ้นสุดการใช้งานใช่ไหม{v.ask}",
        parts=(
            Line("\n".join(units), label="ออกจาก"),
            Line(f"จะไม่ได้รับการแจ้งเตือนอีก งานที่ค้างยังเป็นของหน่วยงาน หากย้ายหน่วยงาน พิมพ์ ย้ายไป ตามด้วยชื่อหน่วยงานใหม่{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("สิ้นสุดการใช้งาน", "resign", "สิ้นสุดการใช้งาน"),),
        suggestions=(CANCEL, menu.HELP),
    )


def last_officer(v: Voice, name: str) -> Message:
    """The office's only officer cannot leave: nobody could let anybody in."""
    return Text(f"{name} เป็นเจ้าหน้าที่ติดตามคนสุดท้ายของสำนักงาน กรุณาเพิ่มเจ้าหน้าที่คนใหม่ก่อน{v.end}", menu.OVERSEER)


def you_left(v: Voice, units: Sequence[str], *, gone: bool) -> Message:
    """To whoever left: kindly, and how to come back."""
    more = (
        f"ขอบคุณที่ร่วมงานกันมา{v.end} หากไปปฏิบัติงานที่หน่วยงานอื่น พิมพ์ ลงทะเบียน ได้ทุกเมื่อ{v.end}"
        if gone
        else f"หน่วยงานอื่นที่ท่านดูแลยังใช้งานได้ตามเดิม{v.end}"
    )
    return Text(f"ท่านพ้นจากการดูแล {', '.join(units)} ในระบบติดตามแล้ว {more}", (menu.REGISTER,) if gone else menu.STAFF)


def nobody_left(v: Voice, unit: str, code: str) -> Message:
    """To officers: a unit has nobody on LINE any more. `code`: of a school, "" for a group."""
    return Card(
        alt=f"{unit} ไม่มีผู้รับผิดชอบในไลน์แล้ว",
        title="ไม่มีผู้รับผิดชอบในไลน์",
        subtitle=unit,
        tone=Tone.CARE,
        parts=(Line(f"งานที่ค้างยังเป็นของหน่วยงาน แต่ไม่มีผู้รับการแจ้งเตือน กรุณาติดต่อขอผู้รับผิดชอบคนใหม่{v.end}"),),
        buttons=(Say("ขอคิวอาร์ลงทะเบียน", f"ขอคิวอาร์ลงทะเบียน {code or unit}"),),
        suggestions=menu.OVERSEER,
    )
