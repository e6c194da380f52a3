"""Units that an officer adds to those who owe a work: มอบกลยุทธ์ 4 ให้กลุ่มการเงิน, เพิ่ม รร.บ้านใหม่ ด้วย."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text, Tone
from handlers.wording import menu
from handlers.wording.deadlines import moment
from handlers.wording.voice import Voice

SHOWN: Final = 8
_OWE, _LEAD, _NO = 1, 2, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What adding units would come to.

    Of those named: `new` owe it, `back` owe it again, `joining` answer for the one form with its `lead`, `already` need
    not be added. `silent`: of the added, those nobody on LINE serves. `data`: what the buttons send back.
    """

    title: str
    subject: str
    due: datetime
    is_past: bool
    data: str
    new: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    lead: str = ""
    may_lead: str = ""  # the one unit that may owe the form in the lead's place

    @property
    def heading(self) -> str:
        """The work, and what of it."""
        return f"{self.title} {self.subject}" if self.subject and self.subject != self.title else self.title


def which_work(v: Voice, units: Sequence[str], choices: Sequence[tuple[str, str, str]], more: int) -> Message:
    """Which work they are added to. `choices`: its subject, its title, and what the button sends back."""
    parts: list[Part] = [Line(title, label=f"{n}. {subject}") for n, (subject, title, _) in enumerate(choices, start=1)]
    if more:
        parts += [Rule(), Line(v.close(f"ยังมีอีก {more} รายการ พิมพ์ชื่องาน เช่น เพิ่ม รร.บ้านใหม่ ในกลยุทธ์ 2"))]
    return Card(
        alt=f"เพิ่ม {_listed(units)} ในงานไหน",
        title=f"เพิ่มในงานไหน{v.ask}",
        subtitle=_listed(units),
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=tuple(
            Tap(f"{n}. {subject}", data, f"เพิ่มใน {subject}") for n, (subject, _, data) in enumerate(choices, start=1)
        ),
        suggestions=menu.OVERSEER,
    )


def which_unit(v: Voice, unknown: str = "") -> Message:
    """No unit is named, or one that is not of the office."""
    there = f"ไม่พบหน่วยงานชื่อ “{unknown[:60]}” ในเขตนี้{v.end} " if unknown else ""
    return Text(f"{there}เพิ่มหน่วยงานใด{v.ask} พิมพ์ เช่น มอบกลยุทธ์ 4 ให้กลุ่มการเงิน หรือ เพิ่ม รร.บ้านใหม่", menu.OVERSEER)


def too_many(v: Voice, most: int) -> Message:
    """So many are not added by one sentence."""
    return Text(f"เพิ่มได้ครั้งละ {most} หน่วยงาน หากมีมาก แก้ในไฟล์แผนแล้วส่งกลับได้ พิมพ์ ขอไฟล์แผน{v.end}", menu.OVERSEER)


def nothing_open(v: Voice, units: Sequence[str]) -> Message:
    """There is no open work to which they could be added."""
    return Text(v.close(f"ไม่พบงานที่เปิดอยู่ซึ่งจะเพิ่ม {_listed(units)} ได้ พิมพ์ เพิ่มงาน หากต้องการตั้งงานใหม่"), menu.OVERSEER)


def nothing_to_add(v: Voice, view: Addition) -> Message:
    """All of them are in it already."""
    return Text(v.close(f"{_listed(view.already)} รับผิดชอบ {view.heading} อยู่แล้ว"), menu.OVERSEER)


def is_off(v: Voice, title: str) -> Message:
    """The work was called off."""
    return Text(f"{title} ถูกยกเลิกไว้ หากต้องการเปิดคืน พิมพ์ เปิดงานที่ยกเลิกคืน{v.end}", menu.OVERSEER)


def really_add(v: Voice, view: Addition) -> Message:
    """What comes of it, whom it is told and what that costs, before it is done."""
    parts: list[Part] = [*_who(view), Line(moment(view.due), label="กำหนดส่ง", tone=_tone(view))]
    if view.already:
        parts.append(Line(_listed(view.already), label="รับผิดชอบอยู่แล้ว"))
    if view.is_past:
        parts.append(Line("เลยกำหนดแล้ว เพิ่มแล้วจะนับว่าค้างส่งทันที เลื่อนกำหนดได้โดยพิมพ์ เลื่อนกำหนดทุกคน", tone=Tone.CARE))
    if view.silent:
        parts.append(Line(_listed(view.silent), label="ไม่มีผู้ใช้ไลน์ ควรโทร", tone=Tone.CARE))
    parts += [Rule(), Line(f"ผู้รับผิดชอบจะทราบจากการเตือนหรือคำตอบครั้งถัดไป ไม่เสียข้อความเพิ่ม{v.end}")]
    return Card(
        alt=f"เพิ่มผู้รับผิดชอบ {view.heading}",
        title=f"เพิ่มผู้รับผิดชอบหรือไม่{v.ask}",
        subtitle=view.heading,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=_buttons(view),
        suggestions=menu.OVERSEER,
    )


