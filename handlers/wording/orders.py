"""Orders that appoint committees: what is proposed and changed, the number, who is to be told, who is in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.circulars import Tally
from domain.committees import short
from domain.messages import (
    Action,
    Card,
    Line,
    Message,
    Open,
    Part,
    Rule,
    Say,
    Tap,
    Text,
    Tone,
)
from domain.orders import OrderKind, OrderNumber, OrderState, Panel
from domain.thai import short_date
from handlers.wording import menu
from handlers.wording.order_papers import CALLED
from handlers.wording.voice import Voice

CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
ORDERS: Final = Say("คำสั่งแต่งตั้ง", "คำสั่งแต่งตั้ง")
NO_POSITION: Final = "ไม่ระบุตำแหน่ง"
NOT_IN: Final = "ไม่ใส่ชื่อนี้"
NUMBER_HINT: Final = "เลขที่และวันที่เว้นไว้ ผอ. ลงนามแล้ว กด ลงเลขที่และวันที่ หรือพิมพ์ คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70"
KINDS: Final = tuple(OrderKind)
_BUTTONS: Final = 4
_NAMED: Final = 10  # people in a line of those to be telephoned
_MOST: Final = 12  # quick replies, besides one to give up
_SHORT_TEXT: Final = 200  # characters of words that a button types


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order. `mark`: of what the card shows; `mine`: what the reader is in which committee, counted from 1.

    `circular` None: nobody was told; `tally`: how many have acknowledged.
    """

    id: int
    kind: OrderKind
    state: OrderState
    subject: str
    work: str
    panels: tuple[Panel, ...]
    number: int | None = None
    year_be: int | None = None
    signed_on: date | None = None
    circular: int | None = None
    tally: Tally | None = None
    replaces: bool = False
    mark: int = 0
    mine: tuple[tuple[int, str], ...] = ()

    @property
    def title(self) -> str:
        """คำสั่งที่ 35/2570, or what kind of draft it is."""
        return f"คำสั่งที่ {self.number}/{self.year_be}" if self.number else f"ร่างคำสั่ง{CALLED[self.kind]}"

    @property
    def people(self) -> int:
        """How many names it bears, everybody once."""
        return len({seat.person or seat.name for panel in self.panels for seat in panel.seats})

    @property
    def outsiders(self) -> tuple[str, ...]:
        """The names of those who are not of the office."""
        return tuple(dict.fromkeys(one.name for panel in self.panels for one in panel.seats if not one.person))


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """What is known of a number to be entered. `order` 0: not said which."""

    order: int = 0
    number: int | None = None
    year_be: int | None = None
    day: date | None = None

    @property
    def whole(self) -> OrderNumber | None:
        """The number and day; None while something is missing."""
        if self.number is None or self.day is None or self.year_be is None:
            return None
        return OrderNumber(self.number, self.year_be, self.day)


def dated(number: int | None, year_be: int | None, day: date | None) -> str:
    """คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70."""
    return f"คำสั่งที่ {number}/{year_be} ลงวันที่ {short_date(day)}" if day else f"คำสั่งที่ {number}/{year_be}"


def part(duties: Sequence[tuple[int, str]], panels: Sequence[Panel]) -> str:
    """What somebody is in an order: กรรมการ, or with the committee where there are several."""
    if len(panels) == 1:
        return duties[0][1]
    return " · ".join(f"{panels[place - 1].title}: {duty}" for place, duty in duties)


def circular_title(view: OrderView) -> str:
    """What members read first."""
    return f"{view.title} เรื่อง {view.subject}"


def circular_lines(view: OrderView) -> tuple[str, ...]:
    """What members read below it."""
    return (f"ลงวันที่ {short_date(view.signed_on)}",) if view.signed_on else ()


def which_kind(v: Voice) -> Message:
    """Which of the three orders is meant."""
    return Text(
        f"ร่างคำสั่งแต่งตั้งคณะใด{v.ask}",
        (*(Say(CALLED[kind], f"ร่างคำสั่ง{CALLED[kind]}") for kind in KINDS), *menu.OVERSEER[:2]),
    )


