"""Carrying a year's strategies and rounds over to the next, and the plan as a file to edit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from domain.carry_over import CarryOver
from domain.messages import Action, Card, Line, Message, Open, Part, Rule, Say, Tap, Text, Tone
from domain.plan import PlanRequirement
from domain.thai import local, weekday_date
from handlers.wording import menu
from handlers.wording.policies import ANALYSE, recorded_step
from handlers.wording.voice import Voice

_LISTED: Final = 8
_NEXT: Final = (ANALYSE, menu.SUMMARY, menu.HELP)


class PlanView(NamedTuple):
    """A plan as a file: its year, how much is in it, and whether some of that is only proposed."""

    year: int
    subjects: int
    requirements: int
    proposed: bool


def plan_file(year: int, moment: str) -> str:
    """The name of the workbook; `moment` as 20270406-0900."""
    return f"แผนการติดตาม ปี {year} ณ {moment}.xlsx"


def which_year(v: Voice, years: Sequence[int]) -> Message:
    """Only these years can be carried over to."""
    ways = tuple(Say(f"ยกไปปี {year}", f"ยกกลยุทธ์ไปปี {year}") for year in reversed(years))
    said = " หรือปี ".join(str(year) for year in years)
    return Text(v.close(f"ยกกลยุทธ์ได้เฉพาะไปปี {said} เลือกได้เลย"), (*ways, menu.HELP))


def nothing_to_carry(v: Voice, made: CarryOver) -> Message:
    """Everything is there, or there is nothing to carry."""
    if not made.strategies_there:
        return Text(v.close(f"ปี {made.from_year} ยังไม่มีกลยุทธ์ให้ยกไป แนบไฟล์แผนของปีนั้นก่อนได้เลย"), _NEXT)
    rounds = f" รอบรายงาน {len(made.rounds_there)} รอบ" if made.rounds_there else ""
    return Card(
        alt=f"ปี {made.to_year} มีครบแล้ว",
        title=f"ปี {made.to_year} มีครบแล้ว",
        parts=(
            Line(f"กลยุทธ์ {len(made.strategies_there)} เรื่อง{rounds} ไม่มีอะไรต้องยกไปเพิ่ม"),
            Line(v.close("ถ้าต้องการปรับเป้าหรือกำหนดส่ง ขอไฟล์แผนไปแก้แล้วส่งกลับมาได้เลย")),
        ),
        tone=Tone.GOOD,
        buttons=_look(made.to_year),
        suggestions=_NEXT,
    )


def _look(year: int) -> tuple[Action, ...]:
    return (
        Tap(f"ดูกลยุทธ์ปี {year}", f"policies:{year}", f"ขอกลยุทธ์ปี {year}"),
        Tap("ขอไฟล์แผนไปแก้", f"planfile:{year}", f"ขอไฟล์แผนปี {year}"),
    )


def preview(v: Voice, made: CarryOver, deserted: Sequence[str]) -> Message:
    """What would be made in the next year, what is there already, who is missing; and whether to do it.

    `deserted`: short names of groups that answer for a strategy and that nobody serves.
    """
    parts: list[Part] = []
    if made.policies:
        parts.append(Line(f"{len(made.policies)} เรื่อง", label="นโยบาย"))
    if made.strategies:
        parts.append(Line(f"{len(made.strategies)} เรื่อง ตัวชี้วัด {made.indicators} ตัว", label="กลยุทธ์", strong=True))
        parts += [Line(f"{one.no}. {one.title}") for one in made.strategies[:_LISTED]]
        more = len(made.strategies) - _LISTED
        parts += [Line(f"และอีก {more} เรื่อง")] if more > 0 else []
    parts += [Rule(), Line(f"{len(made.rounds)} รอบ", label="รอบรายงาน", strong=True)] if made.rounds else []
    parts += [_round(before, after) for before, after in made.rounds[:_LISTED]]
    parts += _care(made, deserted)
    parts += [Rule(), Line(_promise(made)), Line(v.close("แก้ภายหลังได้ด้วยไฟล์แผน"))]
    return Card(
        alt=f"ยกกลยุทธ์ไปปี {made.to_year} หรือไม่",
        title=f"ยกไปปีงบประมาณ {made.to_year} หรือไม่{v.ask}",
        subtitle=f"จากปีงบประมาณ {made.from_year}",
        parts=tuple(parts),
        buttons=_choices(made),
    )


def _choices(made: CarryOver) -> tuple[Action, ...]:
    def way(label: str, rounds: int) -> Tap:
        return Tap(label, f"carry:{made.to_year}:{rounds}:{made.mark}", label)

    both = bool(made.rounds and (made.strategies or made.policies))
    first = way("ยกไปทั้งหมด" if both else "ยกรอบรายงาน" if made.rounds else "ยกไปเลย", 1)
    file = Tap("ขอไฟล์ไปแก้ก่อน", f"planfile:{made.to_year}", f"ขอไฟล์แผนปี {made.to_year}")
    return (first, way("ยกเฉพาะกลยุทธ์", 0), file) if both else (first, file)


def _round(before: PlanRequirement, after: PlanRequirement) -> Line:
    external = f" ส่งต่อ {_day(after.external_due_at)}" if after.external_due_at else ""
    said = f"เปิด {_day(after.opens_at)} ส่ง {_day(after.due_at)}{external} (เดิมส่ง {_day(before.due_at)})"
    return Line(said, label=after.round_name)


def _day(moment: datetime) -> str:
    return weekday_date(local(moment).date())


def _care(made: CarryOver, deserted: Sequence[str]) -> list[Part]:
    """What to look at before saying yes."""
    lines: list[Part] = []
    there = [f"กลยุทธ์ {len(made.strategies_there)} เรื่อง"] * bool(made.strategies_there)
    there += [f"รอบรายงาน {len(made.rounds_there)} รอบ"] * bool(made.rounds_there)
    if there:
        lines.append(Line(f"มีในปี {made.to_year} แล้ว {' '.join(there)} คงไว้ตามเดิม"))
    nobodys = [str(one.no) for one in made.strategies if not one.owners]
    if nobodys:
        lines.append(Line(f"กลยุทธ์ที่ {', '.join(nobodys)} ยังไม่มีผู้รับผิดชอบ", tone=Tone.CARE))
    if deserted:
        lines.append(Line(f"กลุ่มที่ไม่มีผู้ใช้: {', '.join(deserted)}", tone=Tone.CARE))
    return [Rule(), *lines] if lines else []


def _promise(made: CarryOver) -> str:
    kept = "เป้าหมายและผู้รับผิดชอบตามปีเดิม " if made.strategies else ""
    moved = "กำหนดส่งคือวันเดียวกันของปีถัดไป ถ้าตรงวันหยุดเลื่อนขึ้นมาเป็นวันทำการก่อนหน้า " if made.rounds else ""
    return f"{kept}{moved}ข้อมูลปี {made.from_year} ไม่เปลี่ยน"


def carried(v: Voice, made: CarryOver, rounds: int, recorded: int) -> Message:
    """It is made; what comes next. `recorded`: of how many works the first step was recorded."""
    parts: list[Part] = []
    if made.strategies:
        parts.append(Line(f"{len(made.strategies)} เรื่อง ตัวชี้วัด {made.indicators} ตัว", label="กลยุทธ์"))
    parts += [Line(f"{rounds} รอบ", label="รอบรายงาน")] if rounds else []
    parts += [recorded_step(recorded)] if recorded else []
    if made.policies:
        parts.append(Line("นโยบายยกมาโดยไม่มีเลขที่หนังสือ เมื่อได้รับหนังสือ สพฐ. ของปีใหม่ ใส่ในไฟล์แผนได้เลย"))
    parts.append(Line(v.close(f"ปรับเป้าหรือกำหนดส่งได้โดยขอไฟล์แผนปี {made.to_year} แก้แล้วส่งกลับมา")))
    return Card(
        alt=f"ยกไปปี {made.to_year} แล้ว",
        title=f"ยกไปปีงบประมาณ {made.to_year} แล้ว",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=_look(made.to_year),
        suggestions=_NEXT,
    )


def no_plan(v: Voice, year: int) -> Message:
    """There is nothing in that year to write down."""
    return Text(v.close(f"ปีงบประมาณ {year} ยังไม่มีแผนในระบบ"), _NEXT)


def plan(v: Voice, view: PlanView, url: str, hours: int) -> Message:
    """The plan is behind the link; what to do with it."""
    parts: list[Part] = [Line(f"กลยุทธ์และเรื่องอื่น {view.subjects} เรื่อง งานที่ต้องส่ง {view.requirements} งาน", strong=True)]
    if view.proposed:
        parts.append(Line(f"มีรายการที่ยกมาจากปี {view.year - 1} ซึ่งยังไม่ได้นำมาใช้ จะใช้เมื่อส่งไฟล์กลับมาและยืนยัน", tone=Tone.CARE))
    parts += [
        Line("แก้ในไฟล์ แล้วแนบกลับมาในแชตนี้ จะสรุปสิ่งที่เปลี่ยนให้ดูก่อนทุกครั้ง"),
        Line("ชีตบุคลากรเว้นว่างไว้ คนในระบบคงเดิม"),
        Rule(),
        Line(v.close(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ")),
    ]
    return Card(
        alt=f"ไฟล์แผนปี {view.year}",
        title="ไฟล์แผนการติดตาม",
        subtitle=f"ปีงบประมาณ {view.year}",
        parts=tuple(parts),
        buttons=(Open("เปิดไฟล์แผน Excel", url),),
        suggestions=_NEXT,
    )
