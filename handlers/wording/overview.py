"""How a round stands, for officers and directors, and in counts only for groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.disclosure import Tells
from domain.lifecycle import STATE_WORDS, State
from domain.messages import Card, Line, Message, Open, Part, Progress, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, short_date, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of, tone_of, when
from handlers.wording.voice import Voice

NAMED = 15
ROUNDS = 10  # the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A requirement with how all its obligations stand at a moment."""

    id: int
    title: str
    tasks: tuple[Task, ...]
    as_of: datetime
    whose: str = ""  # the unit it is of; empty for the whole office
    has_file: bool = True  # whether more of it can be asked for than is said

    @property
    def heading(self) -> str:
        """The round, and the unit where it is of one only."""
        return f"{self.title} · {self.whose}" if self.whose else self.title

    @property
    def sent(self) -> list[Task]:
        """What is in."""
        return [task for task in self.tasks if not task.owed]

    @property
    def to_mend(self) -> list[Task]:
        """What came and went back."""
        return [task for task in self.tasks if task.to_mend]

    @property
    def missing(self) -> list[Task]:
        """What still must come, mended or for the first time."""
        return [task for task in self.tasks if task.owed]


def _as_of(view: RoundView) -> str:
    return f"ข้อมูล ณ {short_date(local(view.as_of).date())} เวลา {clock_time(view.as_of)}"


def _tone(view: RoundView) -> Tone:
    if not view.missing:
        return Tone.GOOD
    return Tone.LATE if any(task.days_left < 0 for task in view.missing) else Tone.CALM


def _bar(view: RoundView) -> Progress:
    return Progress("ส่งแล้ว", len(view.sent), len(view.tasks), waiting=len(view.to_mend))


def _dues(tasks: Sequence[Task]) -> str:
    """The due day that all of them share; empty when they differ (an extension)."""
    return when(tasks[0]) if len({task.due for task in tasks}) == 1 else ""


def _shared_name(view: RoundView) -> str:
    """What all units are asked for alike; empty where each has something of its own."""
    names = {name_of(task) for task in view.tasks}
    return names.pop() if len(names) == 1 < len(view.tasks) else ""


def _head(view: RoundView, shared: str) -> list[Part]:
    """The bar, and below it what everybody is asked for, if the card does not bear its name already."""
    return [_bar(view), *([Line(shared)] if shared not in ("", view.title) else [])]


def _owner(task: Task, shared_due: str, *, named: bool) -> list[Part]:
    tone = tone_of(task)
    parts: list[Part] = [Line(task.unit, strong=True), *([Line(name_of(task), tone=tone)] if named else [])]
    if task.to_mend:
        parts.append(Line("ส่งมาแล้ว ขอให้แก้ไข", tone=tone))
    if not shared_due:
        parts.append(Line(f"กำหนด {when(task)}", tone=tone))
    return parts


def _in_file(view: RoundView) -> str:
    return " ดูครบในไฟล์ สรุป" if view.has_file else ""


def _next(view: RoundView) -> tuple[Say, ...]:
    return menu.OVERSEER if view.has_file else (menu.WHO_MISSING, menu.WHO_SENT, menu.MY_TASKS, menu.HELP)


def _summary_of(view: RoundView) -> Tap:
    """A unit's group gets the figures only."""
    return Tap("สรุป" if view.whose else "สรุปและไฟล์ Excel", f"summary:{view.id}", "สรุป")


def who_missing(v: Voice, view: RoundView) -> Message:
    """Who has not sent, by name: for officers and directors, in private."""
    if not view.tasks:
        return _nothing_owed(v, view)
    if not view.missing:
        return _all_in(v, view)
    due = _dues(view.missing)
    shared = _shared_name(view)
    parts = _head(view, shared)
    if due:
        parts.append(Line(due, label="กำหนดส่ง", tone=tone_of(view.missing[0])))
    for task in view.missing[:NAMED]:
        parts += [Rule(), *_owner(task, due, named=not shared)]
    if len(view.missing) > NAMED:
        parts += [Rule(), Line(f"และอีก {len(view.missing) - NAMED} รายการ{_in_file(view)}")]
    parts += [Rule(), Line(_as_of(view))]
    return Card(
        alt=f"ยังไม่ส่ง {len(view.missing)} จาก {len(view.tasks)} รายการ: {view.heading}",
        title=f"ยังไม่ส่ง {len(view.missing)} จาก {len(view.tasks)} รายการ",
        subtitle=view.heading,
        parts=tuple(parts),
        tone=_tone(view),
        buttons=(_summary_of(view),) if view.has_file else (),
        suggestions=_next(view),
        tells=Tells.NAMES,
    )


