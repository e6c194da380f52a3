"""ตรวจรับ: what the officer hears of what was accepted, and what its sender does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.reviewing import OFFICE, Bench
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.benches import next_taps, words_of
from handlers.wording.reviews import RoundView
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

SHOWN = 5
_NEXT = next_taps(OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken in one go. `review`: the number of one of them; `people`: how many senders have not heard.

    `left`: paid messages that may still be used, None for any number.
    """

    review: int
    what: str
    people: int
    left: int | None
    bench: Bench = OFFICE


def accepted(v: Voice, taken: Taken) -> Message:
    """It is accepted: who will hear of it when, what telling them at once costs, and how it is undone."""
    done = words_of(taken.bench).done
    parts: list[Part] = [Line(taken.what, strong=True)]
    buttons: list[Action] = []
    if taken.people:
        parts.append(Line(f"ผู้ส่งจะทราบเองเมื่อใช้งานครั้งถัดไป ไม่ใช้ข้อความ{v.end}"))
        if taken.left is None or taken.left >= taken.people:
            left = "" if taken.left is None else f" ใช้ได้อีก {taken.left:,}"
            parts.append(Line(f"{taken.people} ข้อความ{left}", label="แจ้งทันทีใช้"))
            buttons.append(Tap(f"แจ้งผลทันที ({taken.people} ข้อความ)", f"reviewtell:{taken.review}", "แจ้งผลทันที"))
    buttons.append(Tap("เมื่อกี้ผิด", f"reviewundo:{taken.review}", "เมื่อกี้ผิด"))
    return Card(
        alt=f"{done} {taken.what}",
        title=done,
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=tuple(buttons),
        suggestions=next_taps(taken.bench),
    )


def really_all(v: Voice, round_: RoundView, newest: int, bench: Bench = OFFICE) -> Message:
    """How many would be decided about together, before they are."""
    b, tap = words_of(bench), f"{bench.key}all:{round_.id}:{newest}:{round_.clean}"
    parts: list[Part] = [Line(f"{round_.clean} รายการ", label=b.clean, strong=True)]
    if round_.waiting > round_.clean:
        parts.append(Line(f"{round_.waiting - round_.clean} รายการ จะยัง{b.waits}", label=b.doubtful))
    return Card(
        alt=f"{b.deed} {round_.clean} รายการ ใช่ไหม",
        title=f"{b.deed} {round_.clean} รายการใช่ไหม{v.ask}",
        subtitle=round_.title,
        parts=(*parts, Rule(), Line(f"ฉบับที่เข้ามาหลังจากนี้จะไม่ถูก{b.deed}ไปด้วย{v.end}")),
        tone=Tone.CARE,
        buttons=(
            Tap(f"ยืนยัน{b.deed}", tap, f"{b.deed} {round_.clean} รายการ"),
            Tap("ดูทีละรายการ", f"{bench.key}:{round_.id}", "ดูทีละรายการ"),
        ),
        suggestions=next_taps(bench),
    )


