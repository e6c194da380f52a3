"""What is proposed to the director, the order given on it, and what the officer hears of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.proposals import Order
from domain.thai import clock_time, local, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
PROPOSALS: Final = Say("เรื่องที่เสนอ ผอ.", "เรื่องที่เสนอ ผอ.")
WAITING: Final = Say("เรื่องรอสั่งการ", "เรื่องรอสั่งการ")
THE_DIRECTOR: Final = "ผอ.สพท."
LONGEST: Final = 500  # characters of an order
_SHOWN: Final = 5  # proposals
_ORDERS: Final[Mapping[Order, str]] = MappingProxyType(
    {Order.NOTED: "ทราบ", Order.AGREED: "เห็นชอบ", Order.ORDERED: "สั่งการ", Order.SENT_BACK: "ส่งคืน"}
)


@dataclass(frozen=True, slots=True)
class Given:
    """An order, when and by whom; `on_paper`: an officer wrote it down."""

    order: Order
    words: str
    at: datetime
    by: str
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal. `lines`: what it says in short; `url`: of the memo, "" for none of theirs; `given`: the order."""

    id: int
    title: str
    lines: tuple[str, ...]
    proposed: datetime
    by: str
    url: str = ""
    given: Given | None = None
    may_change: bool = False
    booklet: str = ""  # the link to what is enclosed
    topics_of: int = 0  # the request whose topics nobody was given yet; 0 for none


def lines_of(subjects: int, due: date, external: date | None) -> tuple[str, ...]:
    """What a director reads of a work: how much is asked, by when it comes in and goes out."""
    out = (f"ส่งออกจากเขตภายใน {weekday_date(external)}",) if external else ()
    return (f"ขอให้แจ้งผู้รับผิดชอบ {subjects} เรื่อง จัดทำข้อมูลตามแบบ", f"ส่งคืนกลุ่มนโยบายและแผนภายใน {weekday_date(due)}", *out)


def said(given: Given) -> str:
    """เห็นชอบ ให้กลุ่มนิเทศเป็นเจ้าภาพ."""
    return f"{_ORDERS[given.order]} {given.words}".strip()


def no_director(v: Voice, title: str) -> Message:
    """No director is on LINE: the order is taken on paper."""
    return Text(
        f"ยังไม่มี ผอ.สพท. ที่ลงทะเบียนในไลน์{v.end} เสนอเรื่อง {title} เป็นเอกสารแล้วพิมพ์ เช่น บันทึกคำสั่ง ผอ. เห็นชอบ",
        menu.OVERSEER,
    )