def who_sent(v: Voice, view: RoundView) -> Message:
    """Who has sent, by name."""
    shared = _shared_name(view)
    parts = _head(view, shared)
    for task in view.sent[:NAMED]:
        nil = f"({STATE_WORDS[State.NIL]})" if task.state is State.NIL else ""
        about = " ".join(filter(None, ("" if shared else name_of(task), nil)))
        parts += [Rule(), Line(task.unit, strong=True), *([Line(about, tone=Tone.GOOD)] if about else [])]
    if len(view.sent) > NAMED:
        parts += [Rule(), Line(f"และอีก {len(view.sent) - NAMED} รายการ{_in_file(view)}")]
    if not view.sent:
        parts += [Rule(), Line(f"ยังไม่มีหน่วยงานที่ส่ง{v.end}")]
    parts += [Rule(), Line(_as_of(view))]
    return Card(
        alt=f"ส่งแล้ว {len(view.sent)} จาก {len(view.tasks)} รายการ: {view.heading}",
        title=f"ส่งแล้ว {len(view.sent)} จาก {len(view.tasks)} รายการ",
        subtitle=view.heading,
        parts=tuple(parts),
        tone=_tone(view),
        suggestions=_next(view),
        tells=Tells.NAMES,
    )


def counts_only(v: Voice, view: RoundView) -> Message:
    """How many have not sent, for a group: no names but that of its own unit."""
    if not view.tasks:
        return _nothing_owed(v, view)
    if not view.missing:
        thanks = f"ขอบคุณมาก{v.end}" if view.whose else f"ขอบคุณทุกกลุ่ม{v.end}"
        return Text(f"{view.heading}\nส่งครบทั้ง {len(view.tasks)} รายการแล้ว {thanks}", tells=Tells.FIGURES)
    return Text(
        v.close(
            f"{view.heading}\nส่งแล้ว {len(view.sent)} จาก {len(view.tasks)} รายการ เหลือ {len(view.missing)} รายการ "
            f"กำหนดส่ง {weekday_date(view.missing[0].due)}"
        ),
        tells=Tells.FIGURES,
    )


def _nothing_owed(v: Voice, view: RoundView) -> Message:
    return Text(f"{view.heading}\nไม่มีรายการที่ต้องส่งในงานนี้{v.end}", tells=Tells.FIGURES)


def _all_in(v: Voice, view: RoundView) -> Message:
    return Card(
        alt=f"ส่งครบแล้ว {view.title}",
        title="ส่งครบแล้ว",
        subtitle=view.heading,
        parts=(_bar(view), Rule(), Line(f"ขอบคุณทุกหน่วยงาน{v.end}"), Line(_as_of(view))),
        tone=Tone.GOOD,
        buttons=(_summary_of(view),) if view.has_file else (),
        suggestions=_next(view),
        tells=Tells.FIGURES,
    )


def summed(at: datetime) -> str:
    """By what it is known that a round was summed up."""
    return f"สรุป ณ {short_date(local(at).date())}"


def summary(v: Voice, view: RoundView, url: str, hours: int, dashboard: str, pdf: str = "") -> Message:
    """The figures of a round with the workbook behind a link, and a link to all rounds.

    `pdf`: the link to its report on paper, "" for none.
    """
    shared = _shared_name(view)
    parts: list[Part] = [*_head(view, shared), Rule()]
    for task in view.tasks[:NAMED]:
        state = STATE_WORDS[task.state]
        words = (task.unit_short, state) if shared else (task.subject, f"{state} · {task.unit_short}")
        parts.append(Line(words[1], label=words[0], tone=tone_of(task)))
    if len(view.tasks) > NAMED:
        parts.append(Line(f"และอีก {len(view.tasks) - NAMED} รายการ ดูครบในไฟล์"))
    parts += [Rule(), Line(_as_of(view)), Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ{v.end}")]
    percent = 100 * len(view.sent) // len(view.tasks) if view.tasks else 0
    return Card(
        alt=f"สรุป ส่งแล้ว {len(view.sent)} จาก {len(view.tasks)} รายการ: {view.heading}",
        title=f"สรุป ส่งแล้ว {percent}%",
        subtitle=view.heading,
        parts=tuple(parts),
        tone=_tone(view),
        buttons=(
            Open("เปิดไฟล์สรุป Excel", url),
            *((Open("เปิดรายงาน PDF", pdf),) if pdf else ()),
            Open("ดูทุกงานในแดชบอร์ด", dashboard),
            Tap("ใครยังไม่ส่ง", f"missing:{view.id}", "ใครยังไม่ส่ง"),
        ),
        suggestions=menu.OVERSEER,
    )


def which_round(v: Voice, views: Sequence[tuple[int, str]], tap: str, more: str = "") -> Message:
    """Several rounds are open: one question with buttons; `more` goes on behind the round in their data."""
    return Card(
        alt="ต้องการดูงานไหน",
        title=f"ต้องการดูงานไหน{v.ask}",
        parts=tuple(Line(title) for _, title in views[-ROUNDS:]),
        buttons=tuple(Tap(title, f"{tap}:{key}{more}", title) for key, title in views[-ROUNDS:]),
        suggestions=menu.OVERSEER,
        tells=Tells.FIGURES,
    )


def nothing_open(v: Voice) -> Message:
    """Nothing has been asked for yet."""
    return Text(f"ยังไม่มีงานที่เปิดให้ส่งในตอนนี้{v.end}", menu.OVERSEER, tells=Tells.FIGURES)
