"""A rehearsal as plain data for its picture and its table, and the words both share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.nagging import OPEN, Audience
from domain.rehearsal import Asking, Kind, Moved, Reason, Rehearsal

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from domain.nagging import Window

_KINDS: Final = MappingProxyType(
    {
        Kind.REMINDER: "เตือน",
        Kind.ASKED: "เตือนตามที่เจ้าหน้าที่ตั้งไว้",
        Kind.MORNING: "รายการงานเช้า",
        Kind.GROUP: "สรุปในกลุ่มไลน์",
        Kind.NOTICE: "แจ้งเจ้าหน้าที่",
    }
)
_AUDIENCES: Final = MappingProxyType(
    {
        Audience.OWNER: "ผู้รับผิดชอบ",
        Audience.HEAD: "หัวหน้าหน่วยงาน",
        Audience.OFFICER: "เจ้าหน้าที่ติดตาม",
        Audience.DIRECTOR: "ผู้บริหาร",
    }
)


@dataclass(frozen=True, slots=True)
class Due:
    """A work and the Bangkok day it is due."""

    title: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalData:
    """What is shown, from the Bangkok day `first` on. `silent`: the units that nobody on LINE answers for."""

    office: str
    first: date
    rehearsal: Rehearsal
    dues: tuple[Due, ...]
    quiet: tuple[Window, ...]
    calendar: WorkCalendar
    moved: tuple[Moved, ...]
    silent: tuple[str, ...]

    def is_quiet(self, day: date) -> bool:
        """Whether the office does not remind that day."""
        return any(window.covers(day) for window in self.quiet)


def step_said(step: str) -> str:
    """A step of the ladder in words."""
    if step == OPEN:
        return "แจ้งเปิดงาน"
    if step.endswith("h"):
        return f"ก่อนกำหนด {step[1:-1]} ชั่วโมงทำการ"
    try:
        days = int(step)
    except ValueError:
        return "ตามที่เจ้าหน้าที่ตั้งไว้"
    if days == 0:
        return "วันกำหนดส่ง"
    return f"ก่อนกำหนด {-days} วันทำการ" if days < 0 else f"เลยกำหนด {days} วันทำการ"


def kind_said(kind: Kind) -> str:
    """What sort of message it is."""
    return _KINDS[kind]


def asking_said(asking: Asking) -> str:
    """A work and the step it has reached."""
    return f"{asking.title}: {step_said(asking.step)}"


def audience_said(reason: Reason) -> str:
    """In what capacity people are told; of a group that it is one."""
    if reason.kind is Kind.GROUP:
        return "กลุ่มไลน์"
    return _AUDIENCES[reason.audience] if reason.audience else ""


def named(reason: Reason, most: int) -> str:
    """Who hears, a unit after the other, each person by the first name; at most so many, and how many more."""
    by_unit: dict[str, list[str]] = {}
    for one in reason.told[:most]:
        name = one.name if reason.kind is Kind.GROUP else one.name.split(" ")[0]
        by_unit.setdefault(one.unit, []).append(name)
    said = ", ".join(f"{unit} ({' '.join(names)})" if unit else " ".join(names) for unit, names in by_unit.items())
    more = len(reason.told) - most
    return f"{said} และอีก {more:,}" if more > 0 else said
