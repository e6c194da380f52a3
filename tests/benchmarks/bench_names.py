"""Finding the school that a typed text names, among 29,000 with the names of a country.

Run: python -m tests.benchmarks.bench_names
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from time import perf_counter

UNITS, TEXTS = 29_000, 400
SORTS = ("บ้าน", "บ้าน", "บ้าน", "วัด", "วัด", "ชุมชนบ้าน", "ชุมชน", "อนุบาล", "")
FIRST = (
    "หนอง",
    "โคก",
    "ทุ่ง",
    "ห้วย",
    "คลอง",
    "เขา",
    "นา",
    "ป่า",
    "ดอน",
    "ท่า",
    "โนน",
    "ดง",
    "แม่",
    "บึง",
    "น้ำ",
    "ศรี",
    "ใหม่",
    "",
)
SECOND = (
    "บัว", "แดง", "ขาม", "ยาง", "แสง", "ทอง", "สว่าง", "ตะวัน", "งาม", "แก้ว", "ใหญ่", "สูง", "หิน", "ไผ่", "แวง", "หว้า",
    "กระโดน", "สำโรง", "มะเขือ", "ประดู่",
)  # fmt: skip
LAST = ("", "", "", "ใต้", "เหนือ", "งาม", "พัฒนา", "วิทยา", "สามัคคี", "ราษฎร์บำรุง")
PATRONS = ("", "", "", " (ประชานุเคราะห์)", " (มิตรภาพที่ {})", " (ราษฎร์บำรุง)", " (คุรุประชาสรรค์)")


@dataclass(frozen=True, slots=True)
class Search:
    """Seconds to build the index once, and milliseconds a text: exact names and names with a letter missing."""

    build_seconds: float
    median_ms: float
    p95_ms: float


def measure() -> Search:
    """Build the index, then ask it for schools of which every second is misspelt."""
    from domain.plan import UnitKind
    from domain.units.known import KnownUnit
    from domain.units.names import UnitNames

    chance = random.Random(7)  # noqa: S311 - the same country in every run
    units = []
    for at in range(UNITS):
        patron = chance.choice(PATRONS).format(chance.randint(1, 250))
        name = "".join((*map(chance.choice, (SORTS, FIRST, SECOND, LAST)), patron))
        code = str(40_000_000 + at)
        district = f"อำเภอสมมติ{chance.randint(1, 900)}"
        units.append(
            KnownUnit(id=at, code=code, kind=UnitKind.SCHOOL, name=f"โรงเรียน{name}", district=district, smis_code=code)
        )
    began = perf_counter()
    names = UnitNames(units)
    build = perf_counter() - began
    names.find("รร.")
    times = []
    for number in range(TEXTS):
        name = chance.choice(units).name
        gone = chance.randrange(8, len(name)) if number % 2 else len(name)
        began = perf_counter()
        names.find(name[:gone] + name[gone + 1 :])
        times.append((perf_counter() - began) * 1e3)
    times.sort()
    return Search(build, times[TEXTS // 2], times[TEXTS * 95 // 100])


if __name__ == "__main__":
    print(measure())
