"""ตรวจงาน, to the officer who looks at what came in: the queue, one card a form, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.file_names import shown
from domain.forms.changes import Change
from domain.forms.key_figures import Amount, Figures
from domain.forms.reading_result import Finding
from domain.lifecycle import STATE_WORDS, State
from domain.messages import Card, Line, Message, Open, Part, Progress, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, short_date
from handlers.facts import Task
from handlers.wording import menu, receipts
from handlers.wording.tasks import evidence_line, name_of
from handlers.wording.voice import Voice

ACCEPT, SEND_BACK = "ตรวจรับ", "ส่งกลับ"  # what is done, in sentences about it
ALL: Final = 0  # in place of a requirement's number: whatever waits
MOST_ROUNDS: Final = 8
MOST_ROWS: Final = 5
_KINDS: Final = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร"}
_NEXT: Final = (menu.REVIEWS, *menu.OVERSEER)


@dataclass(frozen=True, slots=True)
class RoundView:
    """How far the review of a requirement is. `clean`: of the waiting, those the checks found nothing in."""

    id: int
    title: str
    waiting: int
    clean: int
    passed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """The version that is looked at. `late`: working days after the due day; `changes`: None for the first version.

    `later`: the version of a faulty file that came afterwards and does not count, 0 for none; `url`: "" where the file
    is not kept any more.
    """

    receipt_no: str
    version: int
    at: datetime
    who: str
    name: str
    late: int
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] | None
    figures: Figures
    later: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A form that waits. `file` None: a unit says that it has reported elsewhere. `evidence`: links by what they open.

    `yes`, `no`, `skip`: what the buttons send back.
    """

    task: Task
    file: FileView | None
    evidence: tuple[tuple[str, str], ...]
    links: tuple[str, ...]  # addresses people sent
    round: RoundView
    yes: str
    no: str
    skip: str


def to_review(v: Voice, view: ReviewView) -> Message:
    """Everything an officer needs to decide, and what can be done."""
    task, file, rounds = view.task, view.file, view.round
    parts: list[Part] = [
        Progress("ตรวจแล้ว", rounds.passed, rounds.passed + rounds.waiting),
        Line(task.unit, label="หน่วยงาน", strong=True),
        Line(name_of(task), label="งาน"),
    ]
    parts += _of_file(file) if file else [Line(STATE_WORDS[State.CLAIMED], label="สถานะ"), *_proof(view)]
    if file:
        parts += [*evidence_line(task), *(Line(link, label="ลิงก์") for link in view.links)]
    open_file = (Open("ดูไฟล์", file.url),) if file and file.url else ()
    all_clean = (Tap("ตรวจรับทั้งหมด", f"reviewall:{rounds.id}", "ตรวจรับทั้งหมด"),) if rounds.clean > 1 else ()
    return Card(
        alt=f"รอตรวจ {name_of(task)} {task.unit_short}",
        title=f"รอตรวจ {rounds.waiting} รายการ",
        subtitle=rounds.title,
        parts=(*parts, Rule(), Line(f"ยังไม่ตรวจรับ ผู้ส่งยังแก้หรือส่งฉบับใหม่ได้{v.end}")),
        tone=Tone.CARE if file and file.findings else Tone.CALM,
        buttons=(
            *open_file,
            *(Open(label, url) for label, url in view.evidence),
            Tap("ตรวจรับ", view.yes, f"ตรวจรับ {task.subject} {task.unit_short}"),
            Tap("ส่งกลับแก้ไข", view.no, f"ส่งกลับแก้ไข {task.subject} {task.unit_short}"),
            Tap("ข้ามไปก่อน", view.skip, "ข้ามไปก่อน"),
        ),
        suggestions=(*all_clean, *menu.OVERSEER),
    )


def open_evidence(kind: str, n: int) -> str:
    """The button that opens a photo or a document."""
    return f"ดู{_KINDS.get(kind, 'หลักฐาน')} {n}"


def evidence_name(number: int) -> str:
    """What the file of a photo is called."""
    return f"หลักฐาน {number}"


def _of_file(file: FileView) -> list[Part]:
    version = f" (ฉบับที่ {file.version})" if file.version > 1 else ""
    late = f" หลังกำหนด {file.late} วันทำการ" if file.late > 0 else ""
    parts: list[Part] = [
        Line(file.receipt_no + version, label="เลขรับ"),
        Line(f"{_moment(file.at)}{late}", label="รับเมื่อ", tone=Tone.CARE if late else Tone.CALM),
        Line(file.who, label="ผู้ส่ง"),
        Line(shown(file.name), label="ไฟล์"),
        *_figures(file.figures),
        Rule(),
    ]
    if file.findings:
        parts.append(Line(f"ระบบตรวจพบ {len(file.findings)} จุดที่ควรดู", tone=Tone.CARE, strong=True))
        parts += receipts.listed(file.findings)
    else:
        parts.append(Line("ระบบตรวจแล้ว ไม่พบจุดที่ต้องแก้", tone=Tone.GOOD))
    if file.changes is not None:
        parts += [Rule(), *receipts.changed(file.changes)]
    if file.later:
        parts.append(Line(f"ฉบับที่ {file.later} ที่ส่งตามมามีจุดต้องแก้ จึงยังใช้ฉบับนี้", tone=Tone.CARE))
    return parts


