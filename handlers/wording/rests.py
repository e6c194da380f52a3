"""Reminders rest: until when, for whom, what that means, and how they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import short_date, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

SHOWN = 5
_FRIDAY = 4
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Rest:
    """Days without reminders, both counted; `last` None: until somebody ends it."""

    first: date
    last: date | None
    schools_only: bool

    @property
    def days(self) -> str:
        """12 เม.ย. 70 ถึง 16 เม.ย. 70."""
        if self.last is None:
            return f"ตั้งแต่ {weekday_date(self.first)} จนกว่าจะสั่งให้เตือนต่อ"
        if self.last == self.first:
            return weekday_date(self.first)
        return f"{weekday_date(self.first)} ถึง {weekday_date(self.last)}"

    @property
    def whom(self) -> str:
        """ทุกคน, or ทุกโรงเรียน."""
        return "ทุกโรงเรียน" if self.schools_only else "ทุกคนในเขต"


def let_be(v: Voice, until: date, today: date) -> Message:
    """The speaker is not reminded for a while."""
    how_long = "วันนี้" if until == today else f"จนถึง {weekday_date(until)} "
    return Text(
        f"รับทราบ{v.end} {how_long}จะไม่ส่งข้อความเตือนมารบกวน ยกเว้นวันที่มีงานครบกำหนดพอดี ดูงานได้เสมอที่ งานของฉัน{v.end}",
        (Tap("เตือนตามเดิม", "wake", "เตือนตามเดิม"), menu.MY_TASKS, menu.HELP),
    )


def how_long(v: Voice, today: date) -> Message:
    """For how long the speaker would be let be."""
    return Card(
        alt="ให้งดเตือนถึงวันไหน",
        title=f"ให้งดเตือนถึงวันไหน{v.ask}",
        parts=(
            Line(f"ระหว่างนั้นจะไม่ส่งข้อความเตือน ยกเว้นวันที่มีงานครบกำหนดพอดี{v.end}"),
            Line(f"เมื่อส่งงานแล้ว ระบบหยุดเตือนงานนั้นเองทันที{v.end}"),
        ),
        buttons=tuple(Tap(label, f"snooze:{day.toordinal()}", label) for label, day in _days(today)),
        suggestions=menu.STAFF,
    )


def _days(today: date) -> list[tuple[str, date]]:
    """Likely last days, each once."""
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % _WEEK)
    days = dict.fromkeys((today, friday, today + timedelta(days=_WEEK)))
    return [("เฉพาะวันนี้" if day == today else f"ถึง {short_date(day)}", day) for day in days]


def unit_how_long(v: Voice, unit_id: int, unit: str, today: date, said: date | None) -> Message:
    """Until when an officer wants the people of a unit to be let be; a day that was said is the only choice."""
    days = _days(today) if said is None or said < today else [(f"ถึง {short_date(said)}", said)]
    return Card(
        alt=f"งดเตือน {unit} ถึงวันไหน",
        title=f"งดเตือนหน่วยนี้ถึงวันไหน{v.ask}",
        subtitle=unit,
        parts=(
            Line(f"ผู้รับผิดชอบของหน่วยนี้จะไม่ได้รับข้อความเตือน ยกเว้นวันที่มีงานครบกำหนดพอดี กำหนดส่งไม่เปลี่ยน{v.end}"),
            Line(f"หากหน่วยนี้ไม่ต้องส่งเลย พิมพ์ ยกเว้น ตามด้วยชื่อหน่วย{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=tuple(Tap(label, f"quietunit:{unit_id}:{day.toordinal()}", label) for label, day in days),
        suggestions=menu.OVERSEER,
    )


def unit_rests(v: Voice, unit_id: int, unit: str, until: date, people: int) -> Message:
    """The people of a unit are let be."""
    whom = f"ผู้รับผิดชอบ {people} คน" if people else "ยังไม่มีผู้รับผิดชอบในไลน์"
    return Card(
        alt=f"งดเตือน {unit} ถึง {weekday_date(until)} แล้ว",
        title="งดเตือนหน่วยนี้แล้ว",
        subtitle=unit,
        parts=(
            Line(weekday_date(until), label="ถึง", strong=True),
            Line(whom, label="งดเตือน"),
            Line(f"พ้นวันนั้นแล้วระบบจะเตือนต่อเอง{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("เตือนหน่วยนี้ตามเดิม", f"wakeunit:{unit_id}", "เตือนหน่วยนี้ตามเดิม"),),
        suggestions=menu.OVERSEER,
    )


def unit_awake(v: Voice, unit: str) -> Message:
    """The people of a unit are reminded again."""
    return Text(f"{unit} จะได้รับการเตือนตามปกติ{v.end}", menu.OVERSEER)


def no_such_unit(v: Voice) -> Message:
    """The unit is not of the office."""
    return Text(f"ไม่พบหน่วยงานนี้{v.end}", menu.OVERSEER)


def confirm(v: Voice, rest: Rest, due: int) -> Message:
    """What a rest for all would mean."""
    parts: list[Part] = [
        Line(rest.days, label="วัน", strong=True),
        Line(rest.whom, label="งดเตือน"),
        Line(f"{due} รายการ" if due else "ไม่มี", label="ครบกำหนดในช่วงนี้", tone=Tone.CARE if due else Tone.CALM),
        Rule(),
        Line(f"{_goes_on(rest)} กำหนดส่งไม่เปลี่ยน และยังรับไฟล์ตามปกติ{v.end}"),
    ]
    last = rest.last.toordinal() if rest.last else 0
    return Card(
        alt=f"งดเตือน {rest.days} ใช่ไหม",
        title=f"งดเตือนช่วงนี้ใช่ไหม{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            Tap("ใช่ งดเตือน", f"quiet:{rest.first.toordinal()}:{last}:{int(rest.schools_only)}", "ใช่ งดเตือน"),
            menu.HELP,
        ),
    )


def _goes_on(rest: Rest) -> str:
    return "พิมพ์ เตือนตามเดิม เมื่อต้องการให้เตือนต่อ" if rest.last is None else "พ้นช่วงนี้แล้วระบบจะเตือนต่อเอง"


def is_set(rest: Rest, rest_id: int) -> Message:
    """A rest for all is set."""
    return Card(
        alt=f"งดเตือน {rest.days} แล้ว",
        title="ตั้งช่วงงดเตือนแล้ว",
        parts=(Line(rest.days, label="วัน", strong=True), Line(rest.whom, label="งดเตือน")),
        tone=Tone.GOOD,
        buttons=(Tap("ยกเลิกการงดเตือน", f"quietend:{rest_id}", "ยกเลิกการงดเตือน"),),
        suggestions=menu.OVERSEER,
    )


def listed(rests: Sequence[tuple[int, Rest]]) -> Message:
    """The office's rests, each with a button that ends it."""
    return Card(
        alt="ช่วงงดเตือนที่ตั้งไว้",
        title="ช่วงงดเตือนที่ตั้งไว้",
        parts=tuple(Line(f"{rest.days} ({rest.whom})") for _, rest in rests[:SHOWN]),
        buttons=tuple(
            Tap(f"เลิกงด {short_date(rest.first)}", f"quietend:{rest_id}", f"เลิกงดเตือน {short_date(rest.first)}")
            for rest_id, rest in rests[:SHOWN]
        ),
        suggestions=menu.OVERSEER,
    )


def ended(v: Voice, rest: Rest) -> Message:
    """A rest of the office is over."""
    return Text(f"ยกเลิกช่วงงดเตือน {rest.days} แล้ว ระบบจะเตือนตามปกติ{v.end}", menu.OVERSEER)


def awake(v: Voice) -> Message:
    """Nothing rests."""
    return Text(f"ตอนนี้เตือนตามปกติ{v.end}", menu.STAFF)


def past(v: Voice) -> Message:
    """The days of a rest are over before it begins."""
    return Text(f"ช่วงวันที่นี้ผ่านไปแล้ว พิมพ์ช่วงใหม่ เช่น งดเตือนทุกคน 12-16 เม.ย. ได้เลย{v.end}", menu.OVERSEER)