def _buttons(view: Addition) -> tuple[Action, ...]:
    no = Tap("ไม่เพิ่ม", f"addgo:{_NO}:{view.data}", "ไม่เพิ่ม")
    if not view.may_lead:
        return (Tap("ยืนยันเพิ่ม", f"addgo:{_OWE}:{view.data}", "ยืนยันเพิ่ม"), no)
    joins = (Tap("ร่วมรับผิดชอบ", f"addgo:{_OWE}:{view.data}", "ร่วมรับผิดชอบ"),) if view.joining else ()
    return (*joins, Tap("เป็นผู้ส่งหลักแทน", f"addgo:{_LEAD}:{view.data}", "เป็นผู้ส่งหลักแทน"), no)


def _who(view: Addition) -> list[Part]:
    lines: list[Part] = []
    if view.new:
        lines.append(Line(_listed(view.new), label="ต้องส่งเพิ่ม", strong=True))
    if view.back:
        lines.append(Line(_listed(view.back), label="ต้องส่งตามเดิม", strong=True))
    if view.joining or view.may_lead:
        lines.append(Line(_listed(view.joining or (view.may_lead,)), label="หน่วยงาน", strong=True))
        lines.append(Line(f"{view.lead} ส่งแบบเดียวแทนทุกหน่วยงานที่ร่วม ผู้ร่วมส่งแทนได้", label="ผู้ส่งหลัก"))
    return lines


def _tone(view: Addition) -> Tone:
    return Tone.LATE if view.is_past else Tone.CALM


def added(view: Addition, first: int, remind: tuple[int, int] | None, lead: str) -> Message:
    """It is done, and how to undo it. `first`: names what is undone; `remind`: a unit and the work, to be told now.

    `lead`: who owes the shared form from now on, "" where that is as it was.
    """
    lines: list[Part] = [*_who(view)] if not lead else [Line(lead, label="ผู้ส่งหลัก", strong=True)]
    buttons = [Tap("เมื่อกี้ผิด ย้อนกลับ", f"addundo:{first}", "ย้อนการเพิ่ม")]
    if remind is not None:
        buttons.insert(0, Tap("แจ้งหน่วยงานนี้ตอนนี้", f"remindunit:{remind[0]}:{remind[1]}", "แจ้งหน่วยงานที่เพิ่ม"))
    return Card(
        alt=f"เพิ่มผู้รับผิดชอบ {view.heading} แล้ว",
        title="เพิ่มผู้รับผิดชอบแล้ว",
        subtitle=view.heading,
        parts=(*lines, Line(moment(view.due), label="กำหนดส่ง", tone=_tone(view))),
        tone=Tone.GOOD,
        buttons=tuple(buttons),
        suggestions=menu.OVERSEER,
    )


def instead(names: Sequence[str]) -> str:
    """What is typed to take units out."""
    return f"ยกเว้น {' '.join(names)}"


def left(v: Voice, heading: str) -> Message:
    """The answer was no."""
    return Text(v.close(f"ไม่ได้เปลี่ยนผู้รับผิดชอบ {heading}"), menu.OVERSEER)


def undone(v: Voice, title: str, units: str) -> Message:
    """It is as it was."""
    return Text(v.close(f"ย้อนการเพิ่ม {units} ใน {title} แล้ว กลับเป็นตามเดิม"), menu.OVERSEER)


def cannot_undo(v: Voice) -> Message:
    """Something has come of it, or it is too long ago."""
    return Text(
        f"ย้อนการเพิ่มนี้ไม่ได้แล้ว เพราะมีงานส่งมาหรือผ่านไปนาน หากไม่ต้องส่ง พิมพ์ ยกเว้น ตามด้วยชื่อหน่วยงาน{v.end}", menu.OVERSEER
    )


def _listed(units: Sequence[str]) -> str:
    more = f" และอีก {len(units) - SHOWN} แห่ง" if len(units) > SHOWN else ""
    return ", ".join(units[:SHOWN]) + more
