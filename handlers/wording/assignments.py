"""Who is to prepare which topic of an agency's request, by when and on which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

ASSIGN: Final = Say("มอบหมายผู้รับผิดชอบ", "มอบหมายผู้รับผิดชอบ")
STEPS: Final = Say("ขั้นตอน", "ขั้นตอน")
_FARTHEST: Final = timedelta(days=370)
_FORMS_SHOWN: Final = 3
_TOPICS_SHOWN: Final = 8
_NOBODY: Final = "ยังไม่มอบ"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic and those who prepare it, the lead first."""

    id: int
    place: int
    title: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentView:
    """A request whose topics are being given out. Days are Bangkok's.

    `due`: by when inside the office, None while nobody said; `external`: the agency's own moment. `form`: what is to
    be filled in; `forms`: the others there are, with their ids (0: the standard one). `order`: what the director said
    of it, "" for nothing yet. `mark`: of which state of things the card speaks.
    """

    id: int
    agency: str
    round: str
    topics: tuple[TopicView, ...]
    due: date | None
    day_off: str
    external: datetime | None
    form: str
    forms: tuple[tuple[int, str], ...]
    order: str
    mark: int

    @property
    def next(self) -> TopicView | None:
        """The first topic that nobody prepares yet."""
        return next((topic for topic in self.topics if not topic.units), None)


def which_request(v: Voice, requests: Sequence[tuple[int, str, str]]) -> Message:
    """Several requests wait to be given out. `requests`: id, agency, topics."""
    shown = requests[:_TOPICS_SHOWN]
    return Card(
        alt="มอบหมายเรื่องของหน่วยงานไหน",
        title=f"มอบหมายเรื่องของหน่วยงานไหน{v.ask}",
        parts=tuple(Line(topics, label=agency) for _, agency, topics in shown),
        buttons=tuple(
            Tap(f"{place}. {agency}", f"topics:{number}", agency) for place, (number, agency, _) in enumerate(shown, 1)
        ),
        suggestions=menu.OVERSEER,
    )  # fmt: skip


def topic(v: Voice, view: AssignmentView, one: TopicView, groups: Sequence[tuple[int, str]], just: str = "") -> Message:
    """A topic with a button for each group. `just`: what the tap before has done."""
    parts: list[Part] = [Line(just, tone=Tone.GOOD), Rule()] if just else []
    parts.append(Line(one.title, strong=True))
    if one.units:
        parts.append(Line(_units(one.units), label="มอบแล้ว", tone=Tone.GOOD))
    parts.append(Line(f"กดกลุ่มที่รับผิดชอบ กลุ่มแรกเป็นหลัก กดกลุ่มอื่นเพิ่มเป็นผู้ร่วม{v.end}"))
    return Card(
        alt=f"มอบเรื่อง {one.title}",
        title=f"เรื่องที่ {one.place} จาก {len(view.topics)} มอบกลุ่มใด{v.ask}",
        subtitle=_whose(view),
        parts=tuple(parts),
        tone=Tone.SOON,
        buttons=(
            *(Tap(name, f"give:{one.id}:{number}", name) for number, name in groups),
            Tap("ดูทุกเรื่อง", f"topics:{view.id}:0", "ดูทุกเรื่อง"),
        ),
        suggestions=menu.OVERSEER,
    )


def review(v: Voice, view: AssignmentView, today: date, just: str = "") -> Message:
    """All topics with those who prepare them, before the forms go out."""
    parts: list[Part] = [Line(just, tone=Tone.GOOD), Rule()] if just else []
    for one in view.topics:
        parts.append(Line(f"{one.place}. {one.title}", strong=True))
        parts.append(Line(_units(one.units) if one.units else _NOBODY, label="มอบ", tone=_tone(one)))
    parts += [Rule(), *_days(view), Line(view.form, label="แบบ"), _order(view)]
    ready = view.next is None and view.due is not None
    if ready:
        parts += [Rule(), Line(f"ตรวจแล้วกดส่งแบบ ระบบจะแจ้งผู้รับผิดชอบพร้อมแบบ{v.end}")]
    return Card(
        alt=f"มอบหมายเรื่องของ {view.agency}",
        title=f"มอบหมายตามนี้หรือไม่{v.ask}" if ready else f"ผู้รับผิดชอบแต่ละเรื่อง{v.end}",
        subtitle=_whose(view),
        parts=tuple(parts),
        tone=Tone.CARE if ready else Tone.SOON,
        buttons=(*_go(view, ready=ready), *_changes(view, today)),
        suggestions=menu.OVERSEER,
    )


def _go(view: AssignmentView, *, ready: bool) -> tuple[Action, ...]:
    return (Tap("ส่งแบบให้ผู้รับผิดชอบ", f"topicsgo:{view.id}:{view.mark}", "ส่งแบบให้ผู้รับผิดชอบ"),) if ready else ()


def _changes(view: AssignmentView, today: date) -> tuple[Action, ...]:
    last = max(today + timedelta(days=1), local(view.external).date() if view.external else today + _FARTHEST)
    start = min(max(today, view.due or today), last)
    return (
        *(Tap(f"มอบเรื่องที่ {one.place}", f"topics:{view.id}:{one.place}", f"มอบเรื่องที่ {one.place}")
          for one in view.topics[:_TOPICS_SHOWN]),
        Pick("เลือกวันส่งภายใน", f"topicsdue:{view.id}", PickMode.DATE, start, today, last),
        *(Tap(f"ใช้ {title}", f"topicsform:{view.id}:{number}", f"ใช้ {title}")
          for number, title in view.forms[:_FORMS_SHOWN]),
    )  # fmt: skip


def _tone(one: TopicView) -> Tone:
    return Tone.CALM if one.units else Tone.SOON


