"""Orders that were signed: their number and day, and whether their members are to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.orders import OrderNumber, OrderState
from domain.thai import short_date
from handlers.wording import menu
from handlers.wording.circulars import UNANSWERED
from handlers.wording.order_papers import CALLED
from handlers.wording.orders import (
    CANCEL,
    ORDERS,
    Numbering,
    OrderView,
    acknowledged,
    dated,
    document_buttons,
    gaps,
)
from handlers.wording.voice import Voice

_BUTTONS: Final = 4
_NAMED: Final = 10  # people in a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What telling the members costs: so many messages; `by_phone`: names; `left` None: as many as one likes."""

    people: int
    messages: int
    left: int | None
    by_phone: tuple[str, ...]
    at_once: bool = True


def nothing_to_number(v: Voice) -> Message:
    """No draft waits for its number."""
    return Text(f"ไม่มีร่างคำสั่งที่รอลงเลขที่{v.end} พิมพ์ ร่างคำสั่ง เพื่อเริ่ม", (Say("ร่างคำสั่ง", "ร่างคำสั่ง"), ORDERS, *menu.OVERSEER))


def which_to_number(v: Voice, views: Sequence[OrderView]) -> Message:
    """Several drafts wait: which of them was signed."""
    return Card(
        alt="ลงเลขที่ของร่างคำสั่งใด",
        title=f"ลงเลขที่ของร่างคำสั่งใด{v.ask}",
        parts=tuple(Line(one.subject, label=f"{n}.") for n, one in enumerate(views[:_BUTTONS], start=1)),
        buttons=tuple(
            Tap(f"{n}. {CALLED[one.kind]}", f"orderno:{one.id}", f"ลงเลขที่ ร่างคำสั่ง{CALLED[one.kind]}")
            for n, one in enumerate(views[:_BUTTONS], start=1)
        ),
        suggestions=(CANCEL,),
    )


def which_number(v: Voice, view: OrderView) -> Message:
    """What number the order got."""
    return Text(f"{view.subject}\nได้เลขที่คำสั่งเท่าไร{v.ask} พิมพ์ เช่น 35/2570 ลงวันที่ 5 ก.พ. 70", (CANCEL,))


def which_day(v: Voice, given: Numbering, today: date) -> Message:
    """On which day it was signed."""
    year = f"/{given.year_be}" if given.year_be else ""
    return Card(
        alt="คำสั่งลงวันที่เท่าไร",
        title=f"คำสั่งลงวันที่เท่าไร{v.ask}",
        parts=(Line(v.close(f"คำสั่งที่ {given.number}{year} กดเลือกวัน หรือพิมพ์ เช่น 5 ก.พ. 70")),),
        buttons=(Pick("เลือกวัน", f"orderno:{given.order}", PickMode.DATE, today, None, today),),
        suggestions=(CANCEL,),
    )


def wrong_number(v: Voice, given: OrderNumber, why: str) -> Message:
    """A day or number that no order can bear: see `domain.orders.wrong_number`."""
    if why == "future":
        return Text(f"วันที่ {short_date(given.day)} ยังมาไม่ถึง{v.end} ขอวันที่ที่ลงนามในคำสั่ง", (CANCEL,))
    return Text(
        f"คำสั่งเลขที่ {given.number}/{given.year_be} แต่ลงวันที่ {short_date(given.day)} ปีไม่ตรงกัน{v.end} ขอเลขที่และวันที่อีกครั้ง",
        (CANCEL,),
    )


