"""How one unit stands with what is asked of it: รร.บ้านใหม่ส่งยัง."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.disclosure import Tells
from domain.lifecycle import STATE_WORDS, State
from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of, tone_of, when
from handlers.wording.voice import Voice

if TYPE_CHECKING:
    from storage.people import Serving

SHOWN: Final = 5
MOST_UNITS: Final = 3  # in one answer
_MOST_PEOPLE: Final = 4
_MOST_PROBLEMS: Final = 2
_LONGEST_WHY: Final = 160  # characters; all of it stands on the page
_WORST: Final = (Tone.LATE, Tone.CARE, Tone.SOON, Tone.CALM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A debt of the unit. `came`: when the version that counts came; `early`: so many working days before its due day.

    `receipt`, `who` and `why` (what is to be mended): "" for whoever may not read it, and where there is none.
    """

    task: Task
    came: datetime | None = None
    early: int = 0
    receipt: str = ""
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """How a unit stands. `asked`: anything was ever asked of it; `named`: the words name a work.

    `oversees`: the reader sees the whole office. `people`: who serves it, shown where `knows_people`; `board`: the page
    with all of it; `reviewable`: the requirement of which something waits that the reader may look at, 0 for none.
    """

    unit_id: int
    unit: str
    unit_short: str
    entries: tuple[Entry, ...]
    asked: bool = True
    named: bool = False
    people: tuple[Serving, ...] = ()
    knows_people: bool = False
    oversees: bool = False
    board: str = ""
    may_remind: bool = False
    reviewable: int = 0

    @property
    def owed(self) -> list[Entry]:
        """What still must come."""
        return [one for one in self.entries if one.task.owed]


def status(v: Voice, view: StatusView) -> Message:
    """One unit, for somebody who may read of it, in private."""
    if not view.entries:
        return Text(_nothing(v, view), _next(view))
    return _card(view, buttons=_buttons(view), people=_people(view) if view.knows_people else [])


def status_in_group(v: Voice, view: StatusView) -> Message:
    """The same in a group of the unit in which names are told: no people, no files."""
    if not view.entries:
        return Text(_nothing(v, view), tells=Tells.NAMES)
    return _card(view, tells=Tells.NAMES)


def counts_in_group(v: Voice, view: StatusView) -> Message:
    """The same of the group's own unit where only figures are told."""
    if not view.entries:
        return Text(_nothing_here(v, view), tells=Tells.FIGURES)
    late = sum(one.task.days_left < 0 for one in view.owed)
    said = f"ส่งแล้ว {len(view.entries) - len(view.owed)} จาก {len(view.entries)} รายการ"
    return Text(v.close(f"{said} เลยกำหนด {late}" if late else said), tells=Tells.FIGURES)


def which_unit(v: Voice, unknown: str) -> Message:
    """No unit, or one that is not of the office."""
    there = f"ไม่พบหน่วยงานชื่อ “{unknown[:60]}” ในเขตนี้{v.end} " if unknown else ""
    return Text(
        f"{there}ต้องการดูของหน่วยงานใด{v.ask} พิมพ์ชื่อ เช่น กลุ่มนิเทศส่งยัง หรือ รร.บ้านใหม่ส่งยัง", (menu.WHO_MISSING, menu.HELP)
    )


def so_many_units(v: Voice, count: int) -> Message:
    """Behind the cards of the first units that were named."""
    return Text(
        f"ดูได้ครั้งละ {MOST_UNITS} หน่วยงาน ยังเหลืออีก {count} หน่วยงาน ดูทั้งหมดได้ที่ ใครยังไม่ส่ง{v.end}", (menu.WHO_MISSING,)
    )


def _nothing(v: Voice, view: StatusView) -> str:
    if view.asked and view.named:
        return v.close(f"{view.unit_short} ไม่ต้องส่งงานที่ถาม ดูทุกงานของหน่วยงานนี้ได้โดยพิมพ์ สถานะ {view.unit_short}")
    return v.close(f"ตอนนี้ {view.unit_short} ไม่มีงานที่ต้องส่ง")


def _nothing_here(v: Voice, view: StatusView) -> str:
    return v.close("ไม่ต้องส่งงานที่ถาม" if view.asked and view.named else "ตอนนี้ไม่มีงานที่ต้องส่ง")


def _next(view: StatusView) -> tuple[Say, ...]:
    return menu.OVERSEER if view.oversees else menu.STAFF


def problems(wrong: Sequence[str]) -> str:
    """What is wrong in a form, in short."""
    more = f" และอีก {len(wrong) - _MOST_PROBLEMS} แห่ง" if len(wrong) > _MOST_PROBLEMS else ""
    return " · ".join(wrong[:_MOST_PROBLEMS]) + more


def _title(view: StatusView) -> str:
    """The answer in a line."""
    if len(view.entries) == 1:
        return said_of(view.entries[0].task)
    late = sum(one.task.days_left < 0 for one in view.owed)
    if not view.owed:
        return f"ส่งครบแล้ว {len(view.entries)} รายการ"
    return f"ค้าง {len(view.owed)} จาก {len(view.entries)} รายการ" + (f" เลยกำหนด {late}" if late else "")


