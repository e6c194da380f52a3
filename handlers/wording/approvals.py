"""What officers read about people who ask to be let in, and what they are told when they decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.applications import Refusal
from domain.messages import Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.plan import Role
from handlers.wording import menu
from handlers.wording.registration import ROLES
from handlers.wording.voice import Voice

WAITING: Final = Say("อนุมัติคนที่รอ", "อนุมัติคนที่รอ")
SHOWN: Final = 4  # cards of one answer, with room for a last one about all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody who waits. `planned`: the plan has somebody of that name in the unit. `serves`: units they serve now."""

    id: int
    name: str
    position: str
    unit: str
    role: Role
    planned: bool
    serves: tuple[str, ...] = ()
    leaves: bool = False


def people_wait(v: Voice, count: int) -> Message:
    """To an officer, once a day at most."""
    return Text(f"มีผู้รออนุมัติลงทะเบียน {count} คน{v.end} กดหรือพิมพ์ อนุมัติคนที่รอ เพื่อตรวจสอบ{v.end}", (WAITING,))


def nobody_waits(v: Voice) -> Message:
    """Nobody is waiting."""
    return Text(f"ไม่มีผู้รออนุมัติแล้ว{v.end}", menu.OVERSEER)


def applicant(v: Voice, who: Applicant) -> Message:
    """One who waits, and the two buttons."""
    lines: list[Part] = [
        Line(who.position, label="ตำแหน่ง"),
        Line(who.unit, label="หน่วยงาน"),
        Line(ROLES[who.role], label="สิทธิ์ที่จะได้"),
    ]
    if who.serves:
        lines.append(Line("\n".join(who.serves), label="ออกจาก" if who.leaves else "ดูแลอยู่แล้ว"))
    known = "มีชื่อนี้ในแผนของหน่วยงาน" if who.planned else "ยังไม่มีชื่อนี้ในแผน กรุณาตรวจสอบกับหน่วยงาน"
    if not who.serves:
        lines += [Rule(), Line(f"{known}{v.end}", tone=Tone.GOOD if who.planned else Tone.CARE)]
    return Card(
        alt=f"{who.name} {who.position} {who.unit} ขอลงทะเบียน",
        title=who.name,
        subtitle="ขอดูแลหน่วยงานเพิ่ม" if who.serves and not who.leaves else "ขอลงทะเบียน",
        parts=tuple(lines),
        buttons=(
            Tap("อนุมัติ", f"admit:{who.id}", f"อนุมัติ {who.name}"),
            Tap("ไม่อนุมัติ", f"refuse:{who.id}", f"ไม่อนุมัติ {who.name}"),
        ),
    )


def all_of_them(v: Voice, shown: int, last_id: int, more: int) -> Message:
    """After several cards: all of those shown at once, and how many are not shown yet."""
    rest = f"ยังมีอีก {more} คน จะแสดงเมื่อตรวจชุดนี้แล้ว{v.end}" if more else f"ตรวจสอบรายชื่อข้างต้นก่อนกดอนุมัติทั้งหมด{v.end}"
    return Card(
        alt=f"อนุมัติทั้งหมด {shown} คน",
        title=f"รออนุมัติ {shown + more} คน",
        parts=(Line(rest),),
        buttons=(Tap(f"อนุมัติทั้งหมด {shown} คน", f"admitall:{last_id}", f"อนุมัติทั้งหมด {shown} คน"),),
    )


def admitted(v: Voice, names: Sequence[str], left: int) -> Message:
    """To the officer: these are in."""
    more = f" ยังมีผู้รออีก {left} คน{v.end}" if left else ""
    return Text(
        f"อนุมัติแล้ว {', '.join(names)} และแจ้งผู้ลงทะเบียนแล้ว{v.end}{more}",
        (WAITING, *menu.OVERSEER) if left else menu.OVERSEER,
    )


def why_not(v: Voice, application_id: int, name: str) -> Message:
    """Why somebody is not let in: three reasons."""
    reasons = ((Refusal.NOT_OURS, "ไม่ใช่บุคลากรของหน่วยงาน"), (Refusal.INCOMPLETE, "ข้อมูลไม่ครบ"), (Refusal.OTHER, "อื่น ๆ"))
    return Card(
        alt=f"ไม่อนุมัติ {name} เพราะเหตุใด{v.ask}",
        title=f"ไม่อนุมัติเพราะเหตุใด{v.ask}",
        subtitle=name,
        parts=(Line(f"จะแจ้งผู้ลงทะเบียนอย่างสุภาพพร้อมเหตุผลนี้{v.end}"),),
        buttons=tuple(Tap(label, f"refuse:{application_id}:{reason}", label) for reason, label in reasons),
    )


def refused(v: Voice, name: str, left: int) -> Message:
    """To the officer: the applicant has been told."""
    more = f" ยังมีผู้รออีก {left} คน{v.end}" if left else ""
    return Text(f"แจ้งผล ไม่อนุมัติ ให้ {name} ทราบแล้ว{v.end}{more}", (WAITING, *menu.OVERSEER) if left else menu.OVERSEER)


def decided_already(v: Voice, name: str, by: str, *, approved: bool) -> Message:
    """Another officer was quicker, or the applicant took it back (`by` is empty)."""
    if not by:
        return Text(f"{name or 'ผู้ลงทะเบียน'} ยกเลิกคำขอไปแล้ว{v.end}", (WAITING, *menu.OVERSEER))
    what = "อนุมัติ" if approved else "ไม่อนุมัติ"
    return Text(f"{by} ได้{what} {name} ไปแล้ว{v.end}", (WAITING, *menu.OVERSEER))
