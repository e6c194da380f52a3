"""Orders as they stand: an office's, a member's own, one of them, and whether it is to stand no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Progress, Rule, Say, Tap, Text, Tone
from domain.orders import OrderState
from handlers.wording import menu
from handlers.wording.circulars import UNANSWERED
from handlers.wording.orders import ORDERS, OrderView, acknowledged, dated, number_button, panel_lines, part
from handlers.wording.voice import Voice

MY_ORDERS: Final = Say("คำสั่งของฉัน", "คำสั่งของฉัน")
LISTED: Final = 8
_BUTTONS: Final = 4


def not_found(v: Voice) -> Message:
    """No such order, as far as the reader may know."""
    return Text(f"ไม่พบคำสั่งนี้{v.end} พิมพ์ คำสั่งแต่งตั้ง เพื่อดูที่มีอยู่", (ORDERS, menu.MY_TASKS, menu.HELP))


def none_yet(v: Voice, *, drafts: bool) -> Message:
    """The office has no order. `drafts`: the reader may draft one."""
    if not drafts:
        return Text(f"ยังไม่มีคำสั่งแต่งตั้ง{v.end}", menu.OVERSEER)
    return Text(f"ยังไม่มีคำสั่งแต่งตั้ง{v.end} พิมพ์ ร่างคำสั่ง เพื่อเริ่ม", (Say("ร่างคำสั่ง", "ร่างคำสั่ง"), *menu.OVERSEER))


def none_of_mine(v: Voice) -> Message:
    """The reader is in no order."""
    return Text(f"ยังไม่มีคำสั่งที่แต่งตั้งท่าน{v.end}", (menu.MY_TASKS, menu.HELP))


def listed(v: Voice, views: Sequence[OrderView]) -> Message:
    """The office's orders, how each stands and how many have acknowledged."""
    parts: list[Part] = []
    for view in views:
        parts += [Rule()] if parts else []
        parts += [Line(_heading(view), strong=True), Line(view.subject), _standing(view)]
        if view.state is OrderState.SIGNED and view.tally:
            parts.append(Progress("รับทราบ", view.tally.answered, view.tally.people))
    return Card(
        alt=f"คำสั่งแต่งตั้ง {len(views)} ฉบับ",
        title=f"คำสั่งแต่งตั้ง {len(views)} ฉบับ",
        parts=(*parts, Rule(), Line(f"กดดูรายชื่อ เอกสาร และการรับทราบ{v.end}")),
        buttons=tuple(Tap(f"ดู{view.title}", f"order:{view.id}", f"ดู{view.title}") for view in views[:_BUTTONS]),
        suggestions=(UNANSWERED, *menu.OVERSEER),
    )


def mine(v: Voice, views: Sequence[OrderView]) -> Message:
    """The orders that appoint the reader, and as what."""
    parts: list[Part] = []
    for view in views:
        parts += [Rule()] if parts else []
        parts += [
            Line(dated(view.number, view.year_be, view.signed_on), strong=True),
            Line(view.subject),
            Line(part(view.mine, view.panels), label="หน้าที่ของท่าน"),
        ]
    return Card(
        alt=f"คำสั่งที่แต่งตั้งท่าน {len(views)} ฉบับ",
        title=f"คำสั่งที่แต่งตั้งท่าน {len(views)} ฉบับ",
        parts=(*parts, Rule(), Line(f"กดดูรายชื่อและเอกสารได้{v.end}")),
        buttons=tuple(Tap(f"ดู{view.title}", f"order:{view.id}", f"ดู{view.title}") for view in views[:_BUTTONS]),
        suggestions=(menu.MY_TASKS, menu.HELP),
    )


def shown(_v: Voice, view: OrderView, *, officer: bool) -> Message:
    """One order: who is in it, how it stands, and for an officer what can be done next."""
    parts: list[Part] = [Line(view.subject, strong=True), _standing(view)]
    if view.tally:
        parts.append(Progress("รับทราบ", view.tally.answered, view.tally.people))
    for place, panel in enumerate(view.panels, start=1):
        parts += [Rule(), *panel_lines(panel, place if len(view.panels) > 1 else 0)]
        parts += [Line(f"· {duty}") for duty in panel.duties] if any(n == place for n, _ in view.mine) else []
    documents = Tap("เปิดเอกสาร", f"orderdoc:{view.id}", "เปิดเอกสารคำสั่ง")
    return Card(
        alt=view.title,
        title=_heading(view),
        parts=tuple(parts),
        buttons=(documents, *(_deeds(view) if officer else ())),
        suggestions=(ORDERS, *menu.OVERSEER) if officer else (menu.MY_TASKS, menu.HELP, MY_ORDERS),
    )