def none_is_clean(v: Voice, round_: RoundView, bench: Bench = OFFICE) -> Message:
    """Something stands against whatever waits."""
    b = words_of(bench)
    return Card(
        alt=f"ทุกรายการที่รอ{b.doubtful}",
        title=f"ทุกรายการที่รอ{b.doubtful}",
        subtitle=round_.title,
        parts=(
            Line(f"{round_.waiting} รายการ", label=b.waits),
            Line(f"จึง{b.deed}พร้อมกันไม่ได้ ขอให้ดูทีละรายการ{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(Tap("ดูทีละรายการ", f"{bench.key}:{round_.id}", "ดูทีละรายการ"),),
        suggestions=next_taps(bench),
    )


def so_many(count: int, title: str) -> str:
    """What was accepted in one go, as a line."""
    return f"{count} รายการ ของ {title}"


def unsent(v: Voice, task: Task, told: int, bench: Bench = OFFICE) -> Message:
    """What was sent back just now waits again; so many people who had been asked to mend it are told."""
    b = words_of(bench)
    news = f" กำลังแจ้งผู้เกี่ยวข้อง {told} คนว่าไม่ต้องแก้ไข" if told else ""
    return Text(
        f"ย้อน{b.unsent} {name_of(task)} ({task.unit_short}) แล้ว กลับไป{b.again}ตามเดิม{v.end}{news}", next_taps(bench)
    )


def undone(v: Voice, tasks: Sequence[Task], count: int, bench: Bench = OFFICE) -> Message:
    """What was accepted just now waits again. `tasks`: the first of them."""
    b = words_of(bench)
    what = f"{name_of(tasks[0])} ({tasks[0].unit_short})" if count == 1 else f"{count} รายการ"
    return Text(f"ย้อน{b.undone} {what} แล้ว กลับไป{b.again}ตามเดิม{v.end}", next_taps(bench))


def cannot_undo(v: Voice) -> Message:
    """Something has happened since, or it is too long ago."""
    return Text(
        f"ย้อนรายการนั้นไม่ได้แล้ว เพราะมีการดำเนินการต่อหรือผู้ส่งทราบผลแล้ว เปิดตรวจใหม่ได้โดยพิมพ์ ตรวจรับ ตามด้วยชื่องาน{v.end}", _NEXT
    )


def nothing_to_undo(v: Voice, *, reviews: bool) -> Message:
    """The words mean nothing that can be undone by them."""
    if reviews:
        return Text(f"ไม่มีการตรวจรับหรือส่งกลับที่เพิ่งทำซึ่งย้อนได้{v.end}", _NEXT)
    return Text(f"ไม่มีรายการที่ย้อนได้ด้วยคำนี้{v.end} หากส่งไฟล์ผิด พิมพ์ ขอถอนงาน ได้เลย{v.end}", menu.STAFF)


def reopened(v: Voice, task: Task, bench: Bench = OFFICE) -> Message:
    """Accepted work waits on that bench again."""
    again = words_of(bench).again
    said = f"เปิดตรวจใหม่แล้ว {name_of(task)} ({task.unit_short}) กลับไป{again} ผู้ส่งไม่ต้องส่งซ้ำ{v.end}"
    return Text(said, next_taps(bench))


def cannot_reopen(v: Voice, task: Task) -> Message:
    """It stands otherwise, or has left the office."""
    return Text(f"{name_of(task)} เปิดตรวจใหม่ไม่ได้ในตอนนี้{v.end}", _NEXT)


def told_now(v: Voice, people: int) -> Message:
    """The senders' messages are on their way."""
    return Text(f"กำลังแจ้งผลถึงผู้ส่ง {people} คน{v.end}", _NEXT)


def really_tell(v: Voice, review: int, people: int, left: int | None) -> Message:
    """Before messages are paid for: how many, and of how many that are left this month."""
    month = "" if left is None else f" เดือนนี้เหลือ {left} ข้อความ"
    yes = Tap(f"แจ้งผลทันที ({people} ข้อความ)", f"reviewtell:{review}", "แจ้งผลทันที")
    return Text(f"แจ้งผลการตรวจรับถึงผู้ส่ง {people} คน ใช้ {people} ข้อความ{month} แจ้งเลยหรือไม่{v.ask}", (yes,))


def nobody_to_tell(v: Voice) -> Message:
    """They know, or cannot be written to."""
    return Text(f"ไม่มีผู้ส่งที่ต้องแจ้งแล้ว{v.end}", _NEXT)


def no_room(v: Voice, people: int, left: int) -> Message:
    """There are not enough paid messages."""
    return Text(
        f"ต้องใช้ {people} ข้อความ แต่ใช้ได้อีก {left} ผู้ส่งจะทราบเองเมื่อใช้งานครั้งถัดไปโดยไม่ใช้ข้อความ{v.end}",
        (*_NEXT[:3], menu.QUOTA),
    )


@dataclass(frozen=True, slots=True)
class Good:
    """Something that was accepted. `no`: its receipt number, "" for none; `bench`: on which."""

    task: Task
    no: str
    bench: Bench = OFFICE


def good_news(v: Voice, news: Sequence[Good]) -> Message:
    """To the sender: what was accepted, or has passed a committee."""
    if len(news) == 1:
        one = news[0]
        number = f" เลขรับ {one.no}" if one.no else ""
        said = words_of(one.bench).good
        return Text(f"{name_of(one.task)}{number} {said} ไม่ต้องดำเนินการเพิ่ม ขอบคุณมาก{v.end}", menu.STAFF)
    lines = []
    for said in dict.fromkeys(words_of(one.bench).good for one in news):
        tasks = [one.task for one in news if words_of(one.bench).good == said]
        lines += [f"{said} {len(tasks)} รายการ", *(f"• {name_of(t)} ({t.unit_short})" for t in tasks[:SHOWN])]
        lines += [f"และอีก {len(tasks) - SHOWN} รายการ"] if len(tasks) > SHOWN else []
    told = "\n".join(lines)
    return Text(f"{told}\nไม่ต้องดำเนินการเพิ่ม ขอบคุณมาก{v.end}", menu.STAFF)
