"""A round beside the round before: the main figures of both, what they changed by, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.forms.progress import Measure, Pair, Progress
from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import arabic
from handlers.wording import menu
from handlers.wording.voice import Voice

SHOWN: Final = 8
_NAMED: Final = 4
_UNITS: Final = {Measure.PERCENT: "", Measure.SCORE: "", Measure.MONEY: " บาท"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two rounds. `now_in` of `now_of` have come in, `was_in` of the same before; `both`: as many are compared.

    `new`: was not asked before; `not_in`: has not come yet; `not_before`: did not come before; `other_span`: the rounds
    cover another number of months; `subject`: the only one that is compared, "" for all.
    """

    id: int
    before_id: int
    title: str
    before_title: str
    subject: str
    now_in: int
    now_of: int
    was_in: int
    both: int
    progress: Progress
    by_subject: tuple[tuple[str, Pair], ...] = ()
    new: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    other_span: bool = False


def comparison(view: Comparison) -> Message:
    """The card; where nothing can be compared, that and why."""
    parts: list[Part] = [
        Line(view.title, label="รอบนี้", strong=True),
        Line(view.before_title, label="เทียบกับ"),
        Line(f"ก่อน {view.was_in} รอบนี้ {view.now_in} จาก {view.now_of} รายการ", label="รับแล้ว"),
    ]
    told = view.progress.together
    if told:
        parts += [Rule(), *(Line(_moved(one), label=one.heading, strong=True) for one in told)]
    rows = _rows(view)
    if rows:
        parts += [Rule(), *rows]
    reasons = _reasons(view)
    if reasons:
        parts += [Rule(), Line("เทียบไม่ได้หรือควรระวัง", strong=True), *(Line(one, tone=Tone.CARE) for one in reasons)]
    title = _title(view)
    return Card(
        alt=f"{title} {view.title}",
        title=title,
        subtitle=view.subject,
        parts=tuple(parts),
        tone=Tone.CALM if told else Tone.CARE,
        buttons=(
            Tap("ไฟล์สรุปรอบนี้", f"summary:{view.id}", "ขอไฟล์สรุปรอบนี้"),
            Tap("ไฟล์สรุปรอบก่อน", f"summary:{view.before_id}", "ขอไฟล์สรุปรอบก่อน"),
        ),
        suggestions=menu.OVERSEER,
    )


def nothing_before(v: Voice, title: str, year: int) -> Message:
    """There is no round before it, or none of that year."""
    of = f"ปีงบประมาณ {year}" if year else "รอบก่อนหน้า"
    return Text(v.close(f"ไม่พบ {title} ของ{of} ในระบบ จึงยังเทียบไม่ได้ เมื่อมีสองรอบแล้วถามใหม่ได้"), menu.OVERSEER)


def no_such_subject(v: Voice, title: str, no: int) -> Message:
    """The round asks for nothing of that number."""
    return Text(v.close(f"{title} ไม่มีลำดับที่ {no} จึงเทียบไม่ได้"), menu.OVERSEER)


def _title(view: Comparison) -> str:
    if not view.progress.together:
        return "ยังเทียบกับรอบก่อนไม่ได้"
    first = view.progress.together[0]
    if abs(first.difference) < _STEADY:
        return f"{first.heading} เท่าเดิม"
    return f"{first.heading} {'เพิ่มขึ้น' if first.difference > 0 else 'ลดลง'} {_number(abs(first.difference))}"


_STEADY: Final = 0.005


def _moved(one: Pair) -> str:
    """82.5 → 90 (+7.5)."""
    sign = "+" if one.difference > _STEADY else ("-" if one.difference < -_STEADY else "±")
    return f"{_number(one.was)} → {_number(one.now)}{_UNITS[one.measure]} ({sign}{_number(abs(one.difference))})"


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _rows(view: Comparison) -> list[Part]:
    """Each subject, where there are several; else each row of the only one."""
    found = [(label, pair) for label, pair in view.by_subject]
    if not found and view.both == 1:
        found = [(f"ข้อ {arabic(pair.of)}" if pair.of[:1].isdigit() else pair.of, pair) for pair in view.progress.rows]
    lines: list[Part] = [Line(_moved(pair), label=label) for label, pair in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(Line(f"และอีก {len(found) - SHOWN} ข้อ ดูในไฟล์สรุป"))
    return lines


def _reasons(view: Comparison) -> list[str]:
    found = []
    if view.new:
        found.append(f"ไม่มีในรอบก่อน: {_listed(view.new)}")
    if view.not_in:
        found.append(f"รอบนี้ยังไม่ส่งหรือต้องแก้ไข: {_listed(view.not_in)}")
    if view.not_before:
        found.append(f"รอบก่อนไม่ได้ส่ง: {_listed(view.not_before)}")
    if view.progress.alone:
        found.append(f"มี {view.progress.alone} ข้อที่มีเพียงรอบเดียว ไม่นำมาคิด")
    if view.both and not view.progress.together:
        found.append("แบบนี้ไม่มีร้อยละ คะแนน หรือเงินที่เทียบเป็นตัวเลขได้")
    if view.other_span:
        found.append("สองรอบครอบคลุมจำนวนเดือนไม่เท่ากัน ยอดสะสมจึงไม่ใช่ผลต่างจริง")
    return found


def _listed(names: Sequence[str]) -> str:
    more = f" และอีก {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