def no_work(v: Voice) -> Message:
    """Nothing is asked for whose committees an order would appoint."""
    return Text(f"ยังไม่มีงานติดตามกลยุทธ์ในแผน จึงยังร่างคำสั่งไม่ได้{v.end}", menu.OVERSEER)


def really(v: Voice, view: OrderView, changed: str = "") -> Message:
    """The order as it would be drafted; `changed`: what the last words did to it."""
    parts: list[Part] = [Line(changed, tone=Tone.GOOD, strong=True), Rule()] if changed else []
    parts += [Line(view.subject, strong=True), *([Line(view.work, label="งาน")] if view.work else [])]
    for place, panel in enumerate(view.panels, start=1):
        parts += [Rule(), *panel_lines(panel, place if len(view.panels) > 1 else 0)]
    if view.outsiders:
        parts += [Rule(), Line(f"บุคคลภายนอก {len(view.outsiders)} คน ขอให้แจ้งเอง: {', '.join(view.outsiders[:_NAMED])}")]
    which = "คณะที่ 2 " if len(view.panels) > 1 else ""
    parts += [
        Rule(),
        Line(
            f"แก้ได้ด้วยการพิมพ์{v.end} เช่น {which}เพิ่ม นางกัลยา เป็นกรรมการ · เอานายวิทยาออก · "
            f"{which}เปลี่ยนประธานเป็น นางเดือนเพ็ญ · เรื่อง แต่งตั้ง…"
        ),
    ]
    return Card(
        alt=f"ร่างคำสั่ง{CALLED[view.kind]}ตามนี้ใช่ไหม",
        title=f"ร่างคำสั่งตามนี้ใช่ไหม{v.ask}",
        subtitle="แทนคำสั่งเดิม" if view.replaces else "",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("ทำเอกสารคำสั่ง", f"ordergo:{view.mark}", "ทำเอกสารคำสั่ง"),),
        suggestions=(CANCEL,),
    )


def panel_lines(panel: Panel, place: int) -> list[Part]:
    """A committee in lines of a card; `place` 0 where it is the only one."""
    parts: list[Part] = [Line(f"{place}. {panel.title}" if place else panel.title, strong=True)]
    by_duty: dict[str, list[str]] = {}
    for one in panel.seats:
        by_duty.setdefault(one.duty, []).append(one.name)
    parts += [Line("\n".join(names), label=short(duty)) for duty, names in by_duty.items()]
    if panel.lacks:
        parts.append(Line(f"ยังไม่มี{panel.lacks}", tone=Tone.CARE))
    return parts


def seated(place: int, name: str, duty: str, before: str) -> str:
    """What a change has done. `place`: of the committee, 0 for the only one; `before`: who held the duty until now."""
    where = f"คณะที่ {place}: " if place else ""
    return f"{where}{name} เป็น{duty}" + (f" และ {before} เป็นกรรมการ" if before else "")


def unseated(name: str) -> str:
    """Somebody is out."""
    return f"เอา {name} ออกแล้ว"


def who_is(v: Voice, name: str) -> Message:
    """Nobody in the office is called so: whoever is not of it is kept by name and position."""
    return Text(
        f"ไม่พบชื่อ {name} ในรายชื่อของเขต{v.end} หากเป็นบุคคลภายนอก พิมพ์ตำแหน่งของท่านได้เลย เช่น ผู้ทรงคุณวุฒิ",
        (Say(NO_POSITION, NO_POSITION), Say(NOT_IN, NOT_IN)),
    )


def which_person(v: Voice, name: str, found: Sequence[tuple[str, str]]) -> Message:
    """Several are called so: `found` has their names, each with the words that name them alone."""
    return Text(
        f"มีชื่อ {name} {len(found)} คน หมายถึงท่านใด{v.ask}",
        (*(Say(who, text) for who, text in found[:8] if len(text) <= _SHORT_TEXT), CANCEL),
    )