def really(v: Voice, go: str, title: str, lines: Sequence[str], directors: Sequence[str], left: int | None) -> Message:
    """What is about to be put before whom, and what it costs. `go`: what the button does."""
    month = "" if left is None else f" (เดือนนี้เหลือ {left:,})"
    return Card(
        alt=f"เสนอ ผอ. เรื่อง {title} ใช่ไหม",
        title=f"เสนอ ผอ. ตามนี้ใช่ไหม{v.ask}",
        parts=(
            Line(title, strong=True),
            *(Line(line) for line in lines),
            Rule(),
            Line(", ".join(directors), label="เสนอ"),
            Line(f"แนบร่างบันทึกข้อความ ใช้ {len(directors)} ข้อความ{v.end}{month}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("เสนอ", go, "เสนอ ผอ."),),
        suggestions=menu.OVERSEER,
    )


def proposed(v: Voice, title: str) -> Message:
    """It is before the director."""
    return Text(f"เสนอเรื่อง {title} แล้ว เมื่อ ผอ. สั่งการ จะแจ้งให้ทราบทันที{v.end}", (PROPOSALS, *menu.OVERSEER))


def waits_already(v: Voice, view: ProposalView) -> Message:
    """It was proposed before and waits."""
    when = weekday_date(local(view.proposed).date())
    return Text(f"เรื่อง {view.title} เสนอไว้เมื่อ {when} กำลังรอสั่งการ{v.end}", (PROPOSALS, *menu.OVERSEER))


def to_decide(v: Voice, view: ProposalView) -> Message:
    """A proposal for its director."""
    parts: list[Part] = [Line(view.title, strong=True), *(Line(line) for line in view.lines)]
    parts.append(Line(f"{view.by} {weekday_date(local(view.proposed).date())}", label="ผู้เสนอ"))
    if view.given is not None:
        parts += [Rule(), Line(said(view.given), label="สั่งการแล้ว", strong=True, tone=Tone.GOOD)]
    else:
        parts += [Rule(), Line(f"เรียนมาเพื่อโปรดทราบและพิจารณาสั่งการ{v.end}")]
    buttons: list[Action] = []
    if view.given is None or view.may_change:
        buttons = [
            Tap(_ORDERS[order], f"decide:{view.id}:{place}", _ORDERS[order]) for place, order in enumerate(Order)
        ]
    buttons += _give_out(view)
    if view.url:
        buttons.append(Open("เปิดบันทึกข้อความ", view.url))
    if view.booklet:
        buttons.append(Open("เปิดรูปเล่ม", view.booklet))
    return Card(
        alt=f"เสนอเพื่อพิจารณา: {view.title}",
        title="เสนอเพื่อพิจารณา",
        parts=tuple(parts),
        tone=Tone.SOON if view.given is None else Tone.GOOD,
        buttons=tuple(buttons),
        suggestions=(WAITING, *menu.OVERSEER),
    )


def _give_out(view: ProposalView) -> list[Action]:
    return [Tap("มอบผู้รับผิดชอบ", f"topics:{view.topics_of}", "มอบผู้รับผิดชอบ")] if view.topics_of else []


def _again(view: ProposalView) -> list[Action]:
    return [Tap("เสนอใหม่", f"proposereq:{view.topics_of}", "เสนอใหม่")] if view.topics_of else []


def request_lines(topics: Sequence[str], agency: str, due: datetime | None) -> tuple[str, ...]:
    """What a director reads of what an agency asks for."""
    shown = tuple(f"{place}. {topic}" for place, topic in enumerate(topics[:_SHOWN], 1))
    more = (f"และอีก {len(topics) - _SHOWN} เรื่อง",) if len(topics) > _SHOWN else ()
    by = (f"ส่ง {agency} ภายใน {weekday_date(local(due).date())} {clock_time(due)}",) if due else ()
    return (*shown, *more, *by)


def request_title(agency: str, urgency: str) -> str:
    """What a request is called before it is a work."""
    return f"{agency} ขอข้อมูล {urgency}".strip()


def which_to_propose(v: Voice, requests: Sequence[tuple[int, str, str]], works: Sequence[tuple[int, str]]) -> Message:
    """Several things may be put before the director. `requests`: id, agency, topics."""
    named = [(f"{agency} {topics}", f"proposereq:{number}") for number, agency, topics in requests[:_SHOWN]]
    named += [(title, f"propose:{number}") for number, title in works[:_SHOWN]]
    return Card(
        alt="เสนอ ผอ. เรื่องใด",
        title=f"เสนอ ผอ. เรื่องใด{v.ask}",
        parts=tuple(Line(f"{place}. {what}") for place, (what, _) in enumerate(named, 1)),
        buttons=tuple(
            Tap(f"เรื่องที่ {place}", data, f"เรื่องที่ {place}") for place, (_, data) in enumerate(named, 1)
        ),
        suggestions=menu.OVERSEER,
    )  # fmt: skip


def which_words(v: Voice, order: Order) -> Message:
    """The words of an order, or why it is sent back."""
    if order is Order.SENT_BACK:
        return Text(f"ขอเหตุผลที่ส่งคืน หรือสิ่งที่ให้แก้ไข{v.end}", (CANCEL,))
    return Text(f"ขอข้อความสั่งการ{v.end} พิมพ์มาได้เลย", (CANCEL,))


def decided(v: Voice, view: ProposalView, officer: str) -> Message:
    """The order is kept, and the officer told."""
    given = view.given
    told = f" แจ้ง{officer}แล้ว" if officer else ""
    words = said(given) if given else ""
    return Card(
        alt=f"บันทึกคำสั่งแล้ว: {words}",
        title="บันทึกคำสั่งแล้ว",
        parts=(Line(view.title, strong=True), Line(words, label="คำสั่ง"), Rule(),
               Line(f"{told.strip() or _kept(view)}{v.end} แก้ไขได้ภายใน 1 ชั่วโมง")),
        tone=Tone.GOOD,
        buttons=(*_give_out(view), Tap("เพิ่มข้อความ", f"decide:{view.id}:9", "เพิ่มข้อความ")),
        suggestions=(WAITING, *menu.OVERSEER),
    )  # fmt: skip


def _kept(view: ProposalView) -> str:
    """What became of an order that was given: a step of the work, or of what is a work as soon as it is given out."""
    return "กดมอบผู้รับผิดชอบเพื่อส่งแบบ" if view.topics_of else "บันทึกไว้ในขั้นตอนแล้ว"


def told(v: Voice, view: ProposalView) -> Message:
    """What the officer who proposed it hears."""
    given = view.given
    if given is None:
        return Text(f"เรื่อง {view.title} รอสั่งการ{v.end}", menu.OVERSEER)
    sent_back = given.order is Order.SENT_BACK
    next_ = "แก้ไขแล้วเสนอใหม่ได้" if sent_back else _kept(view)
    return Card(
        alt=f"ผอ. {said(given)}: {view.title}",
        title=f"ผอ. {_ORDERS[given.order]}",
        parts=(
            Line(view.title, strong=True),
            *([Line(given.words, label="ข้อความ")] if given.words else []),
            Line(f"{given.by} {weekday_date(local(given.at).date())} {clock_time(given.at)}", label="โดย"),
            Rule(),
            Line(f"{next_}{v.end}"),
        ),
        tone=Tone.CARE if sent_back else Tone.GOOD,
        buttons=tuple(_again(view) if sent_back else _give_out(view)),
        suggestions=(PROPOSALS, Say("ขั้นตอน", "ขั้นตอน"), *menu.OVERSEER),
    )


def recorded(v: Voice, view: ProposalView) -> Message:
    """An officer wrote down an order given on paper."""
    words = said(view.given) if view.given else ""
    return Text(f"บันทึกแล้ว{v.end} ผอ. {words} ในเรื่อง {view.title} (สั่งในเอกสาร)", (PROPOSALS, *menu.OVERSEER))


def which_to_record(v: Voice) -> Message:
    """What the director wrote on paper."""
    return Text(f"ผอ. สั่งการว่าอย่างไร{v.ask} พิมพ์ เช่น เห็นชอบ หรือ ทราบ มอบกลุ่มนโยบายและแผนดำเนินการ", (CANCEL,))


def which_was_ordered(v: Voice, waiting: Sequence[tuple[str, str]]) -> Message:
    """Several things wait: on which of them it was ordered. `waiting`: what the button does, and the title."""
    shown = waiting[:_SHOWN]
    return Card(
        alt="ผอ. สั่งการในเรื่องใด",
        title=f"ผอ. สั่งการในเรื่องใด{v.ask}",
        parts=tuple(Line(f"{place}. {title}") for place, (_, title) in enumerate(shown, 1)),
        buttons=tuple(Tap(f"เรื่องที่ {place}", data, f"เรื่องที่ {place}") for place, (data, _) in enumerate(shown, 1)),
        suggestions=(CANCEL,),
    )


def ordered_meanwhile(v: Voice, view: ProposalView) -> Message:
    """Nothing is written down: an order stands already."""
    words = said(view.given) if view.given else ""
    return Text(f"เรื่อง {view.title} มีคำสั่งแล้ว: {words}{v.end} จึงไม่บันทึกซ้ำ", (PROPOSALS, *menu.OVERSEER))


def nothing_waits(v: Voice) -> Message:
    """Nothing is before the director."""
    return Text(f"ไม่มีเรื่องที่รอสั่งการ{v.end}", (PROPOSALS, *menu.OVERSEER))


def none_proposed(v: Voice, *, proposes: bool) -> Message:
    """Nothing was ever proposed. `proposes`: the reader could."""
    begin = " พิมพ์ เสนอ ผอ. เพื่อเริ่ม" if proposes else ""
    return Text(f"ยังไม่มีเรื่องที่เสนอ ผอ. ทางไลน์{v.end}{begin}", menu.OVERSEER)


def too_late(v: Voice, view: ProposalView) -> Message:
    """The order stands; or nobody may change it any more."""
    words = said(view.given) if view.given else ""
    return Text(f"เรื่อง {view.title} สั่งการไว้แล้ว: {words}{v.end} หากเปลี่ยนแปลง ขอให้แจ้งเจ้าหน้าที่", menu.OVERSEER)


def kept_back(v: Voice) -> Message:
    """The dialogue is left."""
    return Text(f"ยังไม่บันทึกคำสั่ง{v.end}", (WAITING, *menu.OVERSEER))


def listed(v: Voice, found: Sequence[ProposalView], *, decides: bool) -> Message:
    """The latest proposals with the orders given."""
    parts: list[Part] = []
    for place, view in enumerate(found[:_SHOWN], 1):
        given = view.given
        state = "รอสั่งการ"
        if given is not None:
            paper = " (ในเอกสาร)" if given.on_paper else ""
            state = f"{said(given)}{paper} {weekday_date(local(given.at).date())}"
        parts += [Rule()] if parts else []
        parts += [
            Line(f"{place}. {view.title}", strong=True),
            Line(state, tone=Tone.GOOD if given is not None else Tone.SOON),
        ]
    waiting = sum(view.given is None for view in found)
    return Card(
        alt=f"เรื่องที่เสนอ ผอ. รอสั่งการ {waiting} เรื่อง",
        title=f"เรื่องรอสั่งการ {waiting} เรื่อง" if waiting else "เรื่องที่เสนอ ผอ.",
        parts=(*parts, Rule(), Line(f"กดเพื่อพิจารณา{v.end}")) if decides and waiting else tuple(parts),
        tone=Tone.SOON if waiting else Tone.GOOD,
        buttons=tuple(
            Tap(f"ดูเรื่องที่ {place}", f"proposal:{view.id}", f"ดูเรื่องที่ {place}")
            for place, view in enumerate(found[:_SHOWN], 1)
            if decides and (view.given is None or view.may_change)
        )[:4],
        suggestions=menu.OVERSEER,
    )
