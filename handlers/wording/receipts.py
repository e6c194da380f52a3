"""What became of a file, debt by debt: a receipt, what to mend, that nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, assert_never

from domain.disclosure import Tells
from domain.file_names import shown
from domain.forms.changes import Change, ChangeKind
from domain.forms.definition import Severity
from domain.forms.reading_result import Finding
from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, short_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.findings import sentence
from handlers.wording.tasks import evidence_line, name_of
from handlers.wording.voice import Voice

LISTED = 10
CHANGES_LISTED = 5
_LONGEST_ROW, _LONGEST_HEADING = 24, 60  # letters
_LONGEST_TEXT = 40


class TakenOver(NamedTuple):
    """Rows (their numbers as typed) that come from an earlier file of the same work."""

    rows: tuple[str, ...]
    receipt_no: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A submission as its sender is told of it.

    `rows`: how many the file itself brings. `changes`: since the version before, None for the first. `some_will_do`:
    rows are missing, and a file with these alone completes it. `marked_url`: a link to the marked copy, "" for none.
    """

    no: str
    version: int
    file_name: str
    at: datetime
    task: Task
    rows: int
    findings: tuple[Finding, ...]
    earlier_stands: bool  # a faulty later file: the clean earlier one still counts
    changes: tuple[Change, ...] | None = None
    taken_over: tuple[TakenOver, ...] = ()
    some_will_do: bool = False
    marked_url: str = ""

    @property
    def errors(self) -> list[Finding]:
        """What must be mended."""
        return [f for f in self.findings if f.severity is Severity.ERROR]

    @property
    def leaves_open(self) -> bool:
        """Whether its number alone does not tell the sender all there is to know."""
        return bool(self.findings or self.changes or self.taken_over)

    @property
    def warnings(self) -> list[Finding]:
        """What should be looked at."""
        return [f for f in self.findings if f.severity is Severity.WARNING]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameFile:
    """These very bytes settled the debt before. `once`: the key of what is said about it outside the chat at hand."""

    no: str
    at: datetime
    task: Task
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The debt has passed review: a file does not change it."""

    task: Task


Outcome = Receipt | SameFile | Closed


def received(v: Voice, receipt: Receipt) -> Message:
    """The file is safely kept and complete: a receipt number; or kept, with cells to mend."""
    return _to_mend(v, receipt) if receipt.errors else _accepted(v, receipt)


def _facts(receipt: Receipt) -> list[Part]:
    version = f" (ฉบับที่ {receipt.version})" if receipt.version > 1 else ""
    return [
        Line(receipt.no + version, label="เลขรับ", strong=True),
        Line(name_of(receipt.task), label="งาน"),
        Line(receipt.task.unit, label="หน่วยงาน"),
        Line(_moment(receipt.at), label="รับเมื่อ"),
        Line(shown(receipt.file_name), label="ไฟล์"),
        *evidence_line(receipt.task),
    ]


def _moment(at: datetime) -> str:
    return f"{short_date(local(at).date())} เวลา {clock_time(at)}"


def _accepted(v: Voice, receipt: Receipt) -> Message:
    parts = [*_facts(receipt), Line(f"{receipt.rows} แถว", label="อ่านได้"), Line("รอตรวจ", label="สถานะ")]
    parts += _since_before(receipt)
    if receipt.warnings:
        parts += [Rule(), Line("ขอให้ดูอีกครั้ง หากถูกต้องแล้วไม่ต้องส่งซ้ำ", tone=Tone.CARE, strong=True)]
        parts += listed(receipt.warnings)
    parts += [Rule(), Line(f"ได้รับเรียบร้อย ไม่ต้องส่งซ้ำ ขอบคุณมาก{v.end}")]
    return Card(
        alt=f"ได้รับแล้ว เลขรับ {receipt.no}",
        title="ได้รับแล้ว",
        subtitle=receipt.task.title,
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(*marked_button(receipt), _withdraw(receipt)),
        suggestions=menu.STAFF,
        tells=Tells.PERSONAL if receipt.leaves_open else Tells.NAMES,
    )


def _to_mend(v: Voice, receipt: Receipt) -> Message:
    parts = [*_facts(receipt), *_since_before(receipt), Rule(), *listed(receipt.errors)]
    if receipt.earlier_stands:
        parts += [Rule(), Line(f"ฉบับก่อนหน้าที่ถูกต้องยังใช้อยู่ หากไม่ต้องการแก้ ไม่ต้องส่งใหม่{v.end}")]
    elif receipt.some_will_do:
        parts += [Rule(), Line(f"ส่งเฉพาะข้อที่ขาดได้ ไม่ต้องส่งข้ออื่นซ้ำ แนบไฟล์ในแชตนี้ได้เลย{v.end}", strong=True)]
    else:
        parts += [Rule(), Line(f"ขอความกรุณาแก้ไขในไฟล์เดิม แล้วแนบกลับมาในแชตนี้{v.end}", strong=True)]
    return Card(
        alt=f"เก็บไฟล์แล้ว เลขรับ {receipt.no} ขอให้แก้ไข {len(receipt.errors)} จุด",
        title=f"เก็บไฟล์แล้ว ขอให้แก้ไข {len(receipt.errors)} จุด",
        subtitle=receipt.task.title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            *marked_button(receipt),
            Tap("ขอแบบฟอร์มใหม่", f"form:{receipt.task.id}", f"ขอแบบฟอร์ม {receipt.task.subject}"),
            _withdraw(receipt),
        ),
        suggestions=menu.STAFF,
    )


def marked_button(receipt: Receipt) -> tuple[Action, ...]:
    """The button that opens the marked copy, where there is one."""
    return (Open("เปิดไฟล์ที่ทำเครื่องหมายไว้", receipt.marked_url),) if receipt.marked_url else ()


def _withdraw(receipt: Receipt) -> Action:
    return Tap("ถอนฉบับนี้", f"withdraw:{receipt.task.id}:{receipt.version}", f"ขอถอน {receipt.no}")


def _since_before(receipt: Receipt) -> list[Part]:
    """What was taken over from earlier files, and what is new since the version before."""
    parts: list[Part] = [
        Line(f"ใช้ข้อมูลเดิมของ {', '.join(one.rows)} จากฉบับที่ {one.version}", tone=Tone.CALM) for one in receipt.taken_over
    ]
    if receipt.changes is not None:
        parts += changed(receipt.changes)
    return [Rule(), *parts] if parts else []


def changed(found: Sequence[Change]) -> list[Part]:
    """What a later version changed: how much of what kind, and the first of it."""
    if not found:
        return [Line("ข้อมูลในตารางเหมือนฉบับก่อนหน้า ไม่มีช่องที่เปลี่ยน")]
    counts = [
        f"{verb} {count} {what}"
        for verb, what, kind in (
            ("เปลี่ยน", "ช่อง", ChangeKind.VALUE), ("เพิ่ม", "แถว", ChangeKind.ADDED), ("ตัดออก", "แถว", ChangeKind.REMOVED),
        )
        if (count := sum(change.kind is kind for change in found))
    ]  # fmt: skip
    lines: list[Part] = [Line(" ".join(counts) + " จากฉบับก่อนหน้า", strong=True)]
    lines += [_one_change(change) for change in found[:CHANGES_LISTED]]
    if len(found) > CHANGES_LISTED:
        lines.append(Line(f"และอีก {len(found) - CHANGES_LISTED} รายการ"))
    return lines


def _one_change(change: Change) -> Line:
    row = _cut(change.row, _LONGEST_ROW)
    match change.kind:
        case ChangeKind.ADDED:
            return Line(f"เพิ่มแถว {row}")
        case ChangeKind.REMOVED:
            return Line(f"ไม่มีแถว {row} แล้ว")
        case ChangeKind.VALUE:
            before, after = (_cut(text, _LONGEST_TEXT) or "(ว่าง)" for text in (change.before, change.after))
            return Line(f"{before} → {after}", label=f"{row} {_cut(change.heading, _LONGEST_HEADING)}".strip())
        case _:
            assert_never(change.kind)


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def listed(findings: Sequence[Finding]) -> list[Part]:
    """The first of what was found, each with its cell."""
    lines: list[Part] = [
        Line(sentence(f), label=f"ช่อง {f.cell}" if f.cell else "ทั้งไฟล์", tone=Tone.CARE) for f in findings[:LISTED]
    ]
    if len(findings) > LISTED:
        lines.append(Line(f"และอีก {len(findings) - LISTED} จุด"))
    return lines


def same_file(v: Voice, same: SameFile) -> Message:
    """This very file was received before."""
    return Text(
        f"ไฟล์นี้เป็นไฟล์เดิมที่ได้รับแล้วเมื่อ {_moment(same.at)} เลขรับ {same.no} ไม่ต้องส่งซ้ำ{v.end}",
        menu.STAFF,
        tells=Tells.FIGURES,
    )


def same_file_to_mend(v: Voice, same: SameFile) -> Message:
    """This very file was received before, and waits to be mended."""
    return Text(
        f"ไฟล์นี้เป็นไฟล์เดิมที่เก็บไว้แล้วเมื่อ {_moment(same.at)} เลขรับ {same.no} "
        f"ยังรอการแก้ไข ขอความกรุณาแก้ไขแล้วแนบกลับมาในแชตนี้{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


def received_in_group(v: Voice, receipt: Receipt) -> Message:
    """For a group to read: the number only. What should be looked at is for the sender alone."""
    kept = "เก็บไฟล์แล้ว" if receipt.errors else "ได้รับแล้ว"
    then = "ส่งรายละเอียดให้ผู้ส่งในแชตส่วนตัวแล้ว" if receipt.leaves_open else "ไม่ต้องส่งซ้ำ"
    return Text(f"{kept} เลขรับ {receipt.no} {then}{v.end}", tells=Tells.FIGURES)


def closed_already(v: Voice, task: Task) -> Message:
    """The work has passed review: a new file does not change it."""
    return Text(
        f"{name_of(task)} ตรวจรับเรียบร้อยแล้ว{v.end} เก็บไฟล์นี้ไว้แล้ว หากต้องการเปลี่ยนฉบับที่ใช้ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
        tells=Tells.NAMES,
    )


def marked_name(stem: str, suffix: str) -> str:
    """What a marked copy is called."""
    return f"{stem} (จุดที่ขอให้แก้ไข){suffix}".replace("/", "-")
