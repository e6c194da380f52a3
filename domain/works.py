"""The kinds of work of the manual, and the steps it prescribes for each. Steps are data; their order is no lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.lifecycle import SIDE_STATES, State
from domain.orders import OrderKind


class Actor(StrEnum):
    """Who does a step of the manual."""

    OFFICER = "officer"  # เจ้าหน้าที่กลุ่มงานติดตาม ประเมินผลและรายงาน
    DIRECTOR = "director"  # ผอ.สพท.


class Sign(StrEnum):
    """What shows that a step is done, without anybody having to say so."""

    OPENED = "opened"  # the form is out and has its due day
    SCREENED = "screened"
    DISPATCHED = "dispatched"
    VERIFIED = "verified"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the manual: its number as printed there, its title in Thai, and who does it.

    `sign`: what shows that it is done; None: somebody records it.
    """

    code: str
    title: str
    actor: Actor
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work as an office configures it: its key, its Thai title, the states its obligations pass through."""

    key: str
    title: str
    states: tuple[State, ...]

    def __post_init__(self) -> None:
        """Refuse states that make no lifecycle: ValueError says what is wrong."""
        if not self.states or self.states[0] is not State.PENDING:
            raise ValueError(f"{self.key}: the first state must be {State.PENDING}")
        if len(set(self.states)) != len(self.states):
            raise ValueError(f"{self.key}: a state is named twice")
        if not {State.SUBMITTED, State.CLAIMED} & set(self.states):
            raise ValueError(f"{self.key}: nothing can be handed in")
        if side := SIDE_STATES & set(self.states):
            raise ValueError(f"{self.key}: {', '.join(sorted(side))} belongs to every work and is not listed")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The manual's steps of this work; empty when the manual has none for it."""
        return STEPS.get(self.key, ())


