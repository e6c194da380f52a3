"""Orders (คำสั่ง) that appoint committees: who sits in which with which duty, and the usual ones for a visit's day.

The manual, work 1, steps 2.1, 3 and 4.1. An order is drafted from the plan, mended by words, and signed on paper; what
is signed is not changed but revoked and replaced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from domain.committees import CHAIR, MEMBER, SECRETARY, bare_name, is_held_by_one, leads, standing, writes
from domain.thai import BUDDHIST_OFFSET


class OrderKind(StrEnum):
    """What an order appoints."""

    OWNERS = "owners"  # a committee for each strategy
    SCREENING = "screening"
    DUTY = "duty"  # those who are on duty on the day of a visit


class OrderState(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a committee. `person`: their id, 0 for whoever is not of the office and kept by name alone."""

    duty: str
    person: int
    name: str
    position: str = ""

    def is_of(self, other: Seat) -> bool:
        """Whether both are the same person's."""
        if self.person or other.person:
            return self.person == other.person
        return bare_name(self.name) == bare_name(other.name)


@dataclass(frozen=True, slots=True)
class Panel:
    """A committee of an order. `subject`: the id of the strategy it answers for, 0 for none."""

    title: str
    seats: tuple[Seat, ...] = ()
    duties: tuple[str, ...] = ()
    subject: int = 0

    @property
    def lacks(self) -> str:
        """The duty that a committee cannot do without and nobody has; "" for none."""
        if not any(leads(one.duty) for one in self.seats):
            return CHAIR
        return "" if any(writes(one.duty) for one in self.seats) else SECRETARY

    def seating(self, seat: Seat) -> Panel:
        """The committee with somebody in it; whoever held a duty that one person has becomes a member."""
        others = [one for one in self.seats if not one.is_of(seat)]
        if is_held_by_one(seat.duty):
            others = [replace(one, duty=MEMBER) if one.duty == seat.duty else one for one in others]
        return replace(self, seats=in_order([*others, seat]))

    def without(self, seat: Seat) -> Panel:
        """The committee without somebody."""
        return replace(self, seats=tuple(one for one in self.seats if not one.is_of(seat)))


class Guest(NamedTuple):
    """Somebody whom nobody in the office is called like, to be put in once their position is known."""

    place: int
    duty: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointing:
    """An order as it is being drafted. `guest`: who is asked about.

    `draft`: the id of the draft that it changes; `instead_of`: that of the signed one it replaces; 0 for none.
    """

    kind: OrderKind
    requirement: int
    subject: str
    preamble: str
    panels: tuple[Panel, ...]
    draft: int = 0
    instead_of: int = 0
    guest: Guest | None = None

    def with_panel(self, place: int, panel: Panel) -> Appointing:
        """The order with another committee in that place, counted from 0; nobody is asked about any more."""
        panels = tuple(panel if n == place else one for n, one in enumerate(self.panels))
        return replace(self, panels=panels, guest=None)


class OrderNumber(NamedTuple):
    """The number an order was given and the day it was signed. `year_be`: in which orders are numbered."""

    number: int
    year_be: int
    day: date


def wrong_number(given: OrderNumber, today: date) -> str:
    """Why no order can bear that: "future", "year" (number and day are of different years); "" for nothing."""
    if given.day > today:
        return "future"
    return "" if given.day.year + BUDDHIST_OFFSET == given.year_be else "year"


