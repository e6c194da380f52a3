"""Circulars: what people are told and asked to acknowledge, and what an officer sees of who has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from domain.circulars import Answer, Kind, Tally
from domain.disclosure import Tells
from domain.messages import Action, Card, Line, Message, Open, Part, Progress, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, short_date, weekday_date
from handlers.wording import menu
from handlers.wording.voice import Voice

SHOWN: Final = 12  # names; the card is read on a phone
LISTED: Final = 8  # circulars
TO_RECORD: Final = 3  # people whom an officer may record by a tap, at the end of the card
TOLD_IN_GROUPS: Final = Tells.FIGURES  # how much such a message tells, where it is told in a group
BY_PHONE: Final = "แจ้งทางโทรศัพท์"  # what stands beside an answer that an officer wrote down
UNANSWERED = Say("ใครยังไม่รับทราบ", "ใครยังไม่รับทราบ")
MINE = Say("เรื่องที่ต้องรับทราบ", "เรื่องที่ต้องรับทราบ")

_TITLES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.ORDER: "แจ้งคำสั่งแต่งตั้ง",
        Kind.MEETING: "นัดประชุม",
        Kind.VISIT: "แจ้งการรับการตรวจติดตาม",
        Kind.RESULT: "แจ้งผลการประเมิน",
        Kind.NEWS: "แจ้งเพื่อทราบ",
    }
)
_ANSWERS: Final[Mapping[Answer, str]] = MappingProxyType(
    {Answer.ACKNOWLEDGED: "รับทราบ", Answer.UNABLE: "ไม่สะดวก", Answer.DELEGATED: "ส่งตัวแทน"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularView:
    """A circular for one of those it is for. `again`: they were told before; `url`: of what they may open."""

    id: int
    kind: Kind
    title: str
    part: str
    lines: tuple[str, ...]
    again: bool
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Somebody whom a circular is for, and what they have said. `calls`: it takes a telephone."""

    id: int
    name: str
    position: str
    part: str
    answer: Answer | None
    at: datetime | None
    remark: str
    calls: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """How a circular stands. `again`: how many may be asked once more today, a message each."""

    id: int
    title: str
    sent: datetime
    rows: tuple[Standing, ...]
    again: int


def circular(v: Voice, view: CircularView) -> Message:
    """What somebody is told and asked to acknowledge."""
    parts: list[Part] = [Line(view.title, strong=True)]
    if view.part:
        parts.append(Line(view.part, label="หน้าที่ของท่าน"))
    parts += [Line(line) for line in view.lines]
    parts += [Rule(), Line(_request(v, view))]
    buttons: list[Action] = [Tap("รับทราบ", f"ack:{view.id}", "รับทราบ")]
    if view.kind is Kind.MEETING:
        buttons = [Tap("เข้าร่วมได้", f"ack:{view.id}", "เข้าร่วมได้"), Tap("ไม่สะดวก", f"unable:{view.id}", "ไม่สะดวก")]
    if view.url is not None:
        buttons.append(Open("เพิ่มในปฏิทิน" if view.kind is Kind.MEETING else "เปิดเอกสาร", view.url))
    return Card(
        alt=f"{_TITLES[view.kind]}: {view.title}",
        title=_TITLES[view.kind],
        parts=tuple(parts),
        tone=Tone.CARE if view.again else Tone.CALM,
        buttons=tuple(buttons),
        suggestions=(menu.MY_TASKS, menu.HELP),
    )


def _request(v: Voice, view: CircularView) -> str:
    if view.kind is Kind.MEETING:
        return f"ขอความกรุณาตอบรับ{'อีกครั้งหนึ่ง' if view.again else ''}{v.end}"
    return f"{'ขอความกรุณากดรับทราบอีกครั้งหนึ่ง' if view.again else 'อ่านแล้วขอความกรุณากด รับทราบ'}{v.end}"


