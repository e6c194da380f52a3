"""มส.๑: the officer's list of all schools, or a school's own line."""

from __future__ import annotations

from random import Random

from domain.plan import PlanUnit
from tests.corpus import district
from tests.corpus.filling import count, day, digits, sheet, within, words
from tests.corpus.model import Book, Draft, Line, Slot, Title, Told
from tests.corpus.words import ROUNDS, STATES, TITLES, YEARS

COUNTS = ("n_read", "n_write", "lv4", "lv3", "lv2", "lv1")


def emes(dice: Random, thai: bool, year: int = 2570) -> Book:
    """A list of several schools, or of one."""
    item, round_ = dice.choice(tuple(district.ITEMS)), dice.choice(("1", "2", "2", "3"))
    many = dice.random() < 0.75
    schools = sorted(dice.sample(district.SCHOOLS, dice.randint(6, 12) if many else 1), key=lambda one: one.code)
    draft = emes_sheet(dice, thai, schools, (item, round_, year))
    book = Book(kind="emes", dice=dice, year=year, round=round_, subject={"item": item}, drafts=[draft], thai=thai)
    if not many:
        school = schools[0]
        book.unit = {"type": "school", "code": school.code, "name": school.name}
        book.unit_state = "known"
    return book


def emes_sheet(dice: Random, thai: bool, schools: list[PlanUnit], what: tuple[int, str, int]) -> Draft:
    """The sheet."""
    item, round_, year = what
    closing = f"(ปิดระบบ 15 ธันวาคม {year - 1})"
    titles = [
        Title(digits(TITLES["emes"][0].format(year=YEARS[1].format(year)), thai), ("title", "year")),
        Title(
            digits(f"รายการที่ {item} {district.ITEMS[item]} {ROUNDS['emes'][round_][0]} {closing}", thai),
            ("round", "subject"),
        ),
    ]
    lines = [_line(dice, thai, at, (school, year)) for at, school in enumerate(schools, start=1)]
    alone = len(schools) == 1
    signs = (dice.choice(district.CLERKS), "ผู้อำนวยการโรงเรียน") if alone else district.REPORTERS["PLAN"]
    draft = sheet(
        "emes", f"EMES-{year}-{item:02d}", titles, lines, signs=signs, totals=COUNTS if len(lines) > 1 else ()
    )
    for at, line in enumerate(lines):
        if line["emes_status"].truth == "ยังไม่รายงาน":
            draft.warnings += [_idle(at, field) for field in (*COUNTS, "reported_on")]
    return draft


def _idle(at: int, field: str) -> Told:
    return Told("missing", field, at, why="not reported yet")


def _line(dice: Random, thai: bool, at: int, what: tuple[PlanUnit, int]) -> Line:
    school, year = what
    idle = dice.random() < 0.15
    name = digits(school.name, thai) if thai else school.name
    slots = {
        "seq": Slot(at, at, "seq", "0"),
        "smis_code": Slot(school.smis_code, school.smis_code, "code"),
        "school_name": Slot(name, name, "school", accept=[school.name]),
        "district": words("text", school.district),
        "cluster": words("text", school.district),
    }
    status = "ยังไม่รายงาน" if idle else "รายงานแล้ว"
    pupils = dice.choice((dice.randint(14, 90), dice.randint(91, 700)))
    cuts = sorted(dice.randint(0, pupils) for _ in range(3))
    levels = (pupils - cuts[2], cuts[2] - cuts[1], cuts[1] - cuts[0], cuts[0])
    figures: list[int | None] = [None] * 6 if idle else [pupils, pupils, *levels]
    slots |= {field: count(number) for field, number in zip(COUNTS, figures, strict=True)}
    written = status if dice.random() < 0.8 else dice.choice(STATES["emes"][status])
    reported = day(None if idle else within(dice, year, 40, 75))
    reported.raw = digits(reported.raw, thai) if reported.raw else ""
    slots["emes_status"] = Slot(written, status, "status", accept=[written])
    slots["reported_on"] = reported
    phone = dice.choice(("", f" / 000-000-00{dice.randint(10, 99)}"))
    slots["reporter"] = words("person", None if idle else digits(dice.choice(district.CLERKS) + phone, thai))
    told = dice.choice((None, "ไม่มี", "ระบบช้าช่วงบ่าย", "นักเรียนย้ายออกระหว่างภาคเรียน 2 คน"))
    slots["problems"] = words("long", digits(told, thai) if told else None)
    return Line(slots)
