"""An order that was changed in Word: what its file changes of the draft, and what of it no draft has a place for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.messages import Card, Line, Message, Rule, Say, Tap, Text, Tone
from domain.order_papers import Changes
from domain.orders import Panel
from handlers.wording import menu
from handlers.wording.orders import NUMBER_HINT, ORDERS, OrderView, number_button
from handlers.wording.voice import Voice

_NAMED: Final = 8
_SHOWN: Final = 160  # characters of a line
_MOST: Final = 10


def told(found: Changes, panels: Sequence[Panel]) -> str:
    """What a file changes, in a line; "" for nothing."""
    several = len(panels) > 1
    of = f"คณะที่ {' '.join(map(str, found.duties))}" if several else "คณะกรรมการ"
    said = [
        "ชื่อเรื่อง" if found.subject else "",
        "ข้อความนำ" if found.preamble else "",
        "รายการคณะกรรมการ" if found.committees else "",
        f"หน้าที่ของ{of}" if found.duties else "",
        "ตำแหน่งหรือหน้าที่ในรายชื่อ" if found.seats and not (found.came or found.gone) else "",
        f"เพิ่ม {_names(found.came)}" if found.came else "",
        f"ไม่มี {_names(found.gone)} แล้ว" if found.gone else "",
    ]
    each = " · ".join(filter(None, said))
    return f"อ่านจากไฟล์ที่ท่านแก้ไข: {each}" if each else ""


def _names(names: Sequence[str]) -> str:
    more = f" และอีก {len(names) - _NAMED} คน" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def left_out(v: Voice, lines: Sequence[str]) -> Message:
    """What stands in the file where an order made here has no place for it."""
    return Card(
        alt="ข้อความที่ไม่ได้อยู่ในร่าง",
        title="ข้อความนี้ไม่ได้เข้ามาในร่าง",
        parts=(
            *(Line(line[:_SHOWN]) for line in lines[:_MOST]),
            Rule(),
            Line(f"ร่างมีที่ให้เฉพาะชื่อเรื่อง ข้อความนำ คณะกรรมการ รายชื่อ และหน้าที่ ส่วนนี้ขอให้เติมใน Word ก่อนเสนอลงนาม{v.end}"),
        ),
        tone=Tone.CARE,
    )


def nothing_new(v: Voice, view: OrderView, unread: Sequence[str]) -> Message:
    """The file says what the draft says."""
    parts = [Line(view.subject, strong=True), Line(f"ข้อความและรายชื่อในไฟล์ตรงกับร่างที่มีอยู่ จึงไม่มีอะไรเปลี่ยน{v.end}")]
    if unread:
        parts.append(Line(f"ข้อความอื่นในไฟล์ไม่ได้เก็บไว้: {unread[0][:_SHOWN]}", tone=Tone.CARE))
    return Card(
        alt="ไฟล์นี้ตรงกับร่างเดิม",
        title="ไฟล์นี้ตรงกับร่างเดิม",
        parts=(*parts, Rule(), Line(v.close(NUMBER_HINT))),
        buttons=(number_button(view), Tap("แก้ไขร่าง", f"orderedit:{view.id}", "แก้ไขร่างคำสั่ง")),
        suggestions=(ORDERS, *menu.OVERSEER),
    )


def not_a_draft(v: Voice, view: OrderView) -> Message:
    """The file is of an order that was signed, or revoked."""
    return Text(f"ไฟล์นี้เป็นของ{view.title} ซึ่งไม่ใช่ร่างแล้ว จึงไม่ได้เปลี่ยนตามไฟล์{v.end} หากต้องแก้ไข ออกฉบับใหม่แทนได้")


def send_it(v: Voice) -> Message:
    """No file is at hand."""
    return Text(
        f"ยังไม่มีไฟล์ Word ที่ส่งมา{v.end} แก้ร่างคำสั่งใน Word บันทึก แล้วส่งไฟล์มาในแชตนี้ได้เลย",
        (ORDERS, Say("ร่างคำสั่ง", "ร่างคำสั่ง"), *menu.OVERSEER),
    )


def no_order(v: Voice, name: str) -> Message:
    """The file is none that appoints committees."""
    return Text(
        f"อ่านไฟล์ {name[:60]} เป็นคำสั่งไม่ได้{v.end} ขอเป็นไฟล์ .docx ที่มีบรรทัด คำสั่ง… บรรทัด เรื่อง… และตารางรายชื่อกรรมการ",
        (ORDERS, *menu.OVERSEER),
    )


def which_draft(v: Voice, file: int, drafts: Sequence[OrderView]) -> Message:
    """Several drafts wait, and the file names none of them."""
    return Card(
        alt="ไฟล์นี้เป็นของร่างใด",
        title=f"ไฟล์นี้เป็นของร่างใด{v.ask}",
        parts=tuple(Line(f"{n}. {one.title} · {one.work}") for n, one in enumerate(drafts[:_MOST], start=1)),
        buttons=tuple(
            Tap(f"{n}. {one.title}", f"orderfile:{file}:{one.id}", one.title)
            for n, one in enumerate(drafts[:_MOST], start=1)
        ),
        suggestions=(ORDERS, *menu.OVERSEER),
    )
