"""A form as whoever looks at it reads it, in the office or a committee: figures, findings, what changed, evidence."""

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
from domain.messages import Line, Open, Part, Rule, Tone
from domain.thai import clock_time, local, short_date
from handlers.facts import Task
from handlers.wording import receipts
from handlers.wording.tasks import evidence_line, name_of

MOST_ROWS: Final = 5
_KINDS: Final = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร"}


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
class FormView:
    """A form. `file` None: a unit says that it has reported elsewhere. `evidence`: links by what they open."""

    task: Task
    file: FileView | None
    evidence: tuple[tuple[str, str], ...]
    links: tuple[str, ...]  # addresses people sent


def facts(view: FormView) -> list[Part]:
    """Whose it is and what about, and all that is known of it."""
    task, file = view.task, view.file
    parts: list[Part] = [Line(task.unit, label="หน่วยงาน", strong=True), Line(name_of(task), label="งาน")]
    if file is None:
        return [*parts, Line(STATE_WORDS[State.CLAIMED], label="สถานะ"), *_proof(view)]
    return [*parts, *_of_file(file), *evidence_line(task), *(Line(link, label="ลิงก์") for link in view.links)]


def openers(view: FormView) -> tuple[Open, ...]:
    """The buttons that open what was sent."""
    file = (Open("ดูไฟล์", view.file.url),) if view.file and view.file.url else ()
    return (*file, *(Open(label, url) for label, url in view.evidence))


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
        Line(f"{moment(file.at)}{late}", label="รับเมื่อ", tone=Tone.CARE if late else Tone.CALM),
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


def _proof(view: FormView) -> list[Part]:
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


def moment(at: datetime) -> str:
    """A moment in a line: 2 เม.ย. 70 เวลา 09.30 น."""
    return f"{short_date(local(at).date())} เวลา {clock_time(at)}"