def _deeds(view: OrderView) -> tuple[Action, ...]:
    if view.state is OrderState.DRAFT:
        return (
            number_button(view),
            Tap("แก้ไขร่าง", f"orderedit:{view.id}", "แก้ไขร่างคำสั่ง"),
            Tap("ลบร่าง", f"orderoff:{view.id}", "ลบร่างคำสั่ง"),
        )
    if view.state is OrderState.REVOKED:
        return ()
    telling = (
        Tap("ดูการรับทราบ", f"circular:{view.circular}", "ใครยังไม่รับทราบ")
        if view.circular
        else Tap("แจ้งผู้มีชื่อ", f"ordertell:{view.id}", "แจ้งผู้มีชื่อในคำสั่ง")
    )
    return (
        telling,
        Tap("ออกฉบับใหม่แทน", f"orderanew:{view.id}", "ออกคำสั่งใหม่แทน"),
        Tap("ยกเลิกคำสั่ง", f"orderoff:{view.id}", "ยกเลิกคำสั่ง"),
    )


def _heading(view: OrderView) -> str:
    return dated(view.number, view.year_be, view.signed_on) if view.number else view.title


def _standing(view: OrderView) -> Line:
    return Line(_state(view), label="สถานะ", tone=_tone(view))


def _state(view: OrderView) -> str:
    if view.state is OrderState.DRAFT:
        return "รอ ผอ. ลงนาม"
    if view.state is OrderState.REVOKED:
        return "ยกเลิกแล้ว"
    return acknowledged(view) or "ยังไม่ได้แจ้งผู้มีชื่อ"


def _tone(view: OrderView) -> Tone:
    if view.state is OrderState.SIGNED and view.tally and view.tally.answered == view.tally.people:
        return Tone.GOOD
    return Tone.CALM if view.state is OrderState.REVOKED else Tone.CARE


def which_to_revoke(v: Voice, views: Sequence[OrderView]) -> Message:
    """Which order is to stand no more."""
    return Card(
        alt="ยกเลิกคำสั่งใด",
        title=f"ยกเลิกคำสั่งใด{v.ask}",
        parts=tuple(Line(view.subject, label=view.title) for view in views[:_BUTTONS]),
        tone=Tone.CARE,
        buttons=tuple(Tap(view.title, f"orderoff:{view.id}", f"ยกเลิก{view.title}") for view in views[:_BUTTONS]),
        suggestions=(ORDERS, *menu.OVERSEER),
    )


def whether_off(v: Voice, view: OrderView) -> Message:
    """Whether an order is really to be revoked, or a draft erased."""
    is_draft = view.state is OrderState.DRAFT
    said = "ลบร่างนี้" if is_draft else f"ยกเลิก{view.title}"
    after = (
        f"ร่างจะหายไป ร่างใหม่จากแผนได้เสมอ{v.end}"
        if is_draft
        else f"ผู้ที่ยังไม่รับทราบจะไม่ถูกถามอีก คำสั่งยังอยู่ในประวัติ ถ้าจะเปลี่ยนรายชื่อ ให้กด ออกฉบับใหม่แทน{v.end}"
    )
    anew = () if is_draft else (Tap("ออกฉบับใหม่แทน", f"orderanew:{view.id}", "ออกคำสั่งใหม่แทน"),)
    return Card(
        alt=f"{said} ใช่ไหม",
        title=f"{said} ใช่ไหม{v.ask}",
        parts=(Line(view.subject, strong=True), Line(after)),
        tone=Tone.CARE,
        buttons=(Tap("ยืนยัน", f"orderoff:{view.id}:1", f"ยืนยัน{said}"), *anew),
        suggestions=(ORDERS, *menu.OVERSEER),
    )


def off(v: Voice, view: OrderView) -> Message:
    """It is revoked, or the draft is erased."""
    said = f"ลบ{view.title}แล้ว" if view.state is OrderState.DRAFT else f"ยกเลิก{view.title} แล้ว"
    return Text(f"{said}{v.end}", (ORDERS, Say("ร่างคำสั่ง", "ร่างคำสั่ง"), *menu.OVERSEER))


def off_before(v: Voice, view: OrderView) -> Message:
    """It was revoked before."""
    return Text(f"{view.title} ยกเลิกไปแล้ว{v.end}", (ORDERS, *menu.OVERSEER))