def _proof(view: ReviewView) -> list[Part]:
    if not view.evidence and not view.links:
        return [Line("ยังไม่มีรูปหรือเอกสารแนบ", label="หลักฐาน", tone=Tone.CARE)]
    count = len(view.evidence) + len(view.links)
    more = [Line(f"แสดง {count} จาก {view.task.evidence} รายการ")] if view.task.evidence > count else []
    return [
        Line(f"{view.task.evidence} รายการ", label="หลักฐาน", strong=True),
        *(Line(link, label="ลิงก์") for link in view.links),
        *more,
    ]


def _figures(figures: Figures) -> list[Part]:
    if not figures.rows and not figures.sums:
        return []
    parts: list[Part] = [Rule()]
    parts += [Line(_amounts(amounts), label=f"ข้อ {row}"[:20]) for row, amounts in figures.rows[:MOST_ROWS]]
    if len(figures.rows) > MOST_ROWS:
        parts.append(Line(f"และอีก {len(figures.rows) - MOST_ROWS} แถว"))
    parts += [Line(f"{_number(amount.value)} บาท", label=f"รวม{amount.heading}") for amount in figures.sums]
    return parts


def _amounts(amounts: Sequence[Amount]) -> str:
    return " · ".join(f"{amount.heading} {_number(amount.value)}" for amount in amounts)


def _number(value: float) -> str:
    return f"{value:,.2f}".removesuffix("0").removesuffix("0").removesuffix(".") if value % 1 else f"{value:,.0f}"


def _moment(at: datetime) -> str:
    return f"{short_date(local(at).date())} เวลา {clock_time(at)}"


def which_round(v: Voice, rounds: Sequence[RoundView], tap: str) -> Message:
    """Several requirements have something waiting: one of them, or all. `tap`: what the buttons begin with."""
    count = sum(one.waiting for one in rounds)
    parts: list[Part] = [Progress(one.title, one.passed, one.passed + one.waiting) for one in rounds[:MOST_ROUNDS]]
    if len(rounds) > MOST_ROUNDS:
        parts.append(Line(f"และอีก {len(rounds) - MOST_ROUNDS} งาน"))
    everything = (Tap("ทุกงาน เก่าสุดก่อน", f"{tap}:{ALL}", "ตรวจทุกงาน"),) if tap == "review" else ()
    titles = [(f"{n}. {one.title}", one) for n, one in enumerate(rounds[:MOST_ROUNDS], start=1)]
    return Card(
        alt=f"รอตรวจ {count} รายการ จาก {len(rounds)} งาน",
        title=f"รอตรวจ {count} รายการ ตรวจงานไหน{v.ask}",
        parts=tuple(parts),
        buttons=(*everything, *(Tap(title, f"{tap}:{one.id}", one.title) for title, one in titles)),
        suggestions=menu.OVERSEER,
    )


def nothing_waits(v: Voice) -> Message:
    """All has been looked at."""
    return Text(f"ไม่มีงานรอตรวจแล้ว{v.end}", menu.OVERSEER)


def seen_to_the_end(v: Voice, scope: int, waiting: int) -> Message:
    """Nothing stands behind the last; some were left for later."""
    return Card(
        alt=f"ดูถึงรายการสุดท้ายแล้ว ยังรอตรวจ {waiting} รายการ",
        title="ดูถึงรายการสุดท้ายแล้ว",
        parts=(Line(f"{waiting} รายการ", label="ข้ามไว้", strong=True), Line(f"กลับมาตรวจเมื่อใดก็ได้{v.end}")),
        buttons=(Tap("เริ่มจากเก่าสุด", f"review:{scope}", "เริ่มจากเก่าสุด"), menu.REVIEWS),
        suggestions=menu.OVERSEER,
    )


def came_anew(v: Voice) -> Message:
    """What the button was about is not what counts any more."""
    return Text(f"มีฉบับใหม่เข้ามาหลังจากที่แสดงไว้ จึงยังไม่ได้ทำรายการ ฉบับล่าสุดอยู่ด้านล่าง{v.end}", _NEXT)


def decided_already(v: Voice, task: Task, by: str, at: datetime | None) -> Message:
    """Another officer was quicker, or the unit has taken it back."""
    who = f" โดย {by} เมื่อ {_moment(at)}" if by and at else ""
    return Text(v.close(f"{name_of(task)} ({task.unit_short}): {STATE_WORDS[task.state]}{who}"), _NEXT)


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
        suggestions=_NEXT,
    )


def which_form(v: Voice, tasks: Sequence[tuple[Task, str]], verb: str) -> Message:
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
        suggestions=_NEXT,
    )


def none_is_meant(v: Voice, verb: str) -> Message:
    """The words name nothing that came in."""
    return Text(f"ไม่พบงานที่จะ{verb}ตามที่พิมพ์{v.end} ดูรายการได้ที่ ตรวจงาน{v.end}", _NEXT)


def no_such(v: Voice) -> Message:
    """There is no such form in the office."""
    return Text(f"ไม่พบงานนี้{v.end}", _NEXT)