def to_group(v: Voice, number: int, kind: Kind, title: str, lines: Sequence[str]) -> Message:
    """The same in a LINE group; whoever taps there has acknowledged it."""
    return Card(
        alt=f"{_TITLES[kind]}: {title}",
        title=_TITLES[kind],
        parts=(
            Line(title, strong=True),
            *(Line(line) for line in lines),
            Rule(),
            Line(f"อ่านแล้วขอความกรุณากด รับทราบ{v.end}"),
        ),
        buttons=(Tap("รับทราบ", f"ack:{number}", "รับทราบ"),),
        tells=TOLD_IN_GROUPS,
    )


def thanks(v: Voice, titles: Sequence[str], *, left: int) -> Message:
    """It is acknowledged; how many others are not yet."""
    said = titles[0] if len(titles) == 1 else f"{len(titles)} เรื่อง"
    more = f"\nยังมีอีก {left} เรื่องที่รอการรับทราบ พิมพ์ เรื่องที่ต้องรับทราบ" if left else ""
    return Text(f"บันทึกการรับทราบแล้ว: {said} ขอบคุณ{v.end}{more}", (*([MINE] if left else []), menu.MY_TASKS, menu.HELP))


def already(v: Voice, title: str) -> Message:
    """It was acknowledged before."""
    return Text(f"บันทึกการรับทราบ {title} ไว้แล้ว{v.end}", (menu.MY_TASKS, menu.HELP))


def over(v: Voice) -> Message:
    """An old button: nothing is to be acknowledged there any more."""
    return Text(f"เรื่องนี้ไม่ต้องรับทราบแล้ว{v.end}", (menu.MY_TASKS, menu.HELP))


def nothing_to_acknowledge(v: Voice) -> Message:
    """Nothing waits for the speaker."""
    return Text(f"ไม่มีเรื่องที่รอการรับทราบ{v.end}", (menu.MY_TASKS, menu.HELP))


def which(v: Voice, waiting: Sequence[tuple[int, str]]) -> Message:
    """Several wait: which one is meant, or all."""
    shown = waiting[:LISTED]
    more = (Line(f"และอีก {len(waiting) - len(shown)} เรื่อง"),) if len(waiting) > len(shown) else ()
    return Card(
        alt=f"เรื่องที่รอการรับทราบ {len(waiting)} เรื่อง",
        title=f"เรื่องที่รอการรับทราบ {len(waiting)} เรื่อง",
        parts=(*(Line(title, label=f"{place}.") for place, (_, title) in enumerate(shown, 1)), *more,
               Rule(), Line(f"กดดูทีละเรื่อง หรือรับทราบทั้งหมด{v.end}")),
        tone=Tone.SOON,
        buttons=(
            Tap("รับทราบทั้งหมด", "ack:" + ":".join(str(number) for number, _ in shown), "รับทราบทั้งหมด"),
            *(Tap(f"ดูเรื่องที่ {place}", f"circular:{number}", f"ดูเรื่องที่ {place}")
              for place, (number, _) in enumerate(shown[:3], 1)),
        ),
        suggestions=(menu.MY_TASKS, menu.HELP),
    )  # fmt: skip


def none_sent(v: Voice) -> Message:
    """The office has asked nobody to acknowledge anything."""
    return Text(f"ยังไม่มีเรื่องที่แจ้งให้รับทราบ{v.end}", menu.OVERSEER)


def listed(v: Voice, found: Sequence[tuple[int, str, Tally]]) -> Message:
    """The latest circulars and how each stands."""
    bars = [
        Progress(f"{place}. {title}", tally.answered, tally.people) for place, (_, title, tally) in enumerate(found, 1)
    ]
    return Card(
        alt=f"เรื่องที่แจ้งให้รับทราบ {len(found)} เรื่อง",
        title="เรื่องที่แจ้งให้รับทราบ",
        parts=(*bars, Rule(), Line(f"กดดูว่าใครรับทราบแล้ว{v.end}")),
        buttons=tuple(
            Tap(f"ดูเรื่องที่ {place}", f"circular:{number}", f"ดูเรื่องที่ {place}")
            for place, (number, _, _) in enumerate(found[:4], 1)
        ),
        suggestions=menu.OVERSEER,
    )