def in_order(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Seats as an order lists them: the chair first, those who write last, others as they came."""
    return tuple(sorted(seats, key=lambda one: standing(one.duty)))


def duties_of(panels: Iterable[Panel]) -> dict[int, tuple[tuple[int, str], ...]]:
    """What each person of the office is in which committee, counted from 1, by the person's id."""
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for place, panel in enumerate(panels, start=1):
        for seat in panel.seats:
            if seat.person:
                found[seat.person] = (*found.get(seat.person, ()), (place, seat.duty))
    return found


OWNERS_DUTIES: Final = (
    "จัดทำข้อมูลและรายงานผลการดำเนินงานตามแบบติดตามกลยุทธ์ให้ถูกต้อง ครบถ้วน และส่งภายในกำหนด",
    "ประสานหน่วยงานที่เกี่ยวข้อง รวบรวมร่องรอยหลักฐานรายตัวชี้วัด",
    "ปรับแก้รายงานตามข้อเสนอแนะของคณะกรรมการกลั่นกรอง และนำเสนอผลต่อคณะกรรมการติดตามของ สพฐ.",
)
SCREENING_DUTIES: Final = (
    "ตรวจสอบและกลั่นกรองรายงานผลการดำเนินงานตามกลยุทธ์ให้ถูกต้อง ครบถ้วน สอดคล้องกับตัวชี้วัด",
    "ให้ข้อเสนอแนะแก่ผู้รับผิดชอบกลยุทธ์เพื่อปรับแก้ก่อนจัดทำรูปเล่ม",
    "สรุปผลการกลั่นกรองเสนอผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
)


class DutyPanel(NamedTuple):
    """A committee for the day of a visit; `group`: words in the name of the group whose head usually leads it."""

    title: str
    group: str
    duties: tuple[str, ...]


DUTY_PANELS: Final = (
    DutyPanel(
        "คณะกรรมการฝ่ายต้อนรับ",
        "อำนวยการ",
        (
            "ต้อนรับคณะกรรมการติดตามและอำนวยความสะดวกตลอดการตรวจติดตาม",
            "จัดสถานที่ ป้ายต้อนรับ และลงทะเบียนผู้เข้าร่วม",
        ),
    ),
    DutyPanel(
        "คณะกรรมการฝ่ายเอกสาร",
        "นโยบายและแผน",
        (
            "จัดเตรียมรูปเล่มรายงาน แบบติดตามรายกลยุทธ์ และร่องรอยหลักฐานให้พร้อมรับการตรวจ",
            "จัดทำกำหนดการและเอกสารประกอบการประชุม",
        ),
    ),
    DutyPanel(
        "คณะกรรมการฝ่ายนำเสนอ",
        "นิเทศ",
        (
            "จัดเตรียมการนำเสนอผลการดำเนินงานรายกลยุทธ์ให้เป็นไปตามกำหนดการ",
            "นำเสนอและตอบข้อซักถามของคณะกรรมการติดตาม",
        ),
    ),
    DutyPanel(
        "คณะกรรมการฝ่ายบันทึก",
        "เทคโนโลยี",
        (
            "บันทึกภาพ เสียง และข้อเสนอแนะของคณะกรรมการติดตาม",
            "สรุปผลการตรวจติดตามเสนอผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
        ),
    ),
    DutyPanel(
        "คณะกรรมการฝ่ายสวัสดิการ",
        "การเงิน",
        (
            "จัดอาหาร อาหารว่าง และเครื่องดื่ม",
            "ดูแลยานพาหนะ ที่พัก และค่าใช้จ่ายในการรับการตรวจติดตาม",
        ),
    ),
)


def spread(groups: Iterable[str], panels: Iterable[str]) -> list[int]:
    """To which committee the head of each group goes, first those whose group a committee usually has, by place.

    `groups`: their names; `panels`: words in the names of the groups that usually lead them. Nobody is left over; the
    others go where fewest are.
    """
    usual = list(panels)
    free = set(range(len(usual)))
    heads = list(groups)
    found: dict[int, int] = {}
    for at, name in enumerate(heads):
        place = next((one for one in sorted(free) if usual[one] in name), None)
        if place is not None:
            found[at] = place
            free.discard(place)
    counts = [sum(place == one for place in found.values()) for one in range(len(usual))]
    for at in range(len(heads)):
        if at not in found:
            found[at] = counts.index(min(counts))
            counts[found[at]] += 1
    return [found[at] for at in range(len(heads))]