def number_taken(v: Voice, given: OrderNumber, other: OrderView) -> Message:
    """Another order that stands has that number."""
    return Card(
        alt=f"มีคำสั่งที่ {given.number}/{given.year_be} แล้ว",
        title=f"มีคำสั่งที่ {given.number}/{given.year_be} แล้ว{v.end}",
        parts=(
            Line(other.subject, strong=True),
            Line(short_date(other.signed_on) if other.signed_on else "", label="ลงวันที่"),
            Rule(),
            Line(f"ขอเลขที่ของคำสั่งฉบับนี้อีกครั้ง หากฉบับเดิมลงเลขผิด ยกเลิกฉบับเดิมก่อนได้{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("ดูคำสั่งนั้น", f"order:{other.id}", "ดูคำสั่ง"),),
        suggestions=(CANCEL,),
    )


def really_numbered(v: Voice, view: OrderView, given: OrderNumber, mark: int) -> Message:
    """What is about to be entered: it is not changed afterwards."""
    return Card(
        alt=f"{dated(*given)} ใช่ไหม",
        title=f"บันทึกเลขที่และวันที่ตามนี้ใช่ไหม{v.ask}",
        parts=(
            Line(dated(*given), strong=True),
            Line(view.subject),
            Line(f"{len(view.panels)} คณะ {view.people} คน"),
            *gaps(view),
            Rule(),
            *([Line(f"คำสั่งเดิมที่ฉบับนี้แทนจะถูกยกเลิก{v.end}", tone=Tone.CARE)] if view.replaces else []),
            Line(f"บันทึกแล้วแก้ไม่ได้ ถ้าต้องเปลี่ยนให้ยกเลิกและออกฉบับใหม่แทน{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("บันทึก", f"ordersign:{mark}", "บันทึกเลขที่และวันที่"),),
        suggestions=(CANCEL,),
    )


def number_dropped(v: Voice) -> Message:
    """No number is entered after all."""
    return Text(f"ยังไม่ลงเลขที่คำสั่ง ร่างเดิมยังอยู่{v.end}", (ORDERS, *menu.OVERSEER))


def signed(v: Voice, view: OrderView, urls: Sequence[str], cost: Telling, step: str, revoked: str) -> Message:
    """It is entered, its documents are made again, and its members can be told. `revoked`: the order it replaces."""
    parts: list[Part] = [Line(view.subject, strong=True)]
    if revoked:
        parts.append(Line(f"{revoked} ยกเลิกแล้ว"))
    if step:
        parts.append(Line(f"บันทึกขั้นตอนที่ {step} แล้ว"))
    parts += [Line(f"ทำเอกสารใหม่ตามเลขที่และวันที่แล้ว{v.end}"), Rule(), *_cost(v, view, cost)]
    return Card(
        alt=f"บันทึก{dated(view.number, view.year_be, view.signed_on)} แล้ว",
        title=dated(view.number, view.year_be, view.signed_on),
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(*_tell(view, cost), *document_buttons(urls)),
        suggestions=(ORDERS, *menu.OVERSEER),
    )


def _cost(v: Voice, view: OrderView, cost: Telling) -> list[Part]:
    left = "" if cost.left is None else f" (เดือนนี้เหลือ {cost.left:,})"
    parts: list[Part] = []
    if cost.people:
        parts.append(Line(f"แจ้งผู้มีชื่อ {cost.people} คน ใช้ {cost.messages} ข้อความ{left}", strong=True))
    if cost.messages and not cost.at_once:
        parts.append(Line(f"จะส่งเมื่อถึงเวลาทำการ{v.end}"))
    if cost.by_phone:
        parts.append(Line(f"{_some(cost.by_phone)} ไม่อยู่ในไลน์ ควรโทรศัพท์", tone=Tone.CARE))
    if view.outsiders:
        parts.append(Line(f"{_some(view.outsiders)} เป็นบุคคลภายนอก ขอให้แจ้งเอง", tone=Tone.CARE))
    return parts


def _some(names: Sequence[str]) -> str:
    more = f" และอีก {len(names) - _NAMED} คน" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _tell(view: OrderView, cost: Telling) -> tuple[Action, ...]:
    return (Tap("แจ้งผู้มีชื่อ", f"ordertell:{view.id}", "แจ้งผู้มีชื่อในคำสั่ง"),) if cost.people else ()


def told(v: Voice, view: OrderView, people: int, step: str) -> Message:
    """The members are being told."""
    recorded = f" บันทึกขั้นตอนที่ {step} แล้ว" if step else ""
    return Text(
        f"กำลังแจ้ง{view.title} แก่ผู้มีชื่อ {people} คน และขอให้กดรับทราบ{v.end}{recorded}", (UNANSWERED, ORDERS, *menu.OVERSEER)
    )


def told_before(v: Voice, view: OrderView) -> Message:
    """Its members were told already."""
    return Text(f"{view.title} แจ้งไปแล้ว{v.end} {acknowledged(view)}", (UNANSWERED, ORDERS, *menu.OVERSEER))


def not_to_tell(v: Voice, view: OrderView) -> Message:
    """Only what is signed and stands can be told."""
    is_off = view.state is OrderState.REVOKED
    said = "ยกเลิกแล้ว จึงไม่แจ้ง" if is_off else "ยังไม่ได้ลงเลขที่และวันที่ จึงยังไม่แจ้ง"
    return Text(f"{view.title} {said}{v.end}", (ORDERS, *menu.OVERSEER))