def standing(v: Voice, view: StandingView) -> Message:
    """Who has acknowledged, who has not, and who is to be telephoned."""
    silent = [row for row in view.rows if row.answer is None]
    said = [row for row in view.rows if row.answer is not None]
    calls = [row for row in silent if row.calls]
    parts: list[Part] = [Progress("รับทราบแล้ว", len(said), len(view.rows))]
    parts += _section("ยังไม่รับทราบ", [_silent(row) for row in silent if not row.calls])
    parts += _section("ควรโทรศัพท์", [_silent(row, f"{place}. ") for place, row in enumerate(calls, 1)])
    parts += _section("ตอบแล้ว", [_said(row) for row in said])
    if not silent:
        parts += [Rule(), Line(f"รับทราบครบทุกคนแล้ว{v.end}", tone=Tone.GOOD)]
    buttons: list[Action] = []
    if view.again:
        buttons.append(Tap(f"แจ้งอีกครั้ง ({view.again} ข้อความ)", f"chase:{view.id}", "แจ้งอีกครั้ง"))
    buttons += [
        Tap(f"โทรแจ้งคนที่ {place} แล้ว", f"heard:{view.id}:{row.id}", f"โทรแจ้ง {row.name} แล้ว")
        for place, row in enumerate(calls[:TO_RECORD], 1)
    ]
    return Card(
        alt=f"รับทราบแล้ว {len(said)} จาก {len(view.rows)} คน: {view.title}",
        title=view.title,
        subtitle=f"แจ้งเมื่อ {weekday_date(local(view.sent).date())}",
        parts=tuple(parts),
        tone=Tone.GOOD if not silent else Tone.CARE if calls else Tone.SOON,
        buttons=tuple(buttons),
        suggestions=(UNANSWERED, *menu.OVERSEER),
    )


def told_again(v: Voice, people: int) -> Message:
    """So many are asked once more."""
    if not people:
        return Text(f"วันนี้แจ้งทุกคนที่ยังไม่รับทราบไปแล้ว{v.end} หากเร่งด่วนขอให้โทรศัพท์", (UNANSWERED, *menu.OVERSEER))
    return Text(f"กำลังแจ้งอีกครั้ง {people} คน ใช้ {people} ข้อความ{v.end}", (UNANSWERED, *menu.OVERSEER))


def recorded(v: Voice, name: str) -> Message:
    """An officer telephoned."""
    return Text(f"บันทึกแล้วว่าแจ้ง {name} ทางโทรศัพท์{v.end}", (UNANSWERED, *menu.OVERSEER))


def no_such_circular(v: Voice) -> Message:
    """An old button, or somebody else's."""
    return Text(f"ไม่พบเรื่องนี้แล้ว{v.end} พิมพ์ ใครยังไม่รับทราบ เพื่อดูเรื่องล่าสุด", (UNANSWERED, *menu.OVERSEER))


def _section(heading: str, rows: Sequence[Line]) -> list[Part]:
    if not rows:
        return []
    more = [Line(f"และอีก {len(rows) - SHOWN} คน")] if len(rows) > SHOWN else []
    return [Rule(), Line(f"{heading} {len(rows)} คน", strong=True), *rows[:SHOWN], *more]


def _silent(row: Standing, number: str = "") -> Line:
    return Line(row.part or row.position, label=f"{number}{row.name}")


def _said(row: Standing) -> Line:
    answer = _ANSWERS[row.answer] if row.answer is not None else ""
    when = f" {short_date(local(row.at).date())} {clock_time(row.at)}" if row.at is not None else ""
    remark = f" ({row.remark})" if row.remark else ""
    return Line(f"{answer}{remark}{when}", label=row.name)
