"""What officers must see to this morning, most urgent first; and once a week, in counts, what directors should know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.critical_path import OnPath
from domain.lifecycle import STATE_WORDS
from domain.messages import Action, Card, Line, Message, Part, Rule, Say, Tap, Text, Tone
from domain.morning import LATE_FOR_DIRECTORS, SOON, Call, Contact, Facts, Late, Review, Topic
from domain.thai import local, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar

SHOWN = 3  # of each topic: the card is read on a phone
CALLS_OF_ALL = 500  # behind the button that shows everything
_BEGINS: Final[Mapping[Topic, Action]] = MappingProxyType(
    {
        Topic.UNHEARD: Say("ใครยังไม่รับทราบ", "ใครยังไม่รับทราบ"),
        Topic.OPINIONS: Say("ผลการกลั่นกรอง", "ผลการกลั่นกรอง"),
        Topic.ORDERS: Say("คำสั่งแต่งตั้ง", "คำสั่งแต่งตั้ง"),
        Topic.MINUTES: Say("รายงานการประชุม", "รายงานการประชุม"),
    }
)
_ALL = Tap("ดูทั้งหมด", "morning:1", "งานเช้านี้ทั้งหมด")


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningView:
    """An office's morning on a Bangkok day. `topics`: in the order of telling; `calendar`: to count days."""

    facts: Facts
    topics: tuple[Topic, ...]
    today: date
    review_after: int
    calendar: WorkCalendar

    def days_since(self, moment: datetime) -> int:
        """Working days that have passed since then."""
        return self.calendar.working_days_between(local(moment).date(), self.today)


def morning(v: Voice, view: MorningView, *, whole: bool) -> Message:
    """The list: of each topic the first few, or all there is."""
    if not view.topics:
        return Text(f"เช้านี้ไม่มีรายการที่ต้องดำเนินการ{v.end}", menu.OVERSEER)
    parts: list[Part] = []
    for topic in view.topics:
        section = _SECTIONS[topic](view)
        parts += [*([Rule()] if parts else []), Line(section.heading, strong=True, tone=_TONES[topic])]
        parts += section.told(whole=whole)
    return Card(
        alt=f"งานเช้านี้: {_SECTIONS[view.topics[0]](view).heading}",
        title=f"งานเช้านี้ {weekday_date(view.today)}",
        parts=tuple(parts),
        tone=_TONES[view.topics[0]],
        buttons=_buttons(view, whole=whole),
        suggestions=menu.OVERSEER,
    )


