"""The analysis of a year's policy: policies, strategies and indicators, what lacks, what differs from last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.plan import PlanPolicy
from domain.policies import Change, ComparedStrategy, Lack, lacks
from handlers.wording import menu
from handlers.wording.voice import Voice

ANALYSE: Final = Say("วิเคราะห์นโยบาย", "วิเคราะห์นโยบาย")
_LACKS: Final[Mapping[Lack, str]] = MappingProxyType(
    {
        Lack.POLICY: "ยังไม่ระบุนโยบาย",
        Lack.LEAD: "ยังไม่มีผู้รับผิดชอบหลัก",
        Lack.INDICATORS: "ยังไม่มีตัวชี้วัด",
    }
)
_CHANGES: Final = (
    (Change.NEW, "ใหม่"),
    (Change.TARGET, "แก้เป้า"),
    (Change.WORDING, "แก้ถ้อยคำ"),
    (Change.CUT, "ตัดออก"),
    (Change.SAME, "คงเดิม"),
)
_SHOWN: Final = 12  # strategies on the card; all of them are in the file


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's analysis. `units`: short names by code.

    `known_before`: there is a year before to compare with; `carries`: it may be carried over to the year after.
    """

    year: int
    policies: Sequence[PlanPolicy]
    strategies: Sequence[ComparedStrategy]
    units: Mapping[str, str]
    known_before: bool
    carries: bool

    @property
    def standing(self) -> list[ComparedStrategy]:
        """The strategies of the year itself."""
        return [one for one in self.strategies if one.change is not Change.CUT]


def analysis_file(year: int, moment: str) -> str:
    """The name of the workbook; `moment` as 20270406-0900."""
    return f"วิเคราะห์นโยบายและกลยุทธ์ ปี {year} ณ {moment}.xlsx"


def analysis(v: Voice, view: YearView, url: str, hours: int) -> Message:
    """The year's policies with what stands under each; officers also get the table and what to do next."""
    parts: list[Part] = [Line(_counts(view), strong=True), *_policies(view), Rule(), _compared(view)]
    buttons: list[Action] = []
    if url:
        parts.append(Line(v.close(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ")))
        buttons = [
            Open("เปิดตาราง Excel", url),
            Tap("ขอไฟล์แผนไปแก้", f"planfile:{view.year}", f"ขอไฟล์แผนปี {view.year}"),
        ]
        if view.carries:
            after = view.year + 1
            buttons.append(Tap(f"ยกไปปี {after}", f"carryover:{after}", f"ยกกลยุทธ์ไปปี {after}"))
    return Card(
        alt=f"นโยบายและกลยุทธ์ ปีงบประมาณ {view.year}",
        title="นโยบายและกลยุทธ์ สพฐ.",
        subtitle=f"ปีงบประมาณ {view.year}",
        parts=tuple(parts),
        buttons=tuple(buttons),
        suggestions=menu.OVERSEER,
    )


def _counts(view: YearView) -> str:
    indicators = sum(len([i for i in one.indicators if i.change is not Change.CUT]) for one in view.standing)
    return f"นโยบาย {len(view.policies)} เรื่อง กลยุทธ์ {len(view.standing)} เรื่อง ตัวชี้วัด {indicators} ตัว"


def _policies(view: YearView) -> list[Part]:
    parts: list[Part] = []
    left = _SHOWN
    codes = {policy.code for policy in view.policies}
    groups = [
        (f"{policy.no}. {policy.title}", [one for one in view.standing if one.now.policy == policy.code])
        for policy in view.policies
    ]
    if loose := [one for one in view.standing if one.now.policy not in codes]:
        groups.append(("ยังไม่ได้ระบุนโยบาย" if groups else "กลยุทธ์", loose))
    for head, under in groups:
        if under and not left:
            break
        parts += [Rule(), Line(head, strong=True), *(_strategy(one, view) for one in under[:left])]
        parts += [] if under else [Line("ยังไม่มีกลยุทธ์รองรับ", tone=Tone.CARE)]
        left -= len(under[:left])
    hidden = len(view.standing) - _SHOWN
    return [*parts, Line(f"และอีก {hidden} กลยุทธ์")] if hidden > 0 else parts


def _strategy(one: ComparedStrategy, view: YearView) -> Line:
    subject = one.now
    names = [view.units.get(code, code) for code in subject.owners]
    owners = f"{names[0]}" + (f" ร่วมกับ {', '.join(names[1:])}" if names[1:] else "") if names else ""
    missing = [_LACKS[lack] for lack in lacks(subject, view.policies)]
    count = len([i for i in one.indicators if i.change is not Change.CUT])
    said = [subject.title, f"{count} ตัวชี้วัด" if count else "", owners, *missing]
    return Line(
        " · ".join(part for part in said if part),
        label=f"กลยุทธ์ที่ {subject.no}",
        tone=Tone.CARE if missing else Tone.CALM,
    )


def _compared(view: YearView) -> Line:
    if not view.known_before:
        return Line(f"ยังไม่มีกลยุทธ์ปี {view.year - 1} ให้เปรียบเทียบ")
    counts = Counter(indicator.change for one in view.strategies for indicator in one.indicators)
    said = ", ".join(f"{word} {counts[change]}" for change, word in _CHANGES if counts[change])
    return Line(f"ตัวชี้วัด {said}" if said else "ยังไม่มีตัวชี้วัด", label=f"เทียบปี {view.year - 1}")


def where_it_stands(round_name: str, receipt: str, sheet: str, row: int) -> str:
    """Where last year's result of an indicator was taken from."""
    return f"{round_name} เลขรับ {receipt} ชีต {sheet} แถว {row}"


def recorded_step(count: int) -> Line:
    """That the manual's first step was recorded, of so many works."""
    return Line(f"บันทึกขั้นตอน 1 ศึกษาวิเคราะห์นโยบาย ให้ {count} งาน", label="ขั้นตอน")


def nothing(v: Voice, year: int, *, has_before: bool, plans: bool) -> Message:
    """The year has no strategies yet; whoever plans is told how to get them."""
    if not plans:
        return Text(v.close(f"ปีงบประมาณ {year} ยังไม่มีกลยุทธ์ในระบบ"), menu.OVERSEER)
    carry = (Say(f"ยกมาจากปี {year - 1}", f"ยกกลยุทธ์ไปปี {year}"),) if has_before else ()
    said = f"ปีงบประมาณ {year} ยังไม่มีกลยุทธ์ในระบบ แนบไฟล์แผนของปีนั้นได้เลย"
    return Text(v.close(said + (f" หรือยกมาจากปี {year - 1}" if has_before else "")), (*carry, *menu.OVERSEER))
