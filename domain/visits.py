"""The day on which the committee of สพฐ. comes: who presents what when, and what is laid ready (work 1, step 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.thai import BANGKOK

STARTS: Final = time(9, 30)
MINUTES_EACH: Final = 30
LUNCH: Final = (time(12, 0), time(13, 0))
CHECK_LIST: Final = (
    "รูปเล่มรายงานผลการดำเนินงาน",
    "แบบติดตามรายกลยุทธ์ที่ตรวจรับแล้ว",
    "ร่องรอยหลักฐานรายตัวชี้วัด",
    "คำสั่งแต่งตั้งคณะกรรมการ",
    "รายงานการประชุมคณะกรรมการกลั่นกรอง",
    "ไฟล์นำเสนอของผู้นำเสนอทุกกลยุทธ์",
    "กำหนดการ ห้องประชุม และการต้อนรับ",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A strategy that somebody presents: the subject's id, and the person's (0: nobody yet)."""

    subject: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of a visit before people are told. `day` None: not said yet; `minutes`: for each presenter.

    `instead_of`: the visit that is changed.
    """

    day: date | None = None
    starts: time = STARTS
    minutes: int = MINUTES_EACH
    place: str = ""
    parts: tuple[Part, ...] = ()
    requirement: int = 0
    instead_of: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """When one presents; aware."""

    begins: datetime
    ends: datetime


def slots(day: date, starts: time, minutes: int, count: int) -> tuple[Slot, ...]:
    """So many presentations one after another; none reaches into lunch. Bangkok's day and time, aware moments."""
    found: list[Slot] = []
    begins, each = datetime.combine(day, starts, BANGKOK), timedelta(minutes=minutes)
    noon, after = (datetime.combine(day, clock, BANGKOK) for clock in LUNCH)
    for _ in range(count):
        if begins < after and begins + each > noon:
            begins = after
        found.append(Slot(begins, begins + each))
        begins += each
    return tuple(found)


def is_ready(done: Sequence[bool]) -> bool:
    """Whether everything on the check list is there."""
    return bool(done) and all(done)
