"""Where a work stands among the manual's steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.step_deeds import AGAIN, LAST, Doing, StepDeed, deeds_of
from domain.steps import Standing, following
from domain.thai import local, short_date
from domain.works import Actor
from handlers.wording import menu
from handlers.wording.order_papers import CALLED
from handlers.wording.orders import KINDS
from handlers.wording.voice import Voice

_DONE, _OPEN = "✓", "○"
_BEGINS, _RECORDS = 4, 3
_TAPS: Final[Mapping[Doing, tuple[str, str]]] = MappingProxyType(
    {
        Doing.PROPOSE: ("เสนอ ผอ.", "propose"),
        Doing.BIND: ("ทำรูปเล่ม", "booklet"),
        Doing.ANNOUNCE: ("แจ้งโรงเรียน", "announcework"),
        Doing.SUM_UP: ("สรุปข้อมูล", "summary"),
        Doing.PUBLISH: ("เผยแพร่", "publish"),
    }
)
_SAID: Final[Mapping[Doing, tuple[str, str]]] = MappingProxyType(
    {
        Doing.ANALYSE: ("ดูนโยบาย", "นโยบายปี {year}"),
        Doing.TELL_APPOINTED: ("แจ้งคำสั่ง", "คำสั่งแต่งตั้ง"),
        Doing.MEET: ("นัดประชุม", "นัดประชุมคณะกรรมการกลั่นกรอง"),
        Doing.RESOLVE: ("บันทึกมติ", "บันทึกมติ"),
        Doing.VISIT: ("เตรียมรับการตรวจ", "สพฐ. จะมาตรวจ"),
        Doing.SEND: ("บันทึกการส่ง", "บันทึกการส่ง"),
        Doing.TELL_RESULT: ("แจ้งผลประเมิน", "แจ้งผลประเมินให้ทุกกลุ่มทราบ"),
        Doing.VERIFY: ("ตรวจงาน", "ตรวจงาน"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsView:
    """A requirement with its steps. `work`: its kind; `year_be`: fiscal, Buddhist; `names`: of people by id.

    `records`: whether the reader may record a step, and begin with what it is done by.
    """

    id: int
    title: str
    work: str
    year_be: int
    steps: tuple[Standing, ...]
    names: Mapping[int, str]
    records: bool


def steps(v: Voice, view: StepsView) -> Message:
    """All steps, what is done and since when, and what is usually next."""
    done, coming = sum(one.done for one in view.steps), following(view.steps)
    title = f"ทำแล้ว {done} จาก {len(view.steps)} ขั้นตอน"
    lines: list[Part] = [_line(one, view) for one in view.steps]
    last = f"ขั้นต่อไปตามคู่มือ คือ {coming.step.code}" if coming else "ครบทุกขั้นตอนแล้ว"
    return Card(
        alt=f"{title} · {view.title}",
        title=title,
        subtitle=view.title,
        parts=(*lines, Rule(), Line(f"{last} สลับลำดับได้ตามที่ทำจริง{v.end}")),
        tone=Tone.CALM if coming else Tone.GOOD,
        buttons=_buttons(view),
        suggestions=(*_begins(view)[_BEGINS:], *menu.OVERSEER),
    )


def _line(one: Standing, view: StepsView) -> Line:
    mark = _DONE if one.done else _OPEN
    said = [f"{mark} {one.step.code} {one.step.title}"]
    if one.record is not None:
        who = view.names.get(one.record.by or 0, "")
        said.append(" ".join(filter(None, (short_date(local(one.record.at).date()), who, one.record.about))))
    elif one.part is not None and not one.done:
        said.append(f"{one.part.done} จาก {one.part.of} รายการ")
    if one.looked is not None:
        who = view.names.get(one.looked.by or 0, "")
        said.append(" ".join(filter(None, (one.looked.about, "เมื่อ", short_date(local(one.looked.at).date()), who))))
    return Line(" · ".join(said), tone=Tone.GOOD if one.done else Tone.CALM)


def _buttons(view: StepsView) -> tuple[Action, ...]:
    """To begin with the next few that are open; to record the next few as done."""
    if not view.records:
        return ()
    open_ = [(place, one) for place, one in enumerate(view.steps, start=1) if not one.done]
    records = tuple(
        Tap(f"ทำขั้น {one.step.code} แล้ว", f"step:{view.id}:{place}", f"ทำขั้นตอน {one.step.code} แล้ว")
        for place, one in open_[:_RECORDS]
    )
    return (*_begins(view)[:_BEGINS], *records)


def _begins(view: StepsView) -> tuple[Action, ...]:
    """What the open steps are done by, in their order, each once; then what may follow."""
    if not view.records:
        return ()
    open_ = [(one, deed) for one in view.steps if not one.done for deed in deeds_of(view.work, one.step.code)]
    later = [
        (one, deed)
        for one in view.steps
        for deed in deeds_of(view.work, one.step.code)
        if one.done and _may_follow(one, deed)
    ]
    found: dict[str, Say | Tap] = {}
    for one, deed in (*open_, *later):
        action = _begin(view, one.step.code, deed)
        found.setdefault(action.text if isinstance(action, Say) else action.data, action)
    return tuple(found.values())


def _may_follow(one: Standing, deed: StepDeed) -> bool:
    """Whether something is done once more, or is what is left to do, although its step shows as done."""
    left = one.part is not None and one.part.done < one.part.of
    return deed.doing in AGAIN or (left and deed.doing in LAST)


def _begin(view: StepsView, code: str, deed: StepDeed) -> Say | Tap:
    """The button for what a step is done by."""
    if deed.order is not None:
        kind = KINDS.index(deed.order)
        return Tap(f"{code} ร่างคำสั่ง", f"appoint:{view.id}:{kind}", f"ร่างคำสั่ง{CALLED[deed.order]}")
    if deed.doing in _TAPS:
        label, tap = _TAPS[deed.doing]
        return Tap(f"{code} {label}", f"{tap}:{view.id}", f"{label} {view.title}")
    label, said = _SAID[deed.doing]
    return Say(f"{code} {label}", said.format(year=view.year_be % 100))


def not_yet(v: Voice) -> Message:
    """The day is still to come."""
    return Text(f"วันที่ตรวจยังไม่มาถึง จึงยังไม่ได้บันทึก{v.end}", menu.OVERSEER)


def by_list(number: int) -> str:
    """By what the office has checked last."""
    return f"ตรวจกับบัญชีเลขที่ {number}"


def checked_on(day: date) -> str:
    """When สพฐ. has looked."""
    return f"ตรวจเมื่อ {short_date(day)}"


def nothing_checked(v: Voice) -> Message:
    """Nothing that สพฐ. checks is asked for."""
    return Text(f"ยังไม่มีงานที่เปิดรับซึ่ง สพฐ. ตรวจในระบบ{v.end}", menu.OVERSEER)


def which_checked(v: Voice, found: Sequence[tuple[int, int, str]]) -> Message:
    """Of which work: its id, the step's place, its title."""
    return Card(
        alt="สพฐ. ตรวจงานไหน",
        title=f"สพฐ. ตรวจงานไหน{v.ask}",
        parts=tuple(Line(title) for _, _, title in found),
        buttons=tuple(Tap(title, f"step:{number}:{place}", f"สพฐ. ตรวจ {title} แล้ว") for number, place, title in found),
        suggestions=menu.OVERSEER,
    )