def said_of(task: Task) -> str:
    """Where a debt stands in plain words, and how late it is."""
    late = f" เลยกำหนด {-task.days_left} วันทำการ" if task.state is State.PENDING and task.days_left < 0 else ""
    return _stands(task) + late


def _stands(task: Task) -> str:
    return "ส่งแล้ว ต้องแก้ไขและส่งใหม่" if task.state is State.RETURNED else STATE_WORDS[task.state]


def _card(
    view: StatusView, *, buttons: tuple[Action, ...] = (), people: Sequence[Part] = (),
    tells: Tells = Tells.PERSONAL,
) -> Card:  # fmt: skip
    titles = {one.task.title for one in view.entries}
    parts: list[Part] = []
    for one in view.entries[:SHOWN]:
        parts += [Rule()] if parts else []
        parts += _lines(one, titled=len(titles) > 1, alone=len(view.entries) == 1)
    if len(view.entries) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(view.entries) - SHOWN} รายการ")]
    title = _title(view)
    tones = {tone_of(one.task) for one in view.owed}
    return Card(
        alt=f"{view.unit_short}: {title}",
        title=title,
        subtitle=view.unit,
        parts=(*parts, *people),
        tone=next((tone for tone in _WORST if tone in tones), Tone.GOOD),
        buttons=buttons,
        suggestions=_next(view) if tells is Tells.PERSONAL else (),
        tells=tells,
    )


def _lines(one: Entry, *, titled: bool, alone: bool) -> list[Part]:
    task = one.task
    lines: list[Part] = [Line(name_of(task) or task.title, strong=True)]
    if (titled or alone) and task.title != name_of(task):
        lines.append(Line(task.title, label="งาน"))
    if not task.mine:
        lines.append(Line(task.unit_short, label="ผู้ส่งหลัก"))
    if not alone:
        lines.append(Line(_stands(task), label="สถานะ", tone=tone_of(task)))
    lines.append(Line(when(task) if task.owed else weekday_date(task.due), label="กำหนดส่ง", tone=tone_of(task)))
    if one.came is not None:
        lines.append(Line(_came(one.came, one.early), label="ส่งเมื่อ", tone=Tone.CARE if one.early < 0 else Tone.CALM))
    if one.receipt:
        lines.append(Line(f"{one.receipt} โดย {one.who}" if one.who else one.receipt, label="เลขรับ"))
    if one.why:
        why = one.why if len(one.why) <= _LONGEST_WHY else f"{one.why[:_LONGEST_WHY].rstrip()}…"
        lines.append(Line(why, label="ให้แก้ไข", tone=Tone.CARE))
    return lines


def _came(came: datetime, early: int) -> str:
    """พฤ. 1 เม.ย. 70 10.24 น. (ก่อนกำหนด 1 วันทำการ)."""
    days = f"{abs(early)} วันทำการ"
    how = (f"ก่อนกำหนด {days}" if early > 0 else f"ช้า {days}") if early else "ในวันครบกำหนด"
    return f"{weekday_date(local(came).date())} {clock_time(came)} ({how})"


def _people(view: StatusView) -> list[Part]:
    """Who is responsible, and whether they can be reached here."""
    if not view.people:
        return [Rule(), Line("ยังไม่มีผู้รับผิดชอบในระบบ ควรโทรศัพท์แจ้ง", label="ผู้รับผิดชอบ", tone=Tone.CARE)]
    lines: list[Part] = [Rule()]
    for one in view.people[:_MOST_PEOPLE]:
        away = "" if one.on_line else "ไม่ได้ใช้ไลน์นี้"
        lines.append(Line(" · ".join(part for part in (one.name, one.position, away) if part), label="ผู้รับผิดชอบ"))
    if len(view.people) > _MOST_PEOPLE:
        lines.append(Line(f"และอีก {len(view.people) - _MOST_PEOPLE} คน", label="ผู้รับผิดชอบ"))
    if not any(one.on_line for one in view.people):
        lines.append(Line("ไม่มีผู้ใช้ไลน์ ควรโทรศัพท์แจ้ง", tone=Tone.CARE))
    return lines


def _buttons(view: StatusView) -> tuple[Action, ...]:
    found: list[Action] = []
    if view.board:
        found.append(Open("เปิดดูไฟล์และประวัติ" if view.knows_people else "เปิดดูทั้งหมด", view.board))
    if view.may_remind:
        works = {one.task.work_id for one in view.owed}
        work = works.pop() if len(works) == 1 else 0
        found.append(Tap("ทวงหน่วยงานนี้", f"remindunit:{view.unit_id}:{work}", f"ทวง {view.unit_short}"))
    if view.reviewable:
        found.append(Tap("ตรวจงานที่รอ", f"review:{view.reviewable}", "ตรวจงาน"))
    if view.named and view.asked:
        found.append(Say("ดูทุกงานของหน่วยงานนี้", f"สถานะ {view.unit_short}"))
    return tuple(found)
