"""What is said of a rehearsal: how many hear something on how many days, what it costs, and what it would not reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.messages import Card, Line, Message, Open, Part, Rule, Say, Text, Tone
from domain.rehearsal import Month, Moved
from domain.thai import BUDDHIST_OFFSET, MONTHS_SHORT, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

FILE_NAME: Final = "ซ้อมการเตือน"
_NAMED: Final = 5
_MOVED: Final = 4
_NEXT: Final = (Say("โควตา", "โควตา"), Say("ซ้อมรอบเดือนหน้า", "ซ้อมรอบเดือนหน้า"), menu.WHO_MISSING, menu.HELP)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalView:
    """A rehearsal in figures, from `first` to `last`; not `whole`: it came no further. `titles`: of these works only.

    `messages`: paid ones that would go out; `held`: those for which the quota does not suffice. `months` count the
    whole account. `silent`: units that nobody on LINE answers for.
    """

    first: date
    last: date
    whole: bool
    titles: tuple[str, ...]
    messages: int
    held: int
    days: int
    people: int
    months: tuple[Month, ...]
    reserve: int
    moved: tuple[Moved, ...]
    silent: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nobody hears anything."""
        return self.days == 0

    @property
    def span(self) -> str:
        """Its days."""
        return f"{weekday_date(self.first)} ถึง {weekday_date(self.last)}"


def nothing(v: Voice, view: RehearsalView) -> Message:
    """Nobody would be told anything, as far as it came."""
    if view.whole:
        return Text(f"{view.span} ไม่มีการเตือน{v.end} ลองช่วงอื่นได้ เช่น ซ้อมรอบเดือนหน้า", _NEXT)
    if view.last < view.first:
        return Text(f"{_cut(v, view)} ยังไม่ถึงช่วงที่ขอดู จึงยังบอกไม่ได้ว่ามีการเตือนหรือไม่ ลองซ้อมอีกครั้งเมื่อใกล้ถึงช่วงนั้น{v.end}", _NEXT)
    until = "วันนั้นไม่มีการเตือน" if view.first == view.last else f"ตั้งแต่ {weekday_date(view.first)} ถึงวันนั้นไม่มีการเตือน"
    return Text(f"{_cut(v, view)} {until} ส่วนวันหลังจากนั้นยังบอกไม่ได้ ลองซ้อมอีกครั้งเมื่อใกล้ถึง{v.end}", _NEXT)


def _cut(v: Voice, view: RehearsalView) -> str:
    return f"ข้อมูลมาก จึงซ้อมได้ถึง {weekday_date(view.last)} เท่านั้น{v.end}"


def rehearsal(v: Voice, view: RehearsalView, urls: Mapping[str, str], hours: int) -> Message:
    """What would happen if nobody did anything, with links to the picture, its pages and the table."""
    title = f"จะส่ง {view.messages:,} ข้อความ ใน {view.days:,} วัน"
    return Card(
        alt=f"ซ้อมการเตือน: {title}",
        title=title,
        subtitle=f"ซ้อมการเตือน {view.span}",
        parts=(
            *_whose(view),
            Line(f"{view.people:,} ราย", label="ผู้รับ"),
            *_held(v, view),
            Rule(),
            *(line for month in view.months for line in _month(view, month)),
            *_moved(view),
            *_silent(view),
            Rule(),
            *([] if view.whole else [Line(_cut(v, view))]),
            Line(f"คิดตามกรณีที่ไม่มีผู้ใดดำเนินการเพิ่ม ยังไม่ได้ส่งข้อความถึงใคร{v.end}"),
            Line(f"ลิงก์นี้ใช้ได้ {hours} ชั่วโมง{v.end}"),
        ),
        tone=Tone.LATE if view.held else Tone.CALM,
        buttons=(
            Open("ดูภาพปฏิทิน", urls["picture"]),
            Open("ตาราง Excel", urls["table"]),
            Open("เอกสาร PDF", urls["pages"]),
        ),
        suggestions=_NEXT,
    )


def _whose(view: RehearsalView) -> list[Part]:
    return [Line("เฉพาะงาน", strong=True), *(Line(title) for title in view.titles)] if view.titles else []


def _held(v: Voice, view: RehearsalView) -> list[Part]:
    if not view.held:
        return []
    return [
        Line(f"{view.held:,} ข้อความ", label="โควตาไม่พอ พักไว้", tone=Tone.LATE, strong=True),
        Line(f"การเตือนหยุดก่อนถึงส่วนที่กันไว้ตอบ {view.reserve:,} ข้อความ{v.end}"),
    ]


def _month(view: RehearsalView, month: Month) -> list[Part]:
    """What a month comes to; one that does not suffice says so in words and colour."""
    name = f"{MONTHS_SHORT[month.first.month - 1]} {(month.first.year + BUDDHIST_OFFSET) % 100:02d}"
    if month.left is None:
        return [Line(f"{month.paid:,} ข้อความ ไม่จำกัด", label=name)]
    said = f"ใช้ {month.paid:,} เหลือ {month.left:,} จาก {month.allowed:,}"
    if month.held:
        return [Line(f"{said} ไม่พออีก {month.held:,}", label=name, tone=Tone.LATE, strong=True)]
    return [Line(said, label=name, tone=Tone.CARE if month.left <= view.reserve else Tone.CALM)]


def _moved(view: RehearsalView) -> list[Part]:
    """The days that give way to a day off or to quiet days, each once."""
    days = {(one.planned, one.told): one.why or "งดเตือน" for one in view.moved}
    if not days:
        return []
    shown = list(days.items())[:_MOVED]
    more = len(days) - len(shown)
    return [
        Rule(),
        Line("เลื่อนวันเตือนเพราะวันหยุดหรือช่วงงดเตือน", strong=True),
        *(Line(f"{weekday_date(planned)} ({why}) เป็น {weekday_date(told)}") for (planned, told), why in shown),
        *([Line(f"และอีก {more:,} วัน ดูในตาราง")] if more else []),
    ]


def _silent(view: RehearsalView) -> list[Part]:
    if not view.silent:
        return []
    named = ", ".join(view.silent[:_NAMED])
    more = len(view.silent) - _NAMED
    return [
        Rule(),
        Line(f"ต้องโทรศัพท์ {len(view.silent):,} หน่วยงาน", strong=True, tone=Tone.SOON),
        Line(f"ยังไม่มีผู้รับทางไลน์: {named}{f' และอีก {more:,}' if more > 0 else ''}"),
    ]