def _units(units: Sequence[str]) -> str:
    lead, *others = units
    return f"{lead} ร่วมกับ {', '.join(others)}" if others else lead


def _whose(view: AssignmentView) -> str:
    return f"{view.agency} รอบที่ {view.round}" if view.round else view.agency


def _days(view: AssignmentView) -> list[Part]:
    parts: list[Part] = []
    off = f" ({view.day_off})" if view.day_off else ""
    if view.due is None:
        parts.append(Line("ยังไม่กำหนด กดเลือกวัน", label="ส่งภายใน", tone=Tone.SOON))
    else:
        parts.append(Line(f"{weekday_date(view.due)}{off}", label="ส่งภายใน", strong=True))
    if view.external is not None:
        there = local(view.external)
        parts.append(Line(f"{weekday_date(there.date())} {clock_time(view.external)}", label="ส่งหน่วยงาน"))
    return parts


def _order(view: AssignmentView) -> Line:
    if view.order:
        return Line(view.order, label="ผอ. สั่ง", tone=Tone.GOOD)
    return Line("ยังไม่มีคำสั่งที่บันทึกไว้", label="ผอ. สั่ง", tone=Tone.CARE)


def ordered(topics: Sequence[TopicView]) -> str:
    """What a director's giving out amounts to as the words of an order."""
    return "มอบหมาย " + "; ".join(f"{_units(one.units)} เรื่อง{one.title}" for one in topics)


def given(one: TopicView) -> str:
    """What a tap has done to a topic."""
    return f"เรื่องที่ {one.place} มอบ {_units(one.units)}" if one.units else f"เรื่องที่ {one.place} {_NOBODY}"


def asked(v: Voice, title: str, count: int, due: datetime, number: int, told: str) -> Message:
    """The forms are out. `told`: which officer was told, "" for none."""
    return Card(
        alt=f"มอบหมายแล้ว {title}",
        title=f"มอบหมายแล้ว {count} เรื่อง{v.end}",
        subtitle=title,
        parts=(
            Line(f"{weekday_date(local(due).date())} {clock_time(due)}", label="ส่งภายใน", strong=True),
            Rule(),
            Line(f"ระบบจะแจ้งผู้รับผิดชอบพร้อมแบบ และติดตามให้จนครบ{f' แจ้ง{told}แล้ว' if told else ''}{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("ดูขั้นตอน", f"steps:{number}", "ขั้นตอน"),),
        suggestions=menu.OVERSEER,
    )


def given_out(v: Voice, title: str, who: str, due: datetime) -> Message:
    """The officer hears that the director has given everything out."""
    day = f"{weekday_date(local(due).date())} {clock_time(due)}"
    return Text(v.close(f"{who} มอบหมายและส่งแบบแล้ว: {title} ส่งภายใน {day}"), (STEPS, *menu.OVERSEER))


def nothing_to_give(v: Voice) -> Message:
    """No request waits to be given out."""
    return Text(
        f"ไม่มีหนังสือที่รอมอบหมาย{v.end} รับหนังสือก่อน พิมพ์ เช่น มีหนังสือจาก สปน. ขอข้อมูลเรื่องอาหารกลางวัน ภายในพรุ่งนี้", menu.OVERSEER
    )


def taken_in(v: Voice, agency: str) -> Message:
    """The sentence named an agency from which no letter waits: it was taken in as a request of its own."""
    return Text(f"รับเป็นเรื่องใหม่ของ {agency} แล้ว ยังไม่มีเลขหนังสือและกำหนดของหน่วยงาน{v.end}", menu.OVERSEER)


def asked_already(v: Voice, title: str) -> Message:
    """The topics are out already."""
    return Text(v.close(f"เรื่องนี้มอบหมายและส่งแบบไปแล้ว: {title}"), (STEPS, *menu.OVERSEER))


def no_such_topic(v: Voice, said: str, topics: Sequence[str]) -> Message:
    """The words name no topic that waits."""
    there = f" ที่รออยู่คือ {', '.join(topics[:_TOPICS_SHOWN])}" if topics else ""
    return Text(v.close(f"ไม่พบเรื่อง “{said}” ในหนังสือที่รอมอบหมาย{there}"), (ASSIGN, *menu.OVERSEER))


def which_units(v: Voice, said: str, units: Sequence[str]) -> Message:
    """The words name no unit surely."""
    there = f" หมายถึง {' หรือ '.join(units)} ใช่ไหม{v.ask}" if units else ""
    return Text(f"ไม่แน่ใจว่า “{said}” คือกลุ่มใด{there} พิมพ์ชื่อเต็มหรือกดเลือกจากการ์ดได้{v.end}", (ASSIGN, *menu.OVERSEER))


def day_does_not_fit(v: Voice, external: datetime | None) -> Message:
    """The day inside is over, or after the agency's."""
    last = f" ไม่เกิน {weekday_date(local(external).date())}" if external else ""
    return Text(f"วันส่งภายในต้องยังไม่ผ่านไป{last} กดเลือกวันใหม่ได้{v.end}", (ASSIGN, *menu.OVERSEER))


def sent_back(v: Voice, order: str) -> Message:
    """The director sent the matter back: it is not given out."""
    return Text(f"ผอ. {order} จึงยังไม่ส่งแบบ แก้ไขแล้วเสนอใหม่ได้{v.end}", (Say("เสนอ ผอ.", "เสนอ ผอ."), *menu.OVERSEER))


def changed_meanwhile(v: Voice) -> Message:
    """The card is older than what stands now."""
    return Text(f"มีการแก้ไขหลังการ์ดนั้น โปรดตรวจการ์ดล่าสุด{v.end}", menu.OVERSEER)
