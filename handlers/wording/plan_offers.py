"""What is said about a plan workbook that an officer sends in the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.file_names import shown
from domain.messages import Card, Line, Message, Open, Part, Rule, Tap, Text, Tone
from domain.plan import PlanProblem
from domain.planned import Decided
from handlers.wording import menu
from handlers.wording.news import Cost, cost_line
from handlers.wording.plan import plan_problem
from handlers.wording.policies import recorded_step
from handlers.wording.voice import Voice

LISTED = 10
INVITATIONS = "รหัสลงทะเบียน.xlsx"
_OVERRULED: Final[Mapping[Decided, str]] = MappingProxyType(
    {
        Decided.DUE: "เปลี่ยนกำหนดส่งที่เลื่อนไว้",
        Decided.CALLED_OFF: "เปิดงานที่ยกเลิกไว้อีกครั้ง {count} รายการ",
        Decided.EXEMPTED: "เลิกยกเว้น {count} รายการ เพราะเปลี่ยนหน่วยงาน",
        Decided.ADDED: "ยกเลิกหน่วยงานที่เพิ่มไว้ {count} รายการ",
    }
)
_KEPT: Final[Mapping[Decided, str]] = MappingProxyType(
    {
        Decided.DUE: "กำหนดส่งที่เลื่อนไว้",
        Decided.CALLED_OFF: "ยังยกเลิกอยู่ {count} รายการ",
        Decided.EXEMPTED: "ยังยกเว้นอยู่ {count} รายการ",
        Decided.ADDED: "ยังต้องส่งตามที่เพิ่มไว้ {count} รายการ",
    }
)


Decisions = Sequence[tuple[str, Decided, int]]  # by the code of the requirement, with how many debts


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a plan would change. Entries are codes or names; `left`: not in the plan.

    `overruled`, `kept`: what officers have decided in the chat and the plan undoes, or does not speak of anew.
    `cost`: of telling people what changes about work that they know of; None where nothing does.
    """

    added: Sequence[str]
    changed: Sequence[str]
    left: Sequence[str] = ()
    overruled: Decisions = ()
    kept: Decisions = ()
    cost: Cost | None = None


def has_mistakes(v: Voice, name: str, problems: Sequence[PlanProblem]) -> Message:
    """The plan cannot be loaded yet: where and what, and that nothing has changed."""
    parts: list[Part] = [Line(plan_problem(problem)) for problem in problems[:LISTED]]
    if len(problems) > LISTED:
        parts.append(Line(f"และอีก {len(problems) - LISTED} จุด"))
    parts += [Rule(), Line(f"แก้ไขในไฟล์เดิมแล้วแนบมาใหม่ได้เลย ข้อมูลในระบบยังไม่เปลี่ยน{v.end}", strong=True)]
    return Card(
        alt=f"แผนยังใช้ไม่ได้ ขอให้แก้ไข {len(problems)} จุด",
        title=f"แผนยังใช้ไม่ได้ ขอให้แก้ไข {len(problems)} จุด",
        subtitle=shown(name),
        parts=tuple(parts),
        tone=Tone.CARE,
        suggestions=menu.OVERSEER,
    )


def of_another_office(v: Voice, name: str) -> Message:
    """The plan names another office than the officer's."""
    return Text(f"แผนในไฟล์ “{shown(name)}” เป็นของเขตพื้นที่อื่น จึงไม่ได้นำมาใช้{v.end}", menu.OVERSEER)


def nothing_new(v: Voice, name: str, kept: Decisions) -> Message:
    """The plan says what the system has already, apart from what officers have decided since."""
    if kept:
        return Card(
            alt="แผนนี้ไม่มีอะไรเปลี่ยนจากครั้งก่อน",
            title="แผนนี้ไม่มีอะไรเปลี่ยนจากครั้งก่อน",
            subtitle=shown(name),
            parts=(
                *_decided("คงตามที่สั่งไว้ในแชต", _KEPT, kept),
                Line(v.close("หากต้องการเปลี่ยน แก้บรรทัดนั้นในแผน หรือสั่งในแชตได้เลย")),
            ),
            suggestions=menu.OVERSEER,
        )
    return Text(f"แผนในไฟล์ “{shown(name)}” ตรงกับข้อมูลในระบบทุกรายการ ไม่มีอะไรต้องเปลี่ยน{v.end}", menu.OVERSEER)


def _decided(label: str, said: Mapping[Decided, str], decisions: Decisions) -> list[Part]:
    """What officers have decided in the chat, by requirement."""
    parts: list[Part] = [
        Line(f"{code}: {said[decided].format(count=count)}", label="" if n else label)
        for n, (code, decided, count) in enumerate(decisions[:LISTED])
    ]
    more = len(decisions) - LISTED
    return [*parts, Line(f"และอีก {more} รายการ")] if more > 0 else parts


def _names(label: str, names: Sequence[str]) -> list[Part]:
    if not names:
        return []
    more = f" และอีก {len(names) - LISTED} รายการ" if len(names) > LISTED else ""
    return [Line(f"{len(names)} รายการ: {', '.join(names[:LISTED])}{more}", label=label)]


def use_it(v: Voice, name: str, upload_id: int, offer: Offer) -> Message:
    """What the plan would change, of officers' decisions too, and whether to use it."""
    added, changed = offer.added, offer.changed
    parts = [*_names("เพิ่ม", added), *_names("แก้ไข", changed), *_names("ไม่มีในแผน คงไว้ตามเดิม", offer.left)]
    parts += _decided("แผนใหม่กว่าที่สั่งไว้ในแชต", _OVERRULED, offer.overruled)
    parts += _decided("คงตามที่สั่งไว้ในแชต", _KEPT, offer.kept)
    return Card(
        alt=f"แผนนี้จะเพิ่ม {len(added)} และแก้ไข {len(changed)} รายการ ใช้แผนนี้หรือไม่",
        title=f"ใช้แผนนี้หรือไม่{v.ask}",
        subtitle=shown(name),
        parts=(
            *parts,
            Rule(),
            Line(f"เมื่อใช้แผน ผู้รับผิดชอบจะได้รับแจ้งงานที่เปิดแล้วตามรอบแจ้งเตือน{v.end}"),
            *([Line("กำหนดส่งหรืองานที่เปลี่ยน"), cost_line(v, offer.cost)] if offer.cost else []),
        ),
        buttons=(
            Tap("ใช้แผนนี้", f"plan:{upload_id}", "ใช้แผนนี้"),
            Tap("ยังไม่ใช้", f"drop:{upload_id}", "ยังไม่ใช้"),
        ),
    )


def loaded(v: Voice, added: int, changed: int, invited: int, url: str, recorded: int) -> Message:
    """The plan is in use; the codes of those who have not registered are behind a link.

    `recorded`: of how many works the analysis of the year's policy is recorded with it.
    """
    parts: list[Part] = [Line(f"{added} รายการ", label="เพิ่ม"), Line(f"{changed} รายการ", label="แก้ไข")]
    if recorded:
        parts.append(recorded_step(recorded))
    if invited:
        parts += [Rule(), Line(f"ยังไม่ได้ลงทะเบียน {invited} คน กรุณามอบรหัสให้เจ้าของเป็นรายบุคคล{v.end}")]
    return Card(
        alt=f"นำแผนมาใช้แล้ว เพิ่ม {added} แก้ไข {changed} รายการ",
        title="นำแผนมาใช้แล้ว",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(Open("เปิดรายการรหัสลงทะเบียน", url),) if url else (),
        suggestions=menu.OVERSEER,
    )