def recorded(v: Voice, view: StepsView, place: int) -> Message:
    """A step is recorded; it can be taken back."""
    one, coming = view.steps[place - 1], following(view.steps)
    after = f"ขั้นต่อไป คือ {coming.step.code} {coming.step.title}" if coming else "ครบทุกขั้นตอนแล้ว"
    who = " ตามที่ ผอ.สพท. สั่งการ" if one.step.actor is Actor.DIRECTOR else ""
    return Card(
        alt=f"บันทึกขั้นตอน {one.step.code} แล้ว",
        title=f"บันทึกขั้นตอน {one.step.code} แล้ว",
        subtitle=view.title,
        parts=(Line(f"{one.step.title}{who}"), Rule(), Line(f"{after}{v.end}")),
        tone=Tone.GOOD,
        buttons=(
            *_begins(view)[:1],
            Tap("ดูขั้นตอนทั้งหมด", f"steps:{view.id}", "ขั้นตอน"),
            Tap("เอาออก", f"step:{view.id}:{place}:0", f"เอาขั้นตอน {one.step.code} ออก"),
        ),
        suggestions=menu.OVERSEER,
    )


def taken_back(v: Voice, code: str) -> Message:
    """It is not recorded any more."""
    return Text(f"เอาบันทึกขั้นตอน {code} ออกแล้ว{v.end}", menu.OVERSEER)


def already(v: Voice, code: str) -> Message:
    """It was done before."""
    return Text(f"ขั้นตอน {code} บันทึกไว้ว่าทำแล้ว{v.end}", menu.OVERSEER)


def no_such_step(v: Voice, title: str) -> Message:
    """The work has no such step."""
    return Text(f"ไม่พบขั้นตอนนี้ในงาน “{title}” พิมพ์ ขั้นตอน เพื่อดูทั้งหมด{v.end}", menu.OVERSEER)


def none_in_the_manual(v: Voice, title: str) -> Message:
    """The manual says nothing about such a work."""
    return Text(f"งาน “{title}” ไม่มีขั้นตอนกำหนดไว้ในคู่มือ{v.end}", menu.OVERSEER)
