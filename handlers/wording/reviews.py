"""ตรวจงาน and บันทึกมติ, to whoever decides about what came in: the queue, one card a form, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.lifecycle import STATE_WORDS
from domain.messages import Card, Line, Message, Part, Progress, Rule, Tap, Text, Tone
from domain.reviewing import OFFICE, Bench
from domain.screening import Opinion
from handlers.facts import Task
from handlers.wording import menu, opinions
from handlers.wording.benches import next_taps, words_of
from handlers.wording.reviewed_form import FormView, facts, moment, openers
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

ALL: Final = 0  # in place of a requirement's number: whatever waits
MOST_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class RoundView:
    """How far a requirement is on a bench. `clean`: of the waiting, those that nothing stands against."""

    id: int
    title: str
    waiting: int
    clean: int
    passed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(FormView):
    """A form that waits on a bench. `seen`: which version; `yes`, `no`, `skip`: what the buttons send back.

    `opinions`: what a committee's members think of it, of whatever version; `members`: how many they are.
    """

    bench: Bench
    round: RoundView
    seen: int
    yes: str
    no: str
    skip: str
    opinions: tuple[Opinion, ...] = ()
    members: int = 0


def to_review(v: Voice, view: ReviewView) -> Message:
    """Everything that is needed to decide, and what can be done."""
    task, file, rounds, b = view.task, view.file, view.round, words_of(view.bench)
    whom = f"{task.subject} {task.unit_short}"
    said = opinions.tallied(view.opinions, view.seen, view.members) if view.bench.is_committee else []
    everything = (Tap(b.all, f"{view.bench.key}all:{rounds.id}", b.all),) if rounds.clean > 1 else ()
    return Card(
        alt=f"{b.waits} {name_of(task)} {task.unit_short}",
        title=f"{b.waits} {rounds.waiting} รายการ",
        subtitle=rounds.title,
        parts=(
            Progress(b.seen, rounds.passed, rounds.passed + rounds.waiting),
            *facts(view),
            *said,
            Rule(),
            Line(f"{b.foot}{v.end}"),
        ),
        tone=Tone.CARE if file and file.findings else Tone.CALM,
        buttons=(
            *openers(view),
            Tap(b.yes, view.yes, f"{b.yes} {whom}"),
            Tap(b.no, view.no, f"{b.no} {whom}"),
            Tap("ข้ามไปก่อน", view.skip, "ข้ามไปก่อน"),
        ),
        suggestions=(*everything, *next_taps(view.bench)[1:]),
    )


def which_round(v: Voice, rounds: Sequence[RoundView], bench: Bench, *, all_clean: bool = False) -> Message:
    """Several requirements have something waiting: one of them, or all. `all_clean`: to decide about what is clean."""
    b, tap = words_of(bench), f"{bench.key}all" if all_clean else bench.key
    count = sum(one.waiting for one in rounds)
    parts: list[Part] = [Progress(one.title, one.passed, one.passed + one.waiting) for one in rounds[:MOST_ROUNDS]]
    if len(rounds) > MOST_ROUNDS:
        parts.append(Line(f"และอีก {len(rounds) - MOST_ROUNDS} งาน"))
    everything = () if all_clean else (Tap("ทุกงาน เก่าสุดก่อน", f"{tap}:{ALL}", "ทุกงาน"),)
    titles = [(f"{n}. {one.title}", one) for n, one in enumerate(rounds[:MOST_ROUNDS], start=1)]
    return Card(
        alt=f"{b.waits} {count} รายการ จาก {len(rounds)} งาน",
        title=f"{b.waits} {count} รายการ ดูงานไหน{v.ask}",
        parts=tuple(parts),
        buttons=(*everything, *(Tap(title, f"{tap}:{one.id}", one.title) for title, one in titles)),
        suggestions=menu.OVERSEER,
    )


def nothing_waits(v: Voice, bench: Bench = OFFICE) -> Message:
    """All has been decided about."""
    return Text(f"ไม่มีงาน{words_of(bench).waits}แล้ว{v.end}", next_taps(bench)[1:])


def seen_to_the_end(v: Voice, scope: int, waiting: int, bench: Bench = OFFICE) -> Message:
    """Nothing stands behind the last; some were left for later."""
    b = words_of(bench)
    return Card(
        alt=f"ดูถึงรายการสุดท้ายแล้ว ยัง{b.waits} {waiting} รายการ",
        title="ดูถึงรายการสุดท้ายแล้ว",
        parts=(Line(f"{waiting} รายการ", label="ข้ามไว้", strong=True), Line(f"กลับมาดูเมื่อใดก็ได้{v.end}")),
        buttons=(Tap("เริ่มจากเก่าสุด", f"{bench.key}:{scope}", "เริ่มจากเก่าสุด"), b.start),
        suggestions=menu.OVERSEER,
    )


def came_anew(v: Voice, bench: Bench = OFFICE) -> Message:
    """What the button was about is not what counts any more."""
    return Text(f"มีฉบับใหม่เข้ามาหลังจากที่แสดงไว้ จึงยังไม่ได้ทำรายการ ฉบับล่าสุดอยู่ด้านล่าง{v.end}", next_taps(bench))


def decided_already(v: Voice, task: Task, by: str, at: datetime | None, bench: Bench = OFFICE) -> Message:
    """Somebody else was quicker, or the unit has taken it back."""
    who = f" โดย {by} เมื่อ {moment(at)}" if by and at else ""
    return Text(v.close(f"{name_of(task)} ({task.unit_short}): {STATE_WORDS[task.state]}{who}"), next_taps(bench))


def accepted_before(v: Voice, task: Task, by: str, seen: int) -> Message:
    """It was accepted; it can be looked at again, or sent back all the same."""
    who = f" โดย {by}" if by else ""
    return Card(
        alt=f"ตรวจรับแล้ว {name_of(task)}",
        title=f"{STATE_WORDS[task.state]}{who}",
        subtitle=task.title,
        parts=(
            Line(task.unit, label="หน่วยงาน", strong=True),
            Line(name_of(task), label="งาน"),
            Line(f"ไม่ต้องตรวจรับซ้ำ{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(
            Tap("เปิดตรวจใหม่", f"reviewopen:{task.id}", f"เปิดตรวจใหม่ {task.subject}"),
            Tap("ส่งกลับแก้ไข", f"sendback:{task.id}:{seen}:{ALL}", f"ส่งกลับแก้ไข {task.subject}"),
        ),
        suggestions=next_taps(OFFICE),
    )


def which_form(v: Voice, tasks: Sequence[tuple[Task, str]], verb: str, bench: Bench = OFFICE) -> Message:
    """The words may mean several. `tasks`: each with what its button sends back."""
    few = tasks[:MOST_ROUNDS]
    return Card(
        alt=f"{verb}ฉบับไหน",
        title=f"{verb}ฉบับไหน{v.ask}",
        parts=tuple(Line(name_of(task), label=f"{n}. {task.unit_short}") for n, (task, _) in enumerate(few, start=1)),
        buttons=tuple(
            Tap(f"{n}. {task.subject} {task.unit_short}", data, f"{verb} {task.subject} {task.unit_short}")
            for n, (task, data) in enumerate(few, start=1)
        ),
        suggestions=next_taps(bench),
    )


def none_is_meant(v: Voice, verb: str, bench: Bench = OFFICE) -> Message:
    """The words name nothing that came in."""
    queue = words_of(bench).start.label
    return Text(f"ไม่พบงานที่จะ{verb}ตามที่พิมพ์{v.end} ดูรายการได้ที่ {queue}{v.end}", next_taps(bench))


def no_such(v: Voice, bench: Bench = OFFICE) -> Message:
    """There is no such form in the office."""
    return Text(f"ไม่พบงานนี้{v.end}", next_taps(bench))