def weekly(v: Voice, view: MorningView) -> Message:
    """To directors: what is very late, in counts."""
    facts = view.facts
    count = sum(late.debts for late in facts.late)
    heading = f"ค้างเกิน {LATE_FOR_DIRECTORS} วันทำการ {count:,} รายการ"
    return Card(
        alt=heading,
        title=heading,
        subtitle=f"จาก {facts.late_units:,} หน่วยงาน ข้อมูล ณ {weekday_date(view.today)}",
        parts=(
            *(Line(_how_many(late), label=late.title) for late in facts.late[:SHOWN]),
            *([Line(f"และอีก {len(facts.late) - SHOWN} งาน")] if len(facts.late) > SHOWN else []),
            Rule(),
            Line(f"เรียนมาเพื่อโปรดทราบ ดูรายชื่อได้ที่ ใครยังไม่ส่ง{v.end}"),
        ),
        tone=Tone.LATE,
        buttons=(menu.WHO_MISSING, menu.SUMMARY),
        suggestions=menu.OVERSEER,
    )


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, what is told under it, and how many of what there are (`items` may hold fewer)."""

    heading: str
    items: Sequence[Sequence[Part]] = ()
    count: int = 0
    unit: str = "งาน"
    why: str = ""

    def told(self, *, whole: bool) -> list[Part]:
        """What stands under the heading: all of it, or the first few and how many more there are."""
        items = self.items if whole else self.items[:SHOWN]
        parts: list[Part] = [Line(self.why)] if self.why else []
        parts += [line for item in items for line in item]
        left = self.count - len(items)
        return [*parts, Line(f"และอีก {left:,} {self.unit}")] if items and left > 0 else parts


def _overdue_reviews(view: MorningView) -> _Section:
    asked = [review for review in view.facts.reviews if review.overdue]
    count = sum(review.overdue for review in asked)
    items = [_review(review, review.overdue, view) for review in asked]
    return _Section(f"รอตรวจเกิน {view.review_after} วันทำการ {count:,} รายการ", items, len(asked))


def _reviews(view: MorningView) -> _Section:
    asked = [review for review in view.facts.reviews if review.waiting > review.overdue]
    count = sum(review.waiting - review.overdue for review in asked)
    items = [_review(review, review.waiting - review.overdue, view) for review in asked]
    return _Section(f"รอตรวจ {count:,} รายการ", items, len(asked))


def _review(review: Review, count: int, view: MorningView) -> list[Part]:
    since = ""
    if review.oldest is not None and count in (review.overdue, review.waiting):  # the oldest is among these
        since = f" รอมาแล้ว {view.days_since(review.oldest)} วันทำการ"
    return [Line(f"{count:,} รายการ{since}", label=review.title)]


def _late(view: MorningView) -> _Section:
    facts = view.facts
    count = sum(late.debts for late in facts.late)
    items = [
        [Line(f"{_how_many(late)} นานสุด {view.days_since(late.oldest)} วันทำการ", label=late.title)]
        for late in facts.late
    ]
    return _Section(f"เลยกำหนดส่ง {count:,} รายการ จาก {facts.late_units:,} หน่วยงาน", items, len(facts.late))


def _how_many(late: Late) -> str:
    return f"{late.debts:,} รายการ จาก {late.units:,} หน่วยงาน"


def _stuck(view: MorningView) -> _Section:
    stuck = view.facts.stuck
    told = (
        (stuck.undelivered, "ข้อความที่ส่งไม่ออก", "ข้อความ"),
        (stuck.parked, "ข้อความที่ระบบทำไม่สำเร็จ", "ข้อความ"),
        (stuck.unanswered, "ไฟล์ที่ผู้ส่งยังไม่ได้เลือกงาน", "ไฟล์"),
    )
    items = [[Line(f"{count:,} {of}", label=what)] for count, what, of in told if count]
    return _Section("รายการที่ติดค้างในระบบ", items, len(items))


def _calls(view: MorningView) -> _Section:
    items = [_call(call) for call in view.facts.calls]
    why = f"ติดต่อทางไลน์ไม่ได้ กำหนดส่งใน {SOON} วันทำการหรือเลยแล้ว"
    return _Section(f"ควรโทรศัพท์ {view.facts.to_call:,} หน่วยงาน", items, view.facts.to_call, "หน่วยงาน", why)


def _call(call: Call) -> list[Part]:
    due = weekday_date(local(call.first_due).date())
    return [Line(f"{call.debts:,} รายการ กำหนด {due}", label=call.unit), *(Line(_contact(one)) for one in call.people)]


def _contact(one: Contact) -> str:
    position = f" ({one.position})" if one.position else ""
    return f"{one.name}{position} {'ปิดกั้นบัญชีนี้' if one.blocked else 'ยังไม่ลงทะเบียน'}"


def _path(view: MorningView) -> _Section:
    items = [_on_path(one) for one in view.facts.path]
    return _Section("ต้องเร่งเพื่อส่งออกจากเขตให้ทันกำหนด", items, view.facts.on_path, "รายการ")


def _on_path(one: OnPath) -> list[Part]:
    debt = one.debt
    return [
        Line(f"{debt.title} {debt.subject} · {debt.unit}"),
        Line(
            f"{STATE_WORDS[debt.state]} · {_spare(one.slack)}",
            label=f"ส่งออก {weekday_date(local(debt.external_due_at).date())}",
        ),
    ]


def _spare(slack: int) -> str:
    if slack < 0:
        return f"ช้ากว่าแผน {-slack} วันทำการ"
    return f"มีเวลาเผื่อ {slack} วันทำการ" if slack else "ไม่มีเวลาเผื่อ"


def _later_dates(view: MorningView) -> _Section:
    asked = view.facts.later_dates
    since = f" รอมาแล้ว {view.days_since(asked.oldest)} วันทำการ" if asked.oldest else ""
    return _Section(f"คำขอเลื่อนกำหนดส่งรอพิจารณา {asked.waiting:,} รายการ{since}")


def _proposals(view: MorningView) -> _Section:
    waiting = view.facts.proposals
    since = f" รอมาแล้ว {view.days_since(waiting.oldest)} วันทำการ" if waiting.oldest else ""
    return _Section(f"รอ ผอ. สั่งการ {waiting.waiting:,} เรื่อง{since}")


def _unheard(view: MorningView) -> _Section:
    unheard = view.facts.unheard
    items = [[Line(f"{one.people:,} คน", label=one.title)] for one in unheard]
    why = "ติดต่อทางไลน์ไม่ได้ หรือแจ้งครบแล้วยังไม่ตอบ"
    heading = f"ยังไม่รับทราบ ควรโทรศัพท์ {sum(one.people for one in unheard):,} คน"
    return _Section(heading, items, len(unheard), "เรื่อง", why)


def _opinions(view: MorningView) -> _Section:
    asked = view.facts.opinions
    items = [
        [
            Line(f"{one.forms:,} แบบ กรรมการ {one.members} คนยังให้ความเห็นไม่ครบ", label=one.title),
            Line(f"รอมาแล้ว {view.days_since(one.oldest)} วันทำการ"),
        ]
        for one in asked
    ]
    return _Section(f"รอความเห็นกรรมการกลั่นกรอง {sum(one.forms for one in asked):,} แบบ", items, len(asked))


def _orders(view: MorningView) -> _Section:
    drafts = view.facts.orders
    since = f" ร่างไว้ {view.days_since(drafts.oldest)} วันทำการแล้ว" if drafts.oldest else ""
    return _Section(f"ร่างคำสั่งที่ยังไม่ลงเลข {drafts.waiting:,} ฉบับ{since}")


def _minutes(view: MorningView) -> _Section:
    met = view.facts.minutes
    items = [[Line(f"ประชุมเมื่อ {weekday_date(local(one.held_at).date())}", label=one.committee)] for one in met]
    return _Section(f"ประชุมแล้วยังไม่มีรายงานการประชุม {len(met):,} ครั้ง", items, len(met), "ครั้ง")


def _buttons(view: MorningView, *, whole: bool) -> tuple[Action, ...]:
    stuck = Topic.STUCK in view.topics and view.facts.stuck.undelivered
    # What a message nobody asked for leaves out is who serves the units to be telephoned.
    more = Topic.CALLS in view.topics or any(_SECTIONS[topic](view).count > SHOWN for topic in view.topics)
    waiting = {Topic.OVERDUE_REVIEWS, Topic.REVIEWS} & set(view.topics)
    return (
        *((_ALL,) if more and not whole else ()),
        *((menu.REVIEWS,) if waiting else ()),
        *((menu.WHO_MISSING,) if Topic.LATE in view.topics else ()),
        *((menu.UNDELIVERED,) if stuck else ()),
        *(say for topic, say in _BEGINS.items() if topic in view.topics),
    )


_SECTIONS: Final[Mapping[Topic, Callable[[MorningView], _Section]]] = MappingProxyType(
    {
        Topic.OVERDUE_REVIEWS: _overdue_reviews,
        Topic.LATE: _late,
        Topic.REVIEWS: _reviews,
        Topic.STUCK: _stuck,
        Topic.CALLS: _calls,
        Topic.PATH: _path,
        Topic.LATER_DATES: _later_dates,
        Topic.PROPOSALS: _proposals,
        Topic.UNHEARD: _unheard,
        Topic.OPINIONS: _opinions,
        Topic.ORDERS: _orders,
        Topic.MINUTES: _minutes,
    }
)
_TONES: Final[Mapping[Topic, Tone]] = MappingProxyType(
    {
        Topic.OVERDUE_REVIEWS: Tone.LATE,
        Topic.LATE: Tone.LATE,
        Topic.REVIEWS: Tone.SOON,
        Topic.STUCK: Tone.CARE,
        Topic.CALLS: Tone.SOON,
        Topic.PATH: Tone.SOON,
        Topic.LATER_DATES: Tone.CARE,
        Topic.PROPOSALS: Tone.CARE,
        Topic.UNHEARD: Tone.SOON,
        Topic.OPINIONS: Tone.CARE,
        Topic.ORDERS: Tone.CARE,
        Topic.MINUTES: Tone.CARE,
    }
)