def which_panel(v: Voice, panels: Sequence[Panel], text: str) -> Message:
    """There are several committees: which one is meant. `text`: what was typed, "" where it named one that is none."""
    lines = "\n".join(f"{place}. {panel.title}" for place, panel in enumerate(panels, start=1))
    said = tuple(Say(f"คณะที่ {place}", f"คณะที่ {place} {text}") for place in range(1, min(len(panels), _MOST) + 1))
    if not text or len(text) > _SHORT_TEXT:
        return Text(f"ขอให้พิมพ์อีกครั้งโดยบอกว่าคณะที่เท่าไร{v.end} เช่น คณะที่ 1 เพิ่ม นางกัลยา\n{lines}", (CANCEL,))
    return Text(f"หมายถึงคณะที่เท่าไร{v.ask}\n{lines}", (*said, CANCEL))


def not_there(v: Voice, name: str) -> Message:
    """Nobody in the committees is called so."""
    return Text(f"ไม่มีชื่อ {name} ในร่างคำสั่งนี้{v.end}", (CANCEL,))


def dropped(v: Voice) -> Message:
    """Given up."""
    return Text(f"หยุดร่างคำสั่งแล้ว{v.end}", (ORDERS, *menu.OVERSEER))


def nothing_begun(v: Voice) -> Message:
    """An old button."""
    return Text(
        f"ไม่มีคำสั่งที่กำลังร่างอยู่{v.end} พิมพ์ ร่างคำสั่ง เพื่อเริ่ม หรือ คำสั่งแต่งตั้ง เพื่อดูที่มีอยู่",
        (Say("ร่างคำสั่ง", "ร่างคำสั่ง"), ORDERS, *menu.OVERSEER),
    )


def drafted(v: Voice, view: OrderView, urls: Sequence[str], hours: int) -> Message:
    """The draft behind its links, and what comes after it is signed."""
    parts: list[Part] = [
        Line(view.subject, strong=True),
        Line(f"{len(view.panels)} คณะ {view.people} คน"),
        *gaps(view),
        Rule(),
        Line(v.close(NUMBER_HINT)),
        Line(f"แก้ข้อความใน Word แล้วส่งไฟล์กลับมาในแชตนี้ได้ ร่างจะเปลี่ยนตามไฟล์ของท่าน{v.end}"),
        Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เฉพาะของท่าน{v.end}"),
    ]
    return Card(
        alt=f"ร่างคำสั่ง{CALLED[view.kind]}พร้อมแล้ว",
        title="ร่างคำสั่งพร้อมแล้ว",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(*document_buttons(urls), number_button(view), Tap("แก้ไขร่าง", f"orderedit:{view.id}", "แก้ไขร่างคำสั่ง")),
        suggestions=(ORDERS, *menu.OVERSEER),
    )


def gaps(view: OrderView) -> list[Part]:
    """Which committees lack somebody they cannot do without."""
    return [
        Line(f"{panel.title} ยังไม่มี{panel.lacks}", tone=Tone.CARE, strong=True) for panel in view.panels if panel.lacks
    ]


def document_buttons(urls: Sequence[str]) -> tuple[Action, ...]:
    """The links to an order's documents: Word, where there is one, and PDF."""
    word = (Open("เปิดใน Word", urls[0]),) if len(urls) > 1 else ()
    return (*word, Open("ดูเป็น PDF", urls[-1]))


def number_button(view: OrderView) -> Action:
    """To enter the number that it got."""
    return Tap("ลงเลขที่และวันที่", f"orderno:{view.id}", "ลงเลขที่และวันที่คำสั่ง")


def documents(v: Voice, view: OrderView, urls: Sequence[str], hours: int) -> Message:
    """The order's documents behind their links."""
    return Card(
        alt=f"เอกสาร{view.title}",
        title=f"เอกสาร{view.title}",
        parts=(Line(view.subject), Rule(), Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เฉพาะของท่าน{v.end}")),
        buttons=document_buttons(urls),
        suggestions=(menu.MY_TASKS, menu.HELP),
    )


def acknowledged(view: OrderView) -> str:
    """How many have acknowledged."""
    return f"รับทราบแล้ว {view.tally.answered} จาก {view.tally.people} คน" if view.tally else ""
