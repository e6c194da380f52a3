"""What became of a file that is several debts' worth: each with its number, then what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from domain.disclosure import Tells
from domain.file_names import shown
from domain.forms.reading_result import Finding
from domain.messages import Card, Line, Message, Part, Rule, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.findings import sentence
from handlers.wording.receipts import LISTED, Closed, Outcome, Receipt, SameFile, marked_button
from handlers.wording.voice import Voice

_DEBTS_LISTED = 12


def received_several(v: Voice, outcomes: Sequence[Outcome]) -> Message:
    """One file settled several debts: each with its number and how it stands, then what to mend."""
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    faulty = [receipt for receipt in receipts if receipt.errors]
    marked = [(receipt, finding) for receipt in receipts for finding in receipt.errors + receipt.warnings]
    title = f"ได้รับแล้ว {len(receipts)} งานจากไฟล์เดียว" if receipts else "ไฟล์นี้ไม่เปลี่ยนงานใด"
    parts: list[Part] = [Line(shown(receipts[0].file_name), label="ไฟล์")] if receipts else []
    parts += [_one_of_several(outcome) for outcome in _mended_first(outcomes)[:_DEBTS_LISTED]]
    if len(outcomes) > _DEBTS_LISTED:
        parts.append(Line(f"และอีก {len(outcomes) - _DEBTS_LISTED} งาน"))
    if marked:
        parts += [Rule(), *(_of_one(receipt, finding) for receipt, finding in marked[:LISTED])]
    if len(marked) > LISTED:
        parts.append(Line(f"และอีก {len(marked) - LISTED} จุด"))
    then = f"ขอความกรุณาแก้ไขในไฟล์เดิม แล้วแนบกลับมาในแชตนี้{v.end}" if faulty else f"เรียบร้อย ไม่ต้องส่งซ้ำ ขอบคุณมาก{v.end}"
    return Card(
        alt=title,
        title=title,
        subtitle=f"ขอให้แก้ไข {len(faulty)} งาน" if faulty else "",
        parts=(*parts, Rule(), Line(then, strong=bool(faulty))),
        tone=Tone.CARE if faulty else Tone.GOOD,
        buttons=next((button for receipt in receipts if (button := marked_button(receipt))), ()),
        suggestions=menu.STAFF,
        tells=Tells.PERSONAL if marked else Tells.NAMES,
    )


def _mended_first(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: not (isinstance(outcome, Receipt) and bool(outcome.errors)))


def _called(task: Task) -> str:
    return " ".join(filter(None, (task.subject, task.unit_short)))


def _one_of_several(outcome: Outcome) -> Line:
    name = _called(outcome.task)
    match outcome:
        case Receipt():
            version = f" (ฉบับที่ {outcome.version})" if outcome.version > 1 else ""
            mend = f" ขอให้แก้ไข {len(outcome.errors)} จุด" if outcome.errors else ""
            return Line(f"{outcome.no}{version}{mend}", label=name, tone=Tone.CARE if outcome.errors else Tone.CALM)
        case SameFile():
            still = " ยังรอการแก้ไข" if outcome.task.owed else ""
            return Line(f"ไฟล์เดิม เลขรับ {outcome.no}{still}", label=name)
        case Closed():
            return Line("ตรวจรับแล้ว ไฟล์นี้ไม่เปลี่ยนฉบับที่ใช้", label=name)
        case _:
            assert_never(outcome)


def _of_one(receipt: Receipt, finding: Finding) -> Line:
    place = f"ช่อง {finding.cell}" if finding.cell else _called(receipt.task)
    return Line(
        f"{_called(receipt.task)}: {sentence(finding)}" if finding.cell else sentence(finding),
        label=place,
        tone=Tone.CARE,
    )


def received_several_in_group(v: Voice, outcomes: Sequence[Outcome]) -> Message:
    """For a group to read: how many, and their numbers."""
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    if not receipts:
        return Text(f"ไฟล์นี้เป็นไฟล์ที่ได้รับแล้ว ไม่ต้องส่งซ้ำ{v.end}", tells=Tells.FIGURES)
    first, last = receipts[0].no, receipts[-1].no
    numbers = first if first == last else f"{first} ถึง {last}"
    then = "ส่งรายละเอียดให้ผู้ส่งในแชตส่วนตัวแล้ว" if any(r.leaves_open for r in receipts) else "ไม่ต้องส่งซ้ำ"
    return Text(f"ได้รับแล้ว {len(receipts)} งาน เลขรับ {numbers} {then}{v.end}", tells=Tells.FIGURES)
