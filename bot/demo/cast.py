"""Who has a phone in the demo: people of the fictional district, one stranger, and a group chat."""

from __future__ import annotations

from typing import Final

from bot.demo.people import PEOPLE as PLANNED
from bot.demo.units import OFFICE, UNITS
from bot.emulator.world import GroupSeed, PersonSeed
from domain.plan import PlanPerson, Role, UnitKind

# The officer first, then those who owe a form, then the rest of the office, then the schools that have a phone.
_FIRST: Final = ("PLN-6W2E", "GEN-7Q4K", "PRO-9W6C", "SUP-5M3J", "FIN-2Y6P", "DIR-2M8H", "DEP-4K7R")
_ROLES: Final = {
    Role.OFFICER: "เจ้าหน้าที่ติดตาม",
    Role.DIRECTOR: "ผอ.เขต",
    Role.DEPUTY: "รอง ผอ.เขต",
    Role.GROUP_HEAD: "ผอ.กลุ่ม",
    Role.GROUP_STAFF: "ผู้รายงาน",
    Role.SCHOOL_DIRECTOR: "ผอ.โรงเรียน",
}
_UNIT_NAMES: Final = {unit.code: (unit.short_names or (unit.name,))[0] for unit in (OFFICE, *UNITS)}
_IN_OFFICE: Final = {OFFICE.code, *(unit.code for unit in UNITS if unit.kind is UnitKind.GROUP)}
_SCHOOLS: Final = ("99010002", "99010011", "99010021")


def line_id(number: int) -> str:
    """A LINE user id made from a number."""
    return f"U{number:032x}"


def _place(person: PlanPerson) -> tuple[int, str]:
    return (_FIRST.index(person.code) if person.code in _FIRST else len(_FIRST), person.unit)


ON_LINE: Final = (
    *sorted((p for p in PLANNED if p.unit in _IN_OFFICE), key=_place),
    *(p for p in PLANNED if p.unit in _SCHOOLS),
)
IDS: Final = {person.code: line_id(number) for number, person in enumerate(ON_LINE, start=1)}
STRANGER: Final = PersonSeed(line_id(9999), "คุณครูสมใจ ตัวอย่างดี", "ยังไม่ได้ลงทะเบียน")
PHONES: Final = (
    *(PersonSeed(IDS[p.code], p.name, f"{_ROLES[p.role]} · {_UNIT_NAMES[p.unit]}") for p in ON_LINE),
    STRANGER,
)
GROUP: Final = GroupSeed(
    f"C{1:032x}",
    "ติดตามงาน สพป.ศรีธารา เขต 1",
    tuple(IDS[code] for code in _FIRST),
    bot_in=True,
)