# By which step a work is proposed to the director.
PROPOSED_BY: Final[Mapping[str, str]] = MappingProxyType({"strategy": "2", "inspection": "1", "project": "3"})
# Whom a work is for by the manual, where the plan does not say: an agency's code. It is not what others are sent.
MEANT_FOR: Final[Mapping[str, str]] = MappingProxyType({"strategy": "OBEC"})
# By which step a committee is called to a meeting about a work.
MET_BY: Final[Mapping[str, str]] = MappingProxyType({"strategy": "3.2"})
# By which steps a visit is prepared, and its presenters are told.
VISITED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"strategy": ("4", "4.2")})
# By which step the figures of a work are made public.
PUBLISHED_BY: Final[Mapping[str, str]] = MappingProxyType({"emes": "4", "project": "3"})
# By which step the result of an evaluation is told to everybody concerned.
TOLD_BY: Final[Mapping[str, str]] = MappingProxyType({"strategy": "6"})
# By which step the committees of each kind are appointed, and by which they are told.
APPOINTED_BY: Final[Mapping[str, Mapping[OrderKind, tuple[str, str]]]] = MappingProxyType(
    {
        "strategy": MappingProxyType(
            {OrderKind.OWNERS: ("2.1", "2.2"), OrderKind.SCREENING: ("3", "3.1"), OrderKind.DUTY: ("4.1", "4.1")}
        )
    }
)
# By which step the check of สพฐ. is recorded, which follows that of the office.
CHECKED_ABOVE_BY: Final[Mapping[str, str]] = MappingProxyType({"emes": "2.1"})
# By which step many are told what is asked and where it is reported.
ANNOUNCED_BY: Final[Mapping[str, str]] = MappingProxyType({"emes": "1"})
# By which step what came in is summed up as information.
SUMMED_BY: Final[Mapping[str, str]] = MappingProxyType({"emes": "3"})
# Works whose forms are bound into a booklet, round by round; by which step, where the manual has one of its own for it.
BOUND: Final = frozenset({"strategy", "project"})
BOUND_BY: Final[Mapping[str, str]] = MappingProxyType({"project": "2"})
# The manual's four works, with its slips of the pen mended and the line it cuts off in 4.1 completed.
STEPS: Final[Mapping[str, tuple[Step, ...]]] = MappingProxyType(
    {
        "strategy": (
            Step("1", "ศึกษาวิเคราะห์รายละเอียดนโยบายกลยุทธ์ สพฐ.", Actor.OFFICER),
            Step("2", "เสนอเรื่องให้ ผอ.สพท. ทราบ เพื่อพิจารณาสั่งการ", Actor.OFFICER),
            Step("2.1", "แต่งตั้งคณะกรรมการผู้รับผิดชอบกลยุทธ์ในแต่ละกลยุทธ์", Actor.DIRECTOR),
            Step("2.2", "แจ้งคำสั่งให้ผู้รับผิดชอบกลยุทธ์ทราบ", Actor.OFFICER),
            Step("2.3", "ส่งแบบกลยุทธ์ให้ผู้รับผิดชอบดำเนินการจัดทำข้อมูล", Actor.OFFICER, Sign.OPENED),
            Step("2.4", "กำหนดระยะเวลาการส่งแบบกลยุทธ์คืนให้กลุ่มนโยบายและแผน เพื่อจัดทำรูปเล่ม", Actor.OFFICER, Sign.OPENED),
            Step("3", "แต่งตั้งคณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์", Actor.DIRECTOR),
            Step("3.1", "แจ้งคณะกรรมการตามคำสั่งทราบ", Actor.OFFICER),
            Step("3.2", "กำหนดนัดประชุมคณะกรรมการกลั่นกรอง", Actor.OFFICER),
            Step("3.3", "สรุปผลการจัดทำเอกสารตามกลยุทธ์ที่คณะกรรมการกลั่นกรองพิจารณา", Actor.OFFICER, Sign.SCREENED),
            Step("4", "เตรียมรับการตรวจติดตามจากคณะกรรมการของ สพฐ.", Actor.OFFICER),
            Step("4.1", "แต่งตั้งคณะกรรมการปฏิบัติหน้าที่ในวันที่คณะกรรมการตรวจติดตามจาก สพฐ. มา", Actor.DIRECTOR),
            Step(
                "4.2",
                "แจ้งผู้รับผิดชอบดำเนินการเสนอรายงานผลตามกลยุทธ์ที่รับผิดชอบต่อคณะกรรมการจาก สพฐ.",
                Actor.OFFICER,
            ),
            Step("5", "จัดส่งเอกสารแบบติดตามกลยุทธ์ให้ สพฐ. ตามกำหนด", Actor.OFFICER, Sign.DISPATCHED),
            Step(
                "6",
                "รายงานผลการประเมินจากการดำเนินงานการขับเคลื่อนตามกลยุทธ์ สพฐ. ให้เจ้าหน้าที่ทุกกลุ่มภารกิจทราบ",
                Actor.OFFICER,
            ),
        ),
        "inspection": (
            Step(
                "1",
                "เสนอเรื่องรายงานการตรวจราชการของหน่วยงานที่ต้องการข้อมูลให้ ผอ.สพท. ทราบ เพื่อพิจารณาสั่งการ "
                "มอบหมายผู้รับผิดชอบจัดทำข้อมูล",
                Actor.OFFICER,
            ),
            Step(
                "2",
                "แจ้งผู้รับผิดชอบให้จัดทำข้อมูลตามแบบติดตามของผู้ตรวจราชการแต่ละเรื่อง",
                Actor.OFFICER,
                Sign.OPENED,
            ),
            Step("3", "จัดส่งเอกสารข้อมูลให้ผู้ตรวจราชการตามที่หน่วยงานต้องการ", Actor.OFFICER, Sign.DISPATCHED),
            Step(
                "4",
                "จัดทำทะเบียนคุมเอกสารที่รายงานผู้ตรวจราชการแต่ละหน่วยงาน",
                Actor.OFFICER,
                Sign.DISPATCHED,
            ),
        ),
        "emes": (
            Step("1", "แจ้งเรื่องการรายงาน E-MES ของ สตผ. สพฐ. ให้ทุกโรงเรียนทราบ", Actor.OFFICER),
            Step("2", "ตรวจสอบข้อมูลการรายงาน E-MES ของ สพป. และของโรงเรียน", Actor.OFFICER, Sign.VERIFIED),
            Step("2.1", "สพฐ. ตรวจสอบข้อมูลการรายงาน E-MES ของ สพป. และของโรงเรียน", Actor.OFFICER),
            Step("3", "สรุปข้อมูลแต่ละกิจกรรม/โครงการ เป็นข้อมูลสารสนเทศ", Actor.OFFICER),
            Step("4", "เผยแพร่ข้อมูลสารสนเทศและส่งเสริมให้นำไปใช้ประโยชน์", Actor.OFFICER, Sign.PUBLISHED),
        ),
        "project": (
            Step(
                "1",
                "แจ้งแต่ละกลุ่มภารกิจให้สรุปผลการดำเนินงานตามโครงการพร้อมรูปภาพส่งตามกำหนด",
                Actor.OFFICER,
                Sign.OPENED,
            ),
            Step("2", "จัดทำรูปเล่มรายงานผลการดำเนินงานตามโครงการ", Actor.OFFICER),
            Step(
                "3",
                "เสนอรูปเล่มรายงานให้ ผอ.สพท. ทราบ เพื่อประชาสัมพันธ์เผยแพร่ให้หน่วยงานต่าง ๆ ทราบ",
                Actor.OFFICER,
                Sign.PUBLISHED,
            ),
        ),
    }
)


def codes_shown_by(work: str, sign: Sign) -> tuple[str, ...]:
    """The codes of a work's steps that this shows to be done; none for a work the manual does not know."""
    return tuple(step.code for step in STEPS.get(work, ()) if step.sign is sign)
